"""The surfaces screen: what would go out, made by what publishes, and nothing stored."""

import json
import re
from html import unescape

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from reviews import document as d
from reviews import workflow
from reviews.desk.deciding.page_outline import outline_of
from reviews.models import Edition, Revision
from tests.canaries.canaries import KINDS, ON_REQUEST, Answer, planted
from tests.reviews.builders import begun, document, rewritten, somebody, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.social_cards]


@pytest.fixture
def moderator(client):
    user = somebody("Moderator", first_name="Mo")
    client.force_login(user)
    return user


def screen(client, revision):
    url = reverse("admin:reviews_draft_output_channels", args=[revision.review_id, revision.number])
    return client.get(url)


def surface(html, name):
    """The section of one surface."""
    start = html.index(f'id="{name}" aria-labelledby="f-{name}"')
    end = html.find('<section class="surface', start)
    return html[start : end if end > 0 else html.index("</main>", start)]


def test_every_surface_but_the_spoiler_page_is_free_of_spoilers(client, moderator):
    review = planted().edition.review
    rewritten(review, review.author, headline="The lamp, once more")
    submission = workflow.submit(review, by=review.author)

    response = screen(client, submission.revision)
    html = response.content.decode()
    asked = {kind for kind, (_word, where) in KINDS.items() if where == ON_REQUEST}
    for name in ("page", "search", "link", "feed", "outline", "data", "history"):
        assert Answer("", 200, surface(html, name)).words() == set(), name
    shown = Answer("", 200, surface(html, "full")).words()
    assert asked - shown <= {"picture inside a spoiler: its file"}
    assert Answer("", 200, str(response.headers)).words() == set()


def test_what_is_shown_is_what_readers_get_once_it_is_approved(client, moderator):
    submission = submitted(document(headline="A quiet week & a lake"))
    html = screen(client, submission.revision).content.decode()
    workflow.approve(submission, digest=submission.revision.digest, moderator=moderator)

    page = outline_of(client.get(submission.review.get_absolute_url()).content.decode())

    shown = json.loads(unescape(re.search(r"<pre[^>]*>(.*?)</pre>", html, re.DOTALL)[1]))
    public = json.loads(page.data[0])
    moments = {"datePublished", "dateModified"}
    assert {name: shown[name] for name in shown.keys() - moments} == {
        name: public[name] for name in public.keys() - moments
    }
    preview = unescape(surface(html, "link"))
    said = [pair for pair in page.meta if not pair[0].startswith("article:")]
    assert said
    assert all(value in preview for _name, value in said)
    assert page.title in unescape(surface(html, "search"))
    assert all(line.text in unescape(re.sub(r"<[^>]+>", "", surface(html, "outline"))) for line in page.lines)
    feed = client.get("/feeds/reviews.json").json()["items"][0]
    assert "It begins with rain." in feed["content_html"]
    assert "It begins with rain." in surface(html, "feed")
    assert "Approved by Mo" in surface(html, "page")


def test_what_is_withheld_leads_to_the_spoiler_page_beside_it(client, moderator):
    submission = submitted(
        document(sections=(d.Section(kind="opening", text="It begins >!with a drowning!< with rain."),))
    )

    html = screen(client, submission.revision).content.decode()

    assert f'href="{submission.review.address_of("spoilers")}"' not in html
    assert not re.search(r'href="http[^"]*/spoilers/"', html)
    assert surface(html, "page").count('href="#full"') == 1
    assert surface(html, "feed").count('href="#full"') == 1


def test_looking_stores_nothing_and_the_card_is_sent_uncached(client, moderator):
    review = begun()
    revision = review.revisions.get()
    before = (Revision.objects.count(), Edition.objects.count(), stored())

    assert screen(client, revision).status_code == 200
    card = client.get(reverse("admin:reviews_draft_output_channels_card", args=[review.pk, 1]))

    assert card.headers["Content-Type"] == "image/png"
    assert "no-store" in card.headers["Cache-Control"]
    assert card.content.startswith(b"\x89PNG")
    assert (Revision.objects.count(), Edition.objects.count(), stored()) == before


def stored():
    return sorted(default_storage.listdir("cards")[1]) if default_storage.exists("cards") else []


def test_a_card_that_cannot_be_drawn_is_told_and_nothing_of_the_text_is_logged(
    client, moderator, monkeypatch, caplog
):
    def breaks(words):
        raise RuntimeError(words.headline)

    monkeypatch.setattr("reviews.desk.deciding.output_channels.draw", breaks)
    review = begun(document(headline="Untellable"))

    html = screen(client, review.revisions.get()).content.decode()

    assert "The card picture cannot be drawn." in html
    assert "og:image" not in html
    assert "Untellable" not in caplog.text
    card = client.get(reverse("admin:reviews_draft_output_channels_card", args=[review.pk, 1]))
    assert card.status_code == 404


def test_the_history_tells_what_was_corrected_before(client, moderator):
    first = submitted()
    review = first.review
    workflow.approve(first, digest=first.revision.digest, moderator=moderator)
    rewritten(review, review.author, headline="Second")
    second = workflow.submit(review, by=review.author)
    note = "A name was >!Zanzibar!< wrong."
    workflow.approve(second, digest=second.revision.digest, moderator=moderator, kind="correction", note=note)
    third = rewritten(review, review.author, headline="Third")

    history = surface(screen(client, third).content.decode(), "history")

    assert "A name was" in history
    assert "Zanzibar" not in history


def test_a_draft_without_a_film_is_told_kindly(client, moderator):
    review = begun(d.Document(headline="A lake"))
    html = screen(client, review.revisions.get()).content.decode()
    assert "Choose the film in the draft" in html
    assert (
        client.get(reverse("admin:reviews_draft_output_channels_card", args=[review.pk, 1])).status_code
        == 404
    )


def test_a_revision_that_is_not_there_is_not_found(client, moderator):
    review = begun()
    for name in ("output_channels", "output_channels_card"):
        assert client.get(reverse(f"admin:reviews_draft_{name}", args=[review.pk, 99])).status_code == 404


def test_the_screen_is_one_click_from_deciding_and_from_the_draft(client, moderator):
    submission = submitted()
    url = reverse(
        "admin:reviews_draft_output_channels", args=[submission.review_id, submission.revision.number]
    )
    for name, args in (
        ("submission", [submission.review_id, submission.pk]),
        ("change", [submission.review_id]),
        ("revisions", [submission.review_id]),
    ):
        assert url in client.get(reverse(f"admin:reviews_draft_{name}", args=args)).content.decode()


def test_a_page_is_read_with_its_anchors_pictures_and_placeholders():
    page = outline_of(
        "<head><title>A &amp; B</title><meta name='description' content='x'><meta name='robots' content='n'>"
        "<script type='application/ld+json'>{\"a\": 1}</script></head><h1>Not the review</h1>"
        "<article><h1>One <em>two</em></h1><section id='s-1'><h2 id='t'>Three</h2><p>no<img src='/m/f.png' "
        "alt='Four'><br><a data-spoiler='/x/' href='/y/'>Five <cite>six</cite></a></p></section></article>"
    )

    assert (page.title, page.meta, page.data) == ("A & B", [("description", "x")], ['{\n  "a": 1\n}'])
    assert [(line.kind, line.text, line.anchor, line.file) for line in page.lines] == [
        ("h1", "One two", "", ""),
        ("h2", "Three", "s-1", ""),
        ("img", "Four", "", "f.png"),
        ("link", "Five six", "", ""),
    ]
