"""Whoever keeps the film world is told when a text may give something away. It is saved all the same."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from reviews import document as d
from tests.factories import (
    CharacterFactory,
    CreditFactory,
    FilmFactory,
    FranchiseFactory,
    GenreFactory,
    ImageFactory,
    InstalmentFactory,
    OrderFactory,
    PersonFactory,
    PlaceFactory,
    ProjectStatusFactory,
)
from tests.reviews.builders import document, live
from tests.reviewsite.desk_forms import filled

pytestmark = pytest.mark.django_db
SECRET = "The lantern was never connected to the harbour."
INSIDE = "A keeper, a lantern and a harbour. >!The lantern never lit the harbour.!<"


def saved(client, thing, **changes):
    """What is said when this is typed into the form of a thing and saved; warnings only."""
    meta = thing._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[thing.pk])
    response = client.post(address, filled(client.get(address), **changes))
    assert response.status_code == 302
    return [str(message) for message in get_messages(response.wsgi_request) if message.level_tag == "warning"]


@pytest.fixture
def film():
    """One of which an approved review hides the secret."""
    film = FilmFactory()
    twist = d.Section(kind="twists", text=SECRET, spoiler=d.Spoiler(level="major"))
    live(document(film, sections=(d.Section(kind="opening", text="It begins with rain."), twist)))
    return film


def things(film):
    """One of each kind of thing with a text, tied to the film, and the field of its form that holds it."""
    credit = CreditFactory(film=film, person=PersonFactory())
    character = CharacterFactory()
    credit.characters.add(character)
    instalment = InstalmentFactory(franchise=FranchiseFactory(), film=film)
    order = OrderFactory(franchise=instalment.franchise)
    PlaceFactory(order=order, instalment=instalment)
    status = ProjectStatusFactory(film=film, franchise=instalment.franchise)
    return {
        "film": (film, "synopsis"),
        "person": (credit.person, "biography"),
        "character": (character, "description"),
        "franchise": (instalment.franchise, "description"),
        "order": (order, "places-0-reason"),
        "status": (status, "note"),
    }


@pytest.mark.parametrize("kind", ["film", "person", "character", "franchise", "order", "status"])
def test_a_sentence_that_tells_what_is_marked_or_what_a_review_hides_is_named(admin_client, film, kind):
    thing, field = things(film)[kind]
    (told,) = saved(admin_client, thing, **{field: INSIDE})
    assert "“A keeper, a lantern and a harbour.”" in told
    assert "never lit" not in told
    (told,) = saved(admin_client, thing, **{field: f"It is calm. {SECRET}"})
    assert f"“{SECRET}”" in told
    assert "calm" not in told
    assert saved(admin_client, thing, **{field: f"It is calm. >!{SECRET}!<"}) == []


def test_the_text_of_a_poster_is_held_against_the_reviews_too(admin_client, film):
    film.poster = ImageFactory()
    film.save()
    (told,) = saved(admin_client, film.poster, alt=SECRET)
    assert f"“{SECRET}”" in told


def test_what_nobody_touched_is_not_asked_about_again(admin_client, film):
    film.synopsis = SECRET
    film.save()
    assert saved(admin_client, film) == []


def test_the_reviews_of_other_films_do_not_matter(admin_client, film):
    assert saved(admin_client, FilmFactory(), synopsis=SECRET) == []


@pytest.mark.parametrize("field", ["title", "slug"])
def test_a_film_named_by_its_secret_is_saved_with_a_warning(admin_client, film, field):
    name = "The Lantern and the Harbour" if field == "title" else "lantern-harbour"
    (warning,) = saved(admin_client, film, **{field: name})
    assert name in warning and "on every page" in warning
    film.refresh_from_db()
    assert getattr(film, field) == name
    assert len(saved(admin_client, film, year="1999")) == 1, "its own name does not silence it"


def test_other_things_are_warned_of_their_names_too(admin_client, film):
    credit, character, genre = CreditFactory(film=film), CharacterFactory(), GenreFactory()
    credit.characters.add(character)
    film.genres.add(genre)
    franchise = InstalmentFactory(franchise=FranchiseFactory(), film=film).franchise
    for thing in (credit.person, character, genre, franchise):
        assert len(saved(admin_client, thing, name="Lantern of the harbour")) == 1, thing
        assert saved(admin_client, thing, name="A plain name") == [], thing
