"""Answers to the leak check: whose they are, how long they hold, and what waits for them."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from cast.flagging import flag
from reviews import document as d
from reviews import workflow
from reviews.checks.waivers import pairs_with_waivers
from reviews.models import AuditLogEntry, LeakWaiver
from reviews.workflow import Refused
from tests.factories import CreditFactory, FilmFactory, PersonFactory
from tests.reviews.builders import answered, approved, begun, document, rewritten, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.engines]
SECRET = "the lantern was never connected to the harbour"


def leaking(**fields):
    """A document whose dek says half of what its twist says."""
    sections = (
        d.Section(kind="opening", text="It begins with rain."),
        d.Section(kind="twists", text=f"In truth {SECRET}.", spoiler=d.Spoiler(level="major")),
    )
    return document(**({"dek": "A lantern, a harbour.", "sections": sections} | fields))


def hashes(review):
    looked = pairs_with_waivers(review, review.revisions.first().document())
    return [item.finding.hash for item in looked if not item.waiver]


def test_a_submission_waits_until_every_finding_is_answered():
    review = begun(leaking(headline="Harbour lantern"))
    with pytest.raises(Refused, match=r"2 sentences .* a spoiler says: Headline; Dek") as refused:
        workflow.submit(review, by=review.author)
    assert "connected" not in str(refused.value)
    first, second = hashes(review)
    workflow.waive_findings(review, hashes=[first], by=review.author, reason="It is the poster.")
    with pytest.raises(Refused, match="may give away what a spoiler says: Dek"):
        workflow.submit(review, by=review.author)
    submission = workflow.submit(review, by=review.author, waived=[second], reason="So is this.")
    assert submission.state == "open"
    assert [row.reason for row in review.leak_waivers.order_by("pk")] == ["It is the poster.", "So is this."]


def test_a_refused_submission_keeps_no_answer():
    review = begun(leaking(headline="Harbour lantern"))
    with pytest.raises(Refused):
        workflow.submit(review, by=review.author, waived=hashes(review)[:1], reason="It is the poster.")
    assert not LeakWaiver.objects.exists()
    assert not review.audit_log.filter(step="waive-leaks").exists()


def test_a_waiver_leaves_one_line_that_quotes_nothing():
    review = begun(leaking(headline="Harbour lantern"))
    answered(review, review.author, reason="It is the poster.")
    line = review.audit_log.get(step="waive-leaks")
    assert (line.by, line.reason, line.detail) == (review.author, "It is the poster.", "Headline; Dek")
    rows = LeakWaiver.objects.values()
    kept = " ".join(map(str, [*rows, *AuditLogEntry.objects.values()]))
    assert "lantern" not in kept.replace("harbour-lantern", "")


@pytest.mark.parametrize(
    "reason", ["", "  ", "That it was never connected to the harbour is in the trailer."]
)
def test_a_reason_is_given_and_does_not_spoil(reason):
    review = begun(leaking())
    with pytest.raises(Refused, match=r"audit log|reword"):
        answered(review, review.author, reason=reason)
    assert not LeakWaiver.objects.exists()


def test_a_waiver_holds_as_long_as_both_sentences_stand():
    review = begun(leaking())
    answered(review, review.author)
    rewritten(review, review.author, headline="Another week", verdict=d.Verdict(text="See it twice."))
    assert hashes(review) == []
    rewritten(review, review.author, dek="A lantern, no harbour.")
    assert len(hashes(review)) == 1
    rewritten(review, review.author, dek="A lantern, a harbour.")
    assert hashes(review) == []


def test_what_is_answered_must_be_what_was_read():
    review = begun(leaking())
    read = hashes(review)
    rewritten(review, review.author, dek="A harbour and two lanterns.")
    with pytest.raises(Refused, match="changed since"):
        workflow.waive_findings(review, hashes=read, by=review.author, reason="It is the poster.")
    with pytest.raises(Refused, match="changed since"):
        workflow.submit(review, by=review.author, waived=["0" * 64], reason="It is the poster.")


def test_answering_twice_keeps_the_first_answer():
    review = begun(leaking())
    answered(review, review.author, reason="It is the poster.")
    assert answered(review, somebody("Editor"), reason="Another reason.") == 0
    assert [row.reason for row in review.leak_waivers.all()] == ["It is the poster."]


def test_an_approval_waits_for_what_a_credit_flagged_since_brings_up_and_the_moderator_answers():
    film = FilmFactory()
    credit = CreditFactory(film=film, person=PersonFactory(name="Otto Brandt"))
    text = document(
        film,
        dek="Otto Brandt is on the poster.",
        cast_notes=(d.CastNote(name="Otto Brandt", credits=(credit.key,), text="One coat, gone."),),
    )
    review = begun(text)
    submission = workflow.submit(review, by=review.author)
    flag(credit, "major")
    with pytest.raises(Refused, match="Dek"):
        approved(submission)
    moderator = somebody("Moderator")
    approved(submission, moderator, waived=hashes(review), reason="He is on the poster.")
    assert review.leak_waivers.get().by == moderator


def test_nobody_answers_at_approval_for_words_of_their_own():
    moderator = somebody("Moderator", "Author")
    review = begun(leaking(), moderator)
    submission = workflow.submit(review, by=moderator, waived=hashes(review), reason="It is the poster.")
    with pytest.raises(Refused, match="words of their own"):
        approved(submission, moderator, waived=hashes(review), reason="Because.")


@pytest.mark.parametrize(
    "note", [f"We said that {SECRET}.", "The lantern is no longer said to be connected."]
)
def test_a_note_to_readers_never_quotes_what_spoils(note):
    review = begun(leaking(dek="Two people."))
    approved(workflow.submit(review, by=review.author))
    rewritten(review, review.author, headline="Put right")
    submission = workflow.submit(review, by=review.author)
    with pytest.raises(Refused, match="Others read it: reword it"):
        approved(submission, kind="correction", note=note)
    assert approved(submission, kind="correction", note="The running time was wrong.").number == 2


def test_a_note_does_not_quote_what_only_the_live_edition_hides():
    review = begun(leaking(dek="Two people."))
    approved(workflow.submit(review, by=review.author))
    rewritten(review, review.author, sections=leaking().sections[:1])
    submission = workflow.submit(review, by=review.author)
    with pytest.raises(Refused, match="Others read it"):
        approved(submission, kind="correction", note=f"We no longer say that {SECRET}.")


REASON = f"It tells too early that {SECRET}."


def _sent_back(submission, review):
    workflow.request_changes(submission, moderator=somebody("Moderator"), reason=REASON)


def _called_off(submission, review):
    edition = approved(submission, at=timezone.now() + timedelta(days=1))
    workflow.unschedule(edition, by=somebody("Moderator"), reason=REASON)


def _approved_despite(submission, review):
    approved(submission, despite=REASON)


def _tightened(submission, review):
    document = review.revisions.get(number=1).document()
    flagged = d.replace(document.sections[0], spoiler=d.Spoiler(level="major"))
    hidden = d.replace(document, sections=(flagged, *document.sections[1:]))
    workflow.tighten(review, document=hidden, by=somebody("Moderator"), reason=REASON)


@pytest.mark.parametrize("step", [_sent_back, _called_off, _approved_despite, _tightened])
def test_no_reason_in_the_record_or_an_inbox_quotes_what_spoils(step):
    review = begun(leaking(dek="Two people."))
    approved(workflow.submit(review, by=review.author))
    rewritten(review, review.author, headline="Put right")
    submission = workflow.submit(review, by=review.author)

    with pytest.raises(Refused, match="Others read it: reword it"):
        step(submission, review)

    assert not AuditLogEntry.objects.filter(reason__contains=SECRET).exists()


def test_the_reason_that_readers_of_a_taken_down_page_get_does_not_either():
    review = begun(leaking(dek="Two people."))
    approved(workflow.submit(review, by=review.author))
    with pytest.raises(Refused, match="Others read it"):
        workflow.take_down(review, by=somebody("Moderator"), reason=f"It told too early that {SECRET}.")
    workflow.take_down(review, by=somebody("Moderator"), reason="It told too much too early.")


def test_the_address_is_looked_at_as_well():
    review = begun(leaking(dek="Two people.", headline="Harbour lantern"))
    rewritten(review, review.author, headline="A quiet week")
    with pytest.raises(Refused, match="what a spoiler says: Address"):
        workflow.submit(review, by=review.author)
    workflow.rename(review, slug="a-quiet-week", by=somebody("Moderator"))
    assert workflow.submit(review, by=review.author).state == "open"


# What the database keeps


def broken(update):
    with pytest.raises(IntegrityError), transaction.atomic():
        update()


def test_a_waiver_is_never_changed_has_a_reason_and_stands_once():
    review = begun()
    fields = {"review": review, "pair": "0" * 64, "kind": "leak", "by": review.author, "at": timezone.now()}
    broken(lambda: LeakWaiver.objects.create(**fields, reason=""))
    LeakWaiver.objects.create(**fields, reason="It is the poster.")
    broken(lambda: LeakWaiver.objects.create(**fields, reason="Again."))
    broken(lambda: LeakWaiver.objects.update(reason="Rewritten"))


def test_a_draft_with_answers_can_still_be_deleted():
    review = begun(leaking())
    answered(review, review.author)
    workflow.delete(review, by=review.author)
    assert not LeakWaiver.objects.exists()


# The command


def test_the_command_lists_what_is_unanswered_without_the_spoilers_and_takes_one_reason():
    review = begun(leaking())
    with pytest.raises(CommandError, match=r"Dek: “A lantern, a harbour\.”") as refused:
        call_command("submit_review", review.slug, "--as", str(review.author))
    assert "connected" not in str(refused.value)
    call_command("submit_review", review.slug, "--as", str(review.author), "--premise", "It is the poster.")
    assert review.leak_waivers.get().by == review.author
    assert review.submissions.open().exists()


def test_the_command_never_allows_what_the_live_edition_hides():
    review = begun(leaking(dek="Two people."))
    approved(workflow.submit(review, by=review.author))
    rewritten(review, review.author, dek=f"So {SECRET}.")
    with pytest.raises(CommandError, match="live edition hides"):
        call_command(
            "submit_review", review.slug, "--as", str(review.author), "--premise", "It is the poster."
        )
    assert not review.leak_waivers.exists()
