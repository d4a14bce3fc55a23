"""Who has the form of a draft open: each page says so every few seconds, and is told of the others."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from reviews.desk.base.review_state import person_name
from reviews.models import Draft, Presence

GONE_AFTER = timedelta(seconds=75)  # a page asks every 25 seconds; hidden ones may be held back to a minute
TYPES_NOW = timedelta(seconds=30)


@dataclass(frozen=True)
class OtherEditor:
    """Somebody else with the same form open."""

    name: str
    since: datetime
    typed: datetime | None
    is_typing: bool


def record_presence(draft: Draft, user, *, typed: bool) -> None:
    """This person has the form open now, and perhaps typed something just now."""
    now = timezone.now()
    said = {"seen_at": now} | ({"typed_at": now} if typed else {})
    is_gone = Presence.objects.filter(review_id=draft.pk, user=user, seen_at__lt=now - GONE_AFTER)
    is_gone.update(opened_at=now, typed_at=None)  # whoever comes back begins anew
    found = Presence.objects.filter(review_id=draft.pk, user=user).update(**said)
    if not found:
        row = Presence(review_id=draft.pk, user=user, opened_at=now, **said)
        Presence.objects.bulk_create([row], ignore_conflicts=True)


def remove_presence(draft: Draft, user) -> None:
    Presence.objects.filter(review_id=draft.pk, user=user).delete()


def other_editors(draft: Draft, user) -> tuple[OtherEditor, ...]:
    """Who else has it open, the longest there first: one query."""
    now = timezone.now()
    rows = Presence.objects.filter(review_id=draft.pk).others(user, now - GONE_AFTER)
    return tuple(
        OtherEditor(
            name=person_name(row.user),
            since=row.opened_at,
            typed=row.typed_at,
            is_typing=bool(row.typed_at and row.typed_at > now - TYPES_NOW),
        )
        for row in rows
    )
