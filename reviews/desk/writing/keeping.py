"""Working copies: what somebody types is kept for them, apart from the draft and from history."""

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from reviews.models import Draft, WorkingCopy

# Not what somebody typed: tokens, buttons, and what the page asks with it.
NOT_KEPT = ("csrfmiddlewaretoken", "keep", "shows", "seen", "page", "shown", "premise")
NOT_KEPT = (*NOT_KEPT, "_save", "_continue", "_submit", "_waive")


@transaction.atomic
def keep(draft: Draft, user, data: QueryDict, *, is_refused: bool = False) -> WorkingCopy | None:
    """Put the form, as a browser sends it, in the stead of what this person had typed before.

    None if the page that sends it was saved meanwhile: what is under way then comes too late. A save
    that was refused is kept always: somebody went back to a saved page, and wrote on.
    """
    row = _locked(draft, user)
    if row.saved_page and row.saved_page == data.get("page") and not is_refused:
        return None
    row.form = _storable(data)
    row.base_version = _number(data, "version") or draft.version
    row.base_number = _number(data, "base")
    row.kept_at, row.saved_page = timezone.now(), ""
    row.save()
    return row


def _storable(data: QueryDict) -> dict[str, list[str]]:
    """What was typed, but for characters that PostgreSQL cannot store in JSON, and no form takes."""
    kept = (item for item in data.lists() if item[0] not in NOT_KEPT)
    return {name.replace("\0", ""): [value.replace("\0", "") for value in values] for name, values in kept}


def _locked(draft: Draft, user) -> WorkingCopy:
    begun = WorkingCopy(
        review_id=draft.pk, user=user, base_version=draft.version, form={}, kept_at=timezone.now()
    )
    WorkingCopy.objects.bulk_create([begun], ignore_conflicts=True)
    return WorkingCopy.objects.select_for_update().get(review_id=draft.pk, user=user)


def _number(data: QueryDict, name: str) -> int:
    value = data.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


@transaction.atomic
def forget(draft: Draft, user, page: str = "") -> None:
    """What was typed is saved by this page, or wanted no more."""
    row = _locked(draft, user)
    row.form, row.saved_page = {}, page[:36]
    row.save()


def as_sent(copy: WorkingCopy) -> QueryDict:
    """The form of a working copy, as the browser sent it."""
    data = QueryDict(mutable=True)
    for name, values in copy.form.items():
        data.setlist(name, values)
    return data
