"""The page cache in front of Django: what is kept, for whom, and until when."""

import datetime
import gzip

import brotli
import httpx
import pytest
import time_machine
from django.db import OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from cast.flagging import flag
from films.models import Film, Genre
from pagecache import front
from pagecache.models import Change, changed
from pagecache.scopes import EVERYTHING, subjects_of
from reviews import document as d
from reviews import workflow
from reviews.models import Edition
from reviews.public import views
from reviewsite.pages.models import FOOTER
from tests.factories import (
    CreditFactory,
    FilmFactory,
    GenreFactory,
    InstalmentFactory,
    PageFactory,
    ProjectStatusFactory,
)
from tests.pagecache.reader import Reader
from tests.reviews.builders import (
    approved,
    correction,
    document,
    live,
    renamed,
    somebody,
    submitted,
    unread,
)

# PostgreSQL covers what is committed alone.
pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")

SECONDS = datetime.timedelta(seconds=1)


@pytest.fixture
def page():
    return live().review.get_absolute_url()


@pytest.fixture(autouse=True)
def _log_is_always_read_anew(monkeypatch):
    """Tests do not wait a second for the next reading."""
    monkeypatch.setattr("pagecache.log.MAX_AGE", 0.0)
    monkeypatch.setattr("pagecache.store.MAX_AGE", 0.0)


def same(one, other):
    return (one.status_code, one.headers, one.content) == (other.status_code, other.headers, other.content)


@pytest.mark.engines
def test_a_page_is_built_once_and_the_same_from_each_tier(reader, shelf, page):
    built, warm = reader.get(page), reader.get(page)
    reader.forget()
    shelved = reader.get(page)
    assert same(built, warm)
    assert same(built, shelved)
    assert reader.builds == [page]
    other = Reader(shelf)
    assert same(built, other.get(page))
    assert not other.builds


def test_without_the_cache_the_answer_is_the_same(reader, settings, page):
    kept = [reader.get(page), reader.get(page)]
    settings.PAGE_CACHE = "off"
    assert same(kept[1], reader.get(page))
    assert reader.builds == [page, page]


def test_shared_keeps_nothing_in_the_process(settings, shelf, page):
    settings.PAGE_CACHE = "shared"
    reader = Reader(shelf, memory=0)
    assert same(reader.get(page), reader.get(page))
    assert (reader.builds, len(reader.store.memory)) == ([page], 0)


@pytest.mark.engines
def test_what_is_taken_down_is_gone_with_the_next_request(reader, shelf):
    edition = live()
    page, other = edition.review.get_absolute_url(), Reader(shelf)
    assert reader.get(page).status_code == other.get(page).status_code == 200
    workflow.take_down(edition.review, by=somebody("Moderator"), reason="Rights.")
    for each in (reader, other, Reader(shelf)):
        assert each.get(page).status_code == 410


def test_what_is_hidden_is_gone_from_page_list_and_feed(reader):
    edition = live()
    addresses = [edition.review.get_absolute_url(), "/feeds/reviews.json"]
    assert all("begins with rain" in reader.get(address).text for address in addresses)
    opening, ending = edition.revision.document().sections
    hidden = d.replace(
        edition.revision.document(), sections=(d.replace(opening, text=f">!{opening.text}!<"), ending)
    )
    workflow.tighten(edition.review, document=hidden, by=somebody("Moderator"), reason="Too much.")
    assert not any("begins with rain" in reader.get(address).text for address in addresses)


def test_a_page_that_memory_is_too_small_for_is_gone_too(reader, shelf, monkeypatch):
    monkeypatch.setattr("pagecache.store.MAX_AGE", 60.0)  # then the way of asking is remembered
    edition, small = live(), Reader(shelf, memory=0)
    page = edition.review.get_absolute_url()
    assert small.get(page).status_code == 200
    workflow.take_down(edition.review, by=somebody("Moderator"), reason="Rights.")
    small.store.refresh(at_once=True)
    assert small.get(page).status_code == 410


def test_a_flagged_credit_is_gone(reader):
    film = FilmFactory()
    credit = CreditFactory(film=film)
    page = live(document(film)).review.get_absolute_url()
    assert credit.person.name in reader.get(page).text
    flag(credit, "major")
    assert credit.person.name not in reader.get(page).text


def test_a_note_on_a_flagged_credit_of_another_film_is_gone(reader):
    credit = CreditFactory()
    note = d.CastNote(credits=(credit.key,), name="Ida Mar", text="She waits at the pier.")
    page = live(document(cast_notes=(note,))).review.get_absolute_url()
    assert "at the pier" in reader.get(page).text
    flag(credit, "major")
    assert "at the pier" not in reader.get(page).text


def test_another_review_leaves_a_page_where_it_is(reader):
    for _ in range(4):
        live()
    page = Edition.objects.latest("pk").review.get_absolute_url()
    reader.get(page)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=40)):
        live()
        reader.get(page)
    assert reader.builds == [page]


def test_a_correction_leaves_the_pages_that_do_not_show_it(reader):
    oldest, *_between, newest = [live() for _ in range(6)]
    page = newest.review.get_absolute_url()
    assert oldest.review.get_absolute_url() not in reader.get(page).text
    correction(oldest.review, "A louder week")
    reader.get(page)
    assert reader.builds == [page]


def test_a_film_that_is_edited_leaves_the_reviews_of_other_films_of_its_genre(reader):
    one, other, genre = FilmFactory(), FilmFactory(), GenreFactory()
    genre.films.set([one, other])
    page, films = live(document(one)).review.get_absolute_url(), genre.get_absolute_url()
    reader.get(page), reader.get(films)
    with transaction.atomic():
        Film.objects.filter(pk=other.pk).update(title="The Buoy")
        changed(*subjects_of(other))
    reader.get(page)
    assert "The Buoy" in reader.get(films).text
    assert reader.builds == [page, films, films]


@pytest.mark.engines
def test_an_edition_begins_by_the_clock_though_nobody_writes(reader):
    edition = live()
    page = edition.review.get_absolute_url()
    then = timezone.now() + datetime.timedelta(hours=1)
    correction(edition.review, "A louder week", at=then)
    assert "A quiet week" in reader.get(page).text
    assert "A quiet week" in reader.get("/reviews/").text
    with time_machine.travel(then + SECONDS):
        assert "A louder week" in reader.get(page).text
        assert "A louder week" in reader.get("/reviews/").text


def test_an_embargo_ends_by_the_clock(reader):
    film, until = FilmFactory(), timezone.now() + datetime.timedelta(hours=1)
    workflow.set_embargo(film=film, until=until, by=somebody("Chief"), reason="Asked.")
    page = live(document(film)).review.get_absolute_url()
    assert reader.get(page).status_code == 404
    assert "A quiet week" not in reader.get("/").text
    with time_machine.travel(until + SECONDS):
        assert reader.get(page).status_code == 200
        assert "A quiet week" in reader.get("/").text


def test_a_clock_put_back_forgets_what_was_built_after(reader, page):
    reader.get(page)
    with time_machine.travel(timezone.now() - datetime.timedelta(hours=1)):
        reader.get("/")
        reader.get("/")
    assert reader.builds == [page, "/", "/"] or reader.builds == [page, "/"]


def test_a_change_of_everything_empties_all(reader, page):
    reader.get(page)
    with transaction.atomic():
        changed(EVERYTHING)
    reader.get(page)
    assert reader.builds == [page, page]


def test_a_404_is_kept_under_no_address_and_tells_nothing(reader):
    scheduled = live(at=timezone.now() + datetime.timedelta(days=1)).review.get_absolute_url()
    answers = [reader.get(address) for address in (scheduled, "/reviews/nothing-here/", "/nothing/at/all/")]
    assert {answer.status_code for answer in answers} == {404}
    assert same(answers[0], answers[1])
    assert same(answers[0], answers[2])
    # The page that is the same for all, its footer, and what there is to mark as seen.
    assert len(reader.store.memory) <= 3
    assert answers[0].headers["Cache-Control"] == "public, max-age=0, s-maxage=1, must-revalidate"


def test_an_address_that_moved_redirects_from_the_cache_until_it_moves_back(reader):
    edition = live()
    former = edition.review.get_absolute_url()
    renamed(edition.review, "quiet-week")
    for _ in range(2):
        assert reader.get(former).headers["Location"] == edition.review.get_absolute_url()
    assert reader.builds == [former]


def test_an_old_address_is_looked_up_each_time_and_follows_its_review_at_once(reader):
    submission, at = submitted(), timezone.now() + datetime.timedelta(days=1)
    review = submission.review
    workflow.set_old_addresses(review, addresses=["/2016/lake/", "/lake/", "/?p=7"], by=review.author)
    unknown = reader.get("/nothing/at/all/")
    approved(submission, at=at)
    for address in ("/2016/lake/", "/lake/?utm_source=x"):
        assert same(reader.get(address), unknown)
    assert reader.get("/?p=7").headers["Location"] == "/"

    with time_machine.travel(at + SECONDS, tick=False):
        for address in ("/2016/lake/", "/2016/lake?utm_source=x", "/lake/", "/?p=7", "/?utm_source=x&p=7"):
            for _ in range(2):
                answer = reader.get(address)
                assert (answer.status_code, answer.headers["Location"]) == (301, review.get_absolute_url())
        workflow.set_old_addresses(review, addresses=[], by=review.author)
        assert same(reader.get("/2016/lake/"), unknown)


def test_the_home_page_is_kept_whatever_stands_behind_it_but_the_number_of_a_page(reader):
    home = reader.get("/")
    builds = len(reader.builds)
    assert same(reader.get("/?utm_source=x"), home)
    assert len(reader.builds) == builds
    assert reader.get("/?p=9").headers["Location"] == "/"
    assert len(reader.builds) == builds + 1


def test_what_is_announced_of_a_franchise_shows_on_reviews_of_films_without_a_place_in_its_orders(reader):
    film, coming = FilmFactory(), FilmFactory()
    page = live(document(film)).review.get_absolute_url()
    franchise = InstalmentFactory(film=film).franchise
    assert "Announced" not in reader.get(page).text
    with transaction.atomic():
        changed(*subjects_of(ProjectStatusFactory(franchise=franchise, film=coming, status="announced")))
    assert "Announced" in reader.get(page).text


@pytest.mark.parametrize(
    ("asked", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("identity", None),
        ("gzip;q=nonsense", None),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
    ],
)
def test_a_page_comes_in_the_encoding_that_a_client_takes(reader, page, asked, encoding):
    with reader.client.stream("GET", page, headers={"Accept-Encoding": asked}) as answer:
        body = b"".join(answer.iter_raw())
        assert answer.headers.get("Content-Encoding") == encoding
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Content-Length"] == str(len(body))
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert b"A quiet week" in unpack(body)


def test_who_has_the_page_is_told_so(reader, page):
    first = reader.get(page)
    etag = first.headers["ETag"]
    for known in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = reader.get(page, If_None_Match=known)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert "Content-Security-Policy" in again.headers
        assert "Content-Length" not in again.headers
    assert reader.get(page, If_None_Match='"other"').status_code == 200
    assert reader.builds == [page]


def test_head_is_the_page_without_its_body(reader, page):
    whole, head = reader.get(page), reader.client.head(page)
    assert dict(head.headers) == dict(whole.headers)
    assert head.content == b""


@pytest.mark.parametrize("query", ["?utm_source=x", "?page=2&x=1", "?fbclid=1&fbclid=2", "?%00=%ff"])
def test_parameters_that_nobody_reads_make_no_page_of_their_own(reader, page, query):
    assert same(reader.get(page), reader.get(page + query))
    assert reader.builds == [page]


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/admin/login/", {}),
        ("/", {"Host": "evil.example"}),
        ("/", {"Range": "bytes=0-10"}),
        ("/search/?q=rain", {}),
        ("/static/nothing.css", {}),
    ],
)
def test_what_is_not_kept_goes_to_django_each_time(reader, address, headers):
    for _ in range(2):
        reader.get(address, **headers)
    assert len(reader.builds) == 2


def test_cookies_and_accounts_change_nothing(reader, page):
    plain = reader.get(page)
    assert same(plain, reader.get(page, Cookie="sessionid=x", Authorization="Basic eA=="))
    assert reader.builds == [page]


def test_plain_http_is_redirected_and_https_has_its_own_answer(reader, page, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 60
    settings.SECURE_SSL_REDIRECT = True
    fresh = Reader(reader.store.shelf)
    assert fresh.get(page).status_code == 301
    assert "Strict-Transport-Security" in fresh.get(page, X_Forwarded_Proto="https").headers
    assert fresh.get(page).status_code == 301
    secure = httpx.Client(transport=fresh.client._transport, base_url="https://localhost")
    assert secure.get(page, headers={"X-Forwarded-Proto": ""}).status_code == 301  # as Django reads it


def test_the_full_text_is_never_kept(reader):
    edition = live()
    spoilers = edition.review.address_of("spoilers")
    answers = [reader.get(spoilers), reader.get(spoilers)]
    assert "The lake dries up." in answers[0].text
    assert answers[0].headers["Cache-Control"] == "private, no-cache"
    assert reader.builds == [spoilers, spoilers]
    assert reader.get(spoilers, Sec_Purpose="prefetch").status_code == 403
    for kept in reader.store.memory._things.values():
        assert b"dries up" not in getattr(kept.value, "body", b"")


def test_with_the_database_away_known_pages_stay_for_a_while(reader, page, monkeypatch, caplog, settings):
    known = reader.get(page)

    def away(*arguments, **values):
        raise OperationalError("gone")

    monkeypatch.setattr("pagecache.log._entries_from", away)
    monkeypatch.setattr("pagecache.log._snapshot_and_entries", away)
    assert same(reader.get(page), known)
    assert reader.get("/").status_code == 503
    assert reader.get("/").headers["Retry-After"]
    settings.STALE_SECONDS = 0
    assert reader.get(page).status_code == 503
    assert "The database cannot be read: django.db.utils.OperationalError" in caplog.text


def test_a_page_that_changes_while_it_is_built_is_not_kept(reader, page, monkeypatch):
    def and_change(environ, start_response):
        answer = reader.from_django(environ, start_response)
        with transaction.atomic():
            changed(Edition.objects.get().review)
        return answer

    reader.front.application = and_change
    assert reader.get(page).status_code == 200
    reader.front.application = reader._counted
    reader.get(page)
    assert reader.builds == [page]


def test_a_fragment_is_as_old_as_the_page_that_it_is_built_for(reader):
    """Another thread reads the log between the query of the page and the fragment, made of older rows."""
    film = FilmFactory(runtime_minutes=90)
    page = live(document(film)).review.get_absolute_url()
    load = views.live_edition_at

    def and_change(slug):
        edition = load(slug)
        with transaction.atomic():
            Film.objects.update(runtime_minutes=99)
            changed(film)
        reader.store.refresh(at_once=True)
        return edition

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(views, "live_edition_at", and_change)
        assert "90 minutes" in reader.get(page).text
    assert "99 minutes" in reader.get(page).text


@pytest.mark.engines
def test_a_database_put_back_empties_the_shelf(reader, shelf, page, monkeypatch):
    reader.get(page)
    Change.objects.all().delete()
    monkeypatch.setattr("pagecache.log._snapshot_and_entries", lambda number: ("3:3:", []))  # on PostgreSQL
    fresh = Reader(shelf)
    with fresh.own_store():
        fresh.get(page)
    assert fresh.builds == [page]


def test_another_build_finds_nothing_of_this_one(reader, page, monkeypatch):
    reader.get(page)
    monkeypatch.setattr("pagecache.store.fingerprint", lambda: "another")
    reader.get(page)
    assert reader.builds == [page, page]


def test_a_clock_put_forward_and_back_leaves_nothing_public_that_is_to_come(reader):
    then = timezone.now() + datetime.timedelta(days=10)
    page = live(at=then).review.get_absolute_url()
    with time_machine.travel(then + SECONDS):
        assert reader.get(page).status_code == 200
        assert "A quiet week" in reader.get("/").text
    assert reader.get(page).status_code == 404
    assert "A quiet week" not in reader.get("/").text


@pytest.mark.parametrize("query", ["?page=", "?after=x&after=", "?page=2&page="])
def test_a_parameter_without_a_value_is_read_as_django_reads_it(reader, settings, query):
    kept = reader.get(f"/films/{query}")
    settings.PAGE_CACHE = "off"
    assert same(kept, reader.get(f"/films/{query}"))


def test_a_cursor_that_anybody_made_up_is_kept_nowhere(reader, page):
    for number in range(3):
        address = f"/reviews/?before=2100-01-01T00:00:00Z-{number}"
        assert reader.get(address).status_code == reader.get(address).status_code == 200
    assert len(reader.builds) == 6


@pytest.mark.parametrize("header", ["Accept-Encoding", "X-Forwarded-Proto"])
def test_long_headers_are_not_remembered(reader, page, header):
    for number in range(3):
        reader.client.get(page, headers={header: f"{'x' * 5000}{number}"})
    assert sum(len(part) for asked in reader.front._requests for part in asked) < 5000


def test_who_asks_for_another_encoding_does_not_build_the_page_again(reader, page, shelf):
    other = Reader(shelf)
    for encoding in ("gzip", "br", "identity"):
        answer = reader.get(page, accept_encoding=encoding)
        assert answer.headers.get("Content-Encoding", "identity") == encoding
        assert "A quiet week" in answer.text
        assert same(answer, other.get(page, accept_encoding=encoding))
    assert [len(reader.builds), len(other.builds)] == [1, 0]
    assert all(shelf.get(front.key_of("http", f"{page}?"), name) for name in ("gzip", "br"))


def test_what_is_erased_leaves_the_shelf_too(reader, shelf, monkeypatch, django_capture_on_commit_callbacks):
    review = live().review
    page = review.get_absolute_url()
    reader.get(page)
    monkeypatch.setattr("pagecache.store._shelf", lambda: shelf)
    assert shelf.get(front.key_of("http", f"{page}?"), "br")
    with django_capture_on_commit_callbacks(execute=True):
        workflow.erase_review(review, order="A court's", by=somebody("Chief"))
    assert shelf.get(front.key_of("http", f"{page}?"), "br") is None
    assert Reader(shelf).get(page).status_code == 410


def test_a_new_build_is_told_from_what_was_loaded_not_from_what_stands_on_disk(reader, monkeypatch):
    asked = []
    monkeypatch.setattr(front, "fingerprint", lambda: asked.append(1))
    front.Front(reader.django)
    assert asked


def test_a_search_keeps_its_footer_as_long_as_that_is_true_and_nothing_of_what_it_finds(reader):
    live()
    page = PageFactory(title="Contact")
    for asked in ("/search/?q=rain", "/search/?q=dries&spoilers=1"):
        assert "Contact" in reader.get(asked).text
    kept = " ".join(str(entry.value) for entry in reader.store.memory._things.values()).lower()
    assert "contact" in kept
    assert not [word for word in ("rain", "dries", "/reviews/the") if word in kept]
    with transaction.atomic():
        page.title = "Imprint"
        page.save()
        changed(FOOTER)
    assert "Imprint" in reader.get("/search/?q=rain").text


def test_pages_that_are_not_kept_are_unavailable_too_while_the_database_is_away(reader, monkeypatch):
    def away(*arguments, **values):
        raise OperationalError("gone")

    monkeypatch.setattr("pagecache.log._entries_from", away)
    monkeypatch.setattr("pagecache.log._snapshot_and_entries", away)
    monkeypatch.setattr("reviewsite.pages.search.search_view", away)
    assert reader.get("/search/?q=rain").status_code == 503


@pytest.mark.django_db(transaction=True)
@pytest.mark.engines
def test_rows_deleted_together_at_the_desk_are_named(admin_client):
    genres = [GenreFactory(), GenreFactory()]
    values = {"action": "delete_selected", "_selected_action": [genre.pk for genre in genres], "post": "yes"}
    assert admin_client.post(reverse("admin:films_genre_changelist"), values).status_code == 302
    assert {f"genre:{genre.pk}" for genre in genres} <= set(Change.objects.values_list("scope", flat=True))
    assert not Genre.objects.exists()


def test_a_kept_feed_gets_an_unread_review_once_it_is_approved(reader):
    edition = unread()
    review = edition.review
    feeds = ["/feeds/reviews.atom", reverse("reviews:film_feed", args=[edition.film.slug, "json"])]
    assert all(review.slug not in reader.get(feed).content.decode() for feed in feeds)
    assert "Not read for spoilers here." in reader.get(review.get_absolute_url()).content.decode()
    approved(workflow.submit(review, by=review.author))
    assert all(review.slug in reader.get(feed).content.decode() for feed in feeds)
    assert "Not read" not in reader.get(review.get_absolute_url()).content.decode()
