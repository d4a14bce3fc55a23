"""Revisions that were stored in an older format: bytes and digests stay, and the same words are the same."""

import json
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from reviews import document as d
from reviews import workflow
from reviews.desk.writing.panel import panel
from reviews.drafts import freeze
from reviews.models import Edition, Revision, Submission, SubmissionState
from reviews.workflow import writing
from reviews.workflow.deciding import contributors_since_live
from reviewsite.leak_audit.audit import audit
from tests.reviews.builders import approved, begun, document, live, rewritten, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.engines]


@contextmanager
def days_of_format_1():
    """Revisions made in here are stored as they were before there was anything to disclose."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "document_bytes", lambda review, document: of_format_1(document))
        yield


def of_format_1(document):
    values = json.loads(d.dumps(document)) | {"format": 1}
    for name in ("seen", "advisories", "opinions", "first_published"):
        del values[name]
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@pytest.fixture
def edition():
    """Live, with its revision in format 1."""
    with days_of_format_1():
        return live(document(headline="Of old"))


def test_an_old_revision_reads_in_the_format_of_today(edition):
    document = edition.revision.document()
    assert document.format == d.FORMAT
    assert document.headline == "Of old"
    assert b'"format":1' in bytes(edition.revision.content)
    assert edition.revision.digest == d.digest(bytes(edition.revision.content))


def test_saving_the_same_words_makes_no_revision(edition):
    review = edition.review
    assert workflow.save(review.draft, by=review.author) == edition.revision
    assert review.revisions.count() == 1


def test_the_very_words_that_readers_get_cannot_be_submitted(edition):
    with pytest.raises(workflow.Refused, match="very words"):
        workflow.submit(edition.review, by=edition.review.author)
    shown = panel(edition.review.author, edition.review.draft, freeze(edition.review.draft), {})
    assert [problem for problem in shown.problems if "very words" in problem]


def test_the_digest_on_the_screen_is_that_of_the_revision():
    with days_of_format_1():
        review = begun(document())
    revision = review.revisions.get()
    assert json.loads(bytes(revision.content))["format"] == 1
    digest = panel(review.author, review.draft, freeze(review.draft), {}).digest
    assert digest == revision.digest
    submission = workflow.submit(review, by=review.author, digest=digest)
    assert submission.revision == revision
    assert approved(submission).revision.digest == digest


def test_a_changed_text_is_stored_in_the_format_of_today(edition):
    review, stored = edition.review, bytes(edition.revision.content)
    revision = rewritten(review, review.author, advisories=(d.Advisory(kind="gore"),))
    assert json.loads(bytes(revision.content))["format"] == d.FORMAT
    assert bytes(Revision.objects.get(pk=edition.revision.pk).content) == stored


def test_whoever_saved_the_very_words_before_may_not_approve_them_restored():
    """By a moderator, in the format of old; live since with other words; then restored by the author."""
    review, moderator = begun(), somebody("Moderator")
    with days_of_format_1():
        of_the_moderator = rewritten(review, moderator, headline="All mine")
    rewritten(review, review.author, headline="Another")
    approved(workflow.submit(review, by=review.author))
    restored = workflow.restore(of_the_moderator, by=review.author)
    assert restored.digest == of_the_moderator.digest
    submission = workflow.submit(review, by=review.author)
    assert moderator.pk in contributors_since_live(submission)
    with pytest.raises(workflow.Refused, match="words of their own"):
        approved(submission, moderator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(
            state=SubmissionState.APPROVED, moderator=moderator, decided_at=timezone.now()
        )


def test_an_old_revision_thaws_tightens_and_is_rendered_again(client, edition):
    review, moderator = edition.review, somebody("Moderator")
    address = review.get_absolute_url()
    before = client.get(address).content
    workflow.rebake(edition, by=moderator)
    assert client.get(address).content == before

    workflow.restore(edition.revision, by=review.author)
    assert freeze(review.draft) == edition.revision.document()

    text = edition.revision.document()
    marked = d.replace(text, verdict=d.replace(text.verdict, text=">!See it on a Sunday.!<"))
    workflow.tighten(review, document=marked, by=moderator, reason="It gives the day away.")
    assert "Sunday" not in client.get(address).content.decode()
    assert "lake dries up" in client.get(review.address_of("spoilers")).content.decode()


def test_an_edition_baked_before_there_was_anything_to_disclose_is_shown(client, edition):
    news = ("seen", "advisories", "opinions", "first_published")
    safe = {name: value for name, value in edition.safe.items() if name not in news}
    Edition.objects.filter(pk=edition.pk).update(safe=safe)
    for address in (
        edition.review.get_absolute_url(),
        edition.review.address_of("spoilers"),
        edition.review.address_of("report"),
        "/feeds/reviews.atom",
    ):
        assert client.get(address).status_code == 200


def test_the_audit_is_clean_over_an_old_revision(edition):
    run = audit(site="", on_progress=lambda pages: None)
    assert not (run.machine or run.unread or run.editorial)


def test_a_save_reads_the_content_of_older_formats_alone(edition):
    review = edition.review
    for number in range(3):
        rewritten(review, review.author, headline=f"Later {number}")
    newest = review.revisions.first()

    assert [revision.number for revision in review.revisions.in_older_formats()] == [1]
    assert writing.document_bytes(review, edition.revision.document()) == bytes(edition.revision.content)
    assert writing.document_bytes(review, newest.document()) == bytes(newest.content)


def test_a_text_of_old_that_names_the_format_of_today_stays_of_old():
    with days_of_format_1():
        review = begun(document(headline=f'"format":{d.FORMAT},'))

    assert review.revisions.in_older_formats().exists()
