"""What pages say of themselves in their heads: titles, descriptions, link previews."""

from html import unescape
from html.parser import HTMLParser

import pytest

from cast.flagging import flag
from reviews import document as d
from reviews.models import Critic
from reviews.public.pagination import write_moment
from tests import factories as make
from tests.reviews.builders import document, live
from tests.reviews.public.test_feeds import FORMS, addresses, world
from tests.reviews.public.test_public_pages import CANARY, rich_edition

pytestmark = [pytest.mark.django_db, pytest.mark.social_cards]

HOSTILE = "“A” \"><script>alert('x')</script> & ]]> 🎬 \u202eשלום\u202c"


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SITE_URL = "https://foyer.example"


class Head(HTMLParser):
    """The head of a page as a machine reads it: its metas, links and title."""

    def __init__(self, html):
        super().__init__()
        self.metas, self.links, self.title, self.is_title, self.tags = {}, [], "", False, []
        self.feed(html.partition("</head>")[0])

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append(tag)
        self.is_title = tag == "title"
        if tag == "meta" and "content" in values:
            self.metas.setdefault(values.get("property") or values.get("name"), values["content"])
        if tag == "link":
            self.links.append((values["rel"], values["href"]))

    def handle_endtag(self, tag):
        self.is_title = False

    def handle_data(self, data):
        self.title += data if self.is_title else ""


def head(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return Head(response.content.decode())


def test_a_review_is_shared_with_its_card_its_dek_and_one_address(client):
    film = make.FilmFactory(title="The Lamp")
    edition = live(document(film))
    url = f"https://foyer.example{edition.review.get_absolute_url()}"
    found = head(client, edition.review.get_absolute_url())
    assert ("canonical", url) in found.links
    card = f"https://foyer.example/media/{edition.safe['card']}"
    wanted = {
        "description": "Two people and a lake.",
        "og:type": "article",
        "og:url": url,
        "og:title": "A quiet week. A review of The Lamp",
        "og:description": "Two people and a lake.",
        "og:image": card,
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "The Lamp: A quiet week",
        "twitter:card": "summary_large_image",
    }
    assert {name: found.metas.get(name) for name in wanted} == wanted


def test_an_edition_from_before_there_were_cards_has_no_picture(client):
    edition = live()
    del edition.safe["card"]
    edition.save(update_fields=["safe"])
    found = head(client, edition.review.get_absolute_url())
    assert "og:image" not in found.metas
    assert found.metas["twitter:card"] == "summary"


def test_every_kind_of_page_has_one_address_a_title_and_a_description(client):
    edition = rich_edition(1)
    film = edition.film
    credit = film.credits.first()
    things = [film, credit.person, credit.characters.first(), film.instalments.get().franchise]
    urls = ["/", "/reviews/", *(thing.get_absolute_url() for thing in [*things, Critic.objects.first()])]
    seen = set()
    for url in urls:
        found = head(client, url)
        assert ("canonical", f"https://foyer.example{url}") in found.links
        assert found.metas["og:url"] == f"https://foyer.example{url}"
        assert found.metas["og:description"] == found.metas["description"]
        assert found.metas["og:title"]
        seen |= {found.title, found.metas["description"]}
    assert len(seen) == 2 * len(urls)


def test_a_later_page_of_a_list_is_a_page_of_its_own(client, monkeypatch):
    monkeypatch.setattr("reviews.public.views.REVIEWS_PER_PAGE", 1)
    live()
    later = live()
    cursor = write_moment(later.listed_at, later.review_id)
    page = head(client, f"/reviews/?before={cursor}")
    assert ("canonical", f"https://foyer.example/reviews/?before={cursor}") in page.links
    assert f"until {later.listed_at:%-d %B %Y}" in page.title
    for same in ("x=y", f"before={write_moment(later.listed_at, later.review_id + 1)}"):
        assert ("canonical", "https://foyer.example/reviews/") in head(client, f"/reviews/?{same}").links


def test_the_spoiler_page_is_shared_neutrally(client):
    film = make.FilmFactory(title="The Lamp")
    edition = live(document(film))
    found = head(client, edition.review.address_of("spoilers"))
    canonical = f"https://foyer.example{edition.review.get_absolute_url()}"
    assert [href for rel, href in found.links if rel == "canonical"] == [canonical]
    assert found.title == "Full review (spoilers): The Lamp · Foyer"
    assert found.metas["og:title"] == "Full review (spoilers): The Lamp"
    assert found.metas["og:description"] == "The whole review of The Lamp, for those who ask for it."
    assert found.metas["robots"] == "noindex, nosnippet, noarchive"
    assert "og:image" not in found.metas
    assert "application/ld+json" not in client.get(edition.review.address_of("spoilers")).content.decode()


def test_no_head_holds_a_word_of_what_is_flagged_not_even_of_the_spoiler_page(client):
    edition = rich_edition(1)
    flag(edition.film.credits.first(), level="major")
    for view in ("detail", "history", "spoilers"):
        html = client.get(edition.review.address_of(view)).content.decode()
        assert CANARY not in html.partition("</head>")[0]


def test_hostile_words_stay_words_in_every_head(client):
    film = make.FilmFactory(title=HOSTILE)
    edition = live(document(film, headline=HOSTILE, dek=HOSTILE.replace("<script>", "< script >")))
    plain = len(head(client, live().review.get_absolute_url()).tags)
    found = head(client, edition.review.get_absolute_url())
    assert len(found.tags) == plain
    assert HOSTILE in found.metas["og:title"]
    assert HOSTILE in head(client, film.get_absolute_url()).metas["og:title"]


def test_the_heads_of_pages_name_their_feeds(client):
    film, franchise, critic = world(1)
    pages = ["/", film.get_absolute_url(), franchise.get_absolute_url(), critic.get_absolute_url()]
    for page, path in zip(pages, addresses(film, franchise, critic), strict=True):
        html = client.get(page).content.decode()
        for form, kind in zip(FORMS, ("atom+xml", "rss+xml", "feed+json"), strict=True):
            assert f'rel="alternate" type="application/{kind}"' in html
            assert f'href="https://foyer.example{path}.{form}"' in html


@pytest.mark.parametrize("ending", ["?", "!", "…", "...", "?”", "？"])
def test_a_title_that_ends_like_a_sentence_gets_no_full_stop(client, ending):
    title = f"Which Way Is Up{ending}"
    film = make.FilmFactory(title=title)
    score = d.Score(scale=make.ScaleFactory().key, version=1, value=7, maximum=5, divisions=2, word="good")
    edition = live(document(film, headline=title, score=score))
    review, feed = client.get(edition.review.get_absolute_url()), client.get("/feeds/reviews.atom")
    pages = [review, feed, client.get(film.get_absolute_url())]
    pages += [client.get(edition.review.address_of(name)) for name in ("spoilers", "history", "report")]
    for page in pages:
        assert title in unescape(page.content.decode())
        assert f"{title}." not in unescape(unescape(page.content.decode()).replace("</cite>", ""))
    assert f"{title} A review of {title}" in unescape(review.content.decode())
    assert f"{title}: {title} Review · Foyer</title>" in unescape(review.content.decode())
