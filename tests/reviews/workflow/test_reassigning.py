"""Giving reviews to another author: what changes, what stays, and who may."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from reviews import document as d
from reviews import workflow
from reviews.models import AuditLogEntry, Critic, Notice, Step, Submission, Why
from reviews.permissions.contributors import contributors_of, contributors_since_live
from reviews.permissions.roles import ensure_roles
from tests.reviews.builders import approved, begun, document, later, live, rewritten, somebody, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client):
    user = somebody("Moderator")
    client.force_login(user)
    return user


def given(review, to, by=None):
    workflow.reassign(review, to=to, by=by or somebody("Moderator"), reason="She has left.")


def test_the_new_author_may_go_on_the_former_sees_it_no_more_and_both_are_told(moderator):
    former, to = somebody("Author"), somebody("Author")
    review = begun(author=former)

    given(review, to, moderator)

    review.refresh_from_db()
    assert review.author == to
    line = AuditLogEntry.objects.get(step=Step.REASSIGN)
    assert (line.by, line.reason) == (moderator, "She has left.")
    assert line.detail == f"{former.username} → {to.username}"
    told = {notice.to: notice.why for notice in Notice.objects.filter(entry=line)}
    assert told == {former: Why.FORMER, to: Why.AUTHOR}
    rewritten(review, to, headline="Taken over")


def test_bylines_and_what_is_public_stay_as_they_are(client, moderator):
    critic = Critic.objects.create(name="Ada Quill", slug="ada-quill")
    edition = live(document(bylines=(d.Byline(critic=critic.key, name="Ada Quill"),)))
    before = client.get(edition.review.get_absolute_url()).content
    revisions = list(edition.review.revisions.values_list("digest"))

    given(edition.review, somebody("Author"), moderator)

    assert client.get(edition.review.get_absolute_url()).content == before
    assert list(edition.review.revisions.values_list("digest")) == revisions


@pytest.mark.engines
def test_who_wrote_the_words_may_not_approve_them_after_they_gave_them_away():
    former, to = somebody("Author"), somebody("Author")
    review = begun(author=former)
    given(review, to)
    former.groups.set(somebody("Moderator").groups.all())
    submission = workflow.submit(review, by=to)

    assert former.pk in contributors_since_live(submission)
    with pytest.raises(workflow.Refused, match="words of their own"):
        approved(submission, former)
    with pytest.raises(DatabaseError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(
            state="approved", moderator=former, decided_at=timezone.now()
        )
    approved(submission)


@pytest.mark.parametrize(
    ("reason", "who", "said"),
    [
        (" ", "author", "Say why"),
        ("Left.", "same", "already"),
        ("Left.", "checker", "may not write"),
        ("Left.", "inactive", "may not write"),
        ("The lake dries up.", "author", "only a spoiler says"),
    ],
)
def test_a_review_is_not_given_without_reason_or_to_whoever_cannot_write_it(moderator, reason, who, said):
    ensure_roles()
    review = begun()
    to = {
        "author": somebody("Author"),
        "same": review.author,
        "checker": somebody("Spoiler checker"),
        "inactive": somebody("Author", is_active=False),
    }[who]

    with pytest.raises(workflow.Refused, match=said):
        workflow.reassign(review, to=to, by=moderator, reason=reason)
    assert not AuditLogEntry.objects.filter(step=Step.REASSIGN).exists()


# At the desk

URL = "admin:reviews_draft_reassign"


def pressed(client, former, **values):
    return client.post(f"{reverse(URL)}?from={former.pk}", values, follow=True)


def test_those_who_left_come_first_and_their_texts_in_work_are_ticked(client, moderator):
    busy, left = somebody("Author"), somebody("Author", is_active=False)
    begun(author=busy), begun(author=busy)
    working = begun(author=left)
    done = live().review
    type(done).objects.filter(pk=done.pk).update(author=left)

    writers = client.get(reverse(URL)).context["authors"]
    page = client.get(reverse(URL), {"from": left.pk})

    assert [(row.pk, row.reviews, row.in_work) for row in writers[:2]] == [(left.pk, 2, 1), (busy.pk, 2, 2)]
    assert page.context["ticked"] == {working.pk}


def test_it_is_asked_once_more_and_then_all_that_is_ticked_is_given(client, moderator):
    former, to = somebody("Author", is_active=False), somebody("Author")
    first, second, kept = (begun(author=former) for _ in range(3))
    values = {"review": [first.pk, second.pk], "to": to.pk, "reason": "She has left."}

    page = pressed(client, former, **values)
    assert "Give away these 2 reviews" in page.content.decode()
    assert not AuditLogEntry.objects.filter(step=Step.REASSIGN).exists()

    pressed(client, former, **values, sure="1")
    assert set(to.reviews.all()) == {first, second}
    assert set(former.reviews.all()) == {kept}
    assert AuditLogEntry.objects.filter(step=Step.REASSIGN).count() == 2


def test_all_are_given_or_none(client, moderator):
    former, to = somebody("Author"), somebody("Author")
    reviews = [begun(author=former), begun(document(dek="A lake."), author=former)]
    values = {"review": [row.pk for row in reviews], "to": to.pk, "reason": "The lake dries up.", "sure": "1"}

    page = pressed(client, former, **values)

    assert "only a spoiler says" in page.content.decode()
    assert "The lake dries up." in page.content.decode()  # what was typed stays
    assert former.reviews.count() == 2


def test_a_review_of_somebody_else_is_not_given_with_these(client, moderator):
    former, to, other = somebody("Author"), somebody("Author"), begun()

    answer = client.post(
        f"{reverse(URL)}?from={former.pk}", {"review": other.pk, "to": to.pk, "reason": "x", "sure": "1"}
    )

    assert answer.status_code == 404
    assert not AuditLogEntry.objects.filter(step=Step.REASSIGN).exists()


@pytest.mark.parametrize(
    ("name", "value"), [("to", ""), ("to", "x"), ("to", "checker"), ("reason", ""), ("review", None)]
)
def test_what_is_missing_or_forged_is_said_and_nothing_is_given(client, moderator, name, value):
    former, to = somebody("Author"), somebody("Author")
    checker = somebody("Spoiler checker")
    values = {"review": begun(author=former).pk, "to": to.pk, "reason": "Left.", "sure": "1"}
    values[name] = checker.pk if value == "checker" else value
    values = {name: value for name, value in values.items() if value is not None}

    page = pressed(client, former, **values)

    assert page.status_code == 200
    assert former.reviews.count() == 1


def test_giving_twice_with_the_same_form_finds_nothing_the_second_time(client, moderator):
    former, to = somebody("Author"), somebody("Author")
    values = {"review": begun(author=former).pk, "to": to.pk, "reason": "Left.", "sure": "1"}

    pressed(client, former, **values)
    again = client.post(f"{reverse(URL)}?from={former.pk}", values)

    assert again.status_code == 404
    assert AuditLogEntry.objects.filter(step=Step.REASSIGN).count() == 1


def test_the_page_is_for_those_who_decide_and_unknown_accounts_are_not_found(client, moderator):
    assert client.get(reverse(URL), {"from": "x"}).status_code == 404
    assert client.get(reverse(URL), {"from": "999999"}).status_code == 404
    for role in ("Author", "Editor", "Spoiler checker", "Film desk"):
        client.force_login(somebody(role))
        assert client.get(reverse(URL)).status_code == 403
        assert client.post(f"{reverse(URL)}?from=1", {}).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_whatever_they_list(client, moderator, django_assert_num_queries, count):
    former = somebody("Author")
    for _ in range(count):
        begun(author=former)
        begun()

    with django_assert_num_queries(3):
        client.get(reverse(URL))
    with django_assert_num_queries(6):
        client.get(reverse(URL), {"from": former.pk})


def test_deactivating_an_account_with_texts_in_work_warns_with_a_link(admin_client):
    author = somebody("Author")
    begun(author=author)
    url = reverse("admin:auth_user_change", args=[author.pk])
    stamp = timezone.localtime(author.date_joined)
    values = {
        "username": author.username,
        "is_staff": "on",
        "date_joined_0": f"{stamp:%Y-%m-%d}",
        "date_joined_1": f"{stamp:%H:%M:%S}",
    }

    page = admin_client.post(url, values, follow=True)

    author.refresh_from_db()
    assert not author.is_active
    assert "with 1 text in work" in " ".join(map(str, page.context["messages"]))
    assert f'href="{reverse(URL)}?from={author.pk}"' in page.content.decode()
    again = admin_client.post(url, values)
    assert again.headers["Location"] == reverse("admin:auth_user_changelist")


# Whose words: one by one, and all at once


def test_hands_are_the_same_for_one_submission_as_for_many(django_assert_num_queries):
    editor, named = somebody("Editor"), somebody("Moderator")
    critic = Critic.objects.create(name="Ada Quill", slug="ada-quill", account=named)
    plain = submitted()
    bylined = submitted(document(bylines=(d.Byline(critic=critic.key, name="Ada Quill"),)))
    edition = live()
    rewritten(edition.review, editor, headline="Since")
    since = workflow.submit(edition.review, by=edition.review.author)
    old = later(live().review, {"headline": "Second"}).review
    rewritten(old, editor, headline="A quiet week")
    restored = workflow.submit(old, by=editor)
    rows = list(Submission.objects.open().select_related("review", "revision"))

    with django_assert_num_queries(3):
        hands = contributors_of(rows)

    assert hands == {row.pk: contributors_since_live(row) for row in rows}
    assert hands[plain.pk] == {plain.submitted_by_id}
    assert hands[bylined.pk] == {bylined.submitted_by_id, named.pk}
    assert hands[since.pk] == {edition.review.author_id, editor.pk}
    assert hands[restored.pk] == {old.author_id, editor.pk}
