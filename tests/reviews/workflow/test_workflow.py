import datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from pagecache.models import Change
from reviews import document as d
from reviews import workflow
from reviews.drafts import freeze
from reviews.models import Edition, Review, Revision, Submission, SubmissionState
from reviews.workflow import Refused
from tests.factories import FilmFactory
from tests.reviews.builders import (
    approved,
    begun,
    correction,
    document,
    live,
    renamed,
    rewritten,
    somebody,
    submitted,
)

pytestmark = [pytest.mark.django_db, pytest.mark.engines]
HOUR = datetime.timedelta(hours=1)


def refused(step, *args, **options) -> str:
    with pytest.raises(Refused) as error:
        step(*args, **options)
    return str(error.value)


def steps(review) -> list[str]:
    return [line.step for line in review.audit_log.order_by("pk")]


# Writing


def test_saving_the_same_words_twice_makes_one_revision():
    review = begun()
    workflow.save(review.draft, by=review.author)
    assert review.revisions.count() == 1
    assert review.draft.version == 3


def test_text_saved_since_is_not_approved_with_the_text_that_was_read(client):
    submission = submitted(document(headline="As the moderator read it"))
    rewritten(submission.review, submission.review.author, headline="Saved since")
    approved(submission)
    page = client.get(submission.review.get_absolute_url()).content.decode()
    assert "As the moderator read it" in page
    assert "Saved since" not in page


def test_a_draft_never_submitted_is_deleted_and_leaves_one_line():
    review = begun()
    pk = review.pk
    workflow.delete(review, by=review.author)
    assert not Review.objects.filter(pk=pk).exists()
    assert not Revision.objects.exists()


def test_what_was_ever_submitted_cannot_be_deleted():
    submission = submitted()
    workflow.withdraw(submission, by=submission.submitted_by)
    assert "kept" in refused(workflow.delete, submission.review, by=submission.submitted_by)
    with pytest.raises(ProtectedError):
        submission.review.delete()


def test_parts_that_say_nothing_are_left_out_of_a_submission_and_of_the_draft():
    empty = d.Section(kind="plot", spoiler=d.Spoiler(level="major"))
    text = document()
    review = begun(d.replace(text, sections=(*text.sections, empty), points=(d.Point(side="good"),)))

    submission = workflow.submit(review, by=review.author)

    assert submission.revision.document() == d.normal(text)
    assert submission.revision.number == 2
    assert review.draft.sections.count() == len(text.sections)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"film": None}, "Choose the film"),
        ({"headline": ""}, "headline"),
        ({"headline": "\u200b"}, "headline"),
        ({"sections": (), "verdict": d.Verdict(text="\u3164")}, "no text yet"),
        ({"verdict": d.Verdict(), "sections": (d.Section(kind="plot", text=">!all!<\u200b"),)}, "Everything"),
        ({"sections": (), "verdict": d.Verdict()}, "no text yet"),
        ({"verdict": d.Verdict(text="It was >!him all along")}, "no partner"),
        ({"verdict": d.Verdict(text="| a |\n|---|\n| >!b!< |")}, "table"),
        ({"verdict": d.Verdict(text="![>!him!<](image:x)")}, "picture"),
        ({"headline": "It was >!him!<"}, "shown to everybody"),
        ({"bylines": ()}, "byline"),
        ({"headline": "x" * 201}, "longer than 200"),
        ({"verdict": d.Verdict(), "sections": (d.Section(kind="plot", text=">!all!<"),)}, "Everything"),
    ],
)
def test_an_incomplete_submission_is_refused_with_what_to_do(change, says):
    review = begun(document(**change))
    assert says in refused(workflow.submit, review, by=review.author)
    assert not review.submissions.exists()


def test_a_second_open_submission_is_refused_by_workflow_and_by_the_database():
    submission = submitted()
    review = submission.review
    rewritten(review, review.author, headline="Another")
    assert "already waiting for the moderators" in refused(workflow.submit, review, by=review.author)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.create(
            review=review,
            revision=review.revisions.first(),
            submitted_by=review.author,
            submitted_at=timezone.now(),
        )


def test_the_words_that_are_live_are_not_submitted_again():
    edition = live()
    assert "already" in refused(workflow.submit, edition.review, by=edition.review.author)


def test_a_withdrawn_submission_can_be_submitted_again():
    submission = submitted()
    workflow.withdraw(submission, by=submission.submitted_by)
    assert "already been decided" in refused(workflow.withdraw, submission, by=submission.submitted_by)
    again = workflow.submit(submission.review, by=submission.submitted_by)
    assert again.state == SubmissionState.OPEN


def test_restoring_brings_an_earlier_text_into_the_draft_and_changes_nothing_public():
    edition = live(document(headline="First"))
    review = edition.review
    rewritten(review, review.author, headline="Second")
    saved = workflow.restore(review.revisions.get(number=1), by=review.author)
    assert saved.document() == review.revisions.get(number=1).document()
    assert freeze(review.draft).headline == "First"
    assert review.editions.live().get() == edition


# Four eyes


def test_nobody_approves_what_they_authored_submitted_or_saved():
    both = somebody("Author", "Moderator")
    submission = submitted(author=both)
    assert "words of their own" in refused(approved, submission, both)


def test_a_superuser_does_not_approve_words_of_their_own_either():
    chief = somebody("Chief", is_superuser=True)
    submission = submitted(author=chief)
    assert "words of their own" in refused(approved, submission, chief)


def test_a_comma_by_the_author_does_not_launder_the_moderators_rewrite():
    review = begun()
    moderator = somebody("Moderator")
    rewritten(review, moderator, headline="All mine")
    rewritten(review, review.author, headline="All, mine")
    submission = workflow.submit(review, by=review.author)
    assert "words of their own" in refused(approved, submission, moderator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(
            state="approved", moderator=moderator, decided_at=timezone.now()
        )


def test_a_text_saved_by_the_moderator_after_it_was_submitted_counts_too():
    submission = submitted()
    moderator = somebody("Moderator")
    rewritten(submission.review, moderator, headline="Better")
    assert "words of their own" in refused(approved, submission, moderator)


def test_hands_are_counted_from_the_live_edition_on():
    edition = live()
    moderator = edition.submission.moderator
    second = correction(edition.review, "Corrected", moderator=moderator)
    assert second.submission.moderator == moderator


def test_a_waiver_needs_the_setting_and_a_reason_and_stands_in_the_record(settings):
    chief = somebody("Chief")
    submission = submitted(author=chief)
    assert "does not waive" in refused(approved, submission, chief, waiver="Nobody else is here")
    settings.ALLOW_FOUR_EYES_WAIVER = True
    edition = approved(submission, chief, waiver="Nobody else is here")
    assert edition.submission.waived_by == chief
    assert edition.review.audit_log.get(step="approve").reason == "Nobody else is here"
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(waiver_reason="")


def test_a_waiver_that_is_not_needed_is_not_kept():
    edition = approved(submitted(), waiver="Just in case")
    assert edition.submission.waived_by is None
    assert edition.review.audit_log.get(step="approve").reason == ""


# Deciding


def test_a_stale_digest_is_refused():
    submission = submitted()
    moderator = somebody("Moderator")
    says = refused(workflow.approve, submission, digest="0" * 64, moderator=moderator)
    assert says == "The text on your screen is not the one submitted. Please read it again."


def test_a_second_decision_is_refused():
    submission = submitted()
    approved(submission)
    assert "already been decided" in refused(
        workflow.request_changes, submission, moderator=somebody("Moderator"), reason="No"
    )
    assert "already been decided" in refused(approved, submission)


def test_changes_are_requested_with_a_reason_and_the_author_submits_again():
    submission = submitted()
    moderator = somebody("Moderator")
    assert "Say what" in refused(workflow.request_changes, submission, moderator=moderator, reason=" ")
    workflow.request_changes(submission, moderator=moderator, reason="Name the director.")
    assert Submission.objects.get(pk=submission.pk).reason == "Name the director."
    assert workflow.submit(submission.review, by=submission.submitted_by).state == "open"


def test_a_correction_tells_readers_what_was_wrong(client):
    edition = live()
    assert "Tell readers" in refused(correction, edition.review, "Other words", kind="correction")


def test_each_step_leaves_one_line_and_is_in_the_log_of_changes():
    edition = live()
    before = Change.objects.count()
    workflow.take_down(edition.review, by=somebody("Moderator"), reason="Wrong film.")
    assert steps(edition.review) == ["begin", "save", "submit", "approve", "take-down"]
    assert Change.objects.count() > before


# Time


def test_an_edition_approved_for_later_is_public_from_then_on():
    at = timezone.now() + HOUR
    edition = live(at=at)
    assert not Edition.objects.live().exists()
    assert not Edition.objects.live(at - datetime.timedelta(seconds=1)).exists()
    assert Edition.objects.live(at).get() == edition


def test_scheduling_closes_the_predecessor_and_unscheduling_reopens_it():
    first = live()
    review = first.review
    at = timezone.now() + HOUR
    second = correction(review, "Later", at=at)
    assert Edition.objects.live(at).get() == second
    first.refresh_from_db()
    assert first.live_until == second.live_from
    workflow.unschedule(second, by=somebody("Moderator"), reason="Not yet.")
    assert Edition.objects.live(at).get() == first
    assert Submission.objects.get(pk=second.submission_id).state == "returned"


@pytest.mark.parametrize("hours", [1, 3])
def test_rescheduling_moves_both_ends(hours):
    first = live()
    second = correction(first.review, "Later", at=timezone.now() + 2 * HOUR)
    at = timezone.now() + hours * HOUR
    workflow.reschedule(second, at=at, by=somebody("Moderator"))
    assert Edition.objects.live(at).get() == second
    assert Edition.objects.live(at - datetime.timedelta(seconds=1)).get() == first


def test_what_has_begun_cannot_be_moved():
    edition = live()
    moderator = somebody("Moderator")
    assert "has begun" in refused(workflow.reschedule, edition, at=timezone.now() + HOUR, by=moderator)
    assert "has begun" in refused(workflow.unschedule, edition, by=moderator, reason="x")


def test_nothing_is_approved_while_another_edition_is_scheduled():
    first = live()
    correction(first.review, "Later", at=timezone.now() + HOUR)
    assert "already scheduled" in refused(correction, first.review, "Sooner")


def test_overlapping_editions_are_refused_by_the_database():
    first = live()
    second = correction(first.review, "Later", at=timezone.now() + HOUR)
    overlaps = (
        (first, {"live_until": second.live_from + HOUR}),
        (second, {"live_from": first.live_from + HOUR / 2}),
        (first, {"live_until": None}),
    )
    for edition, values in overlaps:
        with pytest.raises(IntegrityError), transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(**values)


# Embargo


def test_an_embargo_holds_back_what_is_approved_and_lifting_it_is_a_named_act():
    film = FilmFactory()
    chief = somebody("Chief")
    embargo = workflow.set_embargo(film=film, until=timezone.now() + HOUR, by=chief)
    edition = live(document(film))
    assert not Edition.objects.live().exists()
    assert Edition.objects.live(timezone.now() + 2 * HOUR).get() == edition
    workflow.lift_embargo(embargo, by=chief, reason="Studio agreed")
    assert Edition.objects.live().get() == edition
    assert "lifted already" in refused(workflow.lift_embargo, embargo, by=chief)


def test_an_embargo_over_a_live_edition_is_refused_with_what_to_take_down():
    edition = live()
    says = refused(workflow.set_embargo, film=edition.film, until=timezone.now() + HOUR, by=somebody("Chief"))
    assert edition.headline in says


def test_an_embargoed_text_is_replaced_without_ever_having_been_public():
    film = FilmFactory()
    workflow.set_embargo(film=film, until=timezone.now() + HOUR, by=somebody("Chief"))
    first = live(document(film))
    second = correction(first.review, "Better")
    later = timezone.now() + 2 * HOUR
    assert Edition.objects.live(later).get() == second
    assert list(Edition.objects.ever_public(later)) == [second]


# Taking down, renaming


def test_a_taken_down_page_answers_410_with_its_reason_and_comes_back_with_a_new_edition(client):
    edition = live()
    url = edition.review.get_absolute_url()
    workflow.take_down(edition.review, by=somebody("Moderator"), reason="It was about another film.")
    response = client.get(url)
    assert response.status_code == 410
    assert "It was about another film." in response.content.decode()
    assert "A quiet week" not in response.content.decode()
    correction(edition.review, "Back again")
    assert client.get(url).status_code == 200


def test_taking_down_calls_off_what_is_scheduled():
    edition = live()
    second = correction(edition.review, "Later", at=timezone.now() + HOUR)
    workflow.take_down(edition.review, by=somebody("Moderator"), reason="Rights.")
    assert not Edition.objects.live(timezone.now() + 2 * HOUR).exists()
    assert Submission.objects.get(pk=second.submission_id).state == "returned"


def test_what_is_not_public_is_not_taken_down():
    assert "nothing to take down" in refused(
        workflow.take_down, begun(), by=somebody("Moderator"), reason="x"
    )


def test_a_rename_is_free_before_and_redirects_after_the_first_publication(client):
    review = begun()
    workflow.rename(review, slug="early", by=somebody("Moderator"))
    approved(workflow.submit(review, by=review.author))
    renamed(review, "late")
    assert client.get("/reviews/early/").headers["Location"] == "/reviews/late/"
    assert client.get("/reviews/early/").status_code == 301
    assert client.get("/reviews/a-quiet-week/").status_code == 404
    assert client.get("/reviews/late/").status_code == 200


def test_an_address_that_another_review_had_is_refused_by_workflow_and_database():
    one, other = live().review, begun()
    renamed(one, "moved")
    assert "belonged" in refused(workflow.rename, other, slug="a-quiet-week", by=other.author)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=other.pk).update(slug="a-quiet-week")


def test_a_review_takes_up_its_own_former_address_again(client):
    review = live().review
    renamed(review, "moved")
    workflow.rename(review, slug="a-quiet-week", by=somebody("Moderator"))
    assert client.get("/reviews/a-quiet-week/").status_code == 200
    assert client.get("/reviews/moved/").headers["Location"] == "/reviews/a-quiet-week/"


# Rebaking


def test_rebaking_changes_no_word():
    edition = live()
    before = edition.safe
    workflow.rebake(edition, by=somebody("Moderator"))
    edition.refresh_from_db()
    assert edition.safe == before


def _written_by_one_restored_by_another(second):
    """Live: the first text and its shortened form. `second` wrote, it was written over, then restored."""
    edition = live()
    review, author = edition.review, edition.review.author
    theirs = rewritten(review, second, dek="Their own words about the lake.")
    rewritten(review, author, dek="Others again.")
    approved(workflow.submit(review, by=author))
    workflow.restore(theirs, by=author)
    return review, author


def test_nobody_approves_words_of_their_own_that_somebody_restored_and_wrote_on():
    second = somebody("Moderator")
    review, author = _written_by_one_restored_by_another(second)
    rewritten(review, author, headline="A quiet week, with a comma")
    submission = workflow.submit(review, by=author)

    with pytest.raises(Refused, match="words of their own"):
        approved(submission, second)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(
            state="approved", moderator=second, decided_at=timezone.now()
        )
    approved(submission)


def test_whoever_wrote_what_is_live_has_no_hand_in_what_is_written_on_from_it():
    second = somebody("Moderator")
    review = live().review
    rewritten(review, second, dek="Their own words about the lake.")
    approved(workflow.submit(review, by=review.author))
    of_live = review.revisions.first()
    rewritten(review, review.author, dek="A try.")
    workflow.restore(of_live, by=review.author)
    rewritten(review, review.author, headline="Louder")

    approved(workflow.submit(review, by=review.author), second)
