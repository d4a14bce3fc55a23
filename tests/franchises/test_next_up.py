"""What is announced next, and the orders of a franchise."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from franchises.models import Order, Place, ProjectStatus
from tests.factories import (
    FilmFactory,
    FranchiseFactory,
    InstalmentFactory,
    OrderFactory,
    PlaceFactory,
    ProjectStatusFactory,
    ReleaseDateFactory,
)
from tests.reviewsite.desk_forms import filled

pytestmark = [pytest.mark.django_db, pytest.mark.engines]

EARLIER, LATER = datetime.date(2024, 5, 1), datetime.date(2025, 4, 1)


def _next():
    return [(entry.film, entry.status) for entry in ProjectStatus.objects.next_up().for_page()]


def test_the_newest_word_on_a_film_counts():
    film, franchise = FilmFactory(), FranchiseFactory()
    for date, status in ((LATER, "limbo"), (EARLIER, "announced")):
        ProjectStatusFactory(film=film, franchise=franchise, date=date, status=status)

    assert _next() == [(film, "limbo")]


def test_of_two_words_of_one_day_the_later_entry_counts():
    film, franchise = FilmFactory(), FranchiseFactory()
    for status in ("announced", "shooting"):
        ProjectStatusFactory(film=film, franchise=franchise, date=LATER, status=status)

    assert _next() == [(film, "shooting")]


@pytest.mark.parametrize("status", ["released", "cancelled"])
def test_what_is_out_or_cancelled_is_not_next(status):
    film, franchise = FilmFactory(), FranchiseFactory()
    ProjectStatusFactory(film=film, franchise=franchise, date=EARLIER)
    ProjectStatusFactory(film=film, franchise=franchise, date=LATER, status=status)

    assert _next() == []


@pytest.mark.parametrize(
    ("kind", "days", "is_next"), [("cinema", 0, False), ("cinema", 1, True), ("festival", -30, True)]
)
def test_a_film_is_next_until_the_day_it_opens_to_everybody(kind, days, is_next):
    entry = ProjectStatusFactory(status="dated")
    opening = timezone.localdate() + datetime.timedelta(days=days)
    ReleaseDateFactory(film=entry.film, kind=kind, date=opening)

    assert bool(_next()) is is_next


def test_a_franchise_tells_what_is_next_with_its_source_and_how_sure_it_is(client):
    entry = ProjectStatusFactory(
        film__title="Caine", status="development", date=EARLIER, certainty="confirmed", source="The Reel"
    )

    page = client.get(entry.franchise.get_absolute_url()).content.decode()

    said = ["Caine", "In development", "The Reel", "1 May 2024", "confirmed"]
    assert [word for word in said if word not in page] == []
    assert "Nothing is announced." not in page


def _two_orders():
    franchise = FranchiseFactory()
    films = [
        InstalmentFactory(franchise=franchise, film__title=title) for title in ("Three", "Four", "Dance")
    ]
    three, four, dance = films
    orders = {}
    for kind, sequence in {"release": (three, four, dance), "story": (three, dance, four)}.items():
        orders[kind] = OrderFactory(franchise=franchise, kind=kind, name=f"By {kind}")
        for position, instalment in enumerate(sequence, 1):
            PlaceFactory(order=orders[kind], instalment=instalment, position=position)
    Place.objects.filter(order=orders["story"], instalment=dance).update(
        after=three, before=four, reason="Runs beside it."
    )
    return franchise, films, orders


def test_a_franchise_shows_both_orders_and_which_film_changes_place(client):
    franchise, _, _ = _two_orders()

    page = client.get(franchise.get_absolute_url()).context[0].flatten()["page"]

    both = page.two_orders
    assert [place.brief for place in both.release.places] == ["Three", "Four", "Dance"]
    assert [place.brief for place in both.story.places] == ["Three", "Dance", "Four"]
    assert [(move.film, move.release_number, move.story_number) for move in both.moves] == [("Dance", 3, 2)]
    assert [thread.moves for thread in both.threads] == [False, False, True]
    dance = page.story.places[1]
    assert (dance.between, dance.reason) == ("between Three and Four", "Runs beside it.")


def test_a_place_names_films_of_its_own_franchise_only():
    _, (three, _, _), orders = _two_orders()
    place = Place(order=orders["story"], instalment=three, position=1, before=InstalmentFactory())

    with pytest.raises(ValidationError, match="Choose films of the same franchise"):
        place.clean()


def test_the_form_of_an_order_offers_the_films_of_its_franchise_alone(admin_client):
    _, films, orders = _two_orders()
    InstalmentFactory()
    form = admin_client.get(reverse("admin:franchises_order_change", args=[orders["story"].pk]))

    row = form.context["inline_admin_formsets"][0].formset.forms[0]
    assert set(row.fields["before"].queryset) == set(films)


def test_an_order_is_changed_on_its_form(admin_client):
    _, _, orders = _two_orders()
    address = reverse("admin:franchises_order_change", args=[orders["story"].pk])

    answer = admin_client.post(
        address, filled(admin_client.get(address), **{"places-0-reason": "See it first."})
    )

    assert answer.status_code == 302
    assert Order.objects.get(pk=orders["story"].pk).places.first().reason == "See it first."


@pytest.mark.parametrize("wrong", ["same neighbours", "two places"])
def test_the_database_refuses_an_impossible_place(wrong):
    _, (three, _, dance), orders = _two_orders()
    places = orders["story"].places
    with pytest.raises(IntegrityError), transaction.atomic():
        if wrong == "same neighbours":
            places.filter(instalment=dance).update(before=three)
        else:
            places.filter(instalment=dance).update(instalment=three)
