"""The pages of the film world, as readers get them."""

import datetime
import re
from dataclasses import fields, is_dataclass
from urllib.parse import urljoin

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from cast.flagging import flag
from franchises.models import OrderKind
from tests import factories as make
from tests.reviews.builders import document, live

pytestmark = pytest.mark.django_db

CANARY = "Quetzalcoatlus"


def _text(client, address):
    return client.get(address).content.decode()


def _world(count):
    """A film, a franchise and a genre, with `count` of everything that their pages show."""
    film = make.FilmFactory(synopsis="A premise.")
    genre, franchise = make.GenreFactory(), make.FranchiseFactory()
    film.genres.add(genre)
    person, character = make.PersonFactory(), make.CharacterFactory()
    make.CreditFactory(film=film, person=person, characters=[character])
    orders = [make.OrderFactory(franchise=franchise, kind=kind) for kind in OrderKind.values]
    _place(film, franchise, orders)
    for number in range(count):
        other = make.FilmFactory()
        other.genres.add(genre)
        film.genres.add(make.GenreFactory())
        make.OtherTitleFactory(film=film)
        make.ReleaseDateFactory(film=film, country=["GB", "US", "DE"][number])
        make.CreditFactory(film=film, characters=[make.CharacterFactory(), make.CharacterFactory()])
        make.CreditFactory(film=other, person=person, characters=[character, make.CharacterFactory()])
        make.CreditFactory(film=film, job="director")
        make.ReleaseDateFactory(film=other)
        _place(other, franchise, orders)
        make.ProjectStatusFactory(franchise=franchise)
        make.InstalmentFactory(franchise=franchise)
        make.PageFactory()
        live(document(film))
        live(document(other))
    return {"film": film, "person": person, "character": character, "franchise": franchise, "genre": genre}


def _place(film, franchise, orders):
    instalment = make.InstalmentFactory(franchise=franchise, film=film)
    for order in orders:
        make.PlaceFactory(order=order, instalment=instalment)


def _reachable(value, depth=6):
    """Everything that a template could get hold of."""
    yield value
    if depth and isinstance(value, dict):
        value = tuple(value.values())
    if depth and isinstance(value, tuple | list):
        for item in value:
            yield from _reachable(item, depth - 1)
    if depth and is_dataclass(value):
        for field in fields(value):
            yield from _reachable(getattr(value, field.name), depth - 1)


PLAIN = (str, int, bool, type(None), datetime.date, tuple, dict)


@pytest.mark.parametrize("name", ["film", "person", "character", "franchise", "genre"])
def test_a_page_is_made_of_plain_values_alone(client, name):
    thing = _world(1)[name]
    context = client.get(thing.get_absolute_url()).context[0].flatten()

    for value in _reachable(
        {key: value for key, value in context.items() if key in {"page", "share", "footer"}}
    ):
        assert isinstance(value, PLAIN) or is_dataclass(value), value
    assert context.keys() <= {"page", "share", "footer", "True", "False", "None", "block"}


COSTS = {"film": 6, "person": 5, "character": 4, "franchise": 8, "genre": 4}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", COSTS)
def test_a_page_costs_the_same_whatever_it_shows(client, django_assert_num_queries, name, count):
    thing = _world(count)[name]

    with django_assert_num_queries(COSTS[name]):
        page = _text(client, thing.get_absolute_url())
    assert getattr(thing, "name", str(thing)).split(" (")[0] in page


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["pages:films", "pages:franchises"])
def test_a_list_costs_two_queries_whatever_its_length(client, django_assert_num_queries, name, count):
    _world(count)

    with django_assert_num_queries(2):
        client.get(reverse(name))


@pytest.mark.parametrize("name", ["pages:films", "pages:franchises"])
def test_an_empty_list_says_so(client, name):
    assert "stands here yet." in _text(client, reverse(name))


def test_films_stand_by_title_with_their_year_a_page_at_a_time(client):
    for number in range(62):
        make.FilmFactory(title=f"No. {number:02}", slug=f"no-{number:02}", year=1950 + number)

    first, second = (_text(client, f"/films/{page}") for page in ("", "?after=no-59"))
    assert (first.count("<cite>"), second.count("<cite>")) == (60, 2)
    assert first.index("No. 00") < first.index("1950") < first.index("No. 01")
    assert 'href="?after=no-59" rel="next"' in first
    assert 'href="./" rel="prev"' in second
    assert 'rel="next"' not in second


@pytest.mark.parametrize("page", ["page=2", "page=99999", "after=the-only-one", "after=nothing", "after=%00"])
def test_a_page_behind_the_last_is_not_found(client, page):
    make.FilmFactory(slug="the-only-one")

    assert client.get(f"/films/?{page}").status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "²", "1"])
def test_what_is_no_number_of_a_page_leads_to_the_first(client, page):
    assertRedirects(client.get("/films/", {"page": page}), "/films/")


@pytest.mark.engines
def test_films_of_one_title_stand_by_year_and_no_page_leaves_one_out(client, monkeypatch):
    """The year is empty while nobody knows: such films come first, on both engines."""
    monkeypatch.setattr("reviewsite.pages.views.FILMS_PER_PAGE", 2)
    genre, years = make.GenreFactory(slug="noir"), (None, 1990, None, 1950, 1990)
    for number, year in enumerate(years):
        make.FilmFactory(title="The Lamp", slug=f"lamp-{number}", year=year).genres.add(genre)
    make.FilmFactory(title="A Lamp", slug="a-lamp").genres.add(genre)
    pages = [["a-lamp", "lamp-0"], ["lamp-2", "lamp-3"], ["lamp-1", "lamp-4"]]

    for path in ("/films/", "/genres/noir/"):
        forth, last = _walk(client, path, "next")
        back, first = _walk(client, last, "prev")
        assert forth == pages
        assert back == pages[::-1]
        assert first == path


def _walk(client, address, rel):
    """The slugs of the films on each page, and the address of the last, along the links to one side."""
    pages = []
    while True:
        text = _text(client, address)
        pages.append(re.findall(r'class="headline" href="/films/([\w-]+)/"', text))
        link = re.search(rf'href="([^"]*)" rel="{rel}"', text)
        if not link:
            return pages, address
        address = urljoin(address, link[1])


def test_a_former_slug_is_a_place_too_and_page_numbers_lead_to_what_begins_there(client, monkeypatch):
    monkeypatch.setattr("reviewsite.pages.views.FILMS_PER_PAGE", 1)
    first, _second, _third = (make.FilmFactory(title=name, slug=name.lower()) for name in "ABC")
    first.aliases.create(slug="former")

    assertRedirects(client.get("/films/?page=2"), "/films/?after=a")
    assert _walk(client, "/films/?after=former", "next") == _walk(client, "/films/?after=a", "next")
    make.FranchiseFactory(name="A", slug="a"), make.FranchiseFactory(name="B", slug="b")
    assertRedirects(client.get("/franchises/?page=2"), "/franchises/?after=a")


def test_a_film_page_tells_what_is_on_record(client):
    film = make.FilmFactory(
        title="Parasite",
        slug="parasite",
        original_title="기생충",
        original_language="ko",
        runtime_minutes=132,
    )
    make.OtherTitleFactory(film=film, title="Gisaengchung", note="romanised")
    make.ReleaseDateFactory(film=film, country="DE", date=datetime.date(2019, 10, 17), certificate="FSK 16")
    make.CreditFactory(film=film, job="director", person__name="Bong Joon Ho")
    cameo = make.CharacterFactory(name="The Neighbour")
    make.CreditFactory(film=film, characters=[cameo], is_cameo=True, is_uncredited=True)

    page = _text(client, "/films/parasite/")

    said = ["기생충", "132 minutes", "Gisaengchung", "(romanised)", "Germany", "17 October 2019", "FSK 16"]
    said += [
        "Directed by",
        "Bong Joon Ho",
        "The Neighbour",
        "Cameo",
        "Uncredited",
        "We have not reviewed it yet.",
    ]
    assert [word for word in said if word not in page] == []


def test_a_flagged_credit_stands_on_no_page(client):
    film, franchise = make.FilmFactory(), make.FranchiseFactory()
    make.InstalmentFactory(franchise=franchise, film=film)
    known = make.CreditFactory(film=film, characters=[make.CharacterFactory()])
    surprise = make.CreditFactory(
        film=film, person__name=CANARY, characters=[make.CharacterFactory(name=f"{CANARY} the Elder")]
    )
    also = make.CreditFactory(
        person=known.person, film__title=CANARY, characters=list(known.characters.all())
    )
    for credit in (surprise, also):
        flag(credit, "major")

    for thing in (film, franchise, known.person, known.characters.get()):
        assert CANARY not in _text(client, thing.get_absolute_url())
    for hidden in (surprise.person, surprise.characters.get()):
        assert client.get(hidden.get_absolute_url()).status_code == 404


def test_people_of_flagged_credits_alone_have_no_former_address_either(client):
    credit = make.CreditFactory(characters=[make.CharacterFactory()])
    credit.person.aliases.create(slug="once")
    credit.characters.get().aliases.create(slug="once")
    flag(credit, "ending")

    assert client.get("/people/once/").status_code == client.get("/characters/once/").status_code == 404


def test_what_spoils_in_a_text_is_left_out(client):
    film = make.FilmFactory(synopsis=f"Before. >!{CANARY}!< After.", slug="film")
    credit = make.CreditFactory(film=film, characters=[make.CharacterFactory(description=f">!{CANARY}!<")])
    credit.person.biography = f"Born. >!{CANARY}"
    credit.person.save()
    franchise = make.FranchiseFactory(description=f"{CANARY}!< Together.")
    place = make.PlaceFactory(
        order__franchise=franchise, instalment__film=film, reason=f"First. >!{CANARY}!<"
    )
    make.ProjectStatusFactory(franchise=franchise, film=make.FilmFactory(), note=f"Soon. >!{CANARY}!<")

    things = [film, credit.person, credit.characters.get(), franchise]
    pages = [_text(client, thing.get_absolute_url()) for thing in things]
    assert [CANARY in page for page in pages] == [False] * 4
    assert "Before. […] After." in pages[0]
    assert ("Born." in pages[1], 'id="about"' in pages[2]) == (True, False)
    assert ("Together." in pages[3], "First." in pages[3], "Soon." in pages[3]) == (True, True, True)
    assert place.order.name in pages[3]


@pytest.mark.parametrize("name", ["film", "person", "character", "franchise"])
def test_a_former_address_leads_to_the_present_one_for_ever(client, name):
    thing = _world(1)[name]
    thing.aliases.create(slug="once")
    former = reverse(f"pages:{name}", args=["once"])

    answer = client.get(former)

    assert (answer.status_code, answer["Location"]) == (301, thing.get_absolute_url())


@pytest.mark.parametrize("kind", ["films", "people", "characters", "franchises", "genres"])
def test_nothing_is_at_an_unknown_address(client, kind):
    assert client.get(f"/{kind}/nothing/").status_code == 404


def test_a_picture_whose_rights_have_run_out_is_off_the_page(client):
    poster = make.ImageFactory(alt="A field of red")
    film = make.FilmFactory(poster=poster)
    assert "A field of red" in _text(client, film.get_absolute_url())

    type(poster).objects.update(rights_until_date=timezone.localdate() - datetime.timedelta(days=1))
    assert "A field of red" not in _text(client, film.get_absolute_url())


def test_a_film_shows_its_place_in_the_story(client):
    franchise = make.FranchiseFactory(name="The Wickverse")
    order = make.OrderFactory(franchise=franchise, name="by story")
    chapters = [make.PlaceFactory(order=order, instalment__film__short_title=f"Chapter {n}") for n in (3, 4)]
    third, fourth = (place.instalment for place in chapters)
    between = make.PlaceFactory(order=order, after=third, before=fourth)

    page = _text(client, between.instalment.film.get_absolute_url())

    assert "The Wickverse" in page
    assert page.count("set between Chapter 3 and Chapter 4") == 1


def test_a_page_of_the_house_stands_at_its_own_address_and_at_every_foot(client):
    make.PageFactory(slug="about", title="About us", text="We **write**.")
    make.PageFactory(slug="hidden", title="Not in the foot", in_footer=False)

    assert "<p>We <strong>write</strong>.</p>" in _text(client, "/about/")
    foot = _text(client, "/films/").split("<footer")[1]
    assert '<a href="/about/">About us</a>' in foot
    assert "Not in the foot" not in foot


@pytest.mark.parametrize("slug", ["films", "reviews", "admin", "franchises"])
def test_a_page_of_the_house_cannot_take_an_address_of_something_else(admin_client, slug):
    said = {"title": "T", "slug": slug, "text": "T", "position": 0}
    page = admin_client.post(reverse("admin:pages_page_add"), said).content.decode()

    assert "Another part of the site stands at this address." in page


def test_reviews_stand_on_the_pages_of_their_film_its_people_and_its_franchise(client):
    world = _world(1)
    edition = live(document(world["film"], headline="On pointe, off balance"))

    for name in ("film", "person"):
        page = _text(client, world[name].get_absolute_url())
        assert f'href="{edition.review.get_absolute_url()}"' in page
        assert "On pointe, off balance" in page
        assert "The lake dries up." not in page
    page = client.get(world["franchise"].get_absolute_url()).context[0].flatten()["page"]
    assert page.story.places[0].review.headline == "On pointe, off balance"


def test_a_review_that_is_not_public_yet_stands_on_no_page(client):
    world = _world(1)
    later = timezone.now() + datetime.timedelta(hours=1)
    live(document(world["film"], headline=CANARY), at=later)

    for address in ("/", *(thing.get_absolute_url() for thing in world.values())):
        assert CANARY not in _text(client, address)


def test_a_house_without_reviews_says_so_at_its_door(client):
    assert "Nothing is published yet" in _text(client, "/")


@pytest.mark.parametrize("count", [1, 5])
def test_the_front_page_costs_the_same_whatever_it_shows(client, django_assert_num_queries, count):
    for number in range(count):
        live(document(headline=f"Headline {number}"))
        make.ProjectStatusFactory(film__title=f"Plan {number}")

    with django_assert_num_queries(4):
        page = _text(client, "/")
    assert page.count("Headline ") == count
    assert page.count("Plan ") == min(count, 3)


@pytest.mark.parametrize("address", ["/films/", "/franchises/", "/"])
def test_public_pages_can_only_be_read(client, address):
    assert client.post(address).status_code == 405
