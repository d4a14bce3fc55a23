"""Scores as people write them: which lines are one, which are not, and what they become here."""

from fractions import Fraction

import pytest

from ratings.models import Scale
from reviews.importing.formats import read
from reviews.importing.match import match
from tests.factories import FilmFactory
from tests.reviews.importing.outline import read_text

TEXT = "# Grey water\n\nGulls circle a pier.\n\n{}\n"


def scores_in(text: str) -> list[Fraction | None]:
    return [score.share for score in read(text.encode()).fields.scores]


@pytest.mark.parametrize(
    ("line", "share"),
    [
        ("★★★½", "7/10"),
        ("★★★☆☆", "3/5"),
        ("★★★★½☆☆☆☆☆", "9/20"),
        ("⭐️⭐️⭐️⭐️", "4/5"),
        ("★★★ / 4", "3/4"),
        ("**7/10**", "7/10"),
        ("3.5/5", "7/10"),
        ("7,5/10", "3/4"),
        ("3½ / 5", "7/10"),
        ("3 1/2 stars", "7/10"),
        ("4 out of 5 stars", "4/5"),
        ("14/20", "7/10"),
        ("85 %", "17/20"),
        ("B+", "10/12"),
        ("A−", "11/12"),
        ("★★★½ (7/10)", "7/10"),
        ("Grade: B", "9/12"),
        ("**Rating:** 7/10", "7/10"),
        ("My rating – ★★★★", "4/5"),
        ("Final score 7/10", "7/10"),
        ("Verdict: 7/10", "7/10"),
        ("Overall: 7/10", "7/10"),
        ("Overall rating: 7/10", "7/10"),
        ("🎬 Score: 70%", "7/10"),
        ("Bewertung: 4 von 5", "4/5"),
        ("Gesamtwertung: 4 von 5 Sternen", "4/5"),
        ("Puntuación: 8 de 10", "4/5"),
        ("Note : 4/5", "4/5"),
        ("Ma note : 16 sur 20", "4/5"),
        ("Nota: 8/10", "4/5"),
        ("Voto: 8 su 10", "4/5"),
        ("Voto finale: 8/10", "4/5"),
        ("Cijfer: 8/10", "4/5"),
        ("Ocena: 8 na 10", "4/5"),
        ("Puanım: 8/10", "4/5"),
        ("Puan: 10 üzerinden 8", "4/5"),
        ("Betyg: 4 av 5", "4/5"),
        ("Оценка: 8/10", "4/5"),
        ("評価：★★★★☆", "4/5"),
    ],
)
def test_a_line_that_is_a_score_is_taken_out_of_the_text(line, share):
    text = TEXT.format(line)
    document = read_text(text)

    assert scores_in(text) == [Fraction(share)]
    assert [(section.text, section.heading) for section in document.sections] == [
        ("Gulls circle a pier.", "")
    ]


@pytest.mark.parametrize(
    "text",
    [
        TEXT.format("A 7/10 wouldn't be fair."),
        TEXT.format("Rating: it has none."),
        TEXT.format("24/7"),
        TEXT.format("9/11"),
        TEXT.format("B"),
        TEXT.format("Acting: 8/10"),
        TEXT.format("## Acting\n\n8/10"),
        TEXT.format("## Acting\n\n8/10\n\nThey row well."),
        TEXT.format("They row well.\n\n8/10\n\nAnd then they stop.\n\n## More\n\nIt ends."),
        TEXT.format("Rating: 7"),
        TEXT.format("```\n7/10\n```"),
        TEXT.format("7/10 of the film is fog"),
        TEXT.format("****"),
        TEXT.format("> Rating: 7/10"),
        TEXT.format("## Second opinion: Ana Lopez\n\nI liked it.\n\nRating: 9/10"),
        TEXT.format("| Rating: 7/10 |"),
    ],
)
def test_what_is_no_score_of_the_film_stays_text(text):
    if "## Acting\n\n8/10\n\nThey" in text or "And then" in text:
        text = text.replace("Gulls circle", "## Birds\n\nGulls circle")
    assert scores_in(text) == []


def test_a_line_among_facts_and_a_heading_of_its_own_are_taken_too():
    document = read_text(TEXT.format("Director: A. Berg\nRating: 7/10\nMinutes: 90\n\n## Our Rating\n\n★★★½"))
    assert [section.heading for section in document.sections] == [""]
    assert document.sections[0].text.endswith("Director: A. Berg\nMinutes: 90")


def test_a_score_above_the_byline_is_taken_from_the_verdict():
    document = read_text(TEXT.format("## Verdict\n\nGo.\n\n**8/10**\n\n– Ida Holm"))
    assert (document.verdict.text, [byline.name for byline in document.bylines]) == ("Go.", ["Ida Holm"])


def test_of_several_sections_with_a_score_each_the_last_one_is_the_films():
    text = TEXT.format(
        "## Acting\n\nGood.\n\nScore: 9/10\n\n## Story\n\nThin.\n\nScore: 5/10\n\n## Verdict\n\n7/10"
    )
    assert scores_in(text) == [Fraction(7, 10)]
    assert [section.text for section in read_text(text).sections[1:]] == [
        "Good.\n\nScore: 9/10",
        "Thin.\n\nScore: 5/10",
    ]


def test_a_paragraph_of_scores_alone_is_taken_whole():
    text = TEXT.format("Rating: 7/10\nStars: ★★★½")
    assert scores_in(text) == [Fraction(7, 10)] * 2
    assert [section.text for section in read_text(text).sections] == ["Gulls circle a pier."]


@pytest.fixture
def scale(db):
    return Scale.objects.create(name="Stars", maximum=5, divisions=2)


@pytest.mark.parametrize(
    ("lines", "value", "says"),
    [
        ("★★★½", 7, "Read “★★★½”: 3½ of 5 here. Please confirm."),
        ("72 %", 7, "3½ of 5"),
        ("Grade: F", 0, "0 of 5"),
        ("★★★½\n\nRating: 7/10", 7, "Read “★★★½” and “7/10”: 3½ of 5"),
        ("★★★★\n\nRating: 7/10", None, "Different scores were read: “★★★★” and “7/10”. None was set"),
    ],
)
def test_a_score_becomes_one_of_this_house(scale, lines, value, says):
    imported = match(TEXT.format(lines).encode())
    score = imported.document.score

    assert (score and score.value) == value
    assert says in " ".join(note.message for note in imported.notes)
    assert not score or (score.scale, score.maximum, score.divisions) == (scale.key, 5, 2)


def test_a_number_without_its_maximum_is_asked_about(scale):
    imported = match(b"---\nrating: 4.5\n---\n" + TEXT.format("Rain.").encode())
    assert imported.document.score is None
    assert "Read “4.5”, without how many it is of" in " ".join(note.message for note in imported.notes)


def test_a_maximum_beside_it_is_enough(scale):
    imported = match(b"---\nrating: 9\nmaxRating: 10\n---\n" + TEXT.format("Rain.").encode())
    assert imported.document.score.value == 9


def test_a_house_without_a_scale_keeps_none(db):
    imported = match(TEXT.format("7/10").encode())
    assert imported.document.score is None
    assert "no scale in use" in " ".join(note.message for note in imported.notes)


@pytest.mark.parametrize(
    ("front", "found", "says"),
    [
        ("film: the pier\nyear: 2019", True, ""),
        ("film: The Pier", False, "Several films are called “The Pier”: The Pier (1988); The Pier (2019)"),
        ("film: The Pier\nyear: 1999", False, "No film here is called just “The Pier (1999)”"),
    ],
)
def test_the_film_is_found_by_front_matter(db, front, found, says):
    film = FilmFactory(title="The Pier", year=2019)
    FilmFactory(title="The Pier", year=1988)
    imported = match(f"---\n{front}\n---\n{TEXT.format('The Pier: grey.')}".encode())

    assert (imported.film == film) == found
    assert says in " ".join(note.message for note in imported.notes)
