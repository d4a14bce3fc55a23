"""Scores as written, on the scale of the house: set for the author to confirm, or asked about."""

from collections.abc import Sequence
from fractions import Fraction

from django.utils.translation import gettext as _

from ratings.models import Scale
from reviews import document as d
from reviews.document.score_text import score_units_text
from reviews.importing.formats import Note
from reviews.importing.formats.post_fields.written_scores import WrittenScore


def with_score(document: d.Document, written: Sequence[WrittenScore], notes: list[Note]) -> d.Document:
    """The document with the score as written. Two different ones, or one of unknown maximum, are none."""
    if not written or document.score:
        return document
    scale = Scale.objects.current()
    shares = [item.share for item in written if item.share is not None]
    scores = {_on_scale(share, scale) for share in shares} if scale else set()
    texts = _("and").join(f" “{item.text}” " for item in _unique(written)).strip()
    if len(scores) != 1:
        notes.append(Note("warning", _refusal(scale, scores) % {"scores": texts}))
        return document
    score = scores.pop()
    message = _("Read %(scores)s: %(value)s of %(maximum)s here. Please confirm.") % {
        "scores": texts,
        "value": score_units_text(score.value, score.divisions),
        "maximum": score.maximum,
    }
    notes.append(Note("warning", message))
    return d.replace(document, score=score)


def _unique(written: Sequence[WrittenScore]) -> list[WrittenScore]:
    return list({item.text: item for item in written}.values())


def _refusal(scale: Scale | None, scores: set[d.Score]) -> str:
    if not scale:
        return _("Read %(scores)s, and this house has no scale in use: no score was set.")
    if scores:
        return _("Different scores were read: %(scores)s. None was set: please choose.")
    return _("Read %(scores)s, without how many it is of: please give the score.")


def _on_scale(share: Fraction, scale: Scale) -> d.Score:
    """The nearest step of the scale; half-way, the higher."""
    value = int(share * scale.maximum * scale.divisions + Fraction(1, 2))
    return d.Score(
        scale=scale.key,
        version=scale.version,
        value=value,
        maximum=scale.maximum,
        divisions=scale.divisions,
        word=scale.words.get(value, ""),
    )
