"""/sitemap.xml and /robots.txt: every page that a reader may come to, and when it last changed for them.

Spoiler pages stand in no sitemap, nor does anyone whose only credits are
surprises. `lastmod` is given where we know what readers see to have changed:
an edition that differs in what is withheld alone moves nothing here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from xml.etree import ElementTree

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cast.models import Character, Person
from films.models import Film, Genre
from franchises.models import Franchise
from pagecache import respond
from reviews.models import Critic, Edition
from reviews.public.addresses import absolute
from reviewsite.pages.models import Page

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XML = "application/xml; charset=utf-8"
A_FILE = 5000
LISTS = ("home", "reviews:list", "pages:films", "pages:franchises")


@dataclass(frozen=True)
class Line:
    path: str
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Section:
    """One kind of page: its rows in a lasting order, and the line of each."""

    rows: Callable[[], QuerySet]
    line: Callable[..., Line] = lambda thing: Line(thing.get_absolute_url())


def _review(edition: Edition) -> Line:
    return Line(edition.review.get_absolute_url(), edition.announced_at or edition.first_public_at)


SECTIONS = {
    "reviews": Section(lambda: Edition.objects.live().for_sitemap(), _review),
    "films": Section(lambda: Film.objects.only("slug").order_by("pk")),
    "people": Section(lambda: Person.objects.public().only("slug").order_by("pk")),
    "characters": Section(lambda: Character.objects.public().only("slug").order_by("pk")),
    "franchises": Section(lambda: Franchise.objects.only("slug").order_by("pk")),
    "critics": Section(
        lambda: Critic.objects.of_editions(Edition.objects.live()).order_by("pk"),
        lambda critic: Line(critic.get_absolute_url(), critic.newest_at),
    ),
    "genres": Section(lambda: Genre.objects.only("slug").order_by("pk")),
    "pages": Section(
        lambda: Page.objects.order_by("pk"), lambda page: Line(page.get_absolute_url(), page.changed_at)
    ),
}


@require_safe
def index(request):
    """The sections, each in as many files as it needs; the lists of the site in one of their own."""
    paths = [reverse("pages:sitemap", args=["lists", 1])]
    for name, section in SECTIONS.items():
        files = ceil(section.rows().count() / A_FILE)
        paths += [reverse("pages:sitemap", args=[name, number]) for number in range(1, files + 1)]
    return respond.data(request, _xml("sitemapindex", "sitemap", map(Line, paths)), XML)


@require_safe
def sitemap(request, section, number):
    lines = _lines(section, number)
    if not lines:
        raise Http404
    return respond.data(request, _xml("urlset", "url", lines), XML)


def _lines(name: str, number: int) -> list[Line]:
    """One file of a section; none for a file that there is not."""
    if name == "lists":
        return [Line(reverse(view)) for view in LISTS] if number == 1 else []
    section = SECTIONS.get(name)
    if not section or not 1 <= number <= 100_000:
        return []
    rows = section.rows()[(number - 1) * A_FILE : number * A_FILE]
    return [section.line(row) for row in rows]


def _xml(root_name: str, name: str, lines: Iterable[Line]) -> bytes:
    root = ElementTree.Element(root_name, {"xmlns": NAMESPACE})
    for line in lines:
        element = ElementTree.SubElement(root, name)
        ElementTree.SubElement(element, "loc").text = absolute(line.path)
        if line.changed_at:
            ElementTree.SubElement(element, "lastmod").text = line.changed_at.isoformat(timespec="seconds")
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


@require_safe
def robots(request):
    """Spoiler pages are not disallowed: they say `noindex`, which nobody reads who may not fetch them."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
