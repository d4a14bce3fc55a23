"""Flag credits as spoilers: the credit, and every cast note on it, leave all public pages at once."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from cast.models import Credit
from films.models import Film
from pagecache.models import changed
from pagecache.scopes import subjects_of


@transaction.atomic
def flag(credit: Credit, level: str, scope: Iterable[Film] = ()) -> None:
    """Set a credit's spoiler level, and the films it gives away (none: its own film).

    Level "" removes the flag, but keeps `flagged_at`: notes that were withheld
    since then are shown again only after another approval.
    """
    set_level(credit, level)
    credit.save(update_fields=["spoiler_level", "flagged_at"])
    credit.spoiler_scope.set(scope)
    changed(*subjects_of(credit))


def set_level(credit: Credit, level: str) -> None:
    """Set `spoiler_level` and `flagged_at`, without saving."""
    credit.spoiler_level = level
    if level:
        credit.flagged_at = timezone.now()
