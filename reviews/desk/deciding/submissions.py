"""What those who decide look at: the queue, and a submission beside what it replaces."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from integers import whole_number
from reviews import workflow
from reviews.desk.base import refused_input
from reviews.desk.base.guards import desk_page, get_draft_or_404, require_permission
from reviews.desk.base.review_state import person_name
from reviews.desk.checks.check_rows import checks_view
from reviews.desk.checks.leak_rows import comparison_anchors
from reviews.desk.deciding.comment_threads import threads_of
from reviews.desk.deciding.comparison import comparison_view
from reviews.desk.deciding.queue import next_for, queue_rows, undoable_editions
from reviews.desk.deciding.spoiler_check_rows import spoiler_check_rows
from reviews.desk.steps import step_forms
from reviews.models import EditionKind, Embargo, Read, Revision, Submission, SubmissionState
from reviews.permissions.access import may
from reviews.permissions.contributors import contributors_since_live
from reviews.rendering.bake import safe_words, word_count


def queue_page(request):
    """The submissions before the moderators, the longest wait first."""
    require_permission(request.user, "decide")
    shown = Paginator(Submission.objects.waiting(), PER_PAGE).get_page(request.GET.get("p"))
    embargoes = Embargo.objects.in_force()
    context = {
        "shown": shown,
        "queue": queue_rows(shown.object_list, request.user, embargoes),
        "undoable": undoable_editions(request.user),
    }
    return desk_page(request, "reviews/desk/deciding/queue.html", context, title=_("Waiting for a decision"))


PER_PAGE = 50  # submissions of the queue
ANSWERS = "approve"  # the id of the form that approves


@dataclass(frozen=True)
class Decider:
    """Somebody who decides, and whether they may decide on this text."""

    name: str
    is_you: bool
    may: bool
    cause: str


def submission_page(request, pk, submission):
    """A submission beside the live edition, or any revision; and the forms to decide on it."""
    draft = get_draft_or_404(request.user, pk)
    found = get_object_or_404(draft.review.submissions.for_screen(), pk=submission)
    document = found.revision.document()
    context = {
        "draft": draft,
        "submission": found,
        "document": document,
        "words": {"safe": safe_words(document), "full": word_count(document)},
        "is_open": found.state == SubmissionState.OPEN,
        "next": next_for(request.user, found),
        "undoable": undoable_editions(request.user),
        "back": reverse("admin:reviews_draft_submission", args=[pk, found.pk]),
    }
    context |= _compared(request, found, document) | _decided(request, draft, found, document)
    return desk_page(request, "reviews/desk/deciding/submission.html", context, title=_("Submission"))


def _compared(request, found, document) -> dict:
    """The text beside another, and what was said about it."""
    review = found.review
    last_seen = _last_seen(request.user, found)
    against = _against(review, found, request.GET.get("against", ""), last_seen)
    threads = threads_of(review, document, request.user)
    others = review.revisions.exclude(pk=found.revision_id).defer("content")
    return {
        "comparison": comparison_view(against.document() if against else None, document, threads),
        "against": against,
        "last_seen": last_seen,
        "live": _live_revision(review),
        "revisions": others.select_related("saved_by"),
        "threads": threads,
        "lost": threads.not_at(workflow.comment_places(document)),
    }


def _decided(request, draft, found, document) -> dict:
    """Who may decide, on what grounds, and the forms to do it with."""
    review, user = draft.review, request.user
    deciders, checks = _deciders(found, user), spoiler_check_rows(found, document)
    you = next((decider for decider in deciders if decider.is_you), None)
    kept = refused_input.recall(request, review.pk, "approve", "request-changes")
    anchors = comparison_anchors(document)
    seen = checks_view(review, document, user, anchors=anchors, form_values=kept[1])
    forms = _with_what_was_typed(kept, found, _forms(user, found, you, seen, checks))
    return {
        "deciders": deciders,
        "you": you,
        "text_checks": seen,
        "leaks": seen.leaks,
        "forms": forms,
        "answers_in": ANSWERS if forms and ((you and you.may) or forms["may_waive"]) else "",
        "checks": checks,
        "check_is_required": settings.SPOILER_CHECK_REQUIRED,
        "embargoes": Embargo.objects.of(film=draft.film, review=review).in_force(),
    }


def _last_seen(user, submission) -> Revision | None:
    """The revision of this review that this person last had here before the one submitted; notes this one."""
    if not may(user, "decide", submission.review):
        return None
    Read.objects.update_or_create(revision=submission.revision, user=user, defaults={"at": timezone.now()})
    read = Read.objects.filter(
        user=user, revision__review=submission.review, revision__number__lt=submission.revision.number
    )
    last = read.select_related("revision").order_by("-at", "-pk").first()
    return last and last.revision


def _live_revision(review):
    edition = review.editions.live().select_related("revision").first()
    return edition.revision if edition else None


def _against(review, submission, wanted, last_seen):
    """The revision to compare with; None to read it whole.

    What whoever asks last saw, else the live one, unless one is asked for.
    """
    if last_seen and not wanted:
        return last_seen
    if wanted in ("", "live"):
        live = _live_revision(review)
        return live if live and live.pk != submission.revision_id else None
    number = whole_number(wanted)
    if number is None:
        raise Http404
    return get_object_or_404(review.revisions, number=number) if number else None


def _forms(user, submission, you, found, checks) -> dict:
    """The forms of a decision that this person may take; none once it is taken."""
    if submission.state != SubmissionState.OPEN or not may(user, "decide", submission.review):
        return {}
    known = {"submission": submission.pk, "digest": submission.revision.digest, "kind": EditionKind.FIX}
    approve = step_forms.ApproveForm(initial=known)
    if not submission.review.editions.ever_public().exists():
        del approve.fields["kind"], approve.fields["note"]
    if not found.waivable:
        del approve.fields["premise"]
    else:
        approve.fields["premise"].widget.attrs["form"] = ANSWERS  # it stands among the checks
    may_waive = settings.ALLOW_FOUR_EYES_WAIVER and may(user, "waive", submission.review)
    if (you and you.may) or not may_waive:
        del approve.fields["waiver"]
    if all(check.is_clean for check in checks):
        del approve.fields["despite"]
    request_changes = step_forms.RequestChangesForm(initial=known)
    return {"approve": approve, "request_changes": request_changes, "may_waive": may_waive}


def _with_what_was_typed(kept, submission, forms) -> dict:
    step, values = kept
    if not forms or values.get("submission") != str(submission.pk):
        return forms
    refused_input.fill_form(forms[step.replace("-", "_")], values)
    return forms | {"sends_back": step == "request-changes"}


def _deciders(submission, asking) -> tuple[Decider, ...]:
    """Everybody who decides here, with the cause of who may not; whoever asks comes first."""
    hands = contributors_since_live(submission)
    people = User.objects.with_perm(
        "reviews.decide", backend="django.contrib.auth.backends.ModelBackend"
    ).filter(is_staff=True)
    rows = [
        Decider(
            name=person_name(user),
            is_you=user.pk == asking.pk,
            may=user.pk not in hands,
            cause=_cause(submission, user) if user.pk in hands else "",
        )
        for user in people.order_by("first_name", "username")
    ]
    return tuple(sorted(rows, key=lambda row: (not row.is_you, not row.may)))


def _cause(submission, user) -> str:
    review = submission.review
    if user.pk == review.author_id:
        return _("wrote it")
    if user.pk == submission.submitted_by_id:
        return _("submitted it")
    saved = review.revisions.filter(saved_by=user, is_tightening=False).values_list("number", flat=True)
    if not saved:
        return _("are named in it")
    return _("saved revision %(number)s") % {"number": saved.first()}
