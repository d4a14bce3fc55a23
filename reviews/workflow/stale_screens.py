"""Refuse a step whose page showed something else than what is there now."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews.local_time import format_local
from reviews.models import Review
from reviews.workflow.base import Refused

Value = str | int | datetime | None
Shown = Mapping[str, Value]  # what a page showed, by the names of LABELS; empty for commands: nothing
NOTHING_SHOWN: Shown = {}
LABELS = {
    "live": gettext_lazy("the live edition"),
    "coming": gettext_lazy("the edition to come"),
    "live_from": gettext_lazy("the beginning of the edition"),
    "public_from": gettext_lazy("the time it is public from"),
    "until": gettext_lazy("the end of the embargo"),
    "film": gettext_lazy("the film"),
    "slug": gettext_lazy("the address"),
    "old_addresses": gettext_lazy("the list of old addresses"),
    "revision": gettext_lazy("the newest revision"),
}


def refuse_stale(shown: Shown, **current: Value) -> None:
    """Refuse if a value that the page showed is another by now, with both values.

    Called under the lock of the step, with values read since: the view cannot know them. What
    `shown` does not name is not compared.
    """
    changes = [
        _change(name, shown[name], value)
        for name, value in current.items()
        if name in shown and shown[name] != value
    ]
    if changes:
        message = _("This changed since you opened the page: %(changes)s. Nothing was done. Look again.")
        raise Refused(message % {"changes": "; ".join(changes)})


def _change(name: str, was: Value, now: Value) -> str:
    values = {"label": LABELS[name], "was": _text(was), "now": _text(now)}
    return _("%(label)s was %(was)s, is now %(now)s") % values


def _text(value: Value) -> str:
    if isinstance(value, datetime):
        return format_local(value)
    return str(value) if value else _("none")


def live_number(review: Review, at: datetime | None = None) -> int | None:
    """The number of the live edition; None if the review is not public."""
    return review.editions.live(at).values_list("number", flat=True).first()


def coming_number(review: Review, at: datetime | None = None) -> int | None:
    """The number of the newest edition that is approved and not public yet, or None."""
    return review.editions.upcoming(at).values_list("number", flat=True).first()
