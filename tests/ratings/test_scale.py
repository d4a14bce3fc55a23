"""The house's scale."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from ratings.models import Scale, ScaleStep
from tests.factories import ScaleFactory, ScaleStepFactory

pytestmark = [pytest.mark.django_db, pytest.mark.engines]


def test_new_reviews_are_scored_on_the_scale_in_use():
    ScaleFactory(in_use=False)
    assert Scale.objects.current() is None

    scale = ScaleFactory()
    assert Scale.objects.current() == scale


@pytest.mark.parametrize(
    "wrong", [{"in_use": True}, {"version": 1, "name": "Foyer"}, {"maximum": 0}, {"divisions": 0}]
)
def test_the_database_refuses_a_scale_that_cannot_be(wrong):
    ScaleFactory(version=1)
    other = ScaleFactory(version=2, in_use=False)

    with pytest.raises(IntegrityError), transaction.atomic():
        Scale.objects.filter(pk=other.pk).update(**wrong)


def test_a_step_has_one_word():
    first = ScaleStepFactory()
    other = ScaleStepFactory(scale=first.scale)

    with pytest.raises(IntegrityError), transaction.atomic():
        ScaleStep.objects.filter(pk=other.pk).update(value=first.value)


def test_the_desk_says_that_another_scale_is_in_use(admin_client):
    ScaleFactory()
    formsets = {f"{name}-{count}_FORMS": 0 for name in ("steps", "aliases") for count in ("TOTAL", "INITIAL")}
    said = {"name": "Foyer", "version": 9, "maximum": 10, "divisions": 1, "in_use": "on"}

    page = admin_client.post(reverse("admin:ratings_scale_add"), said | formsets).content.decode()

    assert "Another scale is in use. Retire it first." in page
