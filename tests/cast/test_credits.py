"""Credits: one person, one film, one job."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from cast.models import Credit, CreditCharacter
from tests.factories import CharacterFactory, CreditFactory

pytestmark = [pytest.mark.django_db, pytest.mark.engines]


def test_a_person_has_one_credit_for_a_job_on_a_film():
    first = CreditFactory()
    other = CreditFactory(film=first.film, person=first.person, job="director")

    with pytest.raises(IntegrityError), transaction.atomic():
        Credit.objects.filter(pk=other.pk).update(job=first.job)


def test_a_character_stands_once_in_a_credit():
    credit = CreditFactory(characters=[CharacterFactory(), CharacterFactory()])
    first, other = CreditCharacter.objects.filter(credit=credit)

    with pytest.raises(IntegrityError), transaction.atomic():
        CreditCharacter.objects.filter(pk=other.pk).update(character=first.character)


def test_credits_stand_in_the_order_of_billing_and_what_has_none_comes_last():
    last = CreditFactory(billing=None)
    second = CreditFactory(film=last.film, billing=2)
    first = CreditFactory(film=last.film, billing=1)

    assert list(last.film.credits.open().for_page()) == [first, second, last]


@pytest.mark.parametrize("thing", ["film", "person", "character"])
def test_whoever_a_credit_names_cannot_be_deleted(thing):
    credit = CreditFactory(characters=[CharacterFactory()])
    named = {"film": credit.film, "person": credit.person, "character": credit.characters.get()}

    with pytest.raises(ProtectedError):
        named[thing].delete()
