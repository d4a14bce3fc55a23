"""Whole numbers as text, the path converter, and what SQLite says of too large ones."""

import pytest
from django.contrib.auth.models import User
from django.urls import resolve, reverse
from django.urls.exceptions import NoReverseMatch, Resolver404

from integers import MAX_PRIMARY_KEY, whole_number
from integers.errors import is_out_of_range
from tests.integers.hostile_numbers import NUMBERS

READ = {
    "zero": 0,
    "leading zeros": 7,
    "2**15": 2**15,
    "2**31 - 1": 2**31 - 1,
    "2**31": 2**31,
    "2**32": 2**32,
    "2**63 - 1": 2**63 - 1,
}


def test_of_all_hostile_numbers_those_in_ascii_digits_that_a_row_can_have_are_read():
    read = {name: whole_number(text) for name, text in NUMBERS.items()}

    assert {name: number for name, number in read.items() if number is not None} == READ


def test_nothing_at_all_is_no_number():
    assert whole_number(None) is None


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("99", 99), ("100", None), ("0100", None)])
def test_a_number_beyond_what_is_asked_for_is_none(text, number):
    assert whole_number(text, 99) == number


def test_of_nothing_there_is_no_index():
    assert whole_number("0", -1) is None


PREVIEW = "/admin/reviews/draft/{}/preview/"
SPOILERS = "/reviews/a-slug/spoilers/{}/"


@pytest.mark.parametrize("address", [PREVIEW, SPOILERS])
def test_an_address_leads_to_primary_keys_up_to_the_largest(address):
    name = resolve(address.format(1)).url_name
    found = resolve(address.format(MAX_PRIMARY_KEY))

    assert found.url_name == name
    assert MAX_PRIMARY_KEY in found.kwargs.values()


@pytest.mark.parametrize(
    "number", [MAX_PRIMARY_KEY + 1, "9" * 400, "9" * 5000, "-1", "1.0", "²", "１", "١", ""]
)
def test_an_address_with_another_number_is_another_or_none(number):
    with pytest.raises(Resolver404):
        resolve(SPOILERS.format(number))
    assert resolve(PREVIEW.format(number)).url_name != "reviews_draft_preview"


def test_no_address_is_made_with_what_is_no_number():
    with pytest.raises(NoReverseMatch):
        reverse("reviews:parts", args=["a-slug", "-1"])


@pytest.mark.django_db
@pytest.mark.parametrize("number", [2**63, -(2**63) - 1])
def test_a_number_that_no_column_holds_is_refused_in_known_words_or_finds_nothing(number):
    try:
        is_found = User.objects.filter(pk__in=[number]).exists()
    except OverflowError as error:
        is_found = not is_out_of_range(error)

    assert not is_found


def test_another_overflow_is_not_taken_for_a_large_number():
    assert not is_out_of_range(OverflowError("cannot convert float infinity to integer"))
