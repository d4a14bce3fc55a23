"""Films and the facts about them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from films.countries import country_name
from films.models import Film, ReleaseDate
from tests.factories import FilmFactory, OtherTitleFactory, ReleaseDateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.engines]


def test_every_link_of_the_list_that_narrows_has_a_name(admin_client):
    FilmFactory(original_language="")
    FilmFactory(original_language="en")

    page = admin_client.get("/admin/films/film/").content.decode()

    assert '<a href="?original_language=">not known</a>' in page
    assert '<a href="?original_language=en">en</a>' in page


def test_a_film_is_found_by_each_of_its_titles_and_several_may_share_one():
    animated = FilmFactory(title="Ballerina", original_title="Ballerina", year=2016)
    assassin = FilmFactory(title="From the World of John Wick: Ballerina", year=2025)
    OtherTitleFactory(film=assassin, title="ballerina")

    assert list(Film.objects.called("Ballerina")) == [animated, assassin]
    assert list(Film.objects.called("BALLERINA", 2025)) == [assassin]


@pytest.mark.parametrize(
    ("field", "value"), [("imdb_id", "7181546"), ("wikidata_id", "105589389"), ("year", 1492)]
)
def test_a_number_of_another_catalogue_must_look_like_one(field, value):
    with pytest.raises(ValidationError) as refusal:
        FilmFactory.build(**{field: value}).full_clean()

    assert refusal.value.message_dict.keys() == {field}


@pytest.mark.parametrize("field", ["key", "slug", "imdb_id", "tmdb_id", "wikidata_id"])
def test_no_two_films_share_what_names_them(field):
    first = FilmFactory(imdb_id="tt0000001", tmdb_id=1, wikidata_id="Q1")
    second = FilmFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Film.objects.filter(pk=second.pk).update(**{field: getattr(first, field)})


def test_a_film_opens_once_in_a_country_in_each_way():
    opening = ReleaseDateFactory(country="GB")
    other = ReleaseDateFactory(country="US", film=opening.film)

    with pytest.raises(IntegrityError), transaction.atomic():
        ReleaseDate.objects.filter(pk=other.pk).update(country="GB")


def test_a_country_without_a_name_here_is_called_by_its_code():
    assert (country_name("GB"), country_name("XX")) == ("UK", "XX")
