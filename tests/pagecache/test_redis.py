"""The shelf in Redis: as on a database, and pages come without it."""

import shutil
import socket
import subprocess
import time

import pytest
import redis
from django.db import connection

from pagecache.shelf.redis import RedisShelf
from reviews import workflow
from reviews.models import Edition
from tests.pagecache.reader import Reader
from tests.reviews.builders import live, somebody

pytestmark = [
    # PostgreSQL covers what is committed alone.
    pytest.mark.django_db(transaction=connection.vendor == "postgresql"),
    pytest.mark.skipif(not shutil.which("redis-server"), reason="redis-server is not installed"),
]


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    port, folder = free_port(), tmp_path_factory.mktemp("redis")
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    process = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
    url = f"redis://127.0.0.1:{port}/0"
    try:
        wait_for(url)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=10)


def wait_for(url):
    for _try in range(100):
        try:
            return redis.Redis.from_url(url).ping()
        except redis.ConnectionError:
            time.sleep(0.05)
    raise TimeoutError(url)


@pytest.fixture
def shelf(server):
    redis.Redis.from_url(server).flushall()
    return RedisShelf(server)


def test_what_one_process_built_another_has_and_a_change_takes_from_both(reader, shelf):
    edition, other = live(), Reader(shelf)
    page = edition.review.get_absolute_url()
    assert reader.get(page).content == other.get(page).content
    assert (reader.builds, other.builds) == ([page], [])
    workflow.take_down(edition.review, by=somebody("Moderator"), reason="Rights.")
    fresh = Reader(shelf)
    for each in (reader, other, fresh):
        each.store.log.read_at = float("-inf")
        assert each.get(page).status_code == 410
    assert (other.builds, fresh.builds) == ([], [])


def test_a_claim_is_one_processs_until_it_is_released(server, shelf):
    other = RedisShelf(server)
    assert (shelf.claim("page"), other.claim("page")) == (True, False)
    shelf.release("page")
    assert other.claim("page")


def test_what_is_cleared_or_damaged_is_built_again(server, reader, shelf):
    page = live().review.get_absolute_url()
    reader.get(page)
    store = redis.Redis.from_url(server)
    (key,) = [key for key in store.keys("foyer:*") if page.encode() in key]
    store.hset(key, "label", b"\xc1 garbage")
    for _ in range(2):
        fresh = Reader(shelf)
        assert fresh.get(page).status_code == 200
        assert fresh.builds == [page]
        shelf.clear()
    store.set(key, "of another kind")
    assert Reader(shelf).get(page).status_code == 200


def test_pages_come_without_a_server(reader):
    away = Reader(RedisShelf(f"redis://127.0.0.1:{free_port()}/0"))
    page = live().review.get_absolute_url()
    assert away.get(page).status_code == 200
    workflow.take_down(Edition.objects.get().review, by=somebody("Moderator"), reason="Rights.")
    away.store.log.read_at = float("-inf")
    assert away.get(page).status_code == 410
