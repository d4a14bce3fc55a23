"""Permission checks on reviews: `may` for one user, `who_may` for all. The only place that decides.

Every view of a draft, revision, comparison, preview or history calls `may`,
and so does every button. Whether a step may happen at all is decided by
`reviews.workflow`.
"""

from typing import Literal

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from reviews.models import Review

Act = Literal[
    "begin",
    "see",
    "edit",
    "submit",
    "share",
    "delete",
    "decide",
    "take down",
    "rename",
    "tighten",
    "restore",
    "rebake",
    "waive",
    "embargo",
    "check",
    "comment",
    "reassign",
    "see record",
]
OWN = frozenset({"see", "edit", "submit", "share", "delete", "restore", "comment"})
PERMISSIONS: dict[str, str] = {
    "begin": "reviews.add_draft",
    "see": "reviews.view_draft",
    "edit": "reviews.change_draft",
    "submit": "reviews.change_draft",
    "share": "reviews.change_draft",
    "restore": "reviews.change_draft",
    "delete": "reviews.delete_draft",
    "decide": "reviews.decide",
    "take down": "reviews.take_down",
    "tighten": "reviews.decide",
    "rename": "reviews.decide",
    "rebake": "reviews.decide",
    "waive": "reviews.waive_four_eyes",
    "embargo": "reviews.set_embargo",
    "check": "reviews.read_safe_text",
    "comment": "reviews.view_draft",
    "reassign": "reviews.decide",
    "see record": "reviews.see_record",
}


def may(user: User, act: Act, review: Review | None = None) -> bool:
    """Whether a user may do `act` to this review (None: to any).

    Acts in `OWN` are for authors, on their own reviews; `edit_any_draft`
    extends them to all reviews, `decide` only "see" and "comment". "delete"
    is for the author alone.
    """
    if not (user.is_active and user.is_staff and user.has_perm(PERMISSIONS[act])):
        return False
    if act not in OWN or review is None or review.author_id == user.pk:
        return True
    if act == "delete":
        return False
    return user.has_perm("reviews.edit_any_draft") or (
        act in ("see", "comment") and user.has_perm("reviews.decide")
    )


def who_may(act: Act, review: Review | None = None) -> QuerySet[User]:
    """QuerySet of the users for whom `may` is true; one query."""
    users = _with_permission(PERMISSIONS[act])
    if act not in OWN or review is None:
        return users
    allowed = Q(pk=review.author_id)
    if act != "delete":
        allowed |= Q(pk__in=_with_permission("reviews.edit_any_draft").values("pk"))
    if act in ("see", "comment"):
        allowed |= Q(pk__in=_with_permission("reviews.decide").values("pk"))
    return users.filter(allowed)


def _with_permission(permission: str) -> QuerySet[User]:
    backend = "django.contrib.auth.backends.ModelBackend"
    return User.objects.with_perm(permission, backend=backend).filter(is_staff=True)
