"""The desk's pages: what they show, what they must not, what they cost."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.admin.templatetags.admin_list import results
from django.urls import reverse
from django.utils import timezone

from reviews import document as d
from reviews import workflow
from reviews.desk.home.draft_list import list_frame
from reviews.importing.formats import read
from tests.reviews.builders import (
    answered,
    approved,
    begun,
    correction,
    document,
    live,
    rewritten,
    somebody,
    submitted,
)
from tests.reviewsite.desk_forms import form_pressed

pytestmark = pytest.mark.django_db

SECRET = "zanzibar"  # stands in spoilers alone


@pytest.fixture
def moderator(client):
    user = somebody("Moderator")
    client.force_login(user)
    return user


def get(client, name, *args, **query):
    return client.get(reverse(f"admin:reviews_draft_{name}", args=args), query)


def spoiling(**fields) -> d.Document:
    """A document with a word in every kind of spoiler."""
    flag = d.Spoiler(level="major")
    return document(
        sections=(
            d.Section(kind="opening", text=f"It begins >!in {SECRET}!< with rain."),
            d.Section(kind="ending", heading=f"Back to {SECRET}", text=f"All of {SECRET}.", spoiler=flag),
        ),
        cast_notes=(d.CastNote(name=f"The Duke of {SECRET}", text=SECRET, spoiler=flag),),
        points=(d.Point(side="bad", label=SECRET, text=SECRET, spoiler=flag),),
        advice=(d.Advice(condition=SECRET, answer="no", reason=SECRET, spoiler=flag),),
        **fields,
    )


# The same with one row and with three


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_reviews_costs_the_same_whatever_its_length(
    client, moderator, django_assert_num_queries, count
):
    for _ in range(count):
        live()

    with django_assert_num_queries(5):
        page = get(client, "changelist", q="quiet")
    assert page.context["cl"].result_count == count
    with django_assert_num_queries(4):
        page = get(client, "changelist")
    assert page.context["cl"].result_count == page.context["cl"].full_result_count == count


@pytest.mark.engines
@pytest.mark.parametrize("role", ["Author", "Moderator"])
def test_the_list_of_reviews_is_counted_for_who_may_see_it(client, role):
    user = somebody(role)
    client.force_login(user)
    mine, other = approved(submitted(author=user)), live()
    authors = [mine.review.author, other.review.author] if role == "Moderator" else [user]

    for query, found in ({}, len(authors)), ({"state": "live"}, len(authors)), ({"q": "nowhere"}, 0):
        page = get(client, "changelist", **query)
        changes = page.context["cl"]
        assert (changes.result_count, changes.full_result_count) == (found, len(authors))
    assert [name for _pk, name in list_frame(page.wsgi_request).authors] == sorted(
        author.username for author in authors
    )


def test_rows_of_the_list_are_those_of_django(client, moderator):
    live(), begun(), submitted()
    for query in ({}, {"state": "live"}, {"o": "1.-5"}):
        page = get(client, "changelist", **query)
        changes = page.context["cl"]
        rows = ["".join(row) for row in results(changes)]
        assert rows == [row for (row,) in changes.rows()]
        assert all(f"<tr>{row}</tr>" in page.content.decode() for row in rows)


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_costs_the_same_whatever_its_length(client, moderator, django_assert_num_queries, count):
    for _ in range(count):
        submitted()

    with django_assert_num_queries(10):
        page = get(client, "waiting")
    assert len(page.context["queue"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_newsroom_costs_the_same_whatever_it_holds(client, django_assert_num_queries, count):
    chief = somebody("Chief")
    client.force_login(chief)
    for number in range(count):
        submitted()
        live()
        returned = submitted(author=chief)
        workflow.request_changes(returned, moderator=somebody("Moderator"), reason=f"Why {number}?")
        later = timezone.now() + datetime.timedelta(days=1)
        workflow.set_embargo(film=live_later(later).film, until=later, by=chief)

    with django_assert_num_queries(16):
        page = client.get(reverse("admin:index"))
    assert len(page.context["queue"]) == count
    assert len(page.context["published"]) == count


def live_later(at):
    return live(at=at)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("model", ["submission", "edition", "revision", "auditlogentry", "embargo", "critic"])
def test_a_list_of_what_is_kept_costs_the_same_whatever_its_length(
    admin_client, django_assert_max_num_queries, model, count
):
    for _ in range(count):
        live()

    with django_assert_max_num_queries(7):
        assert admin_client.get(reverse(f"admin:reviews_{model}_changelist")).status_code == 200


# What spoils


def test_no_spoiler_stands_in_queue_record_messages_newsroom_or_lists(client, admin_client, moderator):
    submission = submitted(spoiling())
    review = submission.review
    client.force_login(review.author)
    client.post(
        reverse("admin:reviews_draft_do", args=[review.pk, "withdraw"]), {"submission": submission.pk}
    )
    assert form_pressed(client, review.author, review, "_submit", headline="Rain")
    client.force_login(moderator)
    pages = [client.get(reverse("admin:index")), get(client, "changelist", q="rain"), get(client, "waiting")]
    pages += [get(client, "history", review.pk), get(client, "revisions", review.pk)]
    pages += [
        admin_client.get(reverse(f"admin:reviews_{model}_changelist"))
        for model in ("submission", "revision", "auditlogentry", "edition")
    ]

    for page in pages:
        assert page.status_code == 200
        assert SECRET not in page.content.decode().lower()
    logged = [f"{entry} {entry.get_change_message()}" for entry in LogEntry.objects.all()]
    assert logged and SECRET not in " ".join(logged)


def test_the_page_that_deletes_names_no_words(client):
    review = begun(spoiling())
    client.force_login(review.author)

    assert SECRET not in get(client, "delete", review.pk).content.decode()


# Deciding


def correction_waiting():
    edition = live(spoiling())
    rewritten(edition.review, edition.review.author, headline="Put right")
    workflow.submit(edition.review, by=edition.review.author)
    return edition


def test_what_became_readable_comes_first(client, moderator):
    opening = d.Section(kind="opening", text="By the >!lake!< they wait.")
    style = d.Section(kind="style", heading="Tone", text="Grey.")
    review = live(document(sections=(opening, style))).review
    shown = d.replace(opening, text="By the lake they wait.")
    hidden = d.replace(style, spoiler=d.Spoiler(level="mild"))
    rewritten(review, review.author, sections=(shown, hidden))
    answered(review, somebody("Chief"))
    submission = workflow.submit(review, by=review.author)

    comparison = get(client, "submission", review.pk, submission.pk).context["comparison"]

    crossings = [(item.is_hidden_now, item.words) for item in comparison.crossings]
    assert crossings == [(False, "lake"), (True, "")]


def test_a_comparison_says_what_was_added_and_deleted_also_to_those_who_do_not_see_it(client, moderator):
    edition = live()
    rewritten(edition.review, edition.review.author, dek="Two people and a river.")
    submission = workflow.submit(edition.review, by=edition.review.author)

    page = get(client, "submission", edition.review_id, submission.pk).content.decode()

    assert '<del><span class="visually-hidden">deleted: </span>lake</del>' in page
    assert '<ins><span class="visually-hidden">added: </span>river</ins>' in " ".join(page.split())


def test_a_submission_is_compared_with_any_revision_and_none(client, moderator):
    edition = correction_waiting()
    review = edition.review
    submission = review.submissions.open().get()

    for against, number in (("live", 1), ("1", 1), ("0", None)):
        page = get(client, "submission", review.pk, submission.pk, against=against)
        found = page.context["against"]
        assert (found and found.number) == number
    assert get(client, "submission", review.pk, submission.pk, against="9").status_code == 404
    assert get(client, "submission", review.pk, submission.pk, against="x").status_code == 404


def test_the_page_names_everybody_who_decides_and_why_somebody_may_not(client, moderator):
    other = somebody("Moderator", first_name="Mona", last_name="Lind")
    review = begun()
    rewritten(review, other, headline="By Mona")
    submission = workflow.submit(review, by=review.author)

    deciders = get(client, "submission", review.pk, submission.pk).context["deciders"]

    assert [(row.is_you, row.may, row.cause) for row in deciders] == [
        (True, True, ""),
        (False, False, "saved revision 2"),
    ]


def test_the_queue_begins_with_the_longest_wait(client, moderator):
    first, second = submitted(), submitted()

    assert [row.pk for row in get(client, "waiting").context["queue"]] == [first.pk, second.pk]


def test_the_queue_is_divided_into_pages(client, moderator, monkeypatch):
    monkeypatch.setattr("reviews.desk.deciding.submissions.SUBMISSIONS_PER_PAGE", 1)
    first, second = submitted(), submitted()

    pages = [get(client, "waiting", p=number).context["queue"] for number in (1, 2)]

    assert [[row.pk for row in page] for page in pages] == [[first.pk], [second.pk]]


def test_a_revision_is_exported_as_markdown_that_reads_back(client, moderator):
    review = begun(spoiling())

    response = get(client, "export", review.pk, 1)

    assert response.headers["Content-Disposition"] == 'attachment; filename="a-quiet-week-1.md"'
    assert read(response.content).document == review.revisions.get().document()


def test_the_list_tells_each_state_in_words(client, moderator):
    edition = live()
    correction_of(edition)
    begun()

    shown = {draft.pk: state for draft, state in states(client)}

    assert shown == {edition.review_id: "waiting for a decision; live", edition.review_id + 1: "draft"}


def correction_of(edition):
    rewritten(edition.review, edition.review.author, headline="Again")
    return workflow.submit(edition.review, by=edition.review.author)


def states(client):
    changelist = get(client, "changelist").context["cl"]
    return [(draft, changelist.model_admin.state(draft)) for draft in changelist.result_list]


@pytest.mark.parametrize(
    ("state", "count"),
    [("waiting", 1), ("returned", 1), ("coming", 1), ("live", 2), ("down", 1), ("draft", 1)],
)
def test_the_list_is_narrowed_to_a_state(client, moderator, state, count):
    submitted()
    workflow.request_changes(submitted(), moderator=moderator, reason="x")
    live(at=timezone.now() + datetime.timedelta(days=1))
    live()
    correction(live().review, "Later")
    workflow.take_down(live().review, by=moderator, reason="x")
    begun()

    found = get(client, "changelist", state=state).context["cl"].result_count

    assert found == (count + 1 if state == "draft" else count)  # what came back is a draft as well
