"""The queue of submissions, and the page of one: compared with another revision, with forms to decide."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from integers import whole_number
from pagecache.queries.prepared import PreparedQuery
from reviews import workflow
from reviews.desk.base import refused_input
from reviews.desk.base.guards import desk_page, get_draft_or_404, require_permission
from reviews.desk.base.review_state import person_name
from reviews.desk.checks.check_rows import checks_view
from reviews.desk.checks.leak_rows import comparison_anchors
from reviews.desk.deciding.comment_threads import threads_of
from reviews.desk.deciding.comparison import comparison_view
from reviews.desk.deciding.queue import longest_waiting, next_for, queue_rows, rename_rows, undoable_editions
from reviews.desk.deciding.spoiler_check_rows import spoiler_check_rows
from reviews.desk.steps import step_forms
from reviews.models import EditionKind, Embargo, Read, Revision, Submission, SubmissionState
from reviews.permissions.access import may, who_may
from reviews.permissions.contributors import contributors_of
from reviews.rendering.reading_time import safe_words, word_count
from reviews.workflow.editions import embargoed_until, film_of_revision


def queue_page(request):
    """The open submissions, longest wait first."""
    require_permission(request.user, "decide")
    page = Paginator(Submission.objects.waiting(), SUBMISSIONS_PER_PAGE).get_page(request.GET.get("p"))
    embargoes = Embargo.objects.in_force()
    context = {
        "page_obj": page,
        "queue": queue_rows(page.object_list, request.user, embargoes),
        "undoable": undoable_editions(request.user),
        "renames": rename_rows(request.user) if may(request.user, "rename") else (),
    }
    return desk_page(request, "reviews/desk/deciding/queue.html", context, title=_("Waiting for a decision"))


SUBMISSIONS_PER_PAGE = 50  # submissions of the queue
WAIVER_FORM_ID = "approve"  # the id of the form that approves: it sends the waived findings too


@dataclass(frozen=True)
class Decider:
    """Somebody with the permission to decide, and whether they may decide on this text."""

    name: str
    is_you: bool
    may: bool
    cause: str


def submission_page(request, pk, submission):
    """A submission compared with the live edition or any revision, and the forms to decide on it."""
    draft = get_draft_or_404(request.user, pk)
    obj = get_object_or_404(draft.review.submissions.for_screen(), pk=submission)
    document = obj.revision.document()
    waiting = [row for row in longest_waiting() if row.pk != obj.pk]
    contributors = contributors_of([obj, *waiting])
    live = obj.review.editions.live().select_related("revision").defer("safe").first()
    context = {
        "draft": draft,
        "submission": obj,
        "document": document,
        "words": {"safe": safe_words(document), "full": word_count(document)},
        "is_open": obj.state == SubmissionState.OPEN,
        "next": next_for(request.user, waiting, contributors),
        "undoable": undoable_editions(request.user),
        "back": reverse("admin:reviews_draft_submission", args=[pk, obj.pk]),
    }
    context |= _comparison_context(request, obj, document, live)
    context |= _decision_context(request, draft, obj, document, contributors[obj.pk], live)
    return desk_page(request, "reviews/desk/deciding/submission.html", context, title=_("Submission"))


def _comparison_context(request, submission, document, live) -> dict:
    """The comparison with another revision, and the comment threads."""
    review = submission.review
    last_seen = _last_seen(request.user, submission)
    live_revision = live.revision if live else None
    against = _compared_revision(submission, request.GET.get("against", ""), last_seen, live_revision)
    threads = threads_of(review, document, request.user)
    others = review.revisions.exclude(pk=submission.revision_id).defer("content")
    return {
        "comparison": comparison_view(against.document() if against else None, document, threads),
        "against": against,
        "last_seen": last_seen,
        "live": live_revision,
        "revisions": others.select_related("saved_by"),
        "threads": threads,
        "orphaned_threads": threads.not_at(workflow.comment_places(document)),
    }


def _decision_context(request, draft, submission, document, contributors, live) -> dict:
    """Who may decide, the checks of the text, and the forms to decide."""
    review, user = draft.review, request.user
    deciders = _deciders(submission, user, contributors)
    checks, embargoes = spoiler_check_rows(submission, document), _embargoes(draft)
    you = next((decider for decider in deciders if decider.is_you), None)
    step, values = refused_input.recall(request, review.pk, "approve", "request-changes")
    anchors = comparison_anchors(document)
    text_checks = checks_view(
        review,
        document,
        user,
        anchors=anchors,
        form_values=values,
        with_upcoming=may(user, "decide", review),
    )
    shown = {
        "shown_slug": review.slug,
        "shown_live": live.number if live else None,
        "shown_until": _held_until(draft, submission, document, embargoes),
    }
    is_first = not live and not review.editions.ever_public().exists()
    forms = _forms(user, submission, you, text_checks, checks, shown, is_first=is_first)
    forms = _with_refused_input(forms, submission, step, values)
    return {
        "deciders": deciders,
        "you": you,
        "text_checks": text_checks,
        "leaks": text_checks.leaks,
        "forms": forms,
        "waiver_form_id": WAIVER_FORM_ID if forms and ((you and you.may) or forms["may_waive"]) else "",
        "checks": checks,
        "check_is_required": settings.SPOILER_CHECK_REQUIRED,
        "embargoes": embargoes,
    }


def _embargoes(draft) -> list[Embargo]:
    return list(Embargo.objects.of(film=draft.film, review=draft.review).in_force())


def _held_until(draft, submission, document, embargoes: list[Embargo]) -> datetime | None:
    """The end of the embargoes on the submitted text, whose film may be another than the draft's by now."""
    if (draft.film and draft.film.key) == (document.film and document.film.key):
        return max((row.until for row in embargoes), default=None)
    return embargoed_until(film_of_revision(submission.revision), submission.review)


def _last_seen(user, submission) -> Revision | None:
    """Record that this person read the submission; return the earlier revision they last read here."""
    if not may(user, "decide", submission.review):
        return None
    now, own = timezone.now(), Read.objects.filter(revision=submission.revision_id, user=user)
    if not own.update(at=now):  # more often than not it was read before
        read = Read(revision=submission.revision, user=user, at=now)
        Read.objects.bulk_create([read], ignore_conflicts=True)
    earlier = Read.objects.filter(
        user=user, revision__review=submission.review, revision__number__lt=submission.revision.number
    )
    last = earlier.select_related("revision").order_by("-at", "-pk").first()
    return last and last.revision


def _compared_revision(submission, query, last_seen, live):
    """The revision to compare with; None for none.

    `query` is a number or "live"; by default the one this person last saw, else the live one.
    """
    if last_seen and not query:
        return last_seen
    if query in ("", "live"):
        return live if live and live.pk != submission.revision_id else None
    number = whole_number(query)
    if number is None:
        raise Http404
    return get_object_or_404(submission.review.revisions, number=number) if number else None


def _forms(user, submission, you, text_checks, checks, shown, *, is_first: bool) -> dict:
    """The forms to decide, with the fields this person needs; none for others, or once it is decided."""
    if submission.state != SubmissionState.OPEN or not may(user, "decide", submission.review):
        return {}
    initial = {"submission": submission.pk, "digest": submission.revision.digest, "kind": EditionKind.FIX}
    approve = step_forms.ApproveForm(initial=initial | shown)
    if is_first:
        del approve.fields["kind"], approve.fields["note"]
    if not text_checks.waivable:
        del approve.fields["premise"]
    else:
        approve.fields["premise"].widget.attrs["form"] = WAIVER_FORM_ID  # rendered outside its form
    may_waive = settings.ALLOW_FOUR_EYES_WAIVER and may(user, "waive", submission.review)
    if (you and you.may) or not may_waive:
        del approve.fields["waiver"]
    if all(check.is_clean for check in checks):
        del approve.fields["despite"]
    request_changes = step_forms.RequestChangesForm(initial=initial)
    return {"approve": approve, "request_changes": request_changes, "may_waive": may_waive}


def _with_refused_input(forms, submission, step, values) -> dict:
    """The forms, filled with the input of a step refused just now."""
    if not forms or values.get("submission") != str(submission.pk):
        return forms
    refused_input.fill_form(forms[step.replace("-", "_")], values)
    return forms | {"sends_back": step == "request-changes"}


_moderators = PreparedQuery(lambda: who_may("decide").order_by("first_name", "username"))


def _deciders(submission, user, contributors: set[int]) -> tuple[Decider, ...]:
    """Everybody with the permission to decide, this user first; then those who may decide on this text."""
    rows = [
        Decider(
            name=person_name(moderator),
            is_you=moderator.pk == user.pk,
            may=moderator.pk not in contributors,
            cause=_cause(submission, moderator) if moderator.pk in contributors else "",
        )
        for moderator in _moderators()
    ]
    return tuple(sorted(rows, key=lambda row: (not row.is_you, not row.may)))


def _cause(submission, user) -> str:
    review = submission.review
    if user.pk == review.author_id:
        return _("wrote it")
    if user.pk == submission.submitted_by_id:
        return _("submitted it")
    numbers = review.revisions.filter(saved_by=user, is_tightening=False).values_list("number", flat=True)
    if not numbers:
        return _("are named in it")
    return _("saved revision %(number)s") % {"number": numbers.first()}
