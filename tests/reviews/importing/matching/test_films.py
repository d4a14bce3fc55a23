"""The film of a text is found by number, title and year; what is not certain is offered."""

import pytest

from cast.models import Job
from films.models import Film
from reviews.importing.film_finder import FilmFinder
from reviews.importing.film_titles import folded, loosely_folded, title_of_headline
from reviews.importing.match import find_film, match
from reviews.workflow import Refused
from tests.factories import CreditFactory, FilmFactory, OtherTitleFactory


@pytest.mark.parametrize(
    ("headline", "title", "year", "is_sure"),
    [
        ("Grey Water (2016)", "Grey Water", 2016, True),
        ("Grey Water (2016): all at sea", "Grey Water", 2016, True),
        ("Review: Grey Water", "Grey Water", None, True),
        ("Film Review – Grey Water (2016)", "Grey Water", 2016, True),
        ("Grey Water – Kritik", "Grey Water", None, True),
        ("Kritik zu Grey Water", "Grey Water", None, True),
        ("Filmkritik: Grey Water", "Grey Water", None, True),
        ("“Grey Water” review", "Grey Water", None, True),
        ("'Grey Water' Review", "Grey Water", None, True),
        ("Grey Water: Movie Review", "Grey Water", None, True),
        ("Grey Water (review)", "Grey Water", None, True),
        ("Crítica de Grey Water", "Grey Water", None, True),
        ("Critique : « Grey Water »", "Grey Water", None, True),
        ("Recensione: Grey Water", "Grey Water", None, True),
        ("Рецензия: Grey Water", "Grey Water", None, True),
        ("Grey Water", "Grey Water", None, False),
        ("Peer Review", "Peer", None, True),
        ("A review in the rain", "A review in the rain", None, False),
    ],
)
def test_a_headline_names_its_film(headline, title, year, is_sure):
    written = title_of_headline(headline)

    assert (written.title, written.year, written.is_sure) == (title, year, is_sure)


@pytest.mark.parametrize("headline", ["", "–", "“”"])
def test_a_headline_without_words_names_none(headline):
    written = title_of_headline(headline)
    assert written is None or not folded(written.title)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Le Château", "LE CHATEAU"),
        ("Salt & Iron", "Salt and Iron"),
        ("The Lamp", "Lamp, The"),
        ("Ocean’s Edge", "Oceans Edge"),
        ("Smør", "Smor"),
        ("Wait... What?!", "wait what"),
    ],
)
def test_signs_and_accents_make_no_other_title(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("The Lamp", "Lamp"), ("Pier II", "Pier 2"), ("Pier I", "Pier 1")],
)
def test_articles_and_numerals_may_make_another(one, other):
    assert folded(one) != folded(other)
    assert loosely_folded(one) == loosely_folded(other)


@pytest.fixture
def lamp(db):
    return FilmFactory(title="Lámpara", original_title="The Lamp & I", short_title="Lamp", year=2016)


def found(front="", text="# A walk\n\nIt is wet there."):
    return match(f"---\nlang: en\n{front}\n---\n\n{text}\n".encode())


def messages(imported):
    return " ".join(note.message for note in imported.notes)


@pytest.mark.parametrize(
    "front",
    [
        "film: lámpara",
        "film: LAMPARA (2016)",
        "film: The Lamp and I\nyear: 2016",
        "film: Lamp",
        "film: Die Lampe",
        "imdb: https://www.imdb.com/title/tt0123456/",
        "imdb_id: tt0123456",
        "tmdb: 4711",
        "wikidata: Q4711",
    ],
)
def test_front_matter_names_it_in_any_of_its_titles_or_by_number(lamp, front):
    OtherTitleFactory(film=lamp, title="Die Lampe")
    Film.objects.filter(pk=lamp.pk).update(imdb_id="tt0123456", tmdb_id=4711, wikidata_id="Q4711")

    imported = found(front)

    assert (imported.film, imported.document.film.key) == (lamp, lamp.key)
    assert "left out" not in messages(imported)


def test_a_film_of_the_same_letters_and_another_year_hides_none(lamp):
    FilmFactory(title="Lampara", year=1990)

    assert found("film: Lampara\nyear: 2016").film == lamp


def test_the_headline_names_it_where_front_matter_does_not(lamp):
    imported = found(text="# Lampara (2016)\n\nIt is wet there.")

    assert imported.film == lamp
    assert "found by the headline: Lámpara (2016)" in messages(imported)


@pytest.mark.parametrize(
    ("front", "text", "says"),
    [
        ("film: Lampara\nyear: 2017", "", "No film here is called just “Lampara (2017)”"),
        ("film: The Lamp", "", "No film here is called just “The Lamp”"),
        ("", "# Lámpara\n\nIt is wet there.", "The headline is also the title"),
    ],
)
def test_what_is_not_certain_is_offered(lamp, front, text, says):
    imported = found(front, text) if text else found(front)

    assert (imported.film, imported.candidates) == (None, (lamp,))
    assert says in messages(imported)


@pytest.mark.parametrize(
    ("front", "says"), [("film: Nowhere", "“Nowhere” is not in the film database"), ("imdb: tt9999999", "")]
)
def test_none_is_said(lamp, front, says):
    imported = found(front)

    assert (imported.film, imported.candidates) == (None, ())
    assert says in messages(imported)


def test_of_several_the_one_is_taken_whose_people_the_text_names(db):
    old, new = FilmFactory(title="Lamp", year=1950), FilmFactory(title="Lamp", year=2016)
    CreditFactory(film=old, person__name="Ida Holm", job=Job.DIRECTOR)
    CreditFactory(film=new, person__name="Tom Reyes", job=Job.DIRECTOR)

    assert found("film: Lamp").candidates == (old, new)
    imported = found("film: Lamp", "# A walk\n\nTom Reyes lets it rain.")
    assert imported.film == new and "whose people it names" in messages(imported)
    assert found("film: Lamp\ndirector: Ida Holm").film == old
    both = found("film: Lamp", "# A walk\n\nTom Reyes is no Ida Holm.")
    assert (both.film, both.candidates) == (None, (old, new))
    assert found("film: Lamp (1950)", "# A walk\n\nTom Reyes lets it rain.").film == old


def test_a_credit_that_spoils_chooses_no_film(db):
    FilmFactory(title="Lamp", year=1950)
    CreditFactory(film=FilmFactory(title="Lamp", year=2016), person__name="Tom Reyes")
    flagged = Film.objects.get(year=2016).credits.get()
    flagged.spoiler_level, flagged.flagged_at = "major", "2020-01-01T00:00Z"
    flagged.save()

    assert found("film: Lamp", "# A walk\n\nTom Reyes lets it rain.").film is None


def test_titles_are_folded_once_for_many_texts(lamp, django_assert_num_queries):
    finder = FilmFinder()
    finder.called(title_of_headline("Nowhere"))

    with django_assert_num_queries(1):
        finder.called(title_of_headline("Elsewhere"))


def test_a_named_film_is_found_by_its_folded_title_and_refused_with_those_alike(lamp):
    assert find_film("lampara (2016)") == lamp
    with pytest.raises(Refused, match=r"Perhaps: Lámpara \(2016\)"):
        find_film("The Lamp")
