"""The steps of a scale as one reads them. No Django in here."""

FRACTIONS = {(1, 2): "½", (1, 4): "¼", (3, 4): "¾", (1, 3): "⅓", (2, 3): "⅔"}


def score_units_text(value: int, divisions: int) -> str:
    """A number of smallest steps as one reads it: 7 with two divisions is 3½."""
    whole, rest = divmod(value, divisions)
    fraction = FRACTIONS.get((rest, divisions), f" {rest}/{divisions}" if rest else "")
    return f"{whole or ''}{fraction}" if fraction else str(whole)
