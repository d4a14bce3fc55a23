"""A small house with one of each thing that public pages show, and the addresses of its pages."""

import re
from contextlib import contextmanager
from html import unescape

import pytest
from django.test import override_settings

from pagecache.http.routes import route_of
from tests.canaries.canaries import planted
from tests.factories import FilmFactory, GenreFactory, ImageFactory, PageFactory
from tests.reviews.builders import document, live

STARTS = ("/", "/reviews/", "/films/", "/franchises/", "/sitemap.xml", "/feeds/reviews.json")
LINKS = re.compile(r'(?:href|src)="(/[^"#?]*)|<loc>http://[^/]+(/[^<]*)<')
NOT_PUBLIC = re.compile(r"^/(admin|static|media)/|/spoilers/|/report/$")


def house():
    """One of each thing that public pages show."""
    planted()
    shown = [FilmFactory(title=f"Shown {number}", poster=ImageFactory()) for number in range(5)]
    for film in shown:
        live(document(film))
    shown[0].genres.add(GenreFactory())
    PageFactory(title="Contact", slug="contact", in_footer=False)


@contextmanager
def filled(databases, blocker, name, fill):
    """A database that `fill` filled once for this worker, whose pictures stand in a folder of their own."""
    media = databases.folder / f"{name}-{databases.worker}"
    with (
        blocker.unblock(),
        override_settings(MEDIA_ROOT=media),
        databases.filled(f"{name}_{databases.worker}", fill) as made,
    ):
        yield made, media


@pytest.fixture(scope="module")
def filled_house(databases, django_db_setup, django_db_blocker):
    with filled(databases, django_db_blocker, "scopes", house):
        yield


def links_in(body):
    """The addresses on this site that a page leads to, pictures and files too."""
    return [link for links in LINKS.findall(unescape(body)) for link in links if link]


def is_walked(address):
    """Whether it is a public page that is kept."""
    route = None if NOT_PUBLIC.search(address) else route_of(address)
    return route is not None and route.is_kept
