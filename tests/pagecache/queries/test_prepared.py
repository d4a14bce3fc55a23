"""Queries whose SQL is made once."""

import datetime
from uuid import UUID

import pytest
from django.db.models import OuterRef
from django.utils import timezone

from films.models import Film, ReleaseDate
from images.models import Image
from pagecache.queries.json_rows import JSONRows
from pagecache.queries.prepared import PreparedQuery
from reviews.models import Edition
from tests.factories import FilmFactory, ImageFactory, ReleaseDateFactory
from tests.reviews.builders import document, live

pytestmark = [pytest.mark.django_db, pytest.mark.engines]


def test_it_gives_what_the_queryset_gives_each_time_anew():
    live_at = PreparedQuery(
        lambda slug, now: Edition.objects.live(now).for_page().filter(review__slug=slug),
        slug=str,
        now=datetime.datetime,
    )
    for edition in (live(), live()):
        found = live_at.first(slug=edition.review.slug, now=timezone.now())
        assert (found, found.film.title, found.safe) == (edition, edition.film.title, edition.safe)
        assert found.first_public_at == edition.first_public_at
    assert live_at(slug="nothing", now=timezone.now()) == []
    assert live_at.first(slug=edition.review.slug, now=timezone.now() - datetime.timedelta(days=1)) is None


def test_values_dates_and_strings_that_look_like_parameters():
    query = PreparedQuery(
        lambda title, day: Film.objects.filter(title=title).with_is_out(day).values_list("title", "is_out"),
        title=str,
        day=datetime.date,
    )
    title = "'; -- <parameter 1> %s ?"
    ReleaseDateFactory(film=FilmFactory(title=title), date=datetime.date(2020, 1, 3))
    assert query(title=title, day=datetime.date(2020, 1, 3)) == [(title, True)]
    assert query(title=title, day=datetime.date(2020, 1, 2)) == [(title, False)]


def test_an_argument_that_the_query_does_not_use_is_a_mistake():
    query = PreparedQuery(lambda film: Film.objects.all(), film=int)
    with pytest.raises(ValueError, match="film"):
        query(film=1)


def test_rows_of_a_sub_query_in_their_order():
    film = FilmFactory()
    for day in (5, 3, 4):
        ReleaseDateFactory(film=film, country=f"A{'XYZ'[day - 3]}", date=datetime.date(2020, 1, day))
    rows = JSONRows(ReleaseDate.objects.filter(film=OuterRef("pk")).order_by("date"), "date", "country")
    assert Film.objects.annotate(rows=rows).get(pk=film.pk).rows == [
        ["2020-01-03", "AX"],
        ["2020-01-04", "AY"],
        ["2020-01-05", "AZ"],
    ]
    assert Film.objects.annotate(rows=rows).get(pk=FilmFactory().pk).rows == []


def test_lists_of_any_length():
    films = [FilmFactory(title=title) for title in "ABCDE"]
    query = PreparedQuery(
        lambda films, title: Film.objects.filter(pk__in=films).exclude(title=title).order_by("title"),
        films=[int],
        title=str,
    )
    for length in range(6):
        assert query(films=[film.pk for film in films[:length]], title="B") == [
            film for film in films[:length] if film.title != "B"
        ]


def test_lists_of_uuids():
    films = [FilmFactory(title=title) for title in "ABC"]
    query = PreparedQuery(lambda keys: Film.objects.filter(key__in=keys).order_by("title"), keys=[UUID])
    for length in range(4):
        assert query(keys=[film.key for film in films[:length]]) == films[:length]


def loaded(instance):
    """What an instance holds, and what it was loaded with."""
    values = {name: value for name, value in vars(instance).items() if name != "_state"}
    others = {
        name: other and loaded(other)
        for name, other in instance._state.fields_cache.items()
        if other not in (None, instance) and name not in ("edition", "editions")
    }
    return type(instance), values, others, instance._state.adding, instance._state.db


@pytest.mark.parametrize("poster", [None, ImageFactory])
def test_instances_are_as_django_loads_them(poster):
    """An outer join that finds nothing, columns that are left out, and an annotation among them."""
    live(document(FilmFactory(poster=poster and poster())))
    films = Film.objects.select_related("poster").defer("synopsis").with_is_out(datetime.date(2020, 1, 1))
    for queryset in (films, Edition.objects.for_page()):
        (found,), (expected,) = PreparedQuery(lambda queryset=queryset: queryset)(), queryset
        assert loaded(found) == loaded(expected)
        assert found.get_deferred_fields() == expected.get_deferred_fields()
    assert found.film.synopsis == Film.objects.get().synopsis
    found.film.title = "Another"
    found.film.save()
    assert Film.objects.get().title == "Another"


def test_what_makes_its_instances_in_its_own_way_still_does():
    """Images note their size when they are made."""
    images = PreparedQuery(lambda key: Image.objects.filter(pk=key), key=int)
    image = ImageFactory()
    Image.objects.update(width=0)
    assert images.first(key=image.pk).width == image.width > 0
