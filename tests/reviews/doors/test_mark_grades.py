"""Second door: an ending inside a paragraph, and a passage that gives away another film."""

import pytest
from django.urls import reverse

from reviews import document as d
from reviews.models import PreviewLink
from tests.factories import FilmFactory, FranchiseFactory, InstalmentFactory
from tests.reviews.builders import begun, document, somebody
from tests.reviews.doors.newsroom import approve, page, step, submit
from tests.reviews.public.test_opened_pages import placeholders
from tests.reviews.public.test_passage_grades import as_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def films():
    """Two of one franchise; the first is reviewed."""
    franchise = FranchiseFactory()
    films = FilmFactory(title="The Third Bell"), FilmFactory(title="The Fourth Bell")
    for film in films:
        InstalmentFactory(franchise=franchise, film=film)
    return films


def draft(film, *texts):
    sections = (d.Section(kind="style", text=text) for text in texts)
    return begun(document(film, sections=(d.Section(kind="opening", text="It rains."), *sections)))


def published(client, film, text):
    """As typed into a draft that was empty, submitted and approved."""
    review = draft(film, "To be written.")
    assert submit(client, review, **{"sections-1-text": text}).startswith("Submitted")
    message = approve(client, somebody("Moderator"), review.submissions.get())
    assert message.startswith("Approved")
    return review.editions.get()


def read_by(client, edition, *films):
    """All that somebody gets who has seen these films and opens nothing."""
    client.logout()
    return as_reader(client, edition, {str(film.key) for film in films})


def test_a_mark_says_level_and_film_and_opens_for_who_has_seen_that_one(client, films):
    third, fourth = films
    text = "So it goes. >!{ending} They part.!< Then >!{major; of=The Fourth Bell} a finger is lost.!< Rain."
    edition = published(client, third, text)

    html = page(client, edition.review.get_absolute_url())

    words = [words for _href, words in placeholders(html)]
    assert words == [
        "spoiler withheld: ending, for The Third Bell",
        "spoiler withheld: major, for The Fourth Bell",
    ]
    assert "They part" not in html and "finger" not in html and "{" not in html.split("<article")[1]
    assert "They part" in read_by(client, edition, third)
    assert "finger" not in read_by(client, edition, third)
    assert "finger" in read_by(client, edition, fourth)


UNREADABLE = [
    "{\u0435nding} ",  # with a Cyrillic letter
    "{of=} ",
    "{of=A Bell of Nobody} ",
    '{of="The Twin Bell"} ',  # two films of that title
    "{mild; major} ",
    "{ending ",
    " {ending} ",
    "\uff5bending\uff5d ",  # as an input method writes them
]


def test_braces_that_cannot_be_read_are_said_and_their_passage_is_shown_to_nobody(client, films):
    FilmFactory(title="The Twin Bell", slug="twin"), FilmFactory(title="The Twin Bell", slug="other-twin")
    texts = [f"It goes on. >!{braces}Canary{number} sings.!<" for number, braces in enumerate(UNREADABLE)]
    review = draft(films[0], *texts)

    message = submit(client, review)

    assert message.count("The braces of a spoiler mark cannot be read.") == 6
    assert "A spoiler mark names “A Bell of Nobody”, which is no film" in message
    assert "A spoiler mark names “The Twin Bell”, and several films are called so" in message
    assert not review.submissions.exists()
    step(client, review.author, review, "share", recipient="Joan", revision="1", until="2026-12-20T10:00")
    html = page(client, reverse("previews:safe", args=[PreviewLink.objects.get().token]))
    assert "It goes on." in html and "Canary" not in html


def test_a_mark_in_a_list_a_quote_or_a_footnote_has_its_grade_and_one_in_a_table_is_refused(client, films):
    third, fourth = films
    items = "- A canary >!{ending} burns!<.\n- Rain >!{mild; of=The Fourth Bell} freezes!< it."
    quote, note = "> Quoted >!{ending} smoke!< so.", "It ends.[^1]\n\n[^1]: A note >!{ending} drowns!< it."
    text = f"{items}\n\n{quote}\n\n{note}"
    edition = published(client, third, text)

    assert _told(read_by(client, edition)) == set()
    assert _told(read_by(client, edition, fourth)) == {"freezes"}
    assert _told(read_by(client, edition, third)) == {"burns", "smoke", "drowns"}

    table = "| Who | What |\n|---|---|\n| Canary | >!{ending} burns!< |"
    assert "A spoiler mark stands in a table." in submit(client, draft(third, table))


def _told(html):
    return {word for word in ("burns", "freezes", "smoke", "drowns") if word in html}


def test_of_two_films_that_a_passage_gives_away_one_that_was_seen_opens_nothing(client, films):
    third, fourth = films
    text = "So. >!{ending; of=The Third Bell, The Fourth Bell} Both bells crack.!< Rain."
    edition = published(client, third, text)

    for seen in ((), (third,), (fourth,)):
        assert "crack" not in read_by(client, edition, *seen)
    assert "crack" in read_by(client, edition, third, fourth)
