"""What stands around the article of a page: readers' comments, other articles, the name of the site."""

import time

import pytest

from reviews.importing.formats import FormatError
from reviews.importing.kinds import as_text

TEXT = "<p>The river is the hero here, and nobody crosses it twice.</p>" * 3
PAGE = "<html><head><title>{}</title></head><body><div>{}<div class='post'>{}</div>{}</div></body></html>"


def markdown(page):
    text, notes = as_text(page.encode(), name="a.html", max_bytes=1_000_000)
    return text.decode(), " ".join(note.message for note in notes)


def comment(name, words):
    return f"<li><b>{name} says:</b> <time>2 May</time><p>{words} CANARY</p></li>"


THREAD = f"<ol>{comment('Mo', 'He dies!')}{comment('Ada', 'No.')}</ol>"
DATED = "<div><cite>Mo</cite> <time>2 May</time><p>CANARY</p></div>" * 2
HEADINGS = [
    "3 Comments",
    "Comments (12)",
    "2 thoughts on “Nine bridges”",
    "One response to Nine bridges",
    "Leave a reply",
    "3 Kommentare",
    "Schreibe einen Kommentar",
    "2 comentarios:",
    "Deja un comentario",
    "4 commentaires",
    "Laisser un commentaire",
    "2 commenti:",
    "Lascia un commento",
    "5 comentários",
    "Deixe um comentário",
    "2 reacties",
    "Geef een reactie",
    "3 komentarze",
    "Dodaj komentarz",
    "3 yorum",
    "Yorum yap",
    "2 kommentarer",
    "Lämna ett svar",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_what_stands_below_a_heading_of_comments_is_left_out(heading):
    said = f"<h3>{heading}</h3><p>Mo: he dies, CANARY</p><p>Ada: no CANARY</p>"
    for page in (PAGE.format("T", "", TEXT + said, ""), PAGE.format("T", "", TEXT, f"<div>{said}</div>")):
        text, notes = markdown(page)
        assert "CANARY" not in text
        assert text.count("crosses it twice") == 3
        assert "words of the page were left out" in notes


@pytest.mark.parametrize("said", [THREAD, f"<div>{DATED}</div>", f"<h4>Comments</h4>{THREAD}"])
def test_a_list_of_who_said_what_and_when_is_left_out(said):
    text, _notes = markdown(PAGE.format("T", "", TEXT + said, ""))
    assert "CANARY" not in text
    assert "crosses it twice" in text


@pytest.mark.parametrize(
    "shown",
    [
        "<h3>Comments</h3><p>Snow.</p>",
        "<h3>Responses to grief</h3><p>Snow.</p>",
        "<h3>Three thoughts</h3><p>Snow.</p>",
        "<div><p><time>2 May</time> Rain.</p><p><time>3 May</time> Snow.</p></div>",
        "<p>It left no comments, and Snow.</p>",
        "<ul><li>Ada says: go.</li><li>Snow.</li></ul>",
    ],
)
def test_a_section_of_the_review_is_no_comment(shown):
    assert "Snow." in markdown(PAGE.format("T", "", TEXT + shown, ""))[0]


def test_a_page_of_several_articles_names_those_that_are_not_read():
    articles = "".join(f"<article><h2>{name}</h2>{TEXT}</article>" for name in ("Fog", "Weir", "Pier"))
    text, notes = markdown(PAGE.format("My Blog", "<h1><a href='/'>My Blog</a></h1>", articles, ""))
    assert "holds 3 articles" in notes
    assert "“Weir”; “Pier”" in notes
    assert "Weir" not in text


def test_teasers_beside_an_article_are_left_out_in_silence():
    article = f"<article><h1>Fog</h1>{TEXT * 2}</article>"
    teasers = "<article><h3>Weir</h3><p>Wet.</p></article>" * 3
    text, notes = markdown(PAGE.format("Fog | My Blog", "", article + teasers, ""))
    assert "Weir" not in text + notes
    assert text.startswith("# Fog\n")


@pytest.mark.parametrize(
    ("title", "before", "post"),
    [
        ("My Blog: Nine bridges", "<h1>My Blog</h1>", f"<h3 class='post-title'>Nine bridges</h3>{TEXT}"),
        ("My Blog: Nine bridges", "<h1>My Blog</h1>", f"<h3>Nine bridges</h3>{TEXT}"),
        ("My Blog: Nine bridges", "<h1><a href='/'>My Blog</a></h1>", TEXT),
        ("Nine bridges | My Blog", "", TEXT),
        ("Nine bridges | My Blog", "<h1>Nine bridges</h1>", TEXT),
        ("My Blog", "<h1>Nine bridges</h1>", TEXT),
    ],
)
def test_the_headline_is_that_of_the_post_not_of_the_site(title, before, post):
    text, _notes = markdown(PAGE.format(title, before, post, ""))
    assert text.startswith("# Nine bridges\n\n")
    assert text.count("Nine bridges") == 1


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ("<meta property='og:site_name' content='My Blog'>", "Nine bridges"),
        (
            "<link rel='alternate' type='application/atom+xml' title='My Blog - Atom' href='/a'>",
            "Nine bridges",
        ),
        ("", "My Blog: Nine bridges"),
    ],
)
def test_a_site_that_says_its_name_gives_no_headline(head, headline):
    page = f"<html><head><title>My Blog: Nine bridges</title>{head}</head><body>{TEXT}</body></html>"
    assert markdown(page)[0].startswith(f"# {headline}\n")


def test_a_film_with_a_colon_keeps_it():
    page = PAGE.format("Fog: The Return", "", f"<h1>Fog: The Return</h1>{TEXT}", "")
    assert markdown(page)[0].startswith("# Fog: The Return\n")


@pytest.mark.parametrize(
    "unit", ["<h3>3 Comments</h3>", "<div>a", "<ol><li>a</li></ol>", "<li><time>x</time>says:</li>"]
)
def test_many_headings_take_linear_time(unit):
    started = time.process_time()
    try:
        markdown(f"<html><body><p>Fog.</p>{unit * 3_000}</body></html>")
    except FormatError as error:
        assert "deep" in str(error)
    assert time.process_time() - started < 10
