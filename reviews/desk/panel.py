"""What can happen now with a review: each step with its form, or the reason why not."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from reviews import document as d
from reviews.access import PERMISSIONS, may
from reviews.bake import safe_words, word_count
from reviews.checks import completeness
from reviews.desk import step_forms, typed
from reviews.desk.leaks import LeakCheck, form_anchors, leak_check
from reviews.drafts import freeze
from reviews.models import Edition, Embargo, Submission, SubmissionState
from reviews.workflow.writing import bytes_of


@dataclass(frozen=True)
class Panel:
    """All that the side of a draft's form shows."""

    may: dict[str, bool]
    digest: str
    number: int
    words: dict[str, int]
    problems: tuple[str, ...]  # why it cannot be submitted
    leaks: LeakCheck
    waiting: Submission | None
    returned: Submission | None
    live: Edition | None
    coming: Edition | None
    embargoes: tuple[Embargo, ...]
    was_submitted: bool
    forms: dict[str, Any] = field(default_factory=dict)


def panel(user, draft, typed_in) -> Panel:
    """`typed_in`: what was typed into a submission that was refused just now."""
    review = draft.review
    document = freeze(draft)
    latest = review.revisions.first()
    as_saved = latest and latest.says(document)
    digest = latest.digest if as_saved else d.digest(bytes_of(review, document))
    submissions = list(review.submissions.select_related("moderator", "submitted_by"))
    waiting = next((row for row in submissions if row.state == SubmissionState.OPEN), None)
    editions = review.editions.defer("safe").select_related("revision")
    live, coming = editions.live().first(), editions.upcoming().first()
    embargoes = tuple(Embargo.objects.of(film=draft.film, review=review).select_related("film"))
    return Panel(
        may={act.replace(" ", "_"): may(user, act, review) for act in PERMISSIONS},
        digest=digest,
        number=latest.number if latest else 0,
        words={"safe": safe_words(document), "full": word_count(document)},
        problems=tuple(_problems(document, digest, waiting, live)),
        leaks=leak_check(review, document, user, anchors=form_anchors(document), typed_in=typed_in),
        waiting=waiting,
        returned=_returned(submissions),
        live=live,
        coming=coming,
        embargoes=embargoes,
        was_submitted=bool(submissions),
        forms=_forms(draft, coming) | {"answer": _answer_form(digest, typed_in)},
    )


def _problems(document, digest: str, waiting, live) -> list[str]:
    if waiting:
        return [_("It is before the moderators already. Withdraw it to submit again.")]
    if live and live.revision.digest == digest:
        return [_("These are the very words that readers get already.")]
    return completeness(document)


def _returned(submissions) -> Submission | None:
    """The last submission, if it came back."""
    last = submissions[0] if submissions else None
    return last if last and last.state == SubmissionState.RETURNED else None


def _forms(draft, coming) -> dict[str, Any]:
    forms = {
        "rename": step_forms.RenameForm(initial={"slug": draft.review.slug}),
        "embargo": step_forms.EmbargoForm(initial={"until": _tomorrow()}),
    }
    if coming:
        forms["reschedule"] = step_forms.RescheduleForm(
            initial={"edition": coming.pk, "at": timezone.localtime(coming.live_from)}
        )
        forms["unschedule"] = step_forms.UnscheduleForm(initial={"edition": coming.pk})
    for name, form in forms.items():
        form.auto_id = f"{name}-%s"
    return forms


def _answer_form(digest: str, typed_in):
    form = step_forms.AnswerForm(initial={"digest": digest}, auto_id="answer-%s")
    typed.fill(form, typed_in)
    return form


def _tomorrow():
    return timezone.localtime().replace(hour=18, minute=0, second=0, microsecond=0) + timedelta(days=1)
