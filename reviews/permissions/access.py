"""Who may see and who may press what: the one place that answers.

Every view of a draft, a revision, a comparison, a preview or a history asks
`may`, and so does every button. Whether a step may happen at all is another
question, and workflow's.
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
    """Whether this person may do this to this review.

    Authors act on their own reviews alone; those who edit any draft, or
    decide, on all. A draft that was never submitted is deleted by its author.
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
    """Everybody of whom `may` says yes, in one query."""
    people = _with(PERMISSIONS[act])
    if act not in OWN or review is None:
        return people
    reach = Q(pk=review.author_id)
    if act != "delete":
        reach |= Q(pk__in=_with("reviews.edit_any_draft").values("pk"))
    if act in ("see", "comment"):
        reach |= Q(pk__in=_with("reviews.decide").values("pk"))
    return people.filter(reach)


def _with(permission: str) -> QuerySet[User]:
    backend = "django.contrib.auth.backends.ModelBackend"
    return User.objects.with_perm(permission, backend=backend).filter(is_staff=True)
