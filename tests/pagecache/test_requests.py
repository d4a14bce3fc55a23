"""Requests and headers of all kinds: each tier answers as Django alone, and never with an error."""

import datetime
import gzip
import io
import itertools
import os
import random

import brotli
import pytest
from django.db import connection

from pagecache.shelf.sqlite import SqliteShelf
from reviews import workflow
from tests.pagecache.reader import Reader
from tests.reviews.builders import live, renamed, somebody

pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")

# A push asks some, others each day; script/prove (FOYER_REQUESTS) as many as it is told.
COUNT = int(os.environ.get("FOYER_REQUESTS", str(40)))
SEED = os.environ.get("FOYER_SEED", str(datetime.date.today().toordinal()))
LONG = "x" * 3000
PATHS = (
    *("/", "/reviews/", "/films/", "/franchises/", "/sitemap.xml", "/feeds/reviews.json", "/search/"),
    *("{page}", "{page}history/", "{page}spoilers/", "{page}parts/1/", "{renamed}", "{gone}", "{film}"),
    *("{page_without_slash}", "/reviews", "/nothing/", "/reviews/nothing/", "/static/nothing.css"),
    *("//", "//evil.example/", "//evil.example", "/reviews//nothing/", "/./reviews/", "/../reviews/"),
    *("/%ff/", "/\xff\xfe/", "/r\xc3\xa9views/", "/reviews/\x00/", "/reviews/%2e%2e/", "/reviews/<b>/"),
    *("http://localhost/", "*", "", "reviews/", f"/reviews/{LONG}/", "/robots.txt", "/favicon.ico"),
)
QUERIES = (
    *("", "page=2", "page=0&page=1", "page=x", "before=x", "before=", "after=x&after=y", "q=rain"),
    *("utm_source=x", "%00=%ff", "page=%00", "before=%ff", "=&=&&", "?", "page=2&x=%0d%0a", "a=" + LONG),
    *("page=\xff", "before=\xc3\xa9", "of=1~2,3", "spoilers=1&q=x", "page=2;page=3", "%", "page", "page[]=2"),
)
HOSTS = (
    "localhost",
    "localhost:8000",
    "LOCALHOST",
    "localhost.",
    "evil.example",
    "",
    None,
    "a b",
    "[::1",
    "[]",
)
HOSTS += ("localhost:", "localhost:x", "localhost,evil.example", "l\xf6calhost", "localhost:8000:8000")
ENCODINGS = (None, "", "gzip", "br", "gzip, deflate, br", "br;q=0", "gzip;q=0, br;q=0, *;q=1", "*;q=0")
ENCODINGS += (
    "identity;q=0",
    "gzip;q=2",
    "gzip;q=nan",
    "br;q=-1",
    "GZIP",
    ",,;;=",
    "gzip;",
    "\xff",
    "br" * 999,
)
TAGS = (None, "*", '"x"', "W/*", '"x", {etag}', "W/{etag}", "{etag}", "", '"', "\xff", '"a' * 99)
OTHERS: tuple[dict, ...] = (
    {},
    {"RANGE": "bytes=0-9"},
    {"RANGE": "x"},
    {"SEC_PURPOSE": "prefetch"},
    {"PURPOSE": "prefetch"},
    {"X_MOZ": "prefetch"},
    {"SEC_PURPOSE": "prefetch;prerender"},
    {"IF_MODIFIED_SINCE": "Mon, 01 Jan 2035 00:00:00 GMT"},
    {"IF_MATCH": '"x"'},
    {"IF_UNMODIFIED_SINCE": "Mon, 01 Jan 2001 00:00:00 GMT"},
    {"IF_RANGE": '"x"', "RANGE": "bytes=0-9"},
    {"X_FORWARDED_HOST": "evil.example"},
    {"X_FORWARDED_PROTO": "https"},
    {"X_FORWARDED_PROTO": "https, http"},
    {"X_FORWARDED_PROTO": "HTTPS"},
    {"X_FORWARDED_PROTO": ""},
    {"X_FORWARDED_PORT": "1"},
    {"X_FORWARDED_FOR": "evil"},
    {"FORWARDED": "host=evil.example;proto=https"},
    {"X_ORIGINAL_URL": "/admin/", "X_REWRITE_URL": "/admin/"},
    {"X_HTTP_METHOD_OVERRIDE": "DELETE"},
    {"COOKIE": f"sessionid=x; csrftoken={'y' * 32}; messages=z"},
    {"AUTHORIZATION": "Basic eA=="},
    {"ACCEPT": "application/json", "ACCEPT_LANGUAGE": "de"},
    {"CACHE_CONTROL": "no-cache", "PRAGMA": "no-cache"},
    {"ORIGIN": "https://evil.example", "REFERER": "https://evil.example/"},
)
METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "TRACE", "get", "X")
PROXIED = {"SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https")}
HOUSES: tuple[dict, ...] = (
    {},
    {"SECURE_HSTS_SECONDS": 60},
    {"SECURE_SSL_REDIRECT": True},
    PROXIED | {"SECURE_SSL_REDIRECT": True, "SECURE_HSTS_SECONDS": 60},
    PROXIED,
)
KNOWN = {"SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "SCRIPT_NAME": ""}
# What the front adds to Django's own headers, or writes in another way.
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
ADDED = ("etag", "vary", "content-length", "content-encoding")


@pytest.fixture
def addresses():
    edition, gone, moved = live(), live().review, live().review
    workflow.take_down(gone, by=somebody("Moderator"), reason="Rights.")
    former = moved.get_absolute_url()
    renamed(moved, "another-week")
    page = edition.review.get_absolute_url()
    return {
        "page": page,
        "page_without_slash": page.rstrip("/"),
        "gone": gone.get_absolute_url(),
        "renamed": former,
        "film": edition.film.get_absolute_url(),
    }


class Tiers:
    """The same site without the cache, and two processes with it."""

    def __init__(self, shelf):
        self.alone, self.warm = Reader(shelf, cache="off"), Reader(shelf, cache="memory")
        self.shelved = Reader(shelf, memory=0, cache="shared")

    def answers(self, environ):
        yield "alone", asked(self.alone.as_this_process, environ)
        yield "memory, first", asked(self.warm.as_this_process, environ)
        yield "memory, again", asked(self.warm.as_this_process, environ)
        yield "shelf", asked(self.shelved.as_this_process, environ)


def asked(application, environ):
    """(status, headers, body), as a server would get them."""
    started: list = []
    environ = environ | {"wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO()}
    body = b"".join(application(environ, lambda *answer: started.append(answer)))
    ((status, headers),) = started
    return status, sorted(headers), body


def some(choose, values):
    """Half of the time the first of them, which is what most clients send."""
    return values[0] if choose.random() < 0.5 else choose.choice(values)


def requests(choose, addresses, count):
    """Each path in its turn, with the rest by chance; as WSGI has them."""
    for path in itertools.islice(itertools.cycle(PATHS), count):
        for name, address in addresses.items():
            path = path.replace(f"{{{name}}}", address)
        headers = {
            "HOST": some(choose, HOSTS),
            "ACCEPT_ENCODING": choose.choice(ENCODINGS),
            "IF_NONE_MATCH": some(choose, TAGS),
            **some(choose, OTHERS),
        }
        yield KNOWN | {
            "REQUEST_METHOD": some(choose, METHODS),
            "PATH_INFO": path,
            "QUERY_STRING": some(choose, QUERIES),
            "wsgi.url_scheme": choose.choice(("http", "https")),
            **{f"HTTP_{name}": value for name, value in headers.items() if value is not None},
        }


def with_known_tag(environ, answer):
    """With the ETag that a client would have of this answer, in the place of `{etag}`."""
    etag = dict(answer[1]).get("ETag", '"none"')
    tags = environ.get("HTTP_IF_NONE_MATCH", "").replace("{etag}", etag)
    return environ | ({"HTTP_IF_NONE_MATCH": tags} if tags else {})


def unpacked(answer):
    _status, headers, body = answer
    return UNPACK[dict(headers).get("Content-Encoding", "")](body)


def differences(tiers, environ):
    """How the tiers' answers differ from Django's, and from each other."""
    plain = asked(tiers.alone.from_django, environ)
    answers = dict(tiers.answers(with_known_tag(environ, asked(tiers.alone.as_this_process, environ))))
    alone = answers.pop("alone")
    yield from (name for name, answer in answers.items() if answer != alone)
    if int(alone[0][:3]) >= 500:
        yield alone[0]
    if not alone[0].startswith("304"):
        has_body = environ["REQUEST_METHOD"] != "HEAD"  # then the server leaves it out
        yield from plainly_different(alone, plain, has_body)


def plainly_different(alone, plain, has_body):
    """What the front must not change in the answer that Django makes by itself."""
    if alone[0] != plain[0]:
        yield f"{alone[0]} for {plain[0]}"
    elif has_body and unpacked(alone) != plain[2]:
        yield "another body"
    kept = [[item for item in headers if item[0].lower() not in ADDED] for headers in (alone[1], plain[1])]
    if kept[0] != kept[1]:
        yield f"headers {kept[0]} for {kept[1]}"


@pytest.mark.parametrize("house", HOUSES)
def test_each_tier_answers_each_request_as_django_alone(addresses, tmp_path, settings, house):
    settings.ALLOWED_HOSTS = ["localhost"]
    for name, value in house.items():
        setattr(settings, name, value)
    shelf = SqliteShelf(tmp_path / "requests.sqlite3")
    tiers, choose = Tiers(shelf), random.Random(SEED)
    found = {}
    for environ in requests(choose, addresses, COUNT):
        if different := list(differences(tiers, environ)):
            found[str({name: value for name, value in environ.items() if name not in KNOWN})] = different
    assert found == {}
    assert tiers.warm.builds
