"""What keeps the index: the desk's forms, approving, loading the demo, and making it new."""

import datetime
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from films.models import Film
from reviews import document as d
from reviews import workflow
from reviews.models import Edition
from reviews.rendering.searchable_text import review_entry
from reviewsite.derived import search_index
from reviewsite.derived.search_index import index_missing, rebuild
from search.index import FIELDS, WORDS
from search.models import Row, SpoilerWords
from tests import factories as make
from tests.reviews.builders import correction, document, live, somebody
from tests.reviewsite.desk_forms import filled
from tests.reviewsite.pages.test_search import hits, secretive

pytestmark = [pytest.mark.django_db, pytest.mark.engines]


def index():
    """All that stands in the index, whatever its rows are numbered."""
    rows = Row.objects.values_list("kind", "thing", *FIELDS, *WORDS)
    words = SpoilerWords.objects.values_list("row__kind", "row__thing", "words")
    return sorted(rows), sorted(words)


def entry_of(text):
    return review_entry(
        SimpleNamespace(pk=1, is_unread=False, revision=SimpleNamespace(document=lambda: text))
    )


# The forms of the desk

FORMS = [
    ("films_film", make.FilmFactory, "title", "synopsis"),
    ("cast_person", make.PersonFactory, "name", "biography"),
    ("cast_character", make.CharacterFactory, "name", "description"),
    ("franchises_franchise", make.FranchiseFactory, "name", "description"),
]


@pytest.mark.parametrize(("form", "factory", "title", "text"), FORMS)
def test_saving_a_form_puts_its_words_where_they_belong(admin_client, form, factory, title, text):
    thing = factory()
    address = reverse(f"admin:{form}_change", args=[thing.pk])
    values = {title: "Marshland", text: "Reeds. >!Quicksand!<"}
    assert admin_client.post(address, filled(admin_client.get(address), **values)).status_code == 302
    row = Row.objects.get()
    assert (row.thing, row.title, row.body) == (thing.pk, "Marshland", "Reeds.")
    assert "quicksand" in row.spoilers.words
    assert "quicksand" not in row.body_words


@pytest.mark.parametrize(("form", "factory", "title", "text"), FORMS)
def test_what_the_desk_deletes_is_taken_out(admin_client, form, factory, title, text):
    one, other, kept = factory(), factory(), factory()
    index_missing()
    admin_client.post(reverse(f"admin:{form}_delete", args=[one.pk]), {"post": "yes"})
    values = {"action": "delete_selected", "_selected_action": [other.pk], "post": "yes"}
    admin_client.post(reverse(f"admin:{form}_changelist"), values)
    assert list(Row.objects.values_list("thing", flat=True)) == [kept.pk]


def test_a_title_added_to_a_film_finds_it(admin_client, client):
    film = make.FilmFactory()
    address = reverse("admin:films_film_change", args=[film.pk])
    row = {"other_titles-TOTAL_FORMS": 1, "other_titles-0-title": "Schilf"}
    admin_client.post(address, filled(admin_client.get(address), **row))
    assert hits(client, "schilf") == [film.get_absolute_url()]


# Reviews


def test_a_rendering_again_keeps_the_row():
    edition = live()
    before = index()
    workflow.rebake(edition, by=somebody("Chief"))
    assert index() == before


def test_a_broken_mark_hides_all_the_way_to_the_end_of_its_field():
    text = document(dek="Shown. >!Quicksand", sections=(d.Section(kind="style", text="Moss!< Reeds."),))
    entry = entry_of(text)
    assert entry.body == "Shown. · Reeds. · In short · See it on a Sunday."
    assert "Moss" in entry.spoilers


def test_the_dek_of_an_entry_gives_nothing_away_and_pictures_are_left_out():
    picture = d.Picture(image=make.ImageFactory().key, sha256="0" * 64, alt="A heron", caption="Egrets")
    entry = entry_of(document(dek="**Shown.** >!Quicksand!<", pictures=(picture,)))
    assert not [word for word in ("heron", "Egrets", "**") if word in entry.body + entry.spoilers]
    assert "Quicksand" not in entry.body


# Making it new


def test_made_new_it_is_what_writing_made_of_it(admin_client):
    secretive()
    correction(live().review, "Herons")
    live(at=timezone.now() + datetime.timedelta(days=1))
    for form, factory, title, text in FORMS:
        address = reverse(f"admin:{form}_change", args=[factory().pk])
        values = {title: "Marshland", text: "Reeds. >!Quicksand!<"}
        admin_client.post(address, filled(admin_client.get(address), **values))
    index_missing()
    before = index()
    assert {row[0] for row in before[0]} == {kind.name for kind in search_index.KINDS}
    rebuild()
    assert index() == before
    Row.objects.all().delete()
    rebuild()
    assert index() == before


def test_made_new_it_holds_nothing_of_what_is_gone(monkeypatch):
    monkeypatch.setattr(search_index, "BATCH", 2)
    films = [make.FilmFactory() for _ in range(5)]
    index_missing()
    Film.objects.filter(pk=films[0].pk).delete()
    Row.objects.create(kind="podcast", thing=1, title="x", **dict.fromkeys(WORDS, "x"))
    Film.objects.filter(pk=films[1].pk).update(title="Herons")
    assert rebuild() == {"review": 0, "film": 4, "franchise": 0, "person": 0, "character": 0, "": 2}
    assert sorted(Row.objects.values_list("thing", flat=True)) == sorted(film.pk for film in films[1:])
    assert Row.objects.filter(title="Herons").count() == 1


def test_only_what_has_no_row_is_put_where_something_is_missing():
    live()
    index_missing()
    assert index_missing() == 0
    Row.objects.filter(kind="review").delete()
    assert index_missing() == 1
    assert Row.objects.get(kind="review").thing == Edition.objects.get().pk


def test_the_command_says_what_it_made():
    live()
    out, err = StringIO(), StringIO()
    call_command("rebuild_search", stdout=out, stderr=err)
    assert out.getvalue() == (
        "Search index made new: 1 reviews, 1 films, 0 franchises, 0 people, 0 characters; "
        "0 rows of nothing taken out.\n"
    )
    assert err.getvalue() == "Reviews: 1\nFilms: 1\n"


def test_the_command_can_be_told_to_be_quiet():
    out, err = StringIO(), StringIO()
    call_command("rebuild_search", verbosity=0, stdout=out, stderr=err)
    assert (out.getvalue(), err.getvalue()) == ("", "")
