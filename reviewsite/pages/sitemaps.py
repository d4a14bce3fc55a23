"""/sitemap.xml: every public page, and when its visible content last changed.

Spoiler pages are not listed, nor are people whose every credit is flagged as a
spoiler. `lastmod` changes only with visible content: a new edition that
differs only in withheld text keeps it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from xml.etree import ElementTree

from django.db.models import Model, QuerySet
from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from cast.models import Character, Person
from films.models import Film, Genre
from franchises.models import Franchise
from pagecache import respond
from pagecache.http.routes import public_page
from pagecache.recording import made_of
from reviews.models import Critic, Edition, Review
from reviews.public.addresses import absolute
from reviewsite.pages.models import Page

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XML = "application/xml; charset=utf-8"
MAX_URLS_PER_FILE = 5000
LISTS = ("home", "reviews:list", "pages:films", "pages:franchises")


@dataclass(frozen=True)
class SitemapEntry:
    """A URL of a sitemap."""

    path: str
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Section:
    """A kind of page: its rows in a stable order, and the sitemap entry of each."""

    rows: Callable[[], QuerySet]
    made_of: tuple[type[Model], ...]
    entry: Callable[..., SitemapEntry] = lambda instance: SitemapEntry(instance.get_absolute_url())


def _review_entry(edition: Edition) -> SitemapEntry:
    return SitemapEntry(edition.review.get_absolute_url(), edition.announced_at or edition.first_public_at)


SECTIONS = {
    "reviews": Section(lambda: Edition.objects.live().for_sitemap(), (Review,), _review_entry),
    "films": Section(lambda: Film.objects.only("slug").order_by("pk"), (Film,)),
    "people": Section(lambda: Person.objects.public().only("slug").order_by("pk"), (Person,)),
    "characters": Section(lambda: Character.objects.public().only("slug").order_by("pk"), (Character,)),
    "franchises": Section(lambda: Franchise.objects.only("slug").order_by("pk"), (Franchise,)),
    "critics": Section(
        lambda: Critic.objects.of_editions(Edition.objects.live()).order_by("pk"),
        (Critic, Review),
        lambda critic: SitemapEntry(critic.get_absolute_url(), critic.newest_at),
    ),
    "genres": Section(lambda: Genre.objects.only("slug").order_by("pk"), (Genre,)),
    "pages": Section(
        lambda: Page.objects.order_by("pk"),
        (Page,),
        lambda page: SitemapEntry(page.get_absolute_url(), page.changed_at),
    ),
}


@public_page()
@require_safe
def index(request):
    """The sitemap index: the files of each section, and one for the list pages."""
    made_of(*(model for section in SECTIONS.values() for model in section.made_of))
    paths = [reverse("pages:sitemap", args=["lists", 1])]
    for name, section in SECTIONS.items():
        files = ceil(section.rows().count() / MAX_URLS_PER_FILE)
        paths += [reverse("pages:sitemap", args=[name, number]) for number in range(1, files + 1)]
    return respond.data(_xml("sitemapindex", "sitemap", map(SitemapEntry, paths)), XML)


@public_page()
@require_safe
def sitemap(request, section, number):
    made_of(*(SECTIONS[section].made_of if section in SECTIONS else ["addresses"]))
    entries = _entries(section, number)
    if not entries:
        raise Http404
    return respond.data(_xml("urlset", "url", entries), XML)


def _entries(name: str, number: int) -> list[SitemapEntry]:
    """The entries of one file; empty if there is no such file."""
    if name == "lists":
        return [SitemapEntry(reverse(view)) for view in LISTS] if number == 1 else []
    section = SECTIONS.get(name)
    if not section or not 1 <= number <= 100_000:
        return []
    rows = section.rows()[(number - 1) * MAX_URLS_PER_FILE : number * MAX_URLS_PER_FILE]
    return [section.entry(row) for row in rows]


def _xml(root_name: str, name: str, entries: Iterable[SitemapEntry]) -> bytes:
    root = ElementTree.Element(root_name, {"xmlns": NAMESPACE})
    for entry in entries:
        element = ElementTree.SubElement(root, name)
        ElementTree.SubElement(element, "loc").text = absolute(entry.path)
        if entry.changed_at:
            ElementTree.SubElement(element, "lastmod").text = entry.changed_at.isoformat(timespec="seconds")
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
