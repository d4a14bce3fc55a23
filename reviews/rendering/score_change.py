"""Changes of scores between editions: what is kept of them, and the sentences that tell readers."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from reviews import document as d
from reviews.document.score_text import score_units_text

# (value in divisions, maximum in whole units, divisions); None without a score.
Numbers = Sequence[int] | None
# (name as printed, numbers) by the key of the aspect; those of the film are under "", without a name.
Scores = dict[str, tuple[str, Numbers]]
# (name, numbers before, numbers after). Stored as JSON.
Change = tuple[str, Numbers, Numbers]


def scores_of(document: d.Document) -> Scores:
    """The score of the film and those of its aspects."""
    aspects = {str(item.aspect.key): (item.aspect.name, _numbers(item.score)) for item in document.aspects}
    return {"": ("", _numbers(document.score))} | aspects


def _numbers(score: d.Score | None) -> Numbers:
    return [score.value, score.maximum, score.divisions] if score else None


def changes(before: Scores, after: Scores) -> list[Change]:
    """What readers are told of: numbers that differ, not that an aspect has another name or place."""
    changed: dict[str, Change] = {}
    for key, (name, _score) in (before | after).items():
        was, now = (scores.get(key, (name, None))[1] for scores in (before, after))
        if was != now:  # an aspect chosen anew under the same name is one taken away and one added
            _name, first, last = changed.get(name, (name, None, None))
            changed[name] = (name, first or was, last or now)
    return [change for change in changed.values() if change[1] != change[2]]


def change_text(changed: Iterable[Change]) -> str:
    """A sentence for each change; "" without one."""
    return " ".join(_sentence(name, _text(before), _text(after)) for name, before, after in changed)


def _sentence(name: str, before: str, after: str) -> str:
    if name:
        sentence = _("The score for “%(name)s” went from %(before)s to %(after)s.")
    else:
        sentence = _("The score went from %(before)s to %(after)s.")
    return sentence % {"name": name, "before": before, "after": after}


def _text(score: Numbers) -> str:
    if not score:
        return _("none")
    value, maximum, divisions = score
    return _("%(value)s of %(maximum)s") % {
        "value": score_units_text(value, divisions),
        "maximum": maximum,
    }
