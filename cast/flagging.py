"""Flagging a credit as a surprise: it, and every note tied to it, leave the public pages at once."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from cast.models import Credit
from films.models import Film
from pagecache.models import changed


@transaction.atomic
def flag(credit: Credit, level: str, scope: Iterable[Film] = ()) -> None:
    """Flag a credit at a level, for the films it gives away (none means its own film).

    An empty level takes the flag away. The moment of the last flagging stays:
    what was withheld since then comes back by an approval only.
    """
    stamp(credit, level)
    credit.save(update_fields=["spoiler_level", "flagged_at"])
    credit.spoiler_scope.set(scope)
    changed()


def stamp(credit: Credit, level: str) -> None:
    """Set the level, and with it the moment, on a credit that its caller saves."""
    credit.spoiler_level = level
    if level:
        credit.flagged_at = timezone.now()
