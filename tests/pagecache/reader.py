"""Public pages as a reader's browser gets them, through the page cache in front of Django."""

from contextlib import contextmanager

import httpx
import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection

from pagecache import fragments, front, store
from pagecache.memory import Memory
from pagecache.shelf.postgresql import PostgresShelf
from pagecache.shelf.sqlite import SqliteShelf

MEBIBYTE = 1024 * 1024


class Reader:
    """A client of one server process; `builds` holds the addresses that Django was asked for.

    `cache`: PAGE_CACHE of this process, if it is not that of the test.
    """

    def __init__(self, shelf, memory=64 * MEBIBYTE, cache=""):
        self.cache = cache
        self.store = store.Store(shelf, Memory(memory))
        self.builds: list[str] = []
        self.django = WSGIHandler()
        self.front = front.Front(self._counted)
        self.client = httpx.Client(
            transport=httpx.WSGITransport(app=self.as_this_process), base_url="http://localhost"
        )

    def get(self, address, **headers):
        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(address, headers=asked)

    def forget(self):
        """As if the process had just started."""
        self.store.memory.clear()

    def _counted(self, environ, start_response):
        self.builds.append(environ["PATH_INFO"])
        return self.from_django(environ, start_response)

    def as_this_process(self, environ, start_response):
        with self.own_store():
            return list(self.front(environ, start_response))

    def from_django(self, environ, start_response):
        """The connection of a test stays open, as with Django's own test client."""
        signals = (request_started, request_finished)
        for signal in signals:
            signal.disconnect(close_old_connections)
        try:
            answer = self.django(environ, start_response)
            body = list(answer)
            answer.close()
            return body
        finally:
            for signal in signals:
                signal.connect(close_old_connections)

    @contextmanager
    def own_store(self):
        """The store of this process in the place of the one of the tests' process."""
        with pytest.MonkeyPatch.context() as patch:
            for module in (front, fragments):
                patch.setattr(module, "store", lambda: self.store)
            if self.cache:
                patch.setattr(settings, "PAGE_CACHE", self.cache)
            yield


@pytest.fixture
def shelf(tmp_path):
    return PostgresShelf() if connection.vendor == "postgresql" else SqliteShelf(tmp_path / "shelf.sqlite3")


@pytest.fixture
def reader(settings, shelf):
    settings.PAGE_CACHE = "memory"
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    return Reader(shelf)
