"""The state of a review in words and badges: for lists, mastheads and the newsroom."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.db.models.lookups import IsNull
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews import local_time
from reviews.models import Edition, Submission, SubmissionState, TakeDown


@dataclass(frozen=True)
class Badge:
    """A state in a word, and the shape of its badge (`ok`, `warn`, `stop`, or none)."""

    word: str
    kind: str = ""


STATE_WORDS = {
    "waiting": gettext_lazy("waiting for a decision"),
    "returned": gettext_lazy("changes requested"),
    "coming": gettext_lazy("approved, not public yet"),
    "live": gettext_lazy("live"),
    "unread": gettext_lazy("not read here"),
    "down": gettext_lazy("taken down"),
    "draft": gettext_lazy("draft"),
}


def with_state(drafts, at=None):
    """Annotate drafts with all that their state is derived from (at `at`, default now), in the same query."""
    editions = Edition.objects.filter(review=OuterRef("pk"))
    submissions = Submission.objects.filter(review=OuterRef("pk"))
    return drafts.annotate(
        is_waiting=_any(submissions.open()),
        last_decision=Subquery(submissions.order_by("-submitted_at", "-pk").values("state")[:1]),
        comes_at=Subquery(editions.upcoming(at).order_by("public_from").values("public_from")[:1]),
        is_live=_any(editions.live(at)),
        is_unread=_any(editions.live(at).filter(is_unread=True)),
        was_taken_down=_any(TakeDown.objects.filter(review=OuterRef("pk"))),
    )


def _any(rows):
    """Whether there are any, looked up for each draft: for EXISTS, PostgreSQL would read all rows first."""
    return IsNull(Subquery(rows.order_by().values("pk")[:1]), False)


def in_state(drafts, name):
    """Filter drafts from `with_state` by the name of a state, a key of `STATE_WORDS`."""
    conditions = {
        "waiting": {"is_waiting": True},
        "returned": {"is_waiting": False, "last_decision": SubmissionState.RETURNED},
        "coming": {"comes_at__isnull": False},
        "live": {"is_live": True},
        "unread": {"is_unread": True},
        "down": {"is_live": False, "was_taken_down": True},
        "draft": {"is_live": False, "is_waiting": False, "comes_at": None, "was_taken_down": False},
    }
    return drafts.filter(**conditions[name])


def badges(draft) -> tuple[Badge, ...]:
    """The states of a draft's review. `draft` comes from `with_state`."""
    states = [Badge(str(STATE_WORDS["waiting"]), "warn")] if draft.is_waiting else []
    if not draft.is_waiting and draft.last_decision == SubmissionState.RETURNED:
        states.append(Badge(str(STATE_WORDS["returned"]), "warn"))
    if draft.comes_at:
        states.append(Badge(_("public from %(moment)s") % {"moment": time_text(draft.comes_at)}, "ok"))
    if draft.is_live:
        states.append(Badge(str(STATE_WORDS["live"]), "ok"))
        states += [Badge(str(STATE_WORDS["unread"]), "warn")] if draft.is_unread else []
    elif draft.was_taken_down:
        states.append(Badge(str(STATE_WORDS["down"]), "stop"))
    return tuple(states) or (Badge(str(STATE_WORDS["draft"])),)


def state_text(draft) -> str:
    return "; ".join(badge.word for badge in badges(draft))


def time_text(at) -> str:
    """A time with its zone."""
    return local_time.format_local(at)


def person_name(user) -> str:
    return user.get_full_name() or user.get_username()
