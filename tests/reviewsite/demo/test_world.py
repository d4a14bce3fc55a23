"""The demo's film world."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cast.models import Character, Credit, Person
from films.models import Film, Genre, ReleaseDate
from franchises.models import Franchise, Instalment, Order, Place, ProjectStatus
from images.models import Image
from ratings.models import Aspect, Scale, ScaleStep
from reviewsite.demo.house import load_pages, load_scale
from reviewsite.demo.world import load_world
from reviewsite.pages.models import Page

pytestmark = pytest.mark.django_db

TABLES = [
    *(Character, Credit, Person, Film, Genre, ReleaseDate, Franchise, Instalment, Order, Place),
    *(ProjectStatus, Image, Aspect, Scale, ScaleStep, Page),
]


def _load():
    load_world()
    load_scale()
    load_pages()


def test_it_can_be_loaded_again_and_again():
    _load()
    rows = [table.objects.count() for table in TABLES]
    _load()

    assert [table.objects.count() for table in TABLES] == rows
    assert 0 not in rows


def test_every_row_passes_the_checks_of_its_form():
    _load()
    wrong = []
    for table in TABLES:
        for row in table.objects.all():
            try:
                row.full_clean()
            except ValidationError as error:
                wrong.append((table.__name__, str(row), error.message_dict))

    assert wrong == []


def test_what_people_have_changed_since_is_left_as_it_is():
    _load()
    Film.objects.filter(slug="flow").update(title="Flow, as we call it")
    film = Film.objects.get(slug="arrival")
    film.credits.all().delete()
    film.aliases.create(slug="arrival-2016")
    Page.objects.filter(slug="about").update(text="Ours.")
    Scale.objects.update(in_use=False)

    _load()

    assert Film.objects.get(slug="flow").title == "Flow, as we call it"
    assert not Film.objects.get(slug="arrival").credits.exists()
    assert Page.objects.get(slug="about").text == "Ours."
    assert not Scale.objects.filter(in_use=True).exists()


def test_a_film_that_has_moved_is_not_made_twice():
    _load()
    film = Film.objects.get(slug="the-third-man")
    film.slug = "third-man"
    film.save()
    film.aliases.create(slug="the-third-man")

    _load()

    assert Film.objects.filter(title="The Third Man").count() == 1


def test_two_films_are_called_ballerina():
    _load()

    assert [film.year for film in Film.objects.called("Ballerina")] == [2016, 2025]


def test_ballerina_stands_between_the_third_and_the_fourth_chapter(client):
    _load()
    page = client.get("/franchises/wickverse/").context[0].flatten()["page"]

    assert [place.brief for place in page.story.places] == [
        *("John Wick", "Chapter 2", "Chapter 3", "Ballerina", "Chapter 4")
    ]
    assert [(move.film, move.release_number, move.story_number) for move in page.two_orders.moves] == [
        ("Ballerina", 5, 4)
    ]
    assert {(status.film.name, status.status) for status in page.next_up} == {
        ("Caine", "development"),
        ("Untitled Tracker film", "announced"),
        ("John Wick: Chapter 5", "limbo"),
    }


@pytest.mark.parametrize(("film", "name"), [("ballerina-2025", "Moreno"), ("parasite-2019", "Myung-hoon")])
def test_a_surprise_among_the_credits_is_on_record_and_on_no_page(client, film, name):
    _load()
    surprise = Credit.objects.get(film__slug=film, person__name__contains=name)

    assert surprise.spoiler_level == "major"
    assert name not in client.get(reverse("pages:film", args=[film])).content.decode()
    assert client.get(surprise.person.get_absolute_url()).status_code == 404


def test_every_page_of_the_demo_opens(client):
    _load()
    things = [*Film.objects.all(), *Franchise.objects.all(), *Genre.objects.all(), *Page.objects.all()]
    things += [*Person.objects.public(), *Character.objects.public()]

    assert {client.get(thing.get_absolute_url()).status_code for thing in things} == {200}


def test_the_scale_has_a_word_for_each_step():
    _load()
    scale = Scale.objects.current()

    assert [step.value for step in scale.steps.all()] == list(range(1, 11))
    assert scale.steps.get(value=6).word == "Good, with reserve"
