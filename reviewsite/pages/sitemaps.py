"""/sitemap.xml: every public page, and when its visible content last changed.

Spoiler pages are not listed, nor are people whose every credit is flagged as a
spoiler. `lastmod` changes only with visible content: a new edition that
differs only in withheld text keeps it.

File N of a section holds the N-th thousand of primary keys, so that what it
lists stays in it, and costs one range of an index. A range without a page has
no file.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL
from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from cast.models import Character, Person
from films.models import Film, Genre
from franchises.models import Franchise
from integers import MAX_PRIMARY_KEY
from pagecache import respond
from pagecache.http.routes import public_page
from pagecache.recording import made_of
from reviews.models import Critic, Edition, Review
from reviews.public.addresses import absolute
from reviewsite.pages.models import Page

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XML = "application/xml; charset=utf-8"
KEYS_PER_FILE = 1000
LISTS = ("home", "reviews:list", "pages:films", "pages:franchises")


@dataclass(frozen=True)
class SitemapEntry:
    """A URL of a sitemap."""

    path: str
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Section:
    """A kind of page: its rows, the view at whose address each has its slug, the key that files are cut by.

    `changed`: columns of which the first that is not NULL says when the page last changed.
    """

    rows: Callable[[], QuerySet]
    made_of: tuple[type[Model], ...]
    view: str
    slug: str = "slug"
    key: str = "pk"
    changed: tuple[str, ...] = ()


SECTIONS = {
    "reviews": Section(
        lambda: Edition.objects.live().with_announced_at(),
        (Review,),
        "reviews:detail",
        slug="review__slug",
        key="review_id",
        changed=("announced_at", "listed_at"),
    ),
    "films": Section(Film.objects.all, (Film,), "pages:film"),
    "people": Section(Person.objects.public, (Person,), "pages:person"),
    "characters": Section(Character.objects.public, (Character,), "pages:character"),
    "franchises": Section(Franchise.objects.all, (Franchise,), "pages:franchise"),
    "critics": Section(
        lambda: Critic.objects.of_editions(Edition.objects.live()), (Critic, Review), "reviews:critic"
    ),
    "genres": Section(Genre.objects.all, (Genre,), "pages:genre"),
    "pages": Section(Page.objects.all, (Page,), "pages:page", changed=("changed_at",)),
}


@public_page()
@require_safe
def index(request):
    """The sitemap index: the files of each section, and one for the list pages."""
    made_of(*(model for section in SECTIONS.values() for model in section.made_of))
    paths = [reverse("pages:sitemap", args=["lists", 1])]
    for name, section in SECTIONS.items():
        paths += [reverse("pages:sitemap", args=[name, number]) for number in _files(section)]
    return respond.data(_xml("sitemapindex", "sitemap", map(SitemapEntry, paths)), XML)


def _files(section: Section) -> list[int]:
    """The numbers of the files of a section, in one query that looks at one row of each."""
    first, first_values = _first_from(section, "0")
    later, later_values = _first_from(section, f"(file.first / {KEYS_PER_FILE} + 1) * {KEYS_PER_FILE}")
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE file(first) AS (SELECT ({first})"
            f" UNION ALL SELECT ({later}) FROM file WHERE file.first IS NOT NULL)"
            " SELECT first FROM file WHERE first IS NOT NULL",
            [*first_values, *later_values],
        )
        return [key // KEYS_PER_FILE + 1 for (key,) in cursor.fetchall()]


def _first_from(section: Section, start: str) -> tuple[str, tuple]:
    """SQL and values of a query for the first key from `start` on, an expression of SQL."""
    rows = section.rows().filter(**{f"{section.key}__gte": RawSQL(start, ())})
    return rows.order_by(section.key).values_list(section.key)[:1].query.sql_with_params()


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
    if not section or not 1 <= number <= MAX_PRIMARY_KEY // KEYS_PER_FILE:
        return []
    start, end = ((number - 1) * KEYS_PER_FILE, number * KEYS_PER_FILE)
    rows = section.rows().filter(**{f"{section.key}__gte": start, f"{section.key}__lt": end})
    before, after = reverse(section.view, args=["SLUG"]).split("SLUG")  # once, not for each row
    return [
        SitemapEntry(f"{before}{slug}{after}", next(filter(None, changed), None))
        for slug, *changed in rows.order_by(section.key).values_list(section.slug, *section.changed)
    ]


def _xml(root_name: str, name: str, entries: Iterable[SitemapEntry]) -> bytes:
    root = ElementTree.Element(root_name, {"xmlns": NAMESPACE})
    for entry in entries:
        element = ElementTree.SubElement(root, name)
        ElementTree.SubElement(element, "loc").text = absolute(entry.path)
        if entry.changed_at:
            ElementTree.SubElement(element, "lastmod").text = entry.changed_at.isoformat(timespec="seconds")
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
