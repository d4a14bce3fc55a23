"""A review from an archive that nobody here has read: its opening, and one placeholder for the rest."""

import re

import pytest
from django.urls import reverse

from reviews import document as d
from reviews import workflow
from reviews.models import Edition
from reviews.public.reports.passages import passages_of
from search.models import Row
from tests.factories import ImageFactory, ScaleFactory
from tests.reviews.builders import LONG_AGO, approved, live, somebody, unread

pytestmark = pytest.mark.django_db
# A word in each kind of part that comes after the opening.
WORDS = ("heading", "section", "role", "note", "point", "label", "reason", "condition", "danger", "details")
WORDS += ("caption", "alternative", "colleague", "opinion", "verdict", "summary", "footnote", "behind")
CANARIES = {name: f"{name}quorvex" for name in WORDS}
FLAGGED = "zandrolix"


def rest() -> dict:
    image, scale, w = ImageFactory(title="A frame"), ScaleFactory(), CANARIES
    return {
        "sections": (
            d.Section(kind="opening", text="It begins with rain. >!A ferry!< leaves."),
            d.Section(
                kind="style", heading=w["heading"], text=f"{w['section']}.[^1]\n\n[^1]: {w['footnote']}"
            ),
            d.Section(kind="ending", text=FLAGGED, spoiler=d.Spoiler(level="ending")),
            d.Section(kind="outlook", text=w["behind"]),
        ),
        "cast_notes": (d.CastNote(name="Ida Mar", role=w["role"], text=w["note"]),),
        "points": (d.Point(side="good", label=w["label"], text=w["point"]),),
        "advice": (d.Advice(condition=w["condition"], answer="yes", reason=w["reason"]),),
        "advisories": (d.Advisory(kind="other", label=w["danger"], details=w["details"]),),
        "opinions": (d.Opinion(name=w["colleague"], text=w["opinion"]),),
        "pictures": (
            d.Picture(image=image.key, sha256=image.sha256, alt=w["alternative"], caption=w["caption"]),
        ),
        "verdict": d.Verdict(label=w["summary"], text=w["verdict"]),
        "score": d.Score(
            scale=scale.key, version=scale.version, value=7, maximum=5, divisions=2, word="good"
        ),
    }


@pytest.fixture
def edition():
    return unread(**rest())


def found(text):
    return {name for name, word in CANARIES.items() if word in text} | ({"flagged"} & {FLAGGED in text})


def page_of(client, edition, name=""):
    review = edition.review
    return client.get(review.address_of(name) if name else review.get_absolute_url()).content.decode()


def said(html):
    """The words of a page, in one line."""
    return " ".join(re.sub(r"<[^>]+>", "", html).split()).replace(" .", ".").replace("( ", "(")


def test_its_safe_values_hold_no_word_of_the_rest(edition):
    edition.refresh_from_db()
    assert found(repr(edition.safe)) == set()
    assert edition.safe["words"] < 10 and edition.safe["rest"]
    assert [part["kind"] for part in edition.safe["front"]] == ["opening"]
    assert edition.score == 7 and edition.safe["first_published"]["outlet"] == "The Kino Blog"


def test_its_page_ends_with_a_placeholder_that_opens_the_rest(client, edition):
    page = page_of(client, edition)
    assert "It begins with rain." in page
    assert found(page) == set()
    assert "From the archive of The Kino Blog (4 March 2012). Not read for spoilers here." in said(page)
    assert "Approved by" not in page and "1 minute’s reading" in said(page)
    links = re.findall(r'data-spoiler="([^"]+)" data-films="([^"]*)"', page)
    assert [films for address, films in links if address.endswith("/rest/")] == [""]  # no progress opens it
    assert len(links) == 2
    rest = client.get(next(address for address, _films in links if address.endswith("/rest/")))
    asked = rest.content.decode()
    assert found(asked) == CANARIES.keys() - {"details"}
    assert FLAGGED not in asked and "It begins with rain." not in asked
    assert rest.headers["X-Robots-Tag"] == "noindex, nosnippet, noarchive"
    inside = re.findall(r'data-spoiler="([^"]+)"', asked)
    opened = "".join(client.get(address).content.decode() for address in inside)
    assert FLAGGED in opened and CANARIES["details"] in opened


def test_without_script_the_placeholder_leads_to_the_rest_with_its_own_placeholders(client, edition):
    href = re.search(r'href="([^"]+/rest/page/)"', page_of(client, edition))[1]
    page = client.get(href).content.decode()
    assert found(page) == CANARIES.keys() - {"details"} and FLAGGED not in page
    assert "It begins with rain." in page and "nobody here has read it for spoilers" in page
    assert "/rest/" not in page.replace(href, "")
    full = page_of(client, edition, "spoilers")
    assert found(full) == CANARIES.keys() and FLAGGED in full


def test_a_passage_of_the_opening_opens_without_the_rest(client, edition):
    href = re.search(r'class="spoiler-inline" href="([^"]+)"', page_of(client, edition))[1]
    page = client.get(href).content.decode()
    assert "A ferry" in page and found(page) == set() and "/rest/page/" in page


def test_a_text_that_was_read_has_no_such_address(client):
    edition = live()
    assert client.get(reverse("reviews:part", args=[edition.review.slug, 1, "rest"])).status_code == 404
    assert client.get(reverse("reviews:opened", args=[edition.review.slug, 1, "rest"])).status_code == 302


def test_without_an_opening_only_the_head_is_shown(client):
    edition = unread(sections=(d.Section(kind="style", text=CANARIES["section"]),), dek="")
    page = page_of(client, edition)
    assert found(page) == set() and page.count("data-spoiler=") == 1
    assert edition.safe["description"] == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"sections": (d.Section(kind="opening", text=CANARIES["section"]),), "verdict": d.Verdict()},
        {"sections": (d.Section(kind="opening", text="Rain. " * 200 + CANARIES["section"]),)},
    ],
)
def test_a_text_in_one_piece_has_no_opening(client, fields):
    edition = unread(**fields)
    page = page_of(client, edition)
    assert found(page) == found(repr(edition.safe)) == set() and page.count("data-spoiler=") == 1
    assert found(page_of(client, edition, "spoilers")) == {"section"}


def test_search_finds_the_rest_as_it_finds_what_is_flagged(edition):
    row = Row.objects.get(kind="review", thing=edition.pk)
    assert found(f"{row.title} {row.names} {row.body}") == set()
    assert "rain" in row.body
    assert all(word in row.spoilers.words for word in ("sectionquorvex", "pointquorvex", FLAGGED))


def test_rebuilding_and_tightening_keep_the_rest_withheld(client, edition):
    workflow.rebake(edition, by=somebody("Editor"))
    assert found(page_of(client, edition)) == set()
    text = edition.revision.document()
    hidden = d.replace(text.sections[1], spoiler=d.Spoiler(level="major"))
    tighter = d.replace(text, sections=(text.sections[0], hidden, *text.sections[2:]))
    workflow.tighten(edition.review, document=tighter, by=somebody("Moderator"), reason="A reader told us.")
    assert found(page_of(client, edition)) == set()
    assert Edition.objects.live().get().is_unread


def test_it_is_in_no_feed_until_it_is_approved_as_any_other(client, edition):
    feeds = [reverse("reviews:feed", args=[form]) for form in ("atom", "rss", "json")]
    feeds.append(reverse("reviews:film_feed", args=[edition.film.slug, "atom"]))
    assert all(edition.headline not in client.get(feed).content.decode() for feed in feeds)
    assert edition.review.get_absolute_url() in client.get("/sitemap-reviews-1.xml").content.decode()
    submission = workflow.submit(edition.review, by=edition.review.author)
    approved(submission)
    assert all(edition.headline in client.get(feed).content.decode() for feed in feeds)
    page = page_of(client, edition)
    assert CANARIES["verdict"] in page and "From the archive" not in page


def test_lists_and_the_history_say_where_it_comes_from(client, edition):
    line = "From an archive. Not read for spoilers here."
    for address in ("/reviews/", edition.review.address_of("history")):
        page = client.get(address).content.decode()
        assert line in page and found(page) == set()
    assert "from an archive, not read" in client.get(edition.film.get_absolute_url()).content.decode()


def test_what_readers_can_report_names_the_opening_alone(edition):
    assert [(passage.name, passage.beginning) for passage in passages_of(edition)] == [
        ("Opening", "It begins with rain. […] leaves.")
    ]


def test_without_an_outlet_it_is_from_an_archive(client):
    edition = unread(first=d.FirstPublished(date=LONG_AGO.date))
    assert "From an archive (4 March 2012). Not read for spoilers here." in said(page_of(client, edition))
