"""Films in the braces of marks: typed by title or slug, stored by key, shown by title."""

import re

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from keys.models import rekey
from reviews import document as d
from reviews import workflow
from reviews.drafts import freeze, thaw
from tests.factories import FilmFactory
from tests.reviews.builders import begun, document, somebody
from tests.reviewsite.desk_forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return somebody("Author")


@pytest.fixture
def desk(client, author):
    client.force_login(author)
    return client


@pytest.fixture
def further():
    return FilmFactory(title="The Further Bell", slug="the-further-bell")


def written(author, inside):
    text = f"It rains. >!{{{inside}}} They part.!<"
    return begun(document(sections=(d.Section(kind="opening", text=text),)), author=author)


def text_of(review):
    return review.draft.sections.get().text


def address(review):
    return reverse("admin:reviews_draft_change", args=[review.pk])


@pytest.mark.parametrize("name", ["The Further Bell", '"the further bell"', "the-further-bell"])
def test_a_title_or_slug_becomes_the_key_when_the_draft_is_saved(author, further, name):
    review = written(author, f"ending; of={name}")
    assert text_of(review) == f"It rains. >!{{ending; of={further.key}}} They part.!<"
    assert freeze(review.draft).named_films == (d.Ref(key=further.key, name="The Further Bell"),)


def test_the_form_shows_the_title_and_saves_the_key(desk, author, further):
    review = written(author, "of=the-further-bell")
    values = filled(desk.get(address(review)), headline="Another headline")
    name = next(name for name in values if re.fullmatch(r"sections-0-text", name))
    assert values[name] == 'It rains. >!{of="The Further Bell"} They part.!<'
    revisions = review.revisions.count()

    desk.post(address(review), values)

    assert text_of(review) == f"It rains. >!{{of={further.key}}} They part.!<"
    assert review.revisions.count() == revisions + 1
    values = filled(desk.get(address(review)))
    values[name] = values[name].replace("part", "part for ever")
    desk.post(address(review), values)
    assert text_of(review) == f"It rains. >!{{of={further.key}}} They part for ever.!<"


def test_the_slug_is_shown_where_two_films_have_the_title(desk, author, further):
    FilmFactory(title="The Further Bell", slug="the-further-bell-2")
    review = written(author, "of=the-further-bell")
    assert "of=the-further-bell}" in filled(desk.get(address(review)))["sections-0-text"]


def test_a_title_of_several_films_is_asked_about_and_hidden_meanwhile(desk, author, further):
    FilmFactory(title="The Further Bell", slug="the-further-bell-2")
    review = written(author, "of=The Further Bell")
    assert freeze(review.draft).named_films == ()
    with pytest.raises(workflow.Refused, match=r"several films are called so.*the-further-bell-2"):
        workflow.submit(review, by=author)
    values = filled(desk.get(address(review)), _save="Save", headline="Again")
    shown = desk.post(address(review), values, follow=True).content.decode()
    assert "several films are called so" in shown


def test_a_film_that_nobody_knows_is_said(author):
    with pytest.raises(workflow.Refused, match="“A Bell of Nobody”, which is no film"):
        workflow.submit(written(author, "of=A Bell of Nobody"), by=author)


def test_a_film_that_a_mark_names_cannot_be_deleted_and_is_followed(author, further):
    review = written(author, "of=the-further-bell")
    with pytest.raises(ProtectedError):
        further.delete()
    rekey(further)
    assert freeze(review.draft).named_films == (d.Ref(key=further.key, name="The Further Bell"),)


def test_freezing_what_was_thawed_returns_the_same_document(author, further):
    review = written(author, "major; of=the-further-bell")
    frozen = freeze(review.draft)
    thaw(frozen, review.draft)
    assert freeze(review.draft) == frozen
