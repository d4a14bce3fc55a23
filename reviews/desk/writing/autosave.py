"""Working copies: what somebody types is kept for them, apart from the draft and from history."""

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from integers import MAX_POSITIVE_INTEGER, whole_number
from reviews.models import Draft, WorkingCopy

# Not what somebody typed: tokens, buttons, and what the page says of itself or asks with it.
NOT_AUTOSAVED = (
    "csrfmiddlewaretoken",
    "keep",
    "shows",
    "seen",
    "page",
    "restored",
    "account",
    "shown",
    "premise",
)
NOT_AUTOSAVED = (*NOT_AUTOSAVED, "_save", "_continue", "_submit", "_waive", "_instead")


@transaction.atomic
def autosave(
    draft: Draft, user, data: QueryDict, *, is_refused: bool = False, instead: bool = False
) -> WorkingCopy | None:
    """Put the form, as a browser sends it, in the stead of what this person had typed before.

    None, and nothing is written, where another window of theirs typed what this one lacks (`elsewhere`),
    unless they say that it goes `instead`; and if the page that sends it was saved meanwhile: what is under
    way then comes too late. A save that was refused does not: somebody went back to a saved page, and wrote
    on.
    """
    row = _locked(draft, user)
    if row.saved_page and row.saved_page == _page(data) and not is_refused:
        return None
    if _says(row, draft, data):
        return row
    return _written(row, draft, data) if instead or not _lacks(data, row) else None


def _lacks(data: QueryDict, row: WorkingCopy) -> bool:
    """Whether a row holds a text that the page which sends this neither kept itself nor began with."""
    is_known = row.page == _page(data) or row.stamp == data.get("restored")
    return bool(row.form) and not is_known


def _says(row: WorkingCopy, draft: Draft, data: QueryDict) -> bool:
    """Whether a row holds these very words: sent twice, or by a page that changed none of them."""
    return row.form == _storable(data) and row.base_version == _version(draft, data)


def _written(row: WorkingCopy, draft: Draft, data: QueryDict) -> WorkingCopy:
    row.form, row.page = _storable(data), _page(data)
    row.base_version, row.base_number = _version(draft, data), _number(data, "base")
    row.kept_at, row.saved_page = timezone.now(), ""
    row.save()
    return row


def other_window_copy(draft: Draft, user, data: QueryDict) -> WorkingCopy | None:
    """What another window of this person typed, and the page that sends `data` lacks; None if nothing."""
    row = WorkingCopy.objects.of(draft.pk, user)
    lacks = row and _lacks(data, row) and not _says(row, draft, data)
    return row if lacks else None


def belongs_to(user, data: QueryDict) -> bool:
    """Whether a form was opened by this account: another may have logged in since, in the same browser."""
    return data.get("account", str(user.pk)) == str(user.pk)


def _page(data: QueryDict) -> str:
    return data.get("page", "")[:36]


def _version(draft: Draft, data: QueryDict) -> int:
    return _number(data, "version") or draft.version


def _storable(data: QueryDict) -> dict[str, list[str]]:
    """What was typed, but for characters that PostgreSQL cannot store in JSON, and no form takes."""
    kept = (item for item in data.lists() if item[0] not in NOT_AUTOSAVED)
    return {name.replace("\0", ""): [value.replace("\0", "") for value in values] for name, values in kept}


def _locked(draft: Draft, user) -> WorkingCopy:
    begun = WorkingCopy(
        review_id=draft.pk, user=user, base_version=draft.version, form={}, kept_at=timezone.now()
    )
    WorkingCopy.objects.bulk_create([begun], ignore_conflicts=True)
    return WorkingCopy.objects.select_for_update().get(review_id=draft.pk, user=user)


def _number(data: QueryDict, name: str) -> int:
    return whole_number(data.get(name), MAX_POSITIVE_INTEGER) or 0


@transaction.atomic
def clear_after_save(draft: Draft, user, data: QueryDict) -> WorkingCopy | None:
    """What a page sent is saved. What another window typed stays, and is returned; None if nothing."""
    row = _locked(draft, user)
    other = row if _lacks(data, row) and not _says(row, draft, data) else None
    row.saved_page = _page(data)
    row.form = row.form if other else {}
    row.save()
    return other


@transaction.atomic
def discard(draft: Draft, user) -> None:
    """What was typed is wanted no more."""
    row = _locked(draft, user)
    row.form, row.saved_page = {}, ""
    row.save()


def as_query_dict(copy: WorkingCopy) -> QueryDict:
    """The form of a working copy, as the browser sent it."""
    data = QueryDict(mutable=True)
    for name, values in copy.form.items():
        data.setlist(name, values)
    return data
