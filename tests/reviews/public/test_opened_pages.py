"""Pages behind the threshold: the review with one passage open, and with everything."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews import document as d
from tests.factories import FilmFactory, FranchiseFactory, InstalmentFactory
from tests.reviews.builders import correction, document, live
from tests.reviews.public.test_public_pages import rich_edition

pytestmark = pytest.mark.django_db


def flagged(text, level, *films, kind="plot", heading=""):
    scope = tuple(d.Ref(key=film.key, name=film.title) for film in films)
    return d.Section(kind=kind, heading=heading, text=text, spoiler=d.Spoiler(level=level, scope=scope))


PLOT, ENDING, INLINE = "A crown breaks.", "All of them die.", "He falls."


@pytest.fixture
def edition():
    return live(
        document(
            FilmFactory(title="The Fourth"),
            sections=(
                d.Section(kind="opening", text="It begins with rain."),
                flagged(PLOT, "major", heading="What happens"),
                flagged(ENDING, "ending", heading="How it ends"),
            ),
            verdict=d.Verdict(text=f"See it. >!{INLINE}!< Twice."),
        )
    )


def placeholders(html):
    """(href, words) of each placeholder on a page."""
    links = re.findall(r'<a class="spoiler-(?:link|inline)".*?</a>', html, re.DOTALL)
    words = [" ".join(re.sub("<[^>]+>", "", link).split()) for link in links]
    return [(re.search(r'href="([^"]+)"', link)[1], text) for link, text in zip(links, words, strict=True)]


def page(client, url):
    return client.get(url).content.decode()


def test_each_placeholder_has_an_address_at_which_it_alone_is_open(client, edition):
    links = placeholders(page(client, edition.review.get_absolute_url()))
    assert len(links) == 3

    for (href, _words), opened in zip(links, (PLOT, ENDING, INLINE), strict=True):
        html = page(client, href)
        assert [text for text in (PLOT, ENDING, INLINE) if text in html] == [opened]
        assert "It begins with rain." in html and "See it." in html
        assert len(placeholders(html)) == 2
        assert html.index('class="threshold"') < html.index("It begins with rain.") < html.index(opened)
        assert html.count("End of spoiler") == 1


def test_a_heading_and_the_contents_list_tell_only_what_is_open(client, edition):
    plot, ending, _inline = (
        href for href, _words in placeholders(page(client, edition.review.get_absolute_url()))
    )
    assert "What happens" in page(client, plot) and "How it ends" not in page(client, plot)
    assert "How it ends" in page(client, ending) and "What happens" not in page(client, ending)


def test_the_threshold_names_what_is_open_and_no_more(client, edition):
    plot, ending, _inline = (
        href for href, _words in placeholders(page(client, edition.review.get_absolute_url()))
    )

    def threshold(url):
        return re.search(r'class="threshold-list".*?</dl>', page(client, url), re.DOTALL)[0]

    assert "Major" in threshold(plot) and "Ending" not in threshold(plot)
    assert "Ending" in threshold(ending)
    assert "Ending" in threshold(edition.review.address_of("spoilers"))


def test_an_opened_page_is_not_indexed_not_fetched_ahead_and_shared_neutrally(client, edition):
    ((href, _words), *_others) = placeholders(page(client, edition.review.get_absolute_url()))
    response = client.get(href)
    assert response.headers["X-Robots-Tag"] == "noindex, nosnippet, noarchive"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    html = response.content.decode()
    assert "application/ld+json" not in html
    assert f'rel="canonical" href="http://localhost:8000{edition.review.get_absolute_url()}"' in html
    ahead = client.get(href, headers={"Sec-Purpose": "prefetch"})
    assert (ahead.status_code, ahead.headers["Cache-Control"]) == (403, "no-store")


def test_of_another_edition_or_for_nothing_it_leads_to_the_review(client, edition):
    ((href, _words), *_others) = placeholders(page(client, edition.review.get_absolute_url()))
    key = href.split("/")[-3]
    correction(edition.review, "Another headline")

    assert client.get(href).headers["Location"] == edition.review.get_absolute_url()
    for address in ("nothing", "verdict.text.9", f"{key}~x"):
        url = reverse("reviews:opened", args=[edition.review.slug, 2, address])
        assert client.get(url).headers["Location"] == edition.review.get_absolute_url(), address
    assert client.get("/reviews/nothing/spoilers/1/x/page/").status_code == 404


class Outline(HTMLParser):
    """Ids and headings of an article, in order."""

    def __init__(self, html):
        super().__init__()
        self.lines, self.text, self.is_heading = [], "", False
        self.feed(html[html.index("<article") : html.index("</article>")])

    def handle_starttag(self, tag, attrs):
        if tag == "section" and dict(attrs).get("id"):
            self.lines.append(dict(attrs)["id"])
        self.is_heading = self.is_heading or tag in ("h1", "h2", "h3")

    def handle_endtag(self, tag):
        if tag in ("h1", "h2", "h3"):
            self.lines.append(" ".join(self.text.split()))
            self.text, self.is_heading = "", False

    def handle_data(self, data):
        self.text += data if self.is_heading else ""


def test_opening_everything_gives_the_same_parts_in_the_same_order(client):
    edition = rich_edition(2)
    shut = Outline(page(client, edition.review.get_absolute_url())).lines
    full = page(client, edition.review.address_of("spoilers"))
    opened = Outline(full).lines

    assert [line for line in opened if line in set(shut)] == shut
    assert len(opened) > len(shut)
    assert placeholders(full) == []
    for part in ("In short", "Verdict", "Should you see it?", "facts"):
        assert part in full


def test_everything_is_linked_once_from_a_review_that_withholds_something(client, edition):
    url = edition.review.address_of("spoilers")
    assert page(client, edition.review.get_absolute_url()).count(f'href="{url}"') == 1
    plain = live(document(sections=(d.Section(kind="opening", text="It begins with rain."),)))
    url = plain.review.address_of("spoilers")
    assert f'href="{url}"' not in page(client, plain.review.get_absolute_url())


# A film that may not be named


def test_a_film_that_the_safe_text_does_not_speak_of_is_another_film(client):
    film, stranger = FilmFactory(title="The Fourth"), FilmFactory(title="The Stranger Bell")
    sections = (d.Section(kind="opening", text="It begins."), flagged("It is a sequel.", "major", stranger))

    (_href, words) = placeholders(
        page(client, live(document(film, sections=sections)).review.get_absolute_url())
    )[0]
    assert "another film" in words and "Bell" not in words

    opening = d.replace(sections[0], text="It begins as *The Stranger Bell* did.")
    named = live(document(film, sections=(opening, sections[1])))
    assert "The Stranger Bell" in placeholders(page(client, named.review.get_absolute_url()))[0][1]


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("Her hat is red. Upwards went the lift.", False),
        ("*Her* hat is red.", True),
        ("As in “Her”, the hat is red.", True),
        ("As in Her (2013), the hat is red.", True),
        ("Hers is red, and *Hers* too.", False),
    ],
)
def test_a_common_word_names_no_film(client, text, is_named):
    sections = (
        d.Section(kind="opening", text=text),
        flagged("It is a sequel.", "major", FilmFactory(title="Her")),
    )
    shown = page(client, live(document(sections=sections)).review.get_absolute_url())
    assert ("another film" not in placeholders(shown)[0][1]) == is_named


def test_a_film_of_the_franchise_is_named(client):
    film, third, franchise = FilmFactory(), FilmFactory(title="The Third Bell"), FranchiseFactory()
    for instalment in (film, third):
        InstalmentFactory(franchise=franchise, film=instalment)
    sections = (d.Section(kind="opening", text="It begins."), flagged("A finger is lost.", "major", third))
    html = page(client, live(document(film, sections=sections)).review.get_absolute_url())
    assert "The Third Bell" in placeholders(html)[0][1]


# Whatever stands in it

LEVELS = st.sampled_from(["", "mild", "major", "ending"])
PARTS = st.lists(st.tuples(LEVELS, st.sets(st.integers(0, 1))), min_size=1, max_size=6)


@settings(max_examples=25, deadline=None)
@given(PARTS)
def test_an_address_opens_its_passages_and_nothing_of_another_grade(client, parts):
    films = [FilmFactory(title=f"The Long Bell {number}") for number in range(2)]
    texts = [f"Sentence {number} ends." for number in range(len(parts))]
    sections = tuple(
        flagged(text, level, *(films[index] for index in sorted(scope)))
        if level
        else d.Section(kind="style", heading="", text=text)
        for text, (level, scope) in zip(texts, parts, strict=True)
    )
    grades = [(level, scope or {0}) if level else None for level, scope in parts]
    review = live(
        document(films[0], sections=(d.Section(kind="opening", text="It begins."), *sections))
    ).review

    html = page(client, review.get_absolute_url())
    assert [text for text in texts if text in html] == [
        text for text, grade in zip(texts, grades, strict=True) if not grade
    ]
    opened = []
    for href, _words in placeholders(html):
        alone = page(client, href)
        shown = [index for index, text in enumerate(texts) if grades[index] and text in alone]
        assert (
            len({(level, tuple(sorted(scope))) for level, scope in (grades[index] for index in shown)}) == 1
        )
        opened += shown
    assert opened == [index for index, grade in enumerate(grades) if grade]
