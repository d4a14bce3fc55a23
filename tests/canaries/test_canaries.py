"""The promise, proved: a word in every kind of spoiler, and a reader who asked for nothing.

Each worker plants the world once in a database of its own; each test is a transaction in it.
"""

import logging
import re
from datetime import timedelta

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from reviews import workflow
from reviews.models import Edition, Review
from tests.canaries import planted_leaks
from tests.canaries.archive import UNREAD
from tests.canaries.canaries import KINDS, NOWHERE, ON_REQUEST, WORDS, Answer, Planted, planted, walk

pytestmark = [pytest.mark.django_db, pytest.mark.social_cards]


def found(answers):
    return {(answer.address, kind) for answer in answers.values() for kind in answer.words()}


@pytest.fixture(scope="module")
def media(databases, django_db_setup, django_db_blocker):
    """Where the pictures of what was planted are."""
    media = databases.folder / f"canaries-{databases.worker}"
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media),
        databases.filled(f"canaries_{databases.worker}", planted),
    ):
        yield media


@pytest.fixture
def world(media, db, settings, caplog):
    settings.MEDIA_ROOT = media
    caplog.set_level(logging.DEBUG)
    edition, unread = Edition.objects.live().order_by("is_unread")
    reviews = Review.objects.exclude(pk__in=[edition.review_id, unread.review_id])
    return Planted(edition, reviews.get(), unread)


def test_the_table_has_a_word_of_its_own_for_every_kind():
    assert len(KINDS) >= 14
    assert len(set(WORDS.values())) == len(WORDS)


def test_a_reader_who_asked_for_nothing_finds_nothing(client, world, caplog):
    answers = walk(client)
    assert found(answers) == set()
    addresses = answers.keys()
    review = world.edition.review.get_absolute_url()
    assert {"/", "/reviews/", review, f"{review}history/", "/films/the-lamp-room/"} <= addresses
    assert {"/people/ida-mar/", "/characters/mina/", "/franchises/the-lights/", "/about/"} <= addresses
    assert {"/critics/ada-quill/", "/films/the-buoys/", "/films/the-pier/"} <= addresses
    assert world.unread.review.get_absolute_url() in addresses
    missing = {address for address, answer in answers.items() if answer.status != 200}
    missing = {address for address in missing if not address.startswith("/media/")}  # served in debug alone
    assert not missing
    gone = client.get(world.taken_down.get_absolute_url())
    assert gone.status_code == 410
    assert not Answer("", 410, gone.content.decode()).words()
    assert not Answer("", 0, caplog.text).words(), "nothing is logged"


def test_nothing_is_found_where_nothing_should_be_reached(client, world):
    for address in (
        f"/people/guest-{WORDS['person of a flagged credit']}/",
        f"/characters/{WORDS['character of a flagged credit']}/",
        "/nowhere/",
        f"{world.edition.review.get_absolute_url()}nothing/",
        "/reviews/?page=99",
        "/reviews/?before=2000-01-01T00:00:00Z-1",
    ):
        response = client.get(address)
        assert response.status_code == 404
        assert not Answer("", 404, response.content.decode()).words()


def test_whoever_asks_finds_everything_where_it_belongs(client, world):
    review = world.edition.review
    full = client.get(review.address_of("spoilers")).content.decode()
    wanted = {kind for kind, (_word, where) in KINDS.items() if where == ON_REQUEST}
    unwanted = {kind for kind, (_word, where) in KINDS.items() if where == NOWHERE}
    on_page = Answer("", 200, full).words()
    assert wanted <= on_page
    assert unwanted & on_page <= {"picture inside a spoiler: its file"}

    page = client.get(review.get_absolute_url()).content.decode()
    waiting, opened = re.findall(r'data-spoiler="([^"]+)"', page), ""
    while waiting:  # a passage may hold others
        answer = client.get(waiting.pop()).content.decode()
        waiting += re.findall(r'data-spoiler="([^"]+)"', answer)
        opened += answer
    assert wanted <= Answer("", 200, opened).words()


def test_whoever_asks_finds_the_rest_of_an_unread_review(client, world):
    wanted = {kind for kind, (_word, where) in KINDS.items() if where == UNREAD}
    full = client.get(world.unread.review.address_of("spoilers")).content.decode()
    assert Answer("", 200, full).words() == wanted
    page = client.get(world.unread.review.get_absolute_url()).content.decode()
    [address] = re.findall(r'data-spoiler="([^"]+)"', page)
    assert Answer("", 200, client.get(address).content.decode()).words() == wanted


def test_an_earlier_edition_gives_nothing_to_whoever_asks_for_it(client, world):
    review = world.edition.review
    page = client.get(review.get_absolute_url()).content.decode()
    for address in re.findall(r'data-spoiler="([^"]+)"', page):
        former = address.replace(f"/{world.edition.number}/", "/1/")
        assert client.get(former).status_code == 404


def test_a_preview_link_gives_nothing_that_was_not_asked_for(client, world):
    options = {
        "recipient": "Joan",
        "until": timezone.now() + timedelta(days=1),
        "by": world.edition.review.author,
    }
    safe = workflow.share_preview(world.edition.revision, **options)
    full = workflow.share_preview(world.edition.revision, **options, is_full=True)
    wanted = {kind for kind, (_word, where) in KINDS.items() if where == ON_REQUEST}

    for link in (safe, full):
        assert not Answer("", 200, client.get(link.get_absolute_url()).content.decode()).words()
    asked = client.get(reverse("previews:full", args=[full.token]), follow=True).content.decode()
    assert wanted <= Answer("", 200, asked).words()


PLANTED = [
    planted_leaks.in_a_template,
    planted_leaks.in_a_comment,
    planted_leaks.in_an_attribute,
    planted_leaks.in_the_feed,
    planted_leaks.in_the_description,
    planted_leaks.in_structured_data,
    planted_leaks.in_an_alternative_text,
    planted_leaks.in_the_name_of_a_card_picture,
    planted_leaks.in_a_header,
]


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_the_walk_finds_a_leak_put_in_by_hand(client, world, monkeypatch, settings, tmp_path, plant):
    kind = "text of a flagged section"
    plant(monkeypatch, settings, tmp_path, world.edition, f"It was {WORDS[kind]} all along")
    assert {found_kind for _address, found_kind in found(walk(client))} == {kind}


def test_the_log_shows_a_leak_put_in_by_hand(client, world, monkeypatch, settings, tmp_path, caplog):
    kind = "text of a flagged section"
    planted_leaks.in_the_log(monkeypatch, settings, tmp_path, world.edition, WORDS[kind])
    walk(client)
    assert Answer("", 0, caplog.text).words() == {kind}


def searched(client, word):
    """What the search answers, but for the word itself, which it repeats."""
    return client.get("/search/", {"q": word}).content.decode().replace(word, "")


def test_no_word_of_a_spoiler_can_be_searched_for(client, world):
    nothing = searched(client, "qzxvkwjq")
    assert {kind for kind, word in WORDS.items() if searched(client, word) != nothing} == set()
    assert searched(client, "rain") != nothing


def test_the_search_shows_a_leak_put_in_by_hand(client, world, monkeypatch, settings, tmp_path):
    kind = "text of a flagged section"
    planted_leaks.in_the_search(monkeypatch, settings, tmp_path, world.edition, WORDS[kind])
    nothing = searched(client, "qzxvkwjq")
    assert {kind for kind, word in WORDS.items() if searched(client, word) != nothing} == {kind}


VISITORS = [
    {},
    {"headers": {"cookie": "seen=everything; sessionid=x"}},
    {"headers": {"accept-language": "de, fr;q=0.5", "user-agent": "Googlebot", "save-data": "on"}},
    {"headers": {"referer": "https://example.org/", "dnt": "1", "x-requested-with": "XMLHttpRequest"}},
    {"headers": {"accept": "application/json", "purpose": "preview", "origin": "https://example.org"}},
]


def test_pages_are_the_same_bytes_for_everybody(client, world, django_user_model):
    staff = django_user_model.objects.create_superuser("chief", password="x")
    plain = document_bytes(client, {})
    for visitor in VISITORS[1:]:
        assert document_bytes(client, visitor) == plain
    client.force_login(staff)
    assert document_bytes(client, {}) == plain
    assert all("Set-Cookie" not in headers for _status, headers, _body in plain.values())


def document_bytes(client, visitor):
    """Status, headers and body of every public page, as this visitor gets them."""
    answers = {}
    for address in sorted(walk_addresses(client)):
        response = client.get(address, **visitor)
        answers[address] = (response.status_code, dict(response.headers), response.getvalue())
        assert not response.cookies
    return answers


def walk_addresses(client):
    spoilers = re.compile(r'data-spoiler="([^"]+)"')
    found = walk(client)
    asked = {link for answer in found.values() for link in spoilers.findall(answer.text)}
    return {*found, *asked, "/nowhere/"}
