import datetime
import inspect
import re

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from cast.flagging import flag
from cast.models import CreditCharacter
from franchises.models import OrderKind, Status
from images.models import Image
from reviews import document as d
from reviews import workflow
from reviews.models import Critic, Edition
from reviewsite.derived.search_index import index_missing
from tests.factories import (
    CharacterFactory,
    CreditFactory,
    FilmFactory,
    FranchiseFactory,
    GenreFactory,
    ImageFactory,
    InstalmentFactory,
    OrderFactory,
    OtherTitleFactory,
    PageFactory,
    PersonFactory,
    PlaceFactory,
    ProjectStatusFactory,
    ReleaseDateFactory,
    ScaleFactory,
)
from tests.reviews.builders import correction, document, live, renamed, somebody

pytestmark = pytest.mark.django_db
CANARY = "quillfeather"
MAJOR = d.Spoiler(level="major")


def rich_document(film, count, hidden=CANARY):
    """Every kind of part, `count` times, safe and flagged; the flagged ones hold the word `hidden`."""
    credits = list(film.credits.values_list("key", flat=True))
    images = list(Image.objects.filter(title="For the text"))
    text = f"Open words. >!{hidden} inline!< ![A field](image:{images[0].key}) and on."
    scale = ScaleFactory._meta.model.objects.first() or ScaleFactory()
    score = d.Score(scale=scale.key, version=1, value=7, maximum=5, divisions=2, word="good")
    scope = (d.Ref(key=film.key, name=film.title),)
    parts = range(count)
    return document(
        film,
        bylines=tuple(d.Byline(name=critic.name, critic=critic.key) for critic in Critic.objects.all()),
        pictures=tuple(
            d.Picture(image=image.key, sha256=image.sha256, alt=image.alt, caption=text, spoiler=spoiler)
            for image in images
            for spoiler in (None, d.Spoiler(level="mild"))
        ),
        sections=(
            *(d.Section(kind="opening", heading=f"Part {number}", text=text) for number in parts),
            *(d.Section(kind="cast", heading="The cast", text=text) for _ in parts),
            *(
                d.Section(
                    kind="ending",
                    heading=hidden,
                    text=f"{hidden} ends",
                    spoiler=d.Spoiler(level="ending", scope=scope),
                )
                for _ in parts
            ),
            *(d.Section(kind="outlook", heading="Next", text=text) for _ in parts),
        ),
        cast_notes=(
            *(d.CastNote(credits=tuple(credits), name="Ida", role="Mina", text=text) for _ in parts),
            *(d.CastNote(name="Ada", role=hidden, text=hidden, spoiler=MAJOR) for _ in parts),
        ),
        points=tuple(
            point
            for side in ("good", "bad")
            for _ in parts
            for point in (
                d.Point(side=side, label="Sound", text=text),
                d.Point(side=side, label=hidden, text=hidden, spoiler=MAJOR),
            )
        ),
        advice=tuple(
            line
            for _ in parts
            for line in (
                d.Advice(condition=text, answer="yes", reason=text),
                d.Advice(condition=hidden, answer="no", reason=hidden, spoiler=MAJOR),
            )
        ),
        verdict=d.Verdict(label="In short", text=text),
        score=score,
    )


def rich_edition(count):
    """A live review with `count` of everything that its page can show."""
    poster = ImageFactory()
    film = FilmFactory(title="The Lighthouse", poster=poster)
    franchise = FranchiseFactory()
    order = OrderFactory(franchise=franchise, kind=OrderKind.STORY)
    for number in range(count + 2):
        other = film if number == 1 else FilmFactory(poster=poster)
        PlaceFactory(
            order=order, instalment=InstalmentFactory(franchise=franchise, film=other), position=number
        )
        if other is not film:
            live(document(other))
    for country in ("US", "GB", "DE")[:count]:
        credit = CreditFactory(film=film, person=PersonFactory())
        CreditCharacter.objects.create(credit=credit, character=CharacterFactory())
        ReleaseDateFactory(film=film, country=country)
        OtherTitleFactory(film=film)
        film.genres.add(GenreFactory())
        ImageFactory(title="For the text")
        PageFactory()
        critic = Critic.objects.count() + 1
        Critic.objects.create(name=f"Critic {critic}", slug=f"critic-{critic}")
        coming = FilmFactory(year=None)
        InstalmentFactory(franchise=franchise, film=coming)
        ProjectStatusFactory(franchise=franchise, film=coming, status=Status.ANNOUNCED)
    edition = live(rich_document(film, count))
    for number in range(count):
        edition = correction(edition.review, f"Take {number}", kind="correction", note="A name was wrong.")
    return edition


@pytest.mark.parametrize("count", [1, 3])
def test_a_review_costs_six_queries_whatever_stands_on_it(client, count, django_assert_num_queries):
    url = rich_edition(count).review.get_absolute_url()
    with django_assert_num_queries(6):
        page = client.get(url).content.decode()
    assert page.count("A name was wrong.") == count
    assert page.count("Announced") >= count


@pytest.mark.parametrize("count", [1, 3])
def test_notes_on_credits_of_another_film_cost_one_query_more(client, count, django_assert_num_queries):
    others = [CreditFactory(film=FilmFactory()) for _number in range(count)]
    notes = tuple(d.CastNote(credits=(other.key,), name="Ida", text="At ease.") for other in others)
    edition = live(document(FilmFactory(), cast_notes=notes))
    with django_assert_num_queries(7):
        page = client.get(edition.review.get_absolute_url())
    assert all(other.person.get_absolute_url() in page.text for other in others)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_whatever_their_length(client, count, django_assert_num_queries):
    critic = Critic.objects.create(name="Ada Quill", slug="ada-quill")
    byline = (d.Byline(name="Ada Quill", critic=critic.key),)
    for _ in range(count):
        live(document(FilmFactory(poster=ImageFactory()), bylines=byline))
        PageFactory()
    for url, queries in (("/reviews/", 2), (critic.get_absolute_url(), 4), ("/", 3)):
        with django_assert_num_queries(queries):
            page = client.get(url).content.decode()
        assert page.count("A quiet week") >= count


def test_the_spoiler_page_costs_the_same_whatever_stands_on_it(client, django_assert_num_queries):
    urls = [rich_edition(count).review.address_of("spoilers") for count in (1, 3)]
    for url in urls:
        with django_assert_num_queries(10):  # as the review page
            client.get(url)


# What spoils is not there


def test_no_word_of_what_is_flagged_is_on_the_page_and_every_word_is_where_it_was_asked_for(client):
    edition = rich_edition(1)
    for url in (edition.review.get_absolute_url(), edition.review.address_of("history"), "/", "/reviews/"):
        response = client.get(url)
        assert CANARY not in response.content.decode()
        assert CANARY not in str(response.headers)
    full = client.get(edition.review.address_of("spoilers")).content.decode()
    # 4 sections, 1 note with its role, 2 points and 1 line of advice with two fields each, 9 inline ones.
    assert full.count(CANARY) >= 15
    page = client.get(edition.review.get_absolute_url()).content.decode()
    parts = re.findall(r'data-spoiler="([^"]+)"', page)
    assert len(parts) == len(set(parts)) >= 10
    for part in parts:
        response = client.get(part)
        assert response.status_code == 200
        assert CANARY in response.content.decode()


def test_adjacent_withheld_passages_are_one_link_that_counts_nothing(client):
    def page(count):
        sections = [d.Section(kind="opening", text="Open.")]
        sections += [d.Section(kind="twists", text=f"t{number}", spoiler=MAJOR) for number in range(count)]
        edition = live(document(FilmFactory(title="A"), sections=tuple(sections)))
        html = client.get(edition.review.get_absolute_url()).content.decode()
        return re.sub(r"[0-9a-f-]{36}|[0-9a-f]{8}|T[\d:.]+|film-\d+|a-quiet-week(-\d+)?", "", html)

    one, three = page(1), page(3)
    assert one.count('data-spoiler="') == three.count('data-spoiler="') == 1
    assert (
        one.split("<main", 1)[1].split('class="after"')[0]
        == three.split("<main", 1)[1].split('class="after"')[0]
    )


def reachable(value, depth, seen):
    """Everything that a template could reach from a value: attributes, items, what takes no argument."""
    if id(value) in seen or depth < 0:
        return
    seen.add(id(value))
    yield value
    if isinstance(value, str | bytes | int | float | bool | type(None)):
        return
    if isinstance(value, dict):
        children = list(value.values())
    elif isinstance(value, list | tuple | set):
        children = list(value)
    else:
        children = [
            child for name in dir(value) if not name.startswith("_") for child in given_by(value, name)
        ]
    nothing = isinstance(value, list | tuple | dict | set)  # a container is not a level of its own
    for child in children:
        yield from reachable(child, depth if nothing else depth - 1, seen)


def given_by(value, name):
    """What a template gets for `value.name`: it calls what can be called, unless that changes data."""
    try:
        child = getattr(value, name)
        if callable(child) and not isinstance(child, type):
            is_async = inspect.iscoroutinefunction(child) or (name[:1] == "a" and hasattr(value, name[1:]))
            changes = getattr(child, "alters_data", False) or is_async
            return [] if changes else [child()]
    except Exception:  # whatever it raises, it gave nothing away
        return []
    return [child]


def contexts(monkeypatch):
    """Every (template, context) that public pages are rendered from while the test runs."""
    rendered = []

    def spy(template, context, *args, **options):
        rendered.append((template, context))
        return render_to_string(template, context, *args, **options)

    monkeypatch.setattr("pagecache.respond.render_to_string", spy)
    return rendered


def test_from_no_context_but_the_spoiler_pages_can_a_spoiler_be_reached(client, monkeypatch):
    rendered = contexts(monkeypatch)
    edition = rich_edition(1)
    flag(edition.film.credits.first(), level="major")
    person = edition.film.credits.first().person
    person.biography = f"Open. >!{CANARY}!<"
    person.save()
    film = edition.film
    film.synopsis = f"Open. >!{CANARY}!<"
    film.save()
    franchise = film.instalments.get().franchise
    critic = Critic.objects.first()
    urls = ["/", "/reviews/", "/films/", "/franchises/", edition.review.get_absolute_url()]
    urls += [edition.review.address_of("history"), film.get_absolute_url(), franchise.get_absolute_url()]
    index_missing()
    urls += [critic.get_absolute_url(), "/search/?q=open&spoilers=1"]
    for url in urls:
        client.get(url)
    assert len(rendered) == len(urls)
    for template, context in rendered:
        found = [
            value for value in reachable(context, 2, set()) if isinstance(value, str) and CANARY in value
        ]
        assert not found, template
        kinds = {type(value).__module__.split(".")[0] for value in reachable(context, 2, set())}
        assert not kinds & {"films", "cast", "franchises", "images", "ratings", "search"}, (template, kinds)


def test_the_search_for_what_can_be_reached_finds_what_is_there(client, monkeypatch):
    rendered = contexts(monkeypatch)
    edition = rich_edition(1)
    client.get(edition.review.address_of("spoilers"))
    ((_template, context),) = rendered
    assert [value for value in reachable(context, 2, set()) if isinstance(value, str) and CANARY in value]
    model = {"edition": Edition.objects.get(pk=edition.pk)}
    assert [value for value in reachable(model, 2, set()) if isinstance(value, str) and CANARY in value]


# Asking for what spoils


def test_the_spoiler_page_is_not_indexed_and_not_fetched_ahead(client):
    url = live().review.address_of("spoilers")
    response = client.get(url)
    assert response.headers["X-Robots-Tag"] == "noindex, nosnippet, noarchive"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.content.decode().index('class="threshold') < response.content.decode().index(
        "The lake dries up."
    )
    for header in ({"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}, {"X-Moz": "prefetch"}):
        ahead = client.get(url, headers=header)
        assert ahead.status_code == 403
        assert ahead.headers["Cache-Control"] == "no-store"
        assert b"lake dries" not in ahead.content


def test_no_cache_answers_a_browser_that_guesses_with_what_it_kept(client):
    url = live().review.address_of("spoilers")
    for asked in (client.get(url), client.get(url, headers={"Sec-Purpose": "prefetch"})):
        assert asked.headers["Vary"] == "Sec-Purpose, Purpose, X-Moz"


def test_a_part_is_given_of_the_live_edition_only(client):
    edition = live()
    page = client.get(edition.review.get_absolute_url()).content.decode()
    (part,) = re.findall(r'data-spoiler="([^"]+)"', page)
    assert "The lake dries up." in client.get(part).content.decode()
    correction(edition.review, "Corrected")
    assert client.get(part).status_code == 404


@pytest.mark.parametrize(
    "address", ["nonsense", "verdict", "verdict.text.0", "verdict.text.x", "..", "a.b.c.d", "0" * 400]
)
def test_what_is_not_withheld_is_no_part(client, address):
    edition = live()
    url = f"{edition.review.address_of('spoilers')}{edition.number}/{address}/"
    assert client.get(url).status_code == 404


def test_a_safe_part_is_not_given_out_as_a_spoiler(client):
    edition = live()
    safe = next(part for part in edition.revision.document().sections if not part.spoiler)
    assert client.get(f"{edition.review.address_of('spoilers')}1/{safe.key}/").status_code == 404


# Addresses


def test_what_was_never_public_is_not_found(client):
    edition = live(at=timezone.now() + datetime.timedelta(hours=1))
    for view in ("detail", "history", "spoilers"):
        assert client.get(edition.review.address_of(view)).status_code == 404


@pytest.mark.parametrize("view", ["detail", "history", "spoilers"])
def test_every_page_of_a_review_moves_and_goes_with_it(client, view):
    edition = live()
    former, moderator = edition.review.address_of(view), somebody("Moderator")
    renamed(edition.review, "elsewhere")
    assert client.get(former).headers["Location"] == edition.review.address_of(view)
    workflow.take_down(edition.review, by=moderator, reason="Rights.")
    assert client.get(edition.review.address_of(view)).status_code == 410


@pytest.mark.parametrize("page", ["2", "0", "-1", "x", "99999999", "²", "1e3", ""])
def test_odd_page_numbers_do_no_harm(client, page):
    live()
    assert client.get("/reviews/", {"page": page}, follow=True).status_code in (200, 404)


def test_public_pages_know_nobody(client):
    edition = live()
    urls = [
        "/",
        "/reviews/",
        edition.review.get_absolute_url(),
        edition.review.address_of("spoilers"),
        "/films/",
    ]
    anonymous = [client.get(url) for url in urls]
    client.force_login(somebody("Chief", is_superuser=True))
    for url, before in zip(urls, anonymous, strict=True):
        after = client.get(url)
        assert after.content == before.content
        assert not after.cookies
        assert "Cookie" not in after.headers.get("Vary", "")
        assert after.headers["Content-Security-Policy"].startswith("default-src 'self'")
