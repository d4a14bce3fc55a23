"""Changes of a score between editions: what is kept of them, and the sentence that tells readers."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from reviews import document as d
from reviews.document.score_text import score_units_text
from reviews.models import Edition

# (value in divisions, maximum in whole units, divisions); None without a score. Stored as JSON.
Numbers = Sequence[int] | None


def numbers_of(score: d.Score | None) -> Numbers:
    return [score.value, score.maximum, score.divisions] if score else None


def numbers_of_edition(edition: Edition) -> Numbers:
    if edition.score is None:
        return None
    return [edition.score, edition.score_maximum, edition.score_divisions]


def change(before: Numbers, after: Numbers) -> list[Numbers]:
    """[before, after], or [] if they are the same."""
    return [before, after] if before != after else []


def change_text(scores: Sequence[Numbers]) -> str:
    """The sentence for a `change`; "" without one."""
    if not scores:
        return ""
    before, after = map(_text, scores)
    return _("The score went from %(before)s to %(after)s.") % {"before": before, "after": after}


def _text(score: Numbers) -> str:
    if not score:
        return _("none")
    value, maximum, divisions = score
    return _("%(value)s of %(maximum)s") % {
        "value": score_units_text(value, divisions),
        "maximum": maximum,
    }
