"""What those who decide look at: the queue, and a submission beside what it replaces."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from reviews.access import may
from reviews.bake import safe_words, word_count
from reviews.desk import step_forms, typed
from reviews.desk.comparing import comparison_view
from reviews.desk.leaks import comparison_anchors, leak_check
from reviews.desk.seeing import draft_seen_by, page, require
from reviews.desk.signed import signed
from reviews.desk.state import person
from reviews.hands import hands_since_live
from reviews.models import EditionKind, Embargo, Submission, SubmissionState


def waiting(request):
    """The submissions before the moderators, the longest wait first."""
    require(request.user, "decide")
    queue = Submission.objects.waiting()
    return page(request, "reviews/desk/waiting.html", {"queue": queue}, title=_("Waiting for a decision"))


@dataclass(frozen=True)
class Decider:
    """Somebody who decides, and whether they may decide on this text."""

    name: str
    is_you: bool
    may: bool
    cause: str


def submission(request, pk, submission):
    """A submission beside the live edition, or any revision; and the forms to decide on it."""
    draft = draft_seen_by(request.user, pk)
    review = draft.review
    found = get_object_or_404(review.submissions.for_screen(), pk=submission)
    against = _against(review, found, request.GET.get("against", "live"))
    document = found.revision.document()
    deciders = _deciders(found, request.user)
    checks = signed(found, document)
    you = next((decider for decider in deciders if decider.is_you), None)
    kept = typed.last(request, review.pk, "approve", "request-changes")
    leaks = leak_check(review, document, request.user, anchors=comparison_anchors(document), typed_in=kept[1])
    context = {
        "draft": draft,
        "submission": found,
        "document": document,
        "comparison": comparison_view(against.document() if against else None, document),
        "against": against,
        "live": _live_revision(review),
        "revisions": review.revisions.exclude(pk=found.revision_id)
        .defer("content")
        .select_related("saved_by"),
        "words": {"safe": safe_words(document), "full": word_count(document)},
        "is_open": found.state == SubmissionState.OPEN,
        "deciders": deciders,
        "you": you,
        "leaks": leaks,
        "forms": _with_what_was_typed(kept, found, _forms(request.user, found, you, leaks, checks)),
        "checks": checks,
        "check_is_required": settings.SPOILER_CHECK_REQUIRED,
        "embargoes": Embargo.objects.of(film=draft.film, review=review).in_force(),
        "back": reverse("admin:reviews_draft_submission", args=[review.pk, found.pk]),
    }
    return page(request, "reviews/desk/submission.html", context, title=_("Submission"))


def _live_revision(review):
    edition = review.editions.live().select_related("revision").first()
    return edition.revision if edition else None


def _against(review, submission, wanted):
    """The revision to compare with: the live one unless a number is asked for; None to read it whole."""
    if wanted == "live":
        live = _live_revision(review)
        return live if live and live.pk != submission.revision_id else None
    if not wanted.isdecimal():
        raise Http404
    return get_object_or_404(review.revisions, number=int(wanted)) if int(wanted) else None


def _forms(user, submission, you, leaks, checks) -> dict:
    """The forms of a decision that this person may take; none once it is taken."""
    if submission.state != SubmissionState.OPEN or not may(user, "decide", submission.review):
        return {}
    known = {"submission": submission.pk, "digest": submission.revision.digest, "kind": EditionKind.FIX}
    approve = step_forms.ApproveForm(initial=known)
    if not submission.review.editions.ever_public().exists():
        del approve.fields["kind"], approve.fields["note"]
    if not leaks.open:
        del approve.fields["premise"]
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
    typed.fill(forms[step.replace("-", "_")], values)
    return forms | {"sends_back": step == "request-changes"}


def _deciders(submission, asking) -> tuple[Decider, ...]:
    """Everybody who decides here, with the cause of who may not; whoever asks comes first."""
    hands = hands_since_live(submission)
    people = User.objects.with_perm(
        "reviews.decide", backend="django.contrib.auth.backends.ModelBackend"
    ).filter(is_staff=True)
    rows = [
        Decider(
            name=person(user),
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
    return _("saved revision %(number)s") % {"number": saved.first()}
