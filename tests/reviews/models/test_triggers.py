"""The rules that the database keeps, each written past Python once."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from reviews import document as d
from reviews import workflow
from reviews.models import (
    AuditLogEntry,
    CommonKnowledge,
    Critic,
    FormerSlug,
    Opened,
    Reference,
    RenameRequest,
    Revision,
    SpoilerCheck,
    Submission,
    triggers,
)
from tests.reviews.builders import begun, correction, document, live, rewritten, somebody, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.engines]


def broken(update):
    with pytest.raises(IntegrityError), transaction.atomic():
        update()


TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'reviews_%'",
    "postgresql": """
        SELECT tgname, pg_get_triggerdef(t.oid) || prosrc
        FROM pg_trigger AS t JOIN pg_proc AS p ON p.oid = tgfoid WHERE NOT tgisinternal
        UNION ALL SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'x'
    """,
}
DROP = {
    "sqlite": "DROP TRIGGER {}",
    "postgresql": "DROP FUNCTION IF EXISTS {0}() CASCADE;"
    "ALTER TABLE reviews_edition DROP CONSTRAINT IF EXISTS {0}",
}


def test_migrations_create_the_triggers_that_the_code_names():
    with connection.cursor() as cursor:
        migrated = dict(cursor.execute(TRIGGERS[connection.vendor]).fetchall())
        for name in migrated:
            cursor.execute(DROP[connection.vendor].format(name))
        for statements in triggers.statements(connection.vendor).values():
            for statement in statements:
                cursor.execute(statement)
        assert dict(cursor.execute(TRIGGERS[connection.vendor]).fetchall()) == migrated


def test_a_revision_is_never_changed():
    review = begun()
    broken(lambda: Revision.objects.filter(review=review).update(content=b"{}"))
    broken(lambda: Revision.objects.filter(review=review).update(digest="0" * 64))


def test_the_record_is_only_added_to():
    review = begun()
    broken(lambda: AuditLogEntry.objects.filter(review=review).update(reason="Rewritten"))


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


def test_a_former_address_is_kept_and_a_retired_one_stays_so_and_is_nobodys():
    one = live().review
    former = FormerSlug.objects.create(slug="once", review=one)
    rows = FormerSlug.objects.filter(pk=former.pk)
    broken(lambda: rows.update(slug="other"))
    rows.update(retired_at=timezone.now())
    broken(lambda: rows.update(retired_at=None))
    broken(lambda: type(one).objects.filter(pk=one.pk).update(slug="once"))


def test_an_address_in_use_is_not_retired():
    review = live().review
    rows = FormerSlug.objects.filter(pk=FormerSlug.objects.create(slug=review.slug, review=review).pk)
    broken(lambda: rows.update(retired_at=timezone.now()))


def test_a_request_to_rename_keeps_what_was_asked_and_its_decision():
    request = workflow.rename(live().review, slug="elsewhere", by=somebody("Moderator"))
    rows = RenameRequest.objects.filter(pk=request.pk)
    broken(lambda: rows.update(slug="other"))
    broken(lambda: rows.update(asked_by=somebody()))
    workflow.refuse_rename(request, by=request.asked_by)
    broken(lambda: rows.update(state="open", decided_by=None, decided_at=None))
    broken(lambda: rows.update(state="void"))


def test_common_knowledge_is_kept_and_stays_withdrawn():
    edition, by, now = live(), somebody(), timezone.now()
    values = {"film_id": edition.film_id, "review": edition.review, "by": by, "at": now, "sentence": "a" * 64}
    rows = CommonKnowledge.objects.filter(pk=CommonKnowledge.objects.create(reason="Old.", **values).pk)
    broken(lambda: rows.update(reason="Other."))
    broken(lambda: CommonKnowledge.objects.create(reason="Again.", **values))
    broken(lambda: rows.update(withdrawn_at=now))
    rows.update(withdrawn_at=now, withdrawn_by=by)
    broken(lambda: rows.update(withdrawn_at=None, withdrawn_by=None))
    broken(lambda: CommonKnowledge.objects.create(**values))


def test_a_reference_names_exactly_one_thing():
    edition = live()
    revision = edition.revision
    broken(lambda: Reference.objects.create(revision=revision))
    broken(lambda: Reference.objects.filter(revision=revision).update(film=None))


def signature(submission, by, **fields):
    values = {"digest": submission.revision.digest, "result": "clean", "at": timezone.now()}
    return SpoilerCheck.objects.create(submission=submission, by=by, **(values | fields))


def test_a_signature_is_never_changed_and_what_was_opened_stays_opened():
    submission, checker = submitted(), somebody("Spoiler checker")
    check = signature(submission, checker)
    opened = Opened.objects.create(review=submission.review, user=checker, at=timezone.now())
    broken(lambda: SpoilerCheck.objects.filter(pk=check.pk).update(result="pointed", place="dek"))
    broken(lambda: Opened.objects.filter(pk=opened.pk).update(user=somebody()))
    broken(lambda: signature(submission, checker))


@pytest.mark.parametrize("who", ["author", "submitter", "saver", "byline", "reader of the full text"])
def test_whoever_knows_more_than_the_safe_text_signs_nothing_without_workflow_either(who):
    helper = somebody("Editor")
    critic = Critic.objects.create(name="Ada", slug="ada", account=helper if who == "byline" else None)
    review = begun(document(bylines=(d.Byline(name="Ada", critic=critic.key),)))
    if who == "saver":
        rewritten(review, helper, headline="By a helper")
    submission = workflow.submit(review, by=helper if who == "submitter" else review.author)
    if who == "reader of the full text":
        Opened.objects.create(review=review, user=helper, at=timezone.now())
    by = review.author if who == "author" else helper

    broken(lambda: signature(submission, by))
    signature(submission, somebody("Spoiler checker"))


def test_only_what_was_read_is_signed_and_only_while_it_waits():
    submission, checker = submitted(), somebody("Spoiler checker")
    broken(lambda: signature(submission, checker, digest="0" * 64))
    broken(lambda: signature(submission, checker, result="pointed"))
    broken(lambda: signature(submission, checker, place="dek"))
    workflow.withdraw(submission, by=submission.submitted_by)
    broken(lambda: signature(submission, checker))


def test_an_account_has_opened_a_review_once():
    review, user = begun(), somebody()
    Opened.objects.create(review=review, user=user, at=timezone.now())
    broken(lambda: Opened.objects.create(review=review, user=user, at=timezone.now()))
