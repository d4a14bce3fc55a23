"""No public page and no list of the desk reads a growing table to its end: asked of the database itself."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import override_settings

from bench.pages.many_reviews import bulk_created, many_reviews
from cast.models import Character, Credit, Person
from films.models import Film, Genre, ReleaseDate
from reviews import document as d
from reviews.checks import shingles
from reviews.checks.leak_check import hidden_sentences
from reviews.models import Critic, Edition, EditionCritic, Notice, OldAddress, Opened, Review, Why
from reviews.rendering.social_card import drawing
from reviews.workflow.check_waivers import refuse_outdated_index
from tests import factories as make
from tests.reviews.builders import document, live, somebody
from tests.reviewsite.query_plans import captured, pretend_growth, too_dear

pytestmark = [pytest.mark.django_db, pytest.mark.engines]
REVIEWS = 600


def fill():
    """Rows of each kind, so many that PostgreSQL does not take a table for a page."""
    critics = [Critic.objects.create(name=f"Critic {n}", slug=f"critic-{n}") for n in range(4)]
    byline = d.Byline(name=critics[0].name, critic=critics[0].key)
    first = live(document(make.FilmFactory(slug="lamp"), headline="First", bylines=(byline,)))
    chief = User.objects.create_superuser("chief", password="secret")
    authors = [somebody("Author") for _ in range(4)]
    many_reviews(REVIEWS, authors, somebody("Moderator"), bytes(first.revision.content))
    others = Edition.objects.exclude(pk=first.pk)
    others.update(safe=first.safe)
    bulk_created(
        EditionCritic(edition=edition, critic=critics[n % 4], name="x", position=0)
        for n, edition in enumerate(others)
    )
    people = bulk_created(Person(name=f"Person {n}", slug=f"person-{n}") for n in range(REVIEWS))
    bulk_created(Character(name=f"Character {n}", slug=f"character-{n}") for n in range(150))
    films, genre = list(Film.objects.all()), Genre.objects.create(name="Noir", slug="noir")
    bulk_created(
        Credit(person=person, film=films[n % len(films)], job="actor") for n, person in enumerate(people)
    )
    genre.films.set(films[::3])
    entries = first.review.audit_log.model.objects.order_by("pk")[:400]
    told = [(entry, user) for entry in entries for user in (*authors, chief)]
    bulk_created(Notice(to=user, entry=entry, why=Why.DECIDES, at=entry.at) for entry, user in told)
    bulk_created(Opened(review=row.review, user=authors[0], at=row.live_from) for row in others[:50])
    bulk_created(ReleaseDate(film=film, country="GB", date="2020-01-01", kind="cinema") for film in films)
    make.InstalmentFactory(film=first.film, franchise__slug="saga")
    make.CreditFactory(film=first.film, person=people[0], characters=[make.CharacterFactory(slug="mina")])
    others.model.objects.update(card_version=drawing.VERSION, hidden_version=hidden_sentences.VERSION)
    bulk_created(OldAddress(review=row, address=f"/2016/film-{row.pk}") for row in Review.objects.all())
    Review.objects.update(shingles_version=shingles.VERSION)
    pretend_growth()


@pytest.fixture(scope="module")
def filled_house(databases, django_db_setup, django_db_blocker):
    media = databases.folder / f"plans-{databases.worker}"
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media),
        databases.filled(f"plans_{databases.worker}", fill),
    ):
        yield media


@pytest.fixture
def house(filled_house, db, settings, monkeypatch):
    settings.MEDIA_ROOT = filled_house
    monkeypatch.setattr("reviewsite.pages.sitemaps.KEYS_PER_FILE", 1)  # as small a part as a thousand of many
    first = Edition.objects.select_related("review", "film").order_by("pk").first()
    return {"review": first.review.get_absolute_url()[:-1], "film": first.film.get_absolute_url()[:-1]}


FEEDS = ["/feeds/reviews.atom", "{film}/reviews.rss"]
FEEDS += ["/franchises/saga/reviews.json", "/critics/critic-1/reviews.atom"]
LISTS = ["/", "/reviews/", "/critics/critic-1/", "/films/", "/franchises/", "/genres/noir/"]
LATER = ["/reviews/?page=5", "/critics/critic-1/?page=2", "/films/?page=2"]
PAGES = ["{review}/", "{review}/history/", "{review}/spoilers/", "/reviews/no-such-review/", "{film}/"]
PAGES += ["/2016/film-7/", "/2016/no-such-film/", "/no-such-page/", "/?p=7"]
PAGES += ["/people/person-7/", "/characters/mina/", "/franchises/saga/"]
SITEMAPS = ["/sitemap.xml"] + [
    f"/sitemap-{section}-1.xml"
    for section in ("reviews", "films", "people", "characters", "franchises", "critics", "genres", "pages")
]
DESK = ["/admin/", "/admin/reviews/draft/waiting/", "/admin/inbox/", "/admin/record/", "{desk}history/"]
DESK += ["/admin/reviews/draft/", "/admin/reviews/draft/?state=waiting", "/admin/reviews/draft/?state=live"]
DESK += ["/admin/cast/person/", "/admin/cast/character/"]


def queries_of(client, house, template):
    """Those of an address; of a numbered page, those of the one that it leads to."""
    address = template.format(**house)
    if "page=" in address:
        address = client.get(address).headers["Location"]
    with captured() as queries:
        response = client.get(address)
    assert response.status_code in (200, 301, 302, 404), address
    assert queries
    return queries


@pytest.mark.parametrize("address", [*LISTS, *LATER, *FEEDS, *PAGES, *SITEMAPS])
def test_no_public_page_reads_a_growing_table_to_its_end(client, house, address):
    assert too_dear(queries_of(client, house, address)) == []


@pytest.mark.parametrize("address", DESK)
def test_no_list_of_the_desk_reads_a_growing_table_to_its_end(client, house, address):
    client.force_login(User.objects.get(username="chief"))
    review = Edition.objects.order_by("pk").first().review_id
    house["desk"] = f"/admin/reviews/draft/{review}/"
    assert too_dear(queries_of(client, house, address)) == []


@pytest.mark.parametrize("address", ["/critics/critic-1/", "/critics/critic-1/?page=2", "/genres/noir/"])
def test_lists_of_many_take_the_rows_in_their_order(client, house, monkeypatch, address):
    before = client.get(address, follow=True).content
    monkeypatch.setattr("pagecache.queries.having.MANY", 20)
    queries = queries_of(client, house, address)
    assert client.get(address, follow=True).content == before
    assert too_dear(queries) == []
    in_order = [query for query in queries if "EXISTS(SELECT" in query[0]]
    assert in_order
    if connection.vendor == "sqlite":
        assert not any("TEMP B-TREE" in step for query in in_order for step in steps_on_sqlite(*query))


def steps_on_sqlite(sql, parameters):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
        return [detail for *_numbers, detail in cursor.fetchall()]


def test_an_approval_does_not_look_at_all_editions(house):
    with captured() as queries:
        refuse_outdated_index()
    assert queries
    assert too_dear(queries) == []


def test_it_is_seen_if_an_index_is_missing(client, house):
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX edition_in_lists")

    for address in ("/", "/reviews/", "/reviews/?page=5", "/feeds/reviews.atom"):
        assert too_dear(queries_of(client, house, address)), address


@pytest.mark.parametrize(
    "rows",
    [
        lambda: Edition.objects.order_by("headline")[:1],
        lambda: Edition.objects.live().order_by("review_id"),
        lambda: Film.objects.filter(runtime_minutes=90),
        lambda: Film.objects.filter(pk__in=Edition.objects.live().values("film")),
        lambda: Person.objects.filter(slug__gt="a").order_by("biography")[:5],
    ],
)
def test_it_is_seen_if_a_query_reads_or_sorts_everything(house, rows):
    with captured() as queries:
        list(rows())
    assert too_dear(queries)
