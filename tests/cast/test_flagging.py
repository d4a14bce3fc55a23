"""A credit that is a surprise."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cast.flagging import flag
from cast.models import Character, Credit, Person
from pagecache.models import Change
from tests.factories import CharacterFactory, CreditFactory, FilmFactory
from tests.reviewsite.desk_forms import filled

pytestmark = [pytest.mark.django_db, pytest.mark.engines]


def _minute_ago():
    return timezone.now() - datetime.timedelta(minutes=1)


def test_a_flagged_credit_is_open_no_more_and_knows_since_when():
    credit = CreditFactory()
    other = FilmFactory()
    version = Change.objects.count()

    flag(credit, "major", [other])

    credit = Credit.objects.get()
    assert (credit.spoiler_level, list(credit.spoiler_scope.all())) == ("major", [other])
    assert credit.flagged_at > _minute_ago()
    assert not Credit.objects.open().exists()
    log = set(Change.objects.all()[version:].values_list("scope", flat=True))
    assert {f"credits:{credit.film_id}", f"person:{credit.person_id}"} <= log


def test_taking_the_flag_away_keeps_the_moment_of_the_flagging():
    credit = CreditFactory()
    flag(credit, "ending")
    moment = credit.flagged_at

    flag(credit, "")

    credit = Credit.objects.get()
    assert (credit.spoiler_level, credit.flagged_at) == ("", moment)
    assert Credit.objects.open().get() == credit


def test_the_database_refuses_a_flag_without_its_moment():
    CreditFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Credit.objects.update(spoiler_level="mild")


def test_people_and_characters_of_flagged_credits_alone_are_not_public():
    surprise = CreditFactory(characters=[CharacterFactory()])
    known = CreditFactory(characters=[CharacterFactory()])
    flag(surprise, "mild")

    assert list(Person.objects.public()) == [known.person]
    assert list(Character.objects.public()) == list(known.characters.all())


def test_the_form_of_a_credit_flags_it(admin_client):
    credit = CreditFactory(characters=[CharacterFactory()])
    address = reverse("admin:cast_credit_change", args=[credit.pk])

    answer = admin_client.post(address, filled(admin_client.get(address), spoiler_level="major"))

    assert answer.status_code == 302
    credit = Credit.objects.get()
    assert credit.spoiler_level == "major"
    assert credit.flagged_at > _minute_ago()
    assert credit.characters.count() == 1


def test_saving_something_else_does_not_move_the_moment(admin_client):
    credit = CreditFactory()
    flag(credit, "major")
    moment = credit.flagged_at
    address = reverse("admin:cast_credit_change", args=[credit.pk])

    admin_client.post(address, filled(admin_client.get(address), billing="7"))

    credit = Credit.objects.get()
    assert (credit.billing, credit.flagged_at) == (7, moment)


@pytest.mark.parametrize("form", ["films_film", "cast_person"])
def test_the_row_of_a_credit_on_another_form_flags_it(admin_client, form):
    credit = CreditFactory()
    thing = credit.film if form == "films_film" else credit.person
    address = reverse(f"admin:{form}_change", args=[thing.pk])

    answer = admin_client.post(
        address, filled(admin_client.get(address), **{"credits-0-spoiler_level": "ending"})
    )

    assert answer.status_code == 302
    credit = Credit.objects.get()
    assert (credit.spoiler_level, credit.flagged_at > _minute_ago()) == ("ending", True)


def test_a_credit_can_be_added_flagged_and_with_its_characters_on_the_form_of_the_film(admin_client):
    film, known = FilmFactory(), CreditFactory(characters=[CharacterFactory()])
    address = reverse("admin:films_film_change", args=[film.pk])
    row = {
        "credits-TOTAL_FORMS": 1,
        "credits-0-person": known.person.pk,
        "credits-0-job": "actor",
        "credits-0-played": [part.pk for part in known.characters.all()],
        "credits-0-spoiler_level": "mild",
    }

    answer = admin_client.post(address, filled(admin_client.get(address), **row))

    assert answer.status_code == 302
    added = film.credits.get()
    assert list(added.characters.all()) == list(known.characters.all())
    assert added.flagged_at > _minute_ago()
