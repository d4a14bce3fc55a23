"""A reason or note of characters that nobody sees is none: each step that needs one refuses it."""

import datetime

import pytest
from django.utils import timezone

from reviews import document as d
from reviews import spoiler_reports, workflow
from reviews.models import WaiverKind
from reviews.workflow import Refused
from tests.reviews.builders import (
    approved,
    begun,
    correction,
    document,
    live,
    premises,
    rewritten,
    somebody,
    submitted,
)

pytestmark = pytest.mark.django_db
BLANK = " \u200b\u2060\u00ad\u3164"


def another_reason(by):
    review = begun(document(sections=(d.Section(kind="ending", text="The lake dries up."),)))
    answers = dict.fromkeys(premises(review), workflow.SafeAnswer(WaiverKind.OTHER, BLANK))
    workflow.answer_safe_kinds(review, answers=answers, by=by)


def waive(by):
    workflow.waive_findings(begun(), hashes=["x"], by=by, reason=BLANK)


def note_of_a_correction(by):
    correction(live().review, "Second", kind="correction", note=BLANK)


def four_eyes(by):
    review = begun()
    rewritten(review, by, headline="Second")
    approved(workflow.submit(review, by=review.author), by, waiver=BLANK)


def request_changes(by):
    workflow.request_changes(submitted(), moderator=by, reason=BLANK)


def unschedule(by):
    edition = approved(submitted(), at=timezone.now() + datetime.timedelta(days=1))
    workflow.unschedule(edition, by=by, reason=BLANK)


def take_down(by):
    workflow.take_down(live().review, by=by, reason=BLANK)


def tighten(by):
    edition = live()
    workflow.tighten(edition.review, document=edition.revision.document(), by=by, reason=BLANK)


def dismiss(by):
    spoiler_reports.dismiss_report(live().review, place="verdict", last=1, by=by, reason=BLANK)


def reassign(by):
    workflow.reassign(begun(), to=somebody("Author"), by=by, reason=BLANK)


def comment(by):
    workflow.comment(begun().revisions.get(), by=by, place="front", text=BLANK)


def share(by):
    until = timezone.now() + datetime.timedelta(days=1)
    workflow.share_preview(begun().revisions.get(), recipient=BLANK, until=until, by=by)


def common_knowledge(by):
    workflow.declare_common_knowledge(live().review, sentence="x", by=by, reason=BLANK)


def erase(by):
    workflow.erase_review(live().review, order=BLANK, by=by)


STEPS = [
    (another_reason, "say why it may be safe"),
    (waive, "Say why these sentences may stay"),
    (note_of_a_correction, "in a note"),
    (four_eyes, "Nobody approves words of their own"),
    (request_changes, "Say what should change"),
    (unschedule, "Say why"),
    (take_down, "Give readers a reason"),
    (tighten, "Say why, without spoilers"),
    (dismiss, "Say why nothing is given away"),
    (reassign, "Say why"),
    (comment, "Write something"),
    (share, "Say for whom"),
    (common_knowledge, "Say since when"),
    (erase, "Say by which order"),
]


@pytest.mark.parametrize(("step", "says"), STEPS, ids=[step.__name__ for step, _says in STEPS])
def test_a_step_refuses_a_reason_that_nobody_sees(step, says):
    with pytest.raises(Refused, match=says):
        step(somebody("Chief"))
