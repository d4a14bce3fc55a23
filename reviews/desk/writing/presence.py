"""Presence: who has the form of a draft open. Each page reports regularly and gets the others back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from reviews.desk.base.review_state import person_name
from reviews.models import Draft, Presence

GONE_AFTER = timedelta(seconds=75)  # a page reports every 25 seconds; a hidden one perhaps once a minute
TYPING_PERIOD = timedelta(seconds=30)


@dataclass(frozen=True)
class OtherEditor:
    """Somebody else with the same form open."""

    name: str
    since: datetime
    typed: datetime | None
    is_typing: bool


def record_presence(draft: Draft, user, *, typed: bool) -> None:
    """Record that this person has the form open, and whether they just typed."""
    now = timezone.now()
    times = {"seen_at": now} | ({"typed_at": now} if typed else {})
    is_gone = Presence.objects.filter(review_id=draft.pk, user=user, seen_at__lt=now - GONE_AFTER)
    is_gone.update(opened_at=now, typed_at=None)  # somebody who comes back starts anew
    updated = Presence.objects.filter(review_id=draft.pk, user=user).update(**times)
    if not updated:
        row = Presence(review_id=draft.pk, user=user, opened_at=now, **times)
        Presence.objects.bulk_create([row], ignore_conflicts=True)


def remove_presence(draft: Draft, user) -> None:
    Presence.objects.filter(review_id=draft.pk, user=user).delete()


def other_editors(draft: Draft, user) -> tuple[OtherEditor, ...]:
    """Others with the form open, the earliest first: one query."""
    now = timezone.now()
    rows = Presence.objects.filter(review_id=draft.pk).others(user, now - GONE_AFTER)
    return tuple(
        OtherEditor(
            name=person_name(row.user),
            since=row.opened_at,
            typed=row.typed_at,
            is_typing=bool(row.typed_at and row.typed_at > now - TYPING_PERIOD),
        )
        for row in rows
    )
