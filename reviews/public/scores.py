"""Scores as view values (`ScoreView`)."""

from reviews.document.score_text import score_units_text
from reviews.models import Edition
from reviews.public.page_values import ScoreView


def score_view(value: int, maximum: int, divisions: int, word: str) -> ScoreView:
    """`value` is in divisions (7 with two divisions is 3½), `maximum` in whole units."""
    return ScoreView(
        shown=score_units_text(value, divisions),
        number=f"{value / divisions:g}",
        maximum=str(maximum),
        word=word,
    )


def score_of(edition: Edition) -> ScoreView | None:
    if edition.score is None:
        return None
    return score_view(edition.score, edition.score_maximum, edition.score_divisions, edition.score_word)
