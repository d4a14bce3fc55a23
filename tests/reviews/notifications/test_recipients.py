"""Who is told of which step, what they read of it, and who never is."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from reviews import workflow
from reviews.models import AuditLogEntry, Critic, Notice, Step, Why
from reviews.permissions.access import PERMISSIONS, may, who_may
from reviews.workflow.base import log_step
from tests.factories import FilmFactory
from tests.reviews.builders import approved, begun, document, live, rewritten, somebody, submitted

pytestmark = pytest.mark.django_db
SECRET = "zanzibar"


def told(step):
    """Who has a notice of the last line of this step, and why."""
    line = AuditLogEntry.objects.filter(step=step).first()
    return {notice.to: notice.why for notice in line.notices.all()}


@pytest.fixture
def moderator():
    return somebody("Moderator")


def tomorrow():
    return timezone.now() + datetime.timedelta(days=1)


# Who


def test_of_a_submission_are_told_those_who_decide_without_a_hand_in_it_and_those_who_check(moderator):
    checker, author, other = somebody("Spoiler checker"), somebody("Author"), somebody("Moderator")
    somebody("Author"), somebody("Moderator", is_active=False), somebody("Film desk")
    review = begun(author=author)
    rewritten(review, other, headline="Touched by another moderator")

    workflow.submit(review, by=author)

    assert told(Step.SUBMIT) == {moderator: Why.DECIDES, checker: Why.CHECKS}


def test_a_checker_who_opened_the_text_is_not_told_that_it_waits(client):
    editor = somebody("Spoiler checker", "Editor")
    review = begun()
    client.force_login(editor)
    client.get(reverse("admin:reviews_draft_change", args=[review.pk]))

    workflow.submit(review, by=review.author)

    assert editor not in told(Step.SUBMIT)


def test_of_decisions_are_told_author_submitter_and_those_behind_the_bylines(moderator):
    editor, named = somebody("Editor"), somebody("Editor")
    critic = Critic.objects.create(name="Ada Quill", slug="ada-quill", account=named)
    from reviews import document as d

    review = begun(document(bylines=(d.Byline(critic=critic.key, name="Ada Quill"),)))
    expected = {review.author: Why.AUTHOR, editor: Why.SUBMITTED, named: Why.BYLINE}

    submission = workflow.submit(review, by=editor)
    workflow.request_changes(submission, moderator=moderator, reason="Shorter.")
    assert told(Step.REQUEST_CHANGES) == expected

    edition = approved(workflow.submit(review, by=editor), moderator, at=tomorrow())
    assert told(Step.APPROVE) == expected
    workflow.reschedule(edition, at=tomorrow(), by=moderator)
    assert told(Step.RESCHEDULE) == expected
    workflow.unschedule(edition, by=moderator, reason="Later.")
    assert told(Step.UNSCHEDULE) == expected

    approved(workflow.submit(review, by=editor), moderator)
    workflow.take_down(review, by=moderator, reason="A mistake.")
    assert told(Step.TAKE_DOWN) == expected


def test_whoever_acts_is_never_told():
    edition = live()
    chief = somebody("Chief")
    mine = begun(author=chief)

    workflow.take_down(edition.review, by=chief, reason="A mistake.")
    workflow.submit(mine, by=chief)

    assert not Notice.objects.filter(to=chief, entry__by=chief).exists()


def test_nobody_is_told_of_a_review_that_they_may_see_no_more(moderator):
    submission = submitted()
    author = submission.submitted_by
    author.groups.clear()

    workflow.request_changes(submission, moderator=moderator, reason="Shorter.")

    assert told(Step.REQUEST_CHANGES) == {}


def test_what_somebody_was_told_leaves_the_inbox_when_they_may_see_it_no_more(client, moderator):
    editor = somebody("Editor")
    review = begun()
    workflow.request_changes(workflow.submit(review, by=editor), moderator=moderator, reason="Shorter.")
    client.force_login(editor)
    assert len(client.get(reverse("admin:inbox")).context["notices"]) == 1

    editor.groups.set(Group.objects.filter(name="Author"))

    page = client.get(reverse("admin:inbox"))
    assert page.context["notices"] == []
    assert "1 new" not in page.content.decode()
    notice = Notice.objects.get(to=editor)
    assert client.post(reverse("admin:inbox_read", args=[notice.pk])).status_code == 404


def test_saves_by_others_are_told_to_the_author_once_until_read():
    review, editor = begun(), somebody("Editor")

    for headline in ("One", "Two", "Three"):
        rewritten(review, editor, headline=headline)
    rewritten(review, review.author, headline="Mine")

    assert [notice.to for notice in Notice.objects.filter(entry__step=Step.SAVE)] == [review.author]
    Notice.objects.update(read_at=timezone.now())
    rewritten(review, editor, headline="Four")
    assert Notice.objects.filter(to=review.author, entry__step=Step.SAVE).count() == 2


def test_of_a_comment_are_told_the_author_the_submitter_and_those_who_commented_before(moderator):
    editor, before, later = somebody("Editor"), somebody("Moderator"), somebody("Moderator")
    review = begun()
    workflow.submit(review, by=editor)
    with transaction.atomic():
        log_step(review, Step.COMMENT, before)
        log_step(review, Step.COMMENT, moderator)
        log_step(review, Step.RESOLVE, before)

    assert told(Step.COMMENT) == {review.author: Why.AUTHOR, editor: Why.SUBMITTED, before: Why.COMMENTED}
    assert told(Step.RESOLVE) == {review.author: Why.AUTHOR, editor: Why.SUBMITTED, moderator: Why.COMMENTED}
    assert not Notice.objects.filter(to=later, entry__step=Step.COMMENT).exists()


def test_a_check_that_points_is_told_to_who_wrote_and_who_decides_a_clean_one_to_nobody(moderator, settings):
    submission = submitted()
    digest, author = submission.revision.digest, submission.submitted_by
    workflow.sign_spoiler_check(submission, by=somebody("Spoiler checker"), digest=digest, result="clean")
    assert told(Step.SPOILER_CHECK) == {}

    workflow.sign_spoiler_check(
        submission, by=somebody("Spoiler checker"), digest=digest, result="pointed", place="dek"
    )
    assert told(Step.SPOILER_CHECK) == {author: Why.AUTHOR, moderator: Why.DECIDES}

    settings.SPOILER_CHECK_REQUIRED = True
    workflow.sign_spoiler_check(submission, by=somebody("Spoiler checker"), digest=digest, result="clean")
    assert told(Step.SPOILER_CHECK) == {moderator: Why.DECIDES}


def test_of_an_embargo_on_a_film_each_author_of_a_review_of_it_is_told_once(moderator):
    film = FilmFactory()
    author, other = somebody("Author"), somebody("Author")
    begun(document(film), author), begun(document(film), author), begun(document(), other)

    embargo = workflow.set_embargo(film=film, until=tomorrow(), by=moderator)
    assert told(Step.EMBARGO) == {author: Why.AUTHOR}
    workflow.lift_embargo(embargo, by=moderator)
    assert told(Step.LIFT_EMBARGO) == {author: Why.AUTHOR}


def test_a_step_that_fails_tells_nobody(moderator, monkeypatch):
    from reviews.workflow import deciding

    submission = submitted()
    before = Notice.objects.count()
    monkeypatch.setattr(deciding, "make_edition", lambda *args, **options: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        approved(submission, moderator)

    assert Notice.objects.count() == before


@pytest.mark.parametrize("act", PERMISSIONS)
def test_who_may_names_just_those_of_whom_may_says_yes(act):
    roles = [("Author",), ("Editor",), ("Moderator",), ("Spoiler checker",), ("Chief",), ("Film desk",), ()]
    author = somebody("Author")
    people = [author, *(somebody(*names) for names in roles), somebody("Chief", is_active=False)]
    people += [somebody("Author", is_superuser=True), somebody("Chief", is_superuser=True, is_active=False)]
    review = begun(author=author)

    for asked in (None, review):
        assert set(who_may(act, asked)) == {user for user in people if may(user, act, asked)}


# What they read


def test_an_inbox_shows_the_unread_first_with_links_and_counts_them_above_every_page(client, moderator):
    author = somebody("Author")
    review = begun(author=author)
    workflow.request_changes(workflow.submit(review, by=author), moderator=moderator, reason="Shorter.")
    first = Notice.objects.get(to=author)
    workflow.request_changes(workflow.submit(review, by=author), moderator=moderator, reason="Calmer.")
    client.force_login(author)

    page = client.get(reverse("admin:inbox"))
    assert [row.reason for row in page.context["notices"]] == ["Calmer.", "Shorter."]
    forms = page.content.decode().split("<form")[1:]
    assert all("csrfmiddlewaretoken" in form.split("</form>")[0] for form in forms)
    assert "Inbox, 2 new" in client.get(reverse("admin:index")).content.decode()

    response = client.post(reverse("admin:inbox_read", args=[first.pk + 0]), {"go": "1"})
    assert response.headers["Location"] == reverse("admin:reviews_draft_change", args=[review.pk])
    assert "Inbox, 1 new" in client.get(reverse("admin:inbox")).content.decode()

    last = Notice.objects.filter(to=author).first().pk
    client.post(reverse("admin:inbox_read_all"), {"last": last})
    page = client.get(reverse("admin:inbox")).content.decode()
    assert "new</a>" not in page
    assert "You have read everything." in page


def test_what_arrives_while_one_reads_stays_unread(client, moderator):
    author = somebody("Author")
    review = begun(author=author)
    workflow.request_changes(workflow.submit(review, by=author), moderator=moderator, reason="Shorter.")
    client.force_login(author)
    last = client.get(reverse("admin:inbox")).context["last"]
    workflow.request_changes(workflow.submit(review, by=author), moderator=moderator, reason="Calmer.")

    client.post(reverse("admin:inbox_read_all"), {"last": last})

    assert Notice.objects.filter(to=author).unread().get().entry.reason == "Calmer."


def test_an_empty_inbox_says_what_will_stand_there(client):
    client.force_login(somebody("Author"))

    assert "Nothing yet." in client.get(reverse("admin:inbox")).content.decode()


def test_nobody_reads_or_marks_the_notices_of_somebody_else(client, moderator):
    workflow.request_changes(submitted(), moderator=moderator, reason=f"Not {SECRET}.")
    notice = Notice.objects.get(why=Why.AUTHOR)
    client.force_login(somebody("Chief"))

    assert SECRET not in client.get(reverse("admin:inbox")).content.decode()
    assert client.post(reverse("admin:inbox_read", args=[notice.pk])).status_code == 404
    client.post(reverse("admin:inbox_read_all"), {"last": notice.pk})
    notice.refresh_from_db()
    assert notice.read_at is None


def test_a_checker_reads_that_a_text_waits_and_nothing_else(client):
    checker = somebody("Spoiler checker")
    film = FilmFactory(title=f"The road to {SECRET}")
    editor = somebody("Author", first_name=f"Ms {SECRET}")
    submitted(document(film, headline=f"On {SECRET}"), editor)
    client.force_login(checker)

    page = client.get(reverse("admin:inbox"))
    page_text = page.content.decode()

    assert "A text waits to be checked" in page_text
    assert SECRET not in page_text


@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 40, "１"])
def test_a_forged_answer_to_all_is_not_found(client, value):
    client.force_login(somebody("Author"))

    assert client.post(reverse("admin:inbox_read_all"), {"last": value}).status_code == 404


def test_marking_is_never_done_by_following_a_link_and_leads_to_a_page_of_ours_alone(client, moderator):
    workflow.request_changes(submitted(), moderator=moderator, reason="Shorter.")
    notice = Notice.objects.get(why=Why.AUTHOR)
    client.force_login(notice.to)
    one = reverse("admin:inbox_read", args=[notice.pk])

    assert client.get(one).status_code == 405
    assert client.get(reverse("admin:inbox_read_all")).status_code == 405
    answer = client.post(one, {"back": "https://elsewhere.example/"})
    assert answer.headers["Location"] == reverse("admin:inbox")


@pytest.mark.parametrize("count", [1, 3])
def test_the_inbox_costs_the_same_whatever_its_length(client, moderator, django_assert_num_queries, count):
    author = somebody("Author")
    for _ in range(count):
        workflow.request_changes(submitted(author=author), moderator=moderator, reason="Shorter.")
    client.force_login(author)

    with django_assert_num_queries(6):
        page = client.get(reverse("admin:inbox"))
    assert len(page.context["notices"]) == count


@pytest.mark.parametrize("step", ["approve", "request changes", "withdraw"])
def test_what_was_decided_waits_in_no_inbox_any_more(moderator, step):
    somebody("Moderator"), somebody("Spoiler checker")
    submission, other = submitted(), submitted()
    author = submission.submitted_by

    if step == "approve":
        approved(submission, moderator)
    elif step == "withdraw":
        workflow.withdraw(submission, by=author)
    else:
        workflow.request_changes(submission, moderator=moderator, reason="Shorter.")

    waiting = Notice.objects.unread().filter(entry__step=Step.SUBMIT)
    assert {notice.entry.submission for notice in waiting} == {other}
