"""By order, one review loses its words, or one account its name and mail; what was decided stays counted."""

from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction
from django.urls import reverse
from django.utils import timezone

from images.models import Image
from reviews import document as d
from reviews import workflow
from reviews.models import (
    AuditLogEntry,
    Critic,
    Edition,
    Erasure,
    PreviewLink,
    Revision,
    Step,
    Submission,
    TakeDown,
    WorkingCopy,
)
from reviews.workflow import Refused
from reviewsite.leak_audit.models import AuditRun
from tests.factories import ImageFactory
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
ORDER = "LG Wien, 7 Cg 12/26"


@pytest.fixture
def chief():
    return somebody("Chief")


def words_anywhere(*words):
    """The columns, of all tables, in whose values one of these words stands."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField, models.JSONField, models.BinaryField))
        for value in model._base_manager.values_list(field.attname, flat=True)
        if any(word in text_of(value).casefold() for word in words)
    }


def text_of(value) -> str:
    return bytes(value).decode() if isinstance(value, (bytes, memoryview)) else str(value)


# A review


@pytest.fixture
def world(chief):
    """Live with words that stand nowhere else, corrected, renamed, undone once, commented, reported."""
    submission = submitted(document(headline="Quorvax rises", dek="Zembrul sleeps."))
    review = submission.review
    workflow.comment(submission.revision, by=chief, place="front", text="Who is Quorvax?")
    workflow.request_changes(submission, moderator=chief, reason="Quorvax is no word.")
    rewritten(review, review.author, dek="Zembrul wakes.")
    approved(workflow.submit(review, by=review.author), chief)
    correction(review, "Quorvax rises again")
    WorkingCopy.objects.create(
        review=review, user=chief, base_version=1, form={"dek": ["Zembrul"]}, kept_at=timezone.now()
    )
    return renamed(review, "elsewhere", chief)


def test_all_words_of_exactly_this_review_go_and_who_did_what_stays(chief, world):
    other = live()
    steps = list(world.audit_log.values_list("pk", "step", "by", "at"))

    workflow.erase_review(world, order=ORDER, by=chief)

    assert words_anywhere("quorvax", "zembrul") == {"reviews.FormerSlug.slug"}  # which answers 410
    assert not world.revisions.exists()
    entry, *earlier = world.audit_log.all()
    assert [(row.pk, row.step, row.by_id, row.at) for row in earlier] == steps
    assert (entry.step, entry.reason, entry.by) == (Step.ERASE_REVIEW, ORDER, chief)
    assert Edition.objects.live().get() == other
    assert other.revision.document()


def test_stored_leak_audits_forget_it_and_nothing_else(chief, world):
    named = ("review quorvax-rises, ending", "/films/"), ("no answer", "/reviews/elsewhere/?at=1")
    others = ("review elsewhere-2, ending", "/films/"), ("review other", "/reviews/quorvax-rises-2/")
    findings = [{"kind": "machine", "source": source, "address": at} for source, at in (*named, *others)]
    audit = AuditRun.objects.create(machine=4, findings=findings)
    run("erase_review", "elsewhere", order=ORDER, operator=chief.username, yes=True)
    audit.refresh_from_db()
    assert (audit.machine, audit.findings) == (4, findings[2:])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no tables of FTS5.")
def test_its_words_leave_the_tables_of_the_full_text_index(chief, world):
    live()
    assert {"search_row_fts_data", "search_spoilerwords_fts_data"} < tables_with("orvax", "embrul")
    workflow.erase_review(world, order=ORDER, by=chief)
    assert tables_with("orvax", "embrul") == {"reviews_formerslug"}


def tables_with(*endings):
    """All tables of the file in whose rows one of these stands. FTS5 leaves out how a word begins."""
    with connection.cursor() as cursor:
        tables = cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        rows = {name: str(cursor.execute(f'SELECT * FROM "{name}"').fetchall()) for (name,) in tables}
    return {name for name, text in rows.items() if any(ending in text.casefold() for ending in endings)}


def test_its_addresses_are_gone_for_ever(client, chief, world):
    workflow.erase_review(world, order=ORDER, by=chief)
    for path in ("elsewhere/", "quorvax-rises/", "elsewhere/history/", "elsewhere/spoilers/"):
        assert client.get(f"/reviews/{path}").status_code == 410
    assert begun(document(headline="Elsewhere")).slug == "elsewhere-2"


def test_an_erasure_lets_nothing_else_go_and_is_not_changed(chief, world):
    other = live().review
    workflow.erase_review(world, order=ORDER, by=chief)
    for rows in (
        other.revisions.all(),
        other.audit_log.all(),
        world.audit_log.all(),
        world.former_slugs.all(),
        type(world).objects.filter(pk=world.pk),
        Erasure.objects.all(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows._raw_delete(rows.db)
    for change in (
        lambda: Erasure.objects.update(order="Another"),
        lambda: world.audit_log.filter(step=Step.ERASE_REVIEW).update(reason=""),
        lambda: world.audit_log.update(step=Step.SAVE),
        lambda: world.audit_log.update(by=other.author),
        lambda: other.audit_log.update(reason="", detail="", revision=None, submission=None, edition=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_an_undone_approval_goes_too_and_nothing_is_erased_twice_or_without_an_order(chief, settings):
    settings.UNDO_SECONDS = 30
    submission = submitted()
    review = submission.review
    workflow.undo(approved(submission, chief, undo=workflow.undo_window()), by=chief)
    for order in (" ", "7" * 201):
        with pytest.raises(Refused, match="by which order, in at most 200 characters"):
            workflow.erase_review(review, order=order, by=chief)
    workflow.erase_review(review, order=ORDER, by=chief)
    with pytest.raises(Refused, match="erased already"):
        workflow.erase_review(review, order=ORDER, by=chief)
    assert not Submission.objects.exists()
    assert not Revision.objects.exists()


def test_files_go_that_nothing_else_uses(chief, django_capture_on_commit_callbacks):
    shared, own = ImageFactory(), ImageFactory()
    pictures = [d.Picture(image=image.key, sha256=image.sha256, alt=image.alt) for image in (shared, own)]
    edition = live(document(pictures=tuple(pictures)))
    live(document(pictures=(pictures[0],)))
    card = edition.safe["card"]
    assert default_storage.exists(card)

    with django_capture_on_commit_callbacks(execute=True):
        files = workflow.erase_review(edition.review, order=ORDER, by=chief)

    assert set(files) == {card, own.file.name}
    assert not any(map(default_storage.exists, files))
    assert list(Image.objects.all()) == [shared]


def test_a_feed_that_loses_a_review_by_order_is_newer_than_before(chief):
    live()
    edition = live()
    workflow.erase_review(edition.review, order=ORDER, by=chief)
    assert TakeDown.objects.last_at(Edition.objects.all()) == Erasure.objects.get().at


def test_the_audit_log_shows_an_erased_review_by_its_address_and_leads_nowhere(client, chief, world):
    workflow.erase_review(world, order=ORDER, by=chief)
    client.force_login(chief)
    assert client.get(reverse("admin:inbox")).status_code == 200
    assert ORDER in client.get(reverse("admin:full_audit_log_export")).getvalue().decode()
    page = client.get(reverse("admin:full_audit_log")).content.decode()
    assert "<i>elsewhere</i>" in page
    assert ORDER in page


def run(*args, **options) -> str:
    out = StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


def test_the_command_shows_what_goes_and_asks_for_the_address(chief, world, monkeypatch):
    options = {"order": ORDER, "operator": chief.username}
    monkeypatch.setattr("builtins.input", lambda question: "quorvax-rises")
    with pytest.raises(CommandError, match="Nothing was erased"):
        run("erase_review", "elsewhere", **options)
    assert world.revisions.exists()
    monkeypatch.setattr("builtins.input", lambda question: "elsewhere")
    said = run("erase_review", "elsewhere", **options)
    assert "  2 editions\n" in said
    assert "Not touched: backups" in said
    with pytest.raises(CommandError, match="erased by order"):
        run("erase_review", "elsewhere", yes=True, **options)
    with pytest.raises(CommandError, match="may not do this"):
        run("erase_review", live().review.slug, order=ORDER, operator=somebody("Author").username)


# A person

MINA = ("mina", "quorvax", "zembrul")


@pytest.fixture
def mina():
    """An author who moderates and checks too, with a name and mail that stand nowhere else."""
    mina = somebody("Author", "Moderator", "Spoiler checker", first_name="Mina", last_name="Quorvax")
    User.objects.filter(pk=mina.pk).update(username="zembrul", email="zembrul@example.org")
    mina.refresh_from_db()
    return mina


@pytest.fixture
def left_behind(client, chief, mina):
    """Mina's review, a preview link, a check that is printed, a text given on, a session, a working copy."""
    submission = submitted(author=mina)
    until = timezone.now() + timedelta(days=1)
    workflow.share_preview(submission.revision, recipient="The festival", until=until, by=mina)
    checked = submitted()
    workflow.sign_spoiler_check(checked, digest=checked.revision.digest, by=mina, result="clean")
    approved(checked, chief)
    given = begun(author=mina)
    workflow.reassign(given, to=somebody("Author"), by=chief, reason="Leave.")
    client.force_login(mina)
    LogEntry.objects.create(
        user=chief,
        content_type=ContentType.objects.get_for_model(User),
        object_id=mina.pk,
        object_repr="zembrul",
        action_flag=CHANGE,
    )
    WorkingCopy.objects.create(
        review=given, user=mina, base_version=1, form={"dek": ["By zembrul"]}, kept_at=timezone.now()
    )
    return submission


def test_no_trace_is_left_of_name_and_mail_and_the_account_is_closed(client, chief, mina, left_behind):
    assert {"auth.User.email", "admin.LogEntry.object_repr", "reviews.Edition.safe"} < words_anywhere(*MINA)

    workflow.erase_person(mina, order="Request 4/26", by=chief)

    assert words_anywhere(*MINA) == set()
    mina.refresh_from_db()
    assert mina.get_full_name() == f"former member {mina.pk}"
    assert (mina.is_active, mina.has_usable_password(), mina.last_login) == (False, False, None)
    assert not mina.groups.exists()
    assert not PreviewLink.objects.running().exists()
    assert client.get(reverse("admin:index")).status_code == 302
    assert Edition.objects.get().safe["checked_by"] == f"former member {mina.pk}"
    entry = AuditLogEntry.objects.first()
    assert (entry.step, entry.by, entry.reason) == (Step.ERASE_PERSON, chief, "Request 4/26")
    assert f"former-member-{mina.pk} → " in AuditLogEntry.objects.get(step=Step.REASSIGN).detail


def test_four_eyes_still_count_a_former_member(chief, mina, left_behind):
    workflow.erase_person(mina, order="Request 4/26", by=chief)
    rows = Submission.objects.filter(pk=left_behind.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="approved", moderator=mina, decided_at=timezone.now())
    assert left_behind.review.author == mina


def test_only_the_name_of_an_erased_account_leaves_the_audit_log(chief, mina, left_behind):
    entries = AuditLogEntry.objects.filter(step=Step.REASSIGN)
    former = entries.get().detail.replace("zembrul", f"former-member-{mina.pk}")
    with pytest.raises(IntegrityError), transaction.atomic():
        entries.update(detail=former)
    workflow.erase_person(mina, order="Request 4/26", by=chief)
    with pytest.raises(IntegrityError), transaction.atomic():
        entries.update(detail="Somebody else")


def test_it_is_refused_with_the_name_in_the_order_and_to_oneself(chief, mina):
    for order in ("Request of Mina Quorvax", "Request of zembrul@example.org"):
        with pytest.raises(Refused, match="without the name"):
            workflow.erase_person(mina, order=order, by=chief)
    with pytest.raises(Refused, match="Somebody else"):
        workflow.erase_person(chief, order="Request 4/26", by=chief)


def test_the_command_takes_a_critic_too_and_says_what_stays(chief, mina):
    Critic.objects.create(name="Ada", slug="ada", account=mina)
    options = {"order": "Request 4/26", "operator": chief.username, "yes": True}
    said = run("erase_person", "ada", **options)
    assert "critic “ada” keeps name, page and biography" in said
    assert "erased already" in run("erase_person", "ada", **options)
    with pytest.raises(CommandError, match="No account is called"):
        run("erase_person", "zembrul", **options)
