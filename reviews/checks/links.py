"""Links of a document: those to our own pages must lead somewhere, those outside must have answered."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils.dateformat import format as date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from reviews import document as d
from reviews.checks.findings import Finding, finding
from reviews.checks.subject import Subject, Text, texts_of
from reviews.models import Edition, LinkResult, Review, TakeDown
from shield.structure import Link

REVIEWS = ("reviews:detail", "reviews:history", "reviews:spoilers")
# Addresses with one slug in them, and the table that says whether it is one of ours.
THINGS = {
    "reviews:critic": "reviews.Critic",
    "pages:film": "films.Film",
    "pages:person": "cast.Person",
    "pages:character": "cast.Character",
    "pages:franchise": "franchises.Franchise",
    "pages:genre": "films.Genre",
    "pages:page": "pages.Page",
}


def links(subject: Subject) -> Iterable[Finding]:
    """Those to drafts, to what was taken down, and to nothing."""
    found = [(text, link, path) for text, link in _links(subject.texts) if (path := own_path(link.url))]
    wrong = wrong_paths({path for _text, _link, path in found})
    for text, link, path in found:
        if path in wrong:
            yield finding(text.place, wrong[path], path, quote=f"{link.text} → {path}")


def dead_links(subject: Subject) -> Iterable[Finding]:
    """Those outside that did not answer when they were last looked at."""
    found = [(text, link, link.url.partition("#")[0]) for text, link in _links(subject.texts)]
    asked = {url for _text, _link, url in found if is_outside(url)}
    rows = LinkResult.objects.filter(url__in=asked, ok=False) if asked else ()
    dead = {row.url: row for row in rows}
    for text, link, url in found:
        if url in dead:
            yield finding(text.place, _died(dead[url]), url, quote=f"{link.text} → {link.url}")


def _died(row: LinkResult) -> str:
    values = {"date": date_format(localtime(row.checked_at), "j F Y"), "status": row.status}
    if row.status:
        said = _("It answered %(status)s on %(date)s. Look for another source, or take the link out.")
    else:
        said = _("It did not answer on %(date)s. Look for another source, or take the link out.")
    return said % values


def _links(texts: Iterable[Text]) -> Iterator[tuple[Text, Link]]:
    return ((text, link) for text in texts for link in text.anatomy.links if link.url)


def outside_links(document: d.Document) -> set[str]:
    """The addresses outside that a document links to, without what follows a #."""
    urls = {link.url.partition("#")[0] for _text, link in _links(texts_of(document))}
    return {url for url in urls if is_outside(url)}


def is_outside(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not own_path(url)


def own_path(url: str) -> str:
    """The path of an address on our own site; empty for any other."""
    try:
        parts, site = urlsplit(url), urlsplit(settings.SITE_URL)
    except ValueError:
        return ""
    is_ours = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    is_ours |= parts.scheme in ("http", "https", "") and bool(parts.netloc) and parts.netloc == site.netloc
    return unquote(parts.path or "/") if is_ours else ""


def wrong_paths(paths: set[str]) -> dict[str, str]:
    """What is wrong with those of our paths that do not lead to a page."""
    slugs, wrong = defaultdict(dict), {}
    for path in paths:
        name, slug = _resolved(path)
        if not name:
            wrong[path] = _("We have no page at this address. Correct it, or take the link out.")
        elif slug and name in THINGS:
            slugs[THINGS[name]][path] = slug
        elif slug and name in REVIEWS:
            slugs[""][path] = slug
    wrong |= _wrong_reviews(slugs.pop("", {}))
    for model, asked in slugs.items():
        there = _there(model, set(asked.values()))
        said = _("We have no page at this address. Correct it, or take the link out.")
        wrong |= {path: said for path, slug in asked.items() if slug not in there}
    return wrong


def _resolved(path: str) -> tuple[str, str]:
    """The name of what answers at a path, and its slug. A path without its last slash is redirected."""
    if path.startswith((settings.MEDIA_URL, settings.STATIC_URL)):
        return "file", ""
    for tried in (path, f"{path}/"):
        try:
            match = resolve(tried)
        except Resolver404:
            continue
        return match.view_name or "page", match.kwargs.get("slug", "")
    return "", ""


def _there(label: str, slugs: set[str]) -> set[str]:
    """Those slugs that a public thing has or had."""
    model = apps.get_model(label)
    things = getattr(model.objects, "public", model.objects.all)()
    if not hasattr(model, "aliases"):
        return set(things.filter(slug__in=slugs).values_list("slug", flat=True))
    rows = things.filter(Q(slug__in=slugs) | Q(aliases__slug__in=slugs)).values_list("slug", "aliases__slug")
    return {slug for row in rows for slug in row if slug}


def _wrong_reviews(asked: dict[str, str]) -> dict[str, str]:
    """Of the paths of reviews: taken down, never public, or of none. A former address redirects."""
    if not asked:
        return {}
    slugs = set(asked.values())
    named = Q(slug__in=slugs) | Q(former_slugs__slug__in=slugs)
    rows = Review.objects.filter(named).values_list("pk", "slug", "former_slugs__slug")
    reviews = {slug: pk for pk, *names in rows for slug in names if slug in slugs}
    live = set(Edition.objects.live().filter(review__in=reviews.values()).values_list("review", flat=True))
    down = set(TakeDown.objects.filter(review__in=reviews.values()).values_list("review", flat=True))
    return {
        path: _why(reviews.get(slug), down) for path, slug in asked.items() if reviews.get(slug) not in live
    }


def _why(review: int | None, down: set[int]) -> str:
    if review is None:
        return _("We have no review at this address. Correct it, or take the link out.")
    if review in down:
        return _("The review at this address was taken down. Take the link out.")
    return _("The review at this address is not public yet. Readers would find nothing there.")
