"""Format scores for people: 7 with two divisions is 3½. No Django in here."""

FRACTIONS = {(1, 2): "½", (1, 4): "¼", (3, 4): "¾", (1, 3): "⅓", (2, 3): "⅔"}


def score_units_text(value: int, divisions: int) -> str:
    """A number of divisions as a mixed number."""
    whole, remainder = divmod(value, divisions)
    fraction = FRACTIONS.get((remainder, divisions), f" {remainder}/{divisions}" if remainder else "")
    return f"{whole or ''}{fraction}" if fraction else str(whole)
