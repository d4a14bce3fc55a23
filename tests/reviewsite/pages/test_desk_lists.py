"""The change lists of the film world: findable, and as cheap with many rows as with one."""

import pytest
from django.urls import reverse

from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.engines]

# The list, what a row of it is made of, a word to look for, and what the list may cost.
LISTS = {
    "genres": ("films_genre", make.GenreFactory, "Genre", 5),
    "films": ("films_film", make.FilmFactory, "Film", 8),
    "people": ("cast_person", make.PersonFactory, "Person", 5),
    "characters": ("cast_character", make.CharacterFactory, "Character", 5),
    "credits": ("cast_credit", make.CreditFactory, "Person", 5),
    "franchises": ("franchises_franchise", make.FranchiseFactory, "Franchise", 5),
    "orders": ("franchises_order", make.OrderFactory, "Order", 6),
    "statuses": ("franchises_projectstatus", make.ProjectStatusFactory, "Daily", 8),
    "scales": ("ratings_scale", lambda: make.ScaleFactory(in_use=False), "Foyer", 5),
    "aspects": ("ratings_aspect", make.AspectFactory, "Aspect", 5),
    "pages": ("pages_page", make.PageFactory, "Page", 5),
}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "row", "word", "cost"), LISTS.values(), ids=LISTS)
def test_a_list_costs_the_same_whatever_its_length(
    admin_client, django_assert_num_queries, name, row, word, cost, count
):
    for _ in range(count):
        row()

    with django_assert_num_queries(cost):
        page = admin_client.get(reverse(f"admin:{name}_changelist"), {"q": word})
    assert page.context["cl"].result_count == count


@pytest.mark.parametrize(("name", "row", "word", "cost"), LISTS.values(), ids=LISTS)
def test_the_forms_of_a_thing_open(admin_client, name, row, word, cost):
    thing = row()

    assert admin_client.get(reverse(f"admin:{name}_add")).status_code == 200
    form = admin_client.get(reverse(f"admin:{name}_change", args=[thing.pk]))
    assert str(thing) in form.content.decode()
