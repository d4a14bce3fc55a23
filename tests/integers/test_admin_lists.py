"""No number in the address of a list of the admin breaks it, on either database and outside a transaction."""

import pytest

from tests.integers.hostile_numbers import NUMBERS, House, Reader

# Django's own lists: the page, the order, look-ups of a number, of several, of another table's.
DJANGO = ("p", "o", "e", "id", "pk", "pk__in", "pk__gte")
DJANGO += ("review__author__id__exact", "film__id__exact", "updated_at__gte")


@pytest.mark.django_db(transaction=True)
@pytest.mark.engines
def test_no_number_breaks_a_list_of_the_admin():
    house = House()
    reader = Reader(house.superuser, undoes=False)
    for route in house.routes():
        for name in DJANGO if (route.name or "").endswith("_changelist") else ():
            for kind in ("four superscripts", "2**63", "five thousand digits"):
                reader.get(route.address(), {name: NUMBERS[kind]})

    assert reader.broken == []
