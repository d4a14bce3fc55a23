"""Checks of links: internal ones must lead to a public page, external ones must have answered a fetch."""

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

REVIEW_URL_NAMES = ("reviews:detail", "reviews:history", "reviews:spoilers")
# URL names with a slug, and the model in which the slug must exist.
MODELS = {
    "reviews:critic": "reviews.Critic",
    "pages:film": "films.Film",
    "pages:person": "cast.Person",
    "pages:character": "cast.Character",
    "pages:franchise": "franchises.Franchise",
    "pages:genre": "films.Genre",
    "pages:page": "pages.Page",
}


def links(subject: Subject) -> Iterable[Finding]:
    """Internal links to drafts, to reviews that were taken down, and to no page."""
    internal = [(text, link, path) for text, link in _links(subject.texts) if (path := own_path(link.url))]
    problems = path_problems({path for _text, _link, path in internal})
    for text, link, path in internal:
        if path in problems:
            yield finding(text.place, problems[path], path, quote=f"{link.text} → {path}")


def dead_links(subject: Subject) -> Iterable[Finding]:
    """External links that did not answer when they were last fetched (`LinkResult`)."""
    all_links = [(text, link, link.url.partition("#")[0]) for text, link in _links(subject.texts)]
    urls = {url for _text, _link, url in all_links if is_external(url)}
    rows = LinkResult.objects.filter(url__in=urls, ok=False) if urls else ()
    dead = {row.url: row for row in rows}
    for text, link, url in all_links:
        if url in dead:
            yield finding(text.place, _dead_message(dead[url]), url, quote=f"{link.text} → {link.url}")


def _dead_message(row: LinkResult) -> str:
    values = {"date": date_format(localtime(row.checked_at), "j F Y"), "status": row.status}
    if row.status:
        message = _("It answered %(status)s on %(date)s. Look for another source, or take the link out.")
    else:
        message = _("It did not answer on %(date)s. Look for another source, or take the link out.")
    return message % values


def _links(texts: Iterable[Text]) -> Iterator[tuple[Text, Link]]:
    return ((text, link) for text in texts for link in text.structure.links if link.url)


def external_links(document: d.Document) -> set[str]:
    """The external URLs that a document links to, without fragments."""
    urls = {link.url.partition("#")[0] for _text, link in _links(texts_of(document))}
    return {url for url in urls if is_external(url)}


def is_external(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not own_path(url)


def own_path(url: str) -> str:
    """The path of a URL on our own site (SITE_URL, or relative); "" for any other."""
    try:
        parts, site = urlsplit(url), urlsplit(settings.SITE_URL)
    except ValueError:
        return ""
    is_ours = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    is_ours |= parts.scheme in ("http", "https", "") and bool(parts.netloc) and parts.netloc == site.netloc
    return unquote(parts.path or "/") if is_ours else ""


def path_problems(paths: set[str]) -> dict[str, str]:
    """A message for each internal path that leads to no public page."""
    slugs: dict[str, dict[str, str]] = defaultdict(dict)
    problems: dict[str, str] = {}
    for path in paths:
        name, slug = _url_name_and_slug(path)
        if not name:
            problems[path] = _("We have no page at this address. Correct it, or take the link out.")
        elif slug and name in MODELS:
            slugs[MODELS[name]][path] = slug
        elif slug and name in REVIEW_URL_NAMES:
            slugs[""][path] = slug
    problems |= _review_problems(slugs.pop("", {}))
    for model, by_path in slugs.items():
        existing = _existing_slugs(model, set(by_path.values()))
        message = _("We have no page at this address. Correct it, or take the link out.")
        problems |= {path: message for path, slug in by_path.items() if slug not in existing}
    return problems


def _url_name_and_slug(path: str) -> tuple[str, str]:
    """The URL name that a path resolves to, and its slug; ("", "") if none.

    A path without its trailing slash is redirected, so that is tried as well.
    """
    if path.startswith((settings.MEDIA_URL, settings.STATIC_URL)):
        return "file", ""
    for candidate in (path, f"{path}/"):
        try:
            match = resolve(candidate)
        except Resolver404:
            continue
        return match.view_name or "page", match.kwargs.get("slug", "")
    return "", ""


def _existing_slugs(label: str, slugs: set[str]) -> set[str]:
    """Those of the slugs that a public object of the model has or had."""
    model = apps.get_model(label)
    objects = getattr(model.objects, "public", model.objects.all)()
    if not hasattr(model, "aliases"):
        return set(objects.filter(slug__in=slugs).values_list("slug", flat=True))
    rows = objects.filter(Q(slug__in=slugs) | Q(aliases__slug__in=slugs)).values_list("slug", "aliases__slug")
    return {slug for row in rows for slug in row if slug}


def _review_problems(slugs_by_path: dict[str, str]) -> dict[str, str]:
    """A message for each path of a review that is not live. A former slug redirects, unless it is retired."""
    if not slugs_by_path:
        return {}
    slugs = set(slugs_by_path.values())
    with_slug = Q(slug__in=slugs) | Q(former_slugs__slug__in=slugs)
    rows = Review.objects.filter(with_slug).values_list(
        "slug", "former_slugs__slug", "former_slugs__retired_at", "pk"
    )
    reviews = {slug: pk for slug, _former, _retired, pk in rows if slug in slugs}
    reviews |= {former: pk for _slug, former, retired, pk in rows if former in slugs and not retired}
    live = set(Edition.objects.live().filter(review__in=reviews.values()).values_list("review", flat=True))
    taken_down = set(TakeDown.objects.filter(review__in=reviews.values()).values_list("review", flat=True))
    return {
        path: _review_problem(reviews.get(slug), taken_down)
        for path, slug in slugs_by_path.items()
        if reviews.get(slug) not in live
    }


def _review_problem(review: int | None, taken_down: set[int]) -> str:
    if review is None:
        return _("We have no review at this address. Correct it, or take the link out.")
    if review in taken_down:
        return _("The review at this address was taken down. Take the link out.")
    return _("The review at this address is not public yet. Readers would find nothing there.")
