"""A thing that moves can be found where it was."""

import pytest
from django.urls import reverse

from films.models import FilmAlias
from keys.models import rekey
from pagecache.models import Change
from tests.factories import CharacterFactory, CreditFactory, FilmFactory, FranchiseFactory, PersonFactory
from tests.reviewsite.desk_forms import filled

pytestmark = [pytest.mark.django_db, pytest.mark.engines]

THINGS = {
    "film": ("films_film", FilmFactory),
    "person": ("cast_person", PersonFactory),
    "character": ("cast_character", CharacterFactory),
    "franchise": ("franchises_franchise", FranchiseFactory),
}


def _rename(client, name, thing, slug):
    address = reverse(f"admin:{name}_change", args=[thing.pk])
    return client.post(address, filled(client.get(address), slug=slug))


@pytest.mark.parametrize(("name", "make"), THINGS.values(), ids=THINGS)
def test_the_former_address_is_kept(admin_client, name, make):
    thing = make(slug="before")
    version = Change.objects.count()

    _rename(admin_client, name, thing, "after")

    thing.refresh_from_db()
    assert (thing.slug, [alias.slug for alias in thing.aliases.all()]) == ("after", ["before"])
    assert Change.objects.count() > version


@pytest.mark.parametrize(("name", "make"), THINGS.values(), ids=THINGS)
def test_an_address_that_another_thing_had_is_refused(admin_client, name, make):
    _rename(admin_client, name, make(slug="taken"), "elsewhere")
    thing = make(slug="mine")

    page = _rename(admin_client, name, thing, "taken").content.decode()

    assert "which had it before. Choose another one." in page
    thing.refresh_from_db()
    assert thing.slug == "mine"


def test_a_thing_may_return_to_an_address_of_its_own(admin_client):
    film = FilmFactory(slug="first")
    _rename(admin_client, "films_film", film, "second")
    _rename(admin_client, "films_film", film, "first")

    film.refresh_from_db()
    assert (film.slug, [alias.slug for alias in film.aliases.all()]) == ("first", ["second"])


def test_former_keys_and_addresses_are_shown_and_stay_as_they_are(admin_client):
    film = FilmFactory()
    former = film.key
    rekey(film)
    address = reverse("admin:films_film_change", args=[film.pk])
    form = admin_client.get(address)

    assert str(former) in form.content.decode()
    admin_client.post(address, filled(form, **{"aliases-0-DELETE": "on", "aliases-0-key": ""}))
    assert FilmAlias.objects.get().key == former


def test_a_film_with_credits_cannot_be_deleted_and_the_desk_says_why(admin_client):
    credit = CreditFactory()
    address = reverse("admin:films_film_delete", args=[credit.film.pk])

    page = admin_client.post(address, {"post": "yes"}).content.decode()

    assert "would require deleting the following protected related objects" in page
    credit.film.refresh_from_db()
