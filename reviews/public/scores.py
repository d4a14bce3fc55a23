"""A score as readers see it."""

from reviews.models import Edition
from reviews.public.reader import ScoreView

FRACTIONS = {(1, 2): "½", (1, 4): "¼", (3, 4): "¾", (1, 3): "⅓", (2, 3): "⅔"}


def score_view(value: int, maximum: int, divisions: int, word: str) -> ScoreView:
    """`value` in smallest steps: 7 with two divisions is 3½."""
    whole, rest = divmod(value, divisions)
    fraction = FRACTIONS.get((rest, divisions), f" {rest}/{divisions}" if rest else "")
    return ScoreView(
        shown=f"{whole or ''}{fraction}" if fraction else str(whole),
        number=f"{value / divisions:g}",
        maximum=str(maximum),
        word=word,
    )


def score_of(edition: Edition) -> ScoreView | None:
    if edition.score is None:
        return None
    return score_view(edition.score, edition.score_maximum, edition.score_divisions, edition.score_word)
