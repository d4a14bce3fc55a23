"""The picture for link previews: what it says, what it is called, and that publishing never waits for it."""

import logging
import re
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageChops

from reviews import document as d
from reviews import workflow
from reviews.rendering.social_card.drawing import HEADLINE, INSIDE, PAPER, SIZE, CardWords, draw
from reviews.rendering.social_card.fonts import writable
from reviews.rendering.social_card.typesetting import Face, fit_text
from tests.factories import FilmFactory
from tests.reviews.builders import document, later, live, somebody

pytestmark = pytest.mark.social_cards
WORDS = {"film": "The Lamp", "headline": "A quiet week", "critics": ("Ada Quill",)}
SCORE = {"score": "3½", "lit": 3.5, "maximum": 5, "word": "very good"}


def opened(content):
    return Image.open(BytesIO(content))


def test_a_card_has_the_size_that_previews_want_and_no_metadata():
    picture = opened(draw(CardWords(**WORDS, **SCORE)))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert not picture.getexif()
    assert not picture.text


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"headline": "W" * 200, "film": "M" * 400, "critics": ("Y" * 120, "Z" * 120)},
        {"headline": "word " * 40, "film": "A very long title " * 22},
        SCORE | {"maximum": 100, "lit": 83.0, "score": "83", "word": ""},
        SCORE | {"word": "W" * 60},
        {"headline": "夏", "film": "千と千尋の神隠し", "critics": ("宮崎",)},
    ],
)
def test_nothing_is_cut_off_at_the_edges_whatever_the_words(words):
    picture = opened(draw(CardWords(**(WORDS | words)))).convert("RGB")
    blank = Image.new("RGB", SIZE, PAPER)
    left, top, right, bottom = ImageChops.difference(picture, blank).getbbox()
    assert left >= 60
    assert right <= 1140
    assert top >= 40
    assert bottom <= 600


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Amélie “à Paris” – £5", "Amélie “à Paris” – £5"),
        ("Krzysztof Kieślowski, Łódź", "Krzysztof Kieslowski, Lódz"),
        ("Flow 🐈 again", "Flow again"),
        ("a\u202eb\u200fc\x00d", "abcd"),
        ("Spirited Away 千と千尋", ""),
        ("שלום", ""),
        ("", ""),
    ],
)
def test_what_the_letters_cannot_write_is_left_out_and_no_word_is_halved(text, written):
    assert writable(text) == written


def test_a_text_is_set_as_large_as_it_fits_in_lines_of_like_length():
    faces = [Face("roman", size) for size in (120, 80, 40)]
    short, _lines = fit_text("Short", faces, width=INSIDE, height=300, leading=1)
    long, lines = fit_text("several words " * 6, faces, width=INSIDE, height=250, leading=1)
    assert (short.size, long.size) == (120, 80)
    widths = [long.width(line) for line in lines]
    assert max(widths) - min(widths) < INSIDE / 3


def test_the_longest_headline_under_a_long_title_is_written_whole():
    text = " ".join(["unbelievably", "long", "headlines"] * 8)[:200]
    _face, lines = fit_text(text, HEADLINE, width=INSIDE, height=176, leading=1.04)
    assert " ".join(lines) == text


@pytest.mark.django_db
def test_a_film_in_another_script_still_gets_a_card():
    film = FilmFactory(title="千と千尋の神隠し")
    assert live(document(film, headline="夏")).safe["card"]


# In the storage


@pytest.mark.django_db
def test_the_file_is_named_by_a_hash_that_cannot_be_worked_out_from_its_words(settings):
    edition = live(document(headline="Nine lives"))
    name = edition.safe["card"]
    assert re.fullmatch(r"cards/[0-9a-f]{64}\.png", name)
    with default_storage.open(name) as file:
        assert opened(file.read()).size == SIZE
    settings.SECRET_KEY = "another house"
    workflow.rebake(edition, by=somebody("Chief"))
    edition.refresh_from_db()
    assert edition.safe["card"] != name


@pytest.mark.django_db
def test_an_edition_that_differs_only_in_what_is_hidden_keeps_its_card():
    edition = live()
    opening, ending = edition.revision.document().sections
    hidden = d.replace(ending, text="The lake was never there.")
    second = later(edition.review, {"sections": (opening, hidden)})
    assert second.number == 2
    assert second.safe["card"] == edition.safe["card"]
    assert default_storage.listdir("cards")[1] == [edition.safe["card"].removeprefix("cards/")]


@pytest.mark.django_db
@pytest.mark.parametrize("left", [None, b"", b"\x89PNG half a"])
def test_rebaking_draws_a_lost_or_broken_card_again(left):
    edition = live()
    name = edition.safe["card"]
    default_storage.delete(name)
    if left is not None:
        default_storage.save(name, ContentFile(left))
    workflow.rebake(edition, by=somebody("Chief"))
    edition.refresh_from_db()
    assert edition.safe["card"] == name
    with default_storage.open(name) as file:
        assert opened(file.read()).size == SIZE


@pytest.mark.django_db
def test_a_storage_that_fails_stops_no_publication_and_the_log_has_no_word_of_it(
    client, settings, caplog, tmp_path
):
    (tmp_path / "file").write_text("")
    settings.MEDIA_ROOT = tmp_path / "file" / "media"
    with caplog.at_level(logging.ERROR):
        edition = live(document(FilmFactory(title="Hushaby"), headline="Whisper"))
    assert edition.safe["card"] == ""
    (line,) = [record.getMessage() for record in caplog.records if "card picture" in record.getMessage()]
    assert f"review {edition.review_id}, edition 1" in line
    assert "Hushaby" not in caplog.text
    assert "Whisper" not in caplog.text
    page = client.get(edition.review.get_absolute_url())
    assert page.status_code == 200
    assert b"og:image" not in page.content
