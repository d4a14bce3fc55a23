"""The rules that the database keeps, each written past Python once."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from reviews import rules
from reviews.models import FormerSlug, RecordLine, Reference, Revision, Submission
from tests.reviews.house import begun, correction, live, somebody, submitted

pytestmark = pytest.mark.django_db


def broken(update):
    with pytest.raises(IntegrityError), transaction.atomic():
        update()


def test_every_rule_is_in_place():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
            expected = {name for name, *_ in rules.RULES}
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            expected = {name for name, *_ in rules.RULES + rules.SQLITE_RULES}
        assert expected <= {row[0] for row in cursor.fetchall()}


def test_a_revision_is_never_changed():
    review = begun()
    broken(lambda: Revision.objects.filter(review=review).update(content=b"{}"))
    broken(lambda: Revision.objects.filter(review=review).update(digest="0" * 64))


def test_the_record_is_only_added_to():
    review = begun()
    broken(lambda: RecordLine.objects.filter(review=review).update(reason="Rewritten"))


@pytest.mark.parametrize("state", ["withdrawn", "returned", "approved"])
def test_a_decision_is_not_taken_back(state):
    submission = submitted()
    by, now = somebody("Moderator"), timezone.now()
    Submission.objects.filter(pk=submission.pk).update(state=state, moderator=by, decided_at=now, reason="x")
    broken(
        lambda: Submission.objects.filter(pk=submission.pk).update(
            state="open", moderator=None, decided_at=None
        )
    )


def test_a_submission_and_an_edition_keep_their_text():
    first = live()
    second = correction(first.review, "Second")
    broken(lambda: Submission.objects.filter(pk=first.submission_id).update(revision=second.revision))
    broken(lambda: type(first).objects.filter(pk=first.pk).update(revision=second.revision))


@pytest.mark.parametrize("who", ["author", "submitter", "saver"])
def test_four_eyes_hold_without_workflow(who):
    submission = submitted()
    review, helper = submission.review, somebody("Editor")
    if who == "saver":
        Revision.objects.create(
            review=review, number=9, content=b"{}", digest="0" * 64, saved_by=helper, saved_at=timezone.now()
        )
    by = {"author": review.author, "submitter": submission.submitted_by, "saver": helper}[who]
    rows = Submission.objects.filter(pk=submission.pk)
    broken(lambda: rows.update(state="approved", moderator=by, decided_at=timezone.now()))


def test_changes_are_not_requested_without_a_reason():
    submission = submitted()
    by = somebody("Moderator")
    rows = Submission.objects.filter(pk=submission.pk)
    broken(lambda: rows.update(state="returned", moderator=by, decided_at=timezone.now(), reason=""))


def test_a_decision_has_a_moderator_and_a_moment():
    submission = submitted()
    broken(lambda: Submission.objects.filter(pk=submission.pk).update(state="approved"))


def test_a_former_address_is_no_other_reviews_address():
    one, other = begun(), begun()
    broken(lambda: FormerSlug.objects.create(slug=one.slug, review=other))


def test_a_reference_names_exactly_one_thing():
    edition = live()
    revision = edition.revision
    broken(lambda: Reference.objects.create(revision=revision))
    broken(lambda: Reference.objects.filter(revision=revision).update(film=None))
