"""Autosave: one working copy of the unsaved form per person, apart from the draft and its history."""

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from integers import MAX_POSITIVE_INTEGER, whole_number
from reviews.desk.checks.safe_rows import PREFIX
from reviews.models import Draft, WorkingCopy

# Fields that are not the author's input: tokens, buttons, and those of the page itself.
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
    draft: Draft, user, data: QueryDict, *, is_refused: bool = False, replaces_other: bool = False
) -> WorkingCopy | None:
    """Replace this person's working copy with the form that a browser sent.

    None, and nothing is written, if the working copy is from another window of theirs, unless this one
    replaces it (`replaces_other`); or if the page was saved meanwhile, since an autosave under way then
    comes too late. The form of a refused save does not: somebody went back to a saved page, and wrote on.
    """
    row = _locked(draft, user)
    if row.saved_page and row.saved_page == _page(data) and not is_refused:
        return None
    if _is_same_text(row, draft, data):
        return row
    return _store(row, draft, data) if replaces_other or not _is_from_other_window(data, row) else None


def _is_from_other_window(data: QueryDict, row: WorkingCopy) -> bool:
    """Whether the working copy has text that the sending page neither autosaved nor started with."""
    is_own = row.page == _page(data) or row.stamp == data.get("restored")
    return bool(row.form) and not is_own


def _is_same_text(row: WorkingCopy, draft: Draft, data: QueryDict) -> bool:
    """Whether the working copy is equal to this form: sent twice, or by a page that changed nothing."""
    return row.form == _storable(data) and row.base_version == _version(draft, data)


def _store(row: WorkingCopy, draft: Draft, data: QueryDict) -> WorkingCopy:
    row.form, row.page = _storable(data), _page(data)
    row.base_version, row.base_number = _version(draft, data), _number(data, "base")
    row.kept_at, row.saved_page = timezone.now(), ""
    row.save()
    return row


def other_window_copy(draft: Draft, user, data: QueryDict) -> WorkingCopy | None:
    """The working copy, if it is from another window than the page that sends `data`; else None."""
    row = WorkingCopy.objects.of(draft.pk, user)
    is_other = row and _is_from_other_window(data, row) and not _is_same_text(row, draft, data)
    return row if is_other else None


def belongs_to(user, data: QueryDict) -> bool:
    """Whether this account opened the form: another may have logged in since, in the same browser."""
    return data.get("account", str(user.pk)) == str(user.pk)


def _page(data: QueryDict) -> str:
    return data.get("page", "")[:36]


def _version(draft: Draft, data: QueryDict) -> int:
    return _number(data, "version") or draft.version


def _storable(data: QueryDict) -> dict[str, list[str]]:
    """The input without NUL characters, which PostgreSQL cannot store in JSON and no form accepts."""
    fields = (
        item for item in data.lists() if item[0] not in NOT_AUTOSAVED and not item[0].startswith(PREFIX)
    )
    return {name.replace("\0", ""): [value.replace("\0", "") for value in values] for name, values in fields}


def _locked(draft: Draft, user) -> WorkingCopy:
    """Get or create the working copy, and lock its row."""
    copy = WorkingCopy(
        review_id=draft.pk, user=user, base_version=draft.version, form={}, kept_at=timezone.now()
    )
    WorkingCopy.objects.bulk_create([copy], ignore_conflicts=True)
    return WorkingCopy.objects.select_for_update().get(review_id=draft.pk, user=user)


def _number(data: QueryDict, name: str) -> int:
    return whole_number(data.get(name), MAX_POSITIVE_INTEGER) or 0


@transaction.atomic
def clear_after_save(draft: Draft, user, data: QueryDict) -> WorkingCopy | None:
    """Clear the working copy of a form that was saved. One from another window stays, and is returned."""
    row = _locked(draft, user)
    other = row if _is_from_other_window(data, row) and not _is_same_text(row, draft, data) else None
    row.saved_page = _page(data)
    row.form = row.form if other else {}
    row.save()
    return other


@transaction.atomic
def discard(draft: Draft, user) -> None:
    """Clear the working copy."""
    row = _locked(draft, user)
    row.form, row.saved_page = {}, ""
    row.save()


def as_query_dict(copy: WorkingCopy) -> QueryDict:
    """A working copy as the QueryDict that the browser sent."""
    data = QueryDict(mutable=True)
    for name, values in copy.form.items():
        data.setlist(name, values)
    return data
