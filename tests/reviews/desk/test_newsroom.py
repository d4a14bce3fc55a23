"""The first page of the desk: what waits for whom, what comes, what needs attention."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews import document as d
from reviews import workflow
from reviews.models import Notice, SpoilerReport
from tests.factories import FilmFactory, ImageFactory, ProjectStatusFactory, ReleaseDateFactory
from tests.reviews.builders import begun, document, live, rewritten, somebody, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client):
    user = somebody("Chief")
    client.force_login(user)
    return user


def newsroom(client):
    return client.get(reverse("admin:index"))


def attention(client):
    """What needs attention, the notices aside."""
    rows = newsroom(client).context["attention"]
    return [(row.message, row.film or row.detail) for row in rows if row.address != reverse("admin:inbox")]


def day(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def test_only_what_one_may_decide_waits_for_one_and_the_rest_is_folded_with_the_cause(client, chief):
    mine, other = submitted(author=chief), submitted()
    touched = begun()
    rewritten(touched, chief, headline="Touched")
    touched = workflow.submit(touched, by=touched.author)

    page = newsroom(client)

    assert [row.pk for row in page.context["queue"]] == [other.pk]
    assert {row.pk: row.cause for row in page.context["others"]} == {
        mine.pk: "You wrote it: somebody else decides.",
        touched.pk: "You contributed to the text: somebody else decides.",
    }
    assert "2 more that somebody else decides" in page.content.decode()


def test_the_longest_wait_comes_first_with_its_age_and_the_embargo_that_holds(client, chief):
    first, second = submitted(), submitted()
    until = timezone.now() + datetime.timedelta(days=1)
    workflow.set_embargo(review=second.review, until=until, by=chief)

    queue = newsroom(client).context["queue"]

    assert [row.pk for row in queue] == [first.pk, second.pk]
    assert [row.held_until for row in queue] == [None, until]


def test_what_comes_stands_in_the_order_of_time(client, chief):
    now = timezone.now()
    film = FilmFactory()
    live(at=now + datetime.timedelta(days=2))
    workflow.set_embargo(film=film, until=now + datetime.timedelta(days=1), by=chief)
    workflow.set_embargo(review=begun(), until=now + datetime.timedelta(days=3), by=chief)

    coming = newsroom(client).context["coming"]

    assert [(row.is_edition, row.film == film.title) for row in coming] == [
        (False, True),
        (True, False),
        (False, False),
    ]


def test_what_comes_of_others_is_not_told_to_an_author(client):
    now = timezone.now()
    live(at=now + datetime.timedelta(days=2))
    workflow.set_embargo(review=begun(), until=now + datetime.timedelta(days=3), by=somebody("Chief"))
    client.force_login(somebody("Author"))

    page = newsroom(client)

    assert page.context["coming"] == []
    assert "queue" not in page.context or page.context["queue"] == []


def test_reports_old_statuses_and_what_somebody_left_need_attention(client, chief):
    edition = live()
    SpoilerReport.objects.create(
        review=edition.review, edition=edition, place="dek", note="x", reported_at=timezone.now()
    )
    old, fresh, out = (FilmFactory(title=title) for title in ("Old news", "Fresh news", "Out already"))
    ProjectStatusFactory(film=old, date=day(-181))
    ProjectStatusFactory(film=fresh, date=day(-181))
    ProjectStatusFactory(film=fresh, franchise=fresh.statuses.get().franchise, date=day(-10))
    ProjectStatusFactory(film=out, date=day(-400))
    ReleaseDateFactory(film=out, date=day(-1))
    begun(author=somebody("Author", is_active=False))

    assert attention(client) == [
        ("1 report of a reader waits", ""),
        ("1 text in work of an account that was deactivated", ""),
        ("Project status is old", "Old news"),
    ]


def test_pictures_in_use_need_attention_before_their_rights_run_out_and_after(client, chief):
    soon, out, far, unused = (ImageFactory(title=title) for title in ("Soon", "Out", "Far", "Unused"))
    for image, days in ((soon, 14), (out, -1), (far, 15), (unused, 1)):
        image.rights_until_date = day(days)
        image.save()
    FilmFactory(poster=soon), FilmFactory(poster=far)
    live(document(pictures=(d.Picture(image=out.key, sha256=out.sha256, alt="x"),)))
    begun(document(pictures=(d.Picture(image=unused.key, sha256=unused.sha256, alt="x"),)))

    assert attention(client) == [("Picture rights ran out", "Out"), ("Picture rights run out", "Soon")]


def test_attention_is_for_those_who_can_give_it(client):
    FilmFactory(poster=ImageFactory(title="Out", rights_until_date=day(-1)))
    ProjectStatusFactory(date=day(-181))
    begun(author=somebody("Author", is_active=False))
    kinds = {}
    for role in ("Author", "Editor", "Moderator", "Spoiler checker", "Film desk"):
        client.force_login(somebody(role))
        kinds[role] = [said for said, _what in attention(client)]

    assert kinds == {
        "Author": [],
        "Editor": [],
        "Moderator": ["1 text in work of an account that was deactivated", "Picture rights ran out"],
        "Spoiler checker": [],
        "Film desk": ["Picture rights ran out", "Project status is old"],
    }


def test_every_action_of_an_item_leads_to_a_page_that_opens(client, chief):
    edition = live()
    SpoilerReport.objects.create(
        review=edition.review, edition=edition, place="dek", note="x", reported_at=timezone.now()
    )
    FilmFactory(poster=ImageFactory(title="Out", rights_until_date=day(-1)))
    ProjectStatusFactory(date=day(-181))
    begun(author=somebody("Author", is_active=False))
    submitted()

    rows = newsroom(client).context["attention"]

    assert len(rows) == 5
    assert {client.get(row.address).status_code for row in rows} == {200}


@pytest.mark.parametrize("count", [1, 3])
def test_attention_costs_the_same_whatever_there_is_of_it(client, chief, django_assert_num_queries, count):
    for number in range(count):
        submitted()
        FilmFactory(poster=ImageFactory(rights_until_date=day(-1)))
        ProjectStatusFactory(date=day(-181 - number))
        begun(author=somebody("Author", is_active=False))
    Notice.objects.update(to=chief)

    with django_assert_num_queries(17):
        page = newsroom(client)
    assert len(page.context["attention"]) == 2 + 2 * count


@pytest.mark.parametrize("role", ["Author", "Editor", "Spoiler checker", "Film desk", "Chief"])
def test_an_empty_newsroom_opens_for_every_role(client, role):
    client.force_login(somebody(role))

    assert newsroom(client).status_code == 200
