"""Undoing an approval in the minute before anything is public."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from reviews import workflow
from reviews.models import AuditLogEntry, Edition, Step, Submission, SubmissionState
from reviews.workflow import Refused
from tests.reviews.builders import approved, begun, document, live, rewritten, somebody, submitted
from tests.reviewsite.desk_forms import on_screen

pytestmark = [pytest.mark.django_db, pytest.mark.engines]
MINUTE = timedelta(seconds=60)


@pytest.fixture(autouse=True)
def _a_minute(settings):
    settings.UNDO_SECONDS = 60


@pytest.fixture
def moderator():
    return somebody("Moderator")


def just_approved(submission, moderator, **options):
    return approved(submission, moderator, undo=MINUTE, **options)


def test_nothing_is_public_while_an_approval_can_be_undone_and_all_is_after(client, moderator):
    edition = just_approved(submitted(), moderator)
    page, feed = edition.review.get_absolute_url(), reverse("reviews:feed", args=["atom"])

    assert client.get(page).status_code == 404
    assert edition.headline not in client.get(feed).content.decode()
    with travel(timezone.now() + MINUTE):
        assert client.get(page).status_code == 200
        assert edition.headline in client.get(feed).content.decode()


def test_an_approval_that_is_undone_waits_for_a_decision_again(client, moderator):
    submission = submitted()
    edition = just_approved(submission, moderator)

    again = workflow.undo(edition, by=moderator)

    assert again.state == SubmissionState.OPEN
    assert (again.revision, again.submitted_by) == (submission.revision, submission.submitted_by)
    assert again.submitted_at == submission.submitted_at
    with travel(timezone.now() + 2 * MINUTE):
        assert client.get(edition.review.get_absolute_url()).status_code == 404
    approved(again, moderator)
    assert Edition.objects.live().get().revision == submission.revision
    assert [line.step for line in AuditLogEntry.objects.all()][:3] == [Step.APPROVE, Step.UNDO, Step.APPROVE]


def test_undoing_a_correction_leaves_the_edition_before_it_as_it_was(client, moderator):
    first = live()
    review = first.review
    rewritten(review, review.author, headline="A loud week")
    second = just_approved(workflow.submit(review, by=review.author), moderator)

    workflow.undo(second, by=moderator)

    first.refresh_from_db()
    assert first.live_until is None
    with travel(timezone.now() + 2 * MINUTE):
        assert "A quiet week" in client.get(review.get_absolute_url()).content.decode()


def test_a_scheduled_edition_can_be_undone_in_the_same_minute(moderator):
    edition = just_approved(submitted(), moderator, at=timezone.now() + timedelta(days=3))

    workflow.undo(edition, by=moderator)

    assert not Edition.objects.upcoming().exists()


def refused(edition, by) -> str:
    with pytest.raises(Refused) as error:
        workflow.undo(edition, by=by)
    return str(error.value)


def test_who_did_not_approve_does_not_undo(moderator):
    edition = just_approved(submitted(), moderator)

    assert "Only who approved" in refused(edition, somebody("Chief"))


def test_after_the_minute_it_is_too_late_also_for_what_is_scheduled(moderator):
    edition = just_approved(submitted(), moderator, at=timezone.now() + timedelta(days=3))

    with travel(timezone.now() + MINUTE):
        assert "too late" in refused(edition, moderator)
    assert Edition.objects.upcoming().exists()


def test_what_is_public_at_once_is_taken_down_not_undone(moderator):
    edition = approved(submitted(), moderator)

    assert "too late" in refused(edition, moderator)


def test_it_is_undone_once(moderator):
    edition = just_approved(submitted(), moderator)
    workflow.undo(edition, by=moderator)

    assert "submitted again" in refused(edition, moderator)
    assert Submission.objects.open().count() == 1


def test_a_later_submission_of_the_author_is_not_overrun(moderator):
    edition = just_approved(submitted(), moderator)
    review = edition.review
    rewritten(review, review.author, headline="Later")
    workflow.submit(review, by=review.author)

    assert "submitted again" in refused(edition, moderator)


def test_a_spoiler_check_holds_for_the_same_words_after_an_undo(moderator, settings):
    settings.SPOILER_CHECK_REQUIRED = True
    submission = submitted()
    checker = somebody("Spoiler checker")
    digest = submission.revision.digest
    workflow.sign_spoiler_check(submission, by=checker, digest=digest, result="clean")
    again = workflow.undo(just_approved(submission, moderator), by=moderator)

    with pytest.raises(Refused, match="signed this"):
        workflow.sign_spoiler_check(again, by=checker, digest=digest, result="clean")
    approved(again, moderator)


def test_the_database_refuses_a_submission_in_the_stead_of_one_that_stands(moderator):
    submission = submitted()
    approved(submission, moderator)

    with pytest.raises(IntegrityError):
        Submission.objects.create(
            review=submission.review,
            revision=submission.revision,
            submitted_by=submission.submitted_by,
            submitted_at=timezone.now(),
            instead_of=submission,
        )


def test_at_the_desk_an_approval_is_followed_by_the_offer_to_undo_it(client, moderator):
    submission = submitted()
    review = submission.review
    client.force_login(moderator)
    step = {"submission": submission.pk, "digest": submission.revision.digest} | on_screen(review)
    waiting = reverse("admin:reviews_draft_waiting")

    client.post(reverse("admin:reviews_draft_do", args=[review.pk, "approve"]), step)

    page = client.get(waiting).content.decode()
    assert "you can take it back" in page
    assert not Edition.objects.live().exists()
    edition = Edition.objects.get()
    client.post(reverse("admin:reviews_draft_do", args=[review.pk, "undo"]), {"edition": edition.pk})
    page = client.get(waiting).content.decode()
    assert "you can take it back" not in page
    assert review.submissions.open().exists()


def test_the_offer_is_made_to_who_approved_alone(client, moderator):
    just_approved(submitted(), moderator)
    client.force_login(somebody("Moderator"))

    assert "you can take it back" not in client.get(reverse("admin:reviews_draft_waiting")).content.decode()


def test_who_handed_in_cannot_approve_after_an_undo_either(moderator):
    author = somebody("Author", "Moderator")
    review = begun(document(), author)
    again = workflow.undo(just_approved(workflow.submit(review, by=author), moderator), by=moderator)

    with pytest.raises(Refused, match="words of their own"):
        approved(again, author)


def test_an_edition_that_was_moved_meanwhile_is_undone_as_it_now_stands(client, moderator):
    edition = live()
    later = timezone.now() + timedelta(days=2)
    second = just_approved(_second(edition.review), moderator, at=later)
    loaded_before = Edition.objects.get(pk=second.pk)
    workflow.reschedule(second, at=later + timedelta(days=1), by=moderator)

    workflow.undo(loaded_before, by=moderator)

    edition.refresh_from_db()
    assert edition.live_until is None


def test_what_was_made_public_meanwhile_is_not_undone(moderator):
    edition = just_approved(submitted(), moderator)
    loaded_before = Edition.objects.get(pk=edition.pk)
    workflow.reschedule(edition, at=timezone.now(), by=somebody("Moderator"))

    with pytest.raises(Refused, match="too late"):
        workflow.undo(loaded_before, by=moderator)


def test_at_the_desk_nothing_is_moved_into_the_minute_of_undoing(client, moderator):
    edition = just_approved(submitted(), moderator, at=timezone.now() + timedelta(days=3))
    page = edition.review.get_absolute_url()
    client.force_login(moderator)
    step = reverse("admin:reviews_draft_do", args=[edition.review_id, "reschedule"])

    values = {"edition": edition.pk, "at": f"{timezone.now():%Y-%m-%dT%H:%M}"}
    client.post(step, on_screen(edition.review) | values)

    edition.refresh_from_db()
    assert edition.public_from == edition.submission.decided_at + MINUTE
    assert client.get(page).status_code == 404
    with travel(timezone.now() + MINUTE):
        assert client.get(page).status_code == 200
    workflow.undo(edition, by=moderator)


def test_a_command_moves_an_edition_to_now_at_once(moderator):
    edition = just_approved(submitted(), moderator, at=timezone.now() + timedelta(days=3))

    workflow.reschedule(edition, at=timezone.now(), by=moderator)

    assert Edition.objects.live().get() == edition


def test_after_the_minute_an_edition_is_moved_to_now_at_the_desk_too(moderator):
    edition = just_approved(submitted(), moderator, at=timezone.now() + timedelta(days=3))

    with travel(timezone.now() + 2 * MINUTE):
        workflow.reschedule(edition, at=timezone.now(), by=moderator, undo=MINUTE)
        assert Edition.objects.live().get() == edition


def _second(review):
    rewritten(review, review.author, headline="A louder week")
    return workflow.submit(review, by=review.author)
