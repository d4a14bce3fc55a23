"""Seventh door: whoever wants the plot must take the ending.

Random documents: `tests/reviews/public/test_opened_pages.py` and `test_passage_grades.py`, by HTTP as well.
"""

import pytest
from django.urls import reverse

from cast.flagging import flag
from reviews import document as d
from tests.factories import CreditFactory, FilmFactory
from tests.reviews.builders import document, live
from tests.reviews.doors.newsroom import page
from tests.reviews.public.test_opened_pages import Outline, placeholders

pytestmark = pytest.mark.django_db
PREFETCHES = [{"Sec-Purpose": "prefetch"}, {"Purpose": "prefetch"}, {"X-Moz": "prefetch"}]


def section(text, level="", *films, kind="style"):
    scope = tuple(d.Ref(key=film.key, name=film.title) for film in films)
    return d.Section(kind=kind, text=text, spoiler=d.Spoiler(level=level, scope=scope) if level else None)


def published(*sections, about=None, **fields):
    opening = section("It begins with rain.", kind="opening")
    return live(document(about or FilmFactory(), sections=(opening, *sections), **fields)).review


def shown_at(client, address, texts):
    html = page(client, address)
    return [text for text in texts if text in html]


def test_the_plot_opens_without_the_ending_beside_it(client):
    texts = ["A crown breaks.", "A king sleeps.", "All of them die."]
    levels = ["major", "major", "ending"]
    review = published(*map(section, texts, levels))

    (plot, plot_words), (ending, ending_words) = placeholders(page(client, review.get_absolute_url()))

    assert ("Major" in plot_words, "Ending" in ending_words, "nding" in plot_words) == (True, True, False)
    assert shown_at(client, review.get_absolute_url(), texts) == []
    assert shown_at(client, plot, texts) == texts[:2]
    assert shown_at(client, ending, texts) == texts[2:]
    assert shown_at(client, review.address_of("spoilers"), texts) == texts


def test_one_grade_on_both_sides_of_another_stands_apart_in_the_order_of_the_text(client):
    texts = ["A crown breaks.", "All of them die.", "A king sleeps."]
    review = published(*map(section, texts, ["major", "ending", "major"]))

    links = placeholders(page(client, review.get_absolute_url()))

    assert [shown_at(client, href, texts) for href, _words in links] == [[text] for text in texts]


def test_a_credit_flagged_since_stands_apart_from_notes_of_another_grade(client):
    """What was approved as one mild note and a safe one is two grades by now."""
    film = FilmFactory()
    credit = CreditFactory(film=film)
    notes = (
        d.CastNote(name="Ida Mar", text="She is quick.", spoiler=d.Spoiler(level="mild")),
        d.CastNote(name=credit.person.name, credits=(credit.key,), text="He is back."),
    )
    review = published(about=film, cast_notes=notes)
    flag(credit, "ending")
    texts = ["She is quick.", "He is back."]

    links = placeholders(page(client, review.get_absolute_url()))

    assert [shown_at(client, href, texts) for href, _words in links] == [[text] for text in texts]


def test_a_stranger_film_is_named_at_no_address_of_the_passage(client):
    """Neither where the passage is shut, nor on the threshold of another one, nor in what is shared."""
    film, stranger = FilmFactory(title="The Fourth"), FilmFactory(title="The Stranger Bell")
    review = published(
        section("It is a sequel.", "major", stranger), section("All die.", "ending"), about=film
    )

    (sequel, words), (ending, _words) = placeholders(page(client, review.get_absolute_url()))

    assert "another film" in words
    for address in (review.get_absolute_url(), ending):
        assert "Stranger" not in page(client, address)
    head = page(client, sequel).split("</head>")[0]
    assert "Stranger" not in head and "sequel" not in head


@pytest.mark.parametrize("headers", PREFETCHES, ids=str)
def test_no_address_of_a_passage_answers_a_browser_that_guesses(client, headers):
    review = published(section("All die.", "ending"))
    html = page(client, review.get_absolute_url())
    ((href, _words),) = placeholders(html)
    part = html.split('data-spoiler="')[1].split('"')[0]
    several = reverse("reviews:parts", args=[review.slug, 1]) + f"?of={part.split('/')[-2]}"

    for address in (href, part, several, review.address_of("spoilers")):
        answer = client.get(address, headers=headers)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (403, "no-store"), address
        assert "All die." not in answer.content.decode()


def test_opening_everything_shows_what_the_page_has_and_the_cast_under_its_heading(client):
    """Facts, cast, verdict and byline, in the order of the page."""
    film = FilmFactory()
    CreditFactory(film=film)
    notes = (
        d.CastNote(name="Ida Mar", text="She is quick."),
        d.CastNote(name="Otto Brandt", text="He is back.", spoiler=d.Spoiler(level="major")),
    )
    review = published(section("All die.", "ending"), about=film, cast_notes=notes)

    shut, full = page(client, review.get_absolute_url()), page(client, review.address_of("spoilers"))

    lines = Outline(full).lines
    assert [line for line in lines if line in set(Outline(shut).lines)] == Outline(shut).lines
    article = full[full.index("<article") :]
    parts = ["Ada Quill", "It begins with rain.", "She is quick.", "He is back.", "All die.", "In short"]
    places = [article.index(text) for text in parts]
    assert places == sorted(places)
    waiting = shut[shut.index("<article") :]
    places = [waiting.index(text) for text in (*parts[:3], "spoiler-link", "In short")]
    assert places == sorted(places)
    cast = article[: article.index("She is quick.")].rpartition("<h2")[2]
    assert ">The cast<" in cast
    assert film.title in article
