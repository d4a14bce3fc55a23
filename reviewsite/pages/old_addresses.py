"""Redirect the addresses of a site that stood here before to its reviews and feeds.

They are looked up last of all, where this site has nothing, and never kept: a review that comes or
goes changes them at once. The former address of a review that nobody may know of is as unknown as any.
"""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from keys.addresses import reverse
from keys.old_addresses import is_numbered, spellings
from pagecache import respond
from pagecache.queries.prepared import PreparedQuery
from reviews.models import OldAddress, Review

# Where WordPress, Ghost, Hugo, Jekyll, Hexo and Astro have the feed of all posts, and ours.
FEEDS = {
    "/feed": "rss",
    "/feed/rss": "rss",
    "/feed/rss2": "rss",
    "/feed/atom": "atom",
    "/?feed=rss": "rss",
    "/?feed=rss2": "rss",
    "/?feed=atom": "atom",
    "/rss": "rss",
    "/rss.xml": "rss",
    "/index.xml": "rss",
    "/feed.xml": "atom",
    "/atom.xml": "atom",
    "/feed.json": "json",
}
_old_addresses = PreparedQuery(
    lambda exact, numbered, path: OldAddress.objects.filter(
        Q(address=exact) | Q(address=numbered) | Q(address=path)
    ).order_by(),
    exact=str,
    numbered=str,
    path=str,
)
_once_public = PreparedQuery(
    lambda review, now: Review.objects.once_public(now).filter(pk=review), review=int, now=datetime
)


class OldAddressMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        if request.path_info == "/" and is_numbered(query):
            return redirect_to(target_of("/", query) or reverse("home"))
        response = self.get_response(request)
        if response.status_code == 404 and _is_nobodys(request):
            target = target_of(request.path_info, query)
            return redirect_to(target) if target else response
        return response


def _is_nobodys(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is None or bool(getattr(match.func, "route", None) and match.func.route.is_last)


def redirect_to(target: str) -> HttpResponse:
    """For good, but to the home page, where an old address may lead elsewhere yet."""
    return respond.redirect(target, permanent=target != reverse("home"))


def target_of(path: str, query: str) -> str:
    """Where an address of the former site leads, with its query if that is known, else without; or ""

    To the review's own address, which says so if it was taken down since.
    """
    addresses = spellings(path, query)
    for address in addresses:
        if address in FEEDS:
            return reverse("reviews:feed", args=[FEEDS[address]])
    if not addresses:
        return ""
    exact, numbered, path = (*addresses, *addresses[-1:] * 2)[:3]
    rows = _old_addresses(exact=exact, numbered=numbered, path=path)
    for row in sorted(rows, key=lambda row: addresses.index(row.address)):
        if review := _once_public.first(review=row.review_id, now=timezone.now()):
            return review.get_absolute_url()
    return ""
