"""The database refuses to delete what was ever submitted, said and decided about it."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from reviews import spoiler_reports, workflow
from reviews.models import (
    Comment,
    CommonKnowledge,
    LeakWaiver,
    Opened,
    Preview,
    Review,
    SpoilerCheck,
    triggers,
)
from tests.reviews.builders import approved, begun, live, renamed, somebody, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.engines]
TABLES = sorted(table for _name, table, *_rule in triggers.DELETE_RULES if table != "reviews_erasure")


def looked_at(review, by, revision):
    """A row of each kind that somebody leaves who reads a draft, and an embargo and a preview link."""
    now = timezone.now()
    link = workflow.share_preview(revision, recipient="The festival", until=now + timedelta(days=1), by=by)
    Preview.objects.create(review=review, revision=revision, link=link, is_full=False, at=now)
    Comment.objects.create(review=review, revision=revision, place="front", text="Hm.", by=by, at=now)
    LeakWaiver.objects.create(review=review, pair="0" * 64, kind="leak", by=by, at=now, reason="Trailer.")
    workflow.set_embargo(review=review, until=now + timedelta(hours=1), by=by, reason="")
    workflow.lift_embargo(review.embargoes.get(), by=by, reason="Over.")
    Opened.objects.create(review=review, user=by, at=now)


@pytest.fixture
def filled():
    """A review that left a row in every table that keeps its rows."""
    submission, chief = submitted(), somebody("Chief")
    checker = somebody("Spoiler checker")
    CommonKnowledge.objects.create(
        film_id=submission.review.draft.film_id,
        review=submission.review,
        sentence="0" * 64,
        by=chief,
        at=timezone.now(),
        reason="Trailer.",
    )
    SpoilerCheck.objects.create(
        submission=submission,
        by=checker,
        digest=submission.revision.digest,
        result="clean",
        at=timezone.now(),
    )
    looked_at(submission.review, chief, submission.revision)
    edition = approved(submission)
    review = renamed(edition.review, "elsewhere")
    values = {"place": "page", "quote": "", "note": "The end.", "address": "192.0.2.1"}
    spoiler_reports.receive_report(edition, **values)
    workflow.take_down(review, by=chief, reason="Rights.")
    return review


def rows_of(table):
    models = apps.get_app_config("reviews").get_models()
    return next(model.objects.all() for model in models if model._meta.db_table == table)


def refuses(act):
    with pytest.raises(IntegrityError, match="kept"), transaction.atomic():
        act()


def test_no_row_is_deleted_of_what_was_ever_submitted(filled):
    for table in TABLES:
        rows = rows_of(table)
        assert rows.exists(), table
        refuses(lambda table=table: execute(f"DELETE FROM {table}"))
        refuses(lambda rows=rows: rows._raw_delete(rows.db))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no REPLACE.")
def test_nor_is_one_replaced(filled):
    for table in set(TABLES) - {"reviews_spoilercheck"}:  # which refuses the INSERT before
        refuses(lambda table=table: execute(f"REPLACE INTO {table} SELECT * FROM {table}"))


def test_an_erasure_lets_all_go_but_addresses_and_who_did_what(filled):
    workflow.erase_review(filled, order="File 1", by=somebody("Chief"))

    left = {table for table in TABLES if rows_of(table).exists()}
    assert left == {"reviews_review", "reviews_formerslug", "reviews_recordline"}


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_draft_never_submitted_is_deleted_with_all_that_was_left_on_it():
    review, chief = begun(), somebody("Chief")
    looked_at(review, chief, review.revisions.get())

    workflow.delete(review, by=review.author)

    assert not Review.objects.exists()


def test_what_is_derived_can_be_deleted():
    edition = live()
    for rows in (edition.hidden_sentences, edition.review.shingles, edition.edition_critics):
        rows.all().delete()
    assert not edition.hidden_sentences.exists()
