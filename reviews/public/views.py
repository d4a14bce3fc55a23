"""Views of the public review pages. None depends on the user or the session: all can be cached."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pagecache import respond
from pagecache.http.routes import public_page
from pagecache.queries.prepared import PreparedQuery
from pagecache.recording import made_of, made_of_withheld
from pagecache.scopes import scope
from reviews.models import Critic, Edition, FormerSlug, Review
from reviews.public.cards import card, latest_editions
from reviews.public.disclosures import first_published_of
from reviews.public.full_text import FullText
from reviews.public.head_tags import critic_head_tags, list_head_tags, spoilers_head_tags
from reviews.public.opening import Opening
from reviews.public.page_values import LinkView
from reviews.public.pagination import (
    NEWEST_FIRST,
    REVIEWS_PER_PAGE,
    first_page,
    keyset_page,
    redirect_numbered,
)
from reviews.public.review.page import changes_of, review_page, with_head_tags
from reviews.public.review.page_rows import live_edition_at
from shield.markdown import safe_html, safe_line

# Browsers send these with a prefetch or prerender: of today, older ones, and Firefox before 121.
PREFETCH_HEADERS = ("Sec-Purpose", "Purpose", "X-Moz")
MAX_PARTS = 100  # in one request; no page withholds more


@public_page("before", "page")
@require_safe
def review_list(request):
    made_of(Review)
    if "page" in request.GET:
        editions = Edition.objects.live().for_cards()
        return redirect_numbered(request, editions, NEWEST_FIRST, size=REVIEWS_PER_PAGE)
    page = page_of_reviews(request.GET.get("before", ""))
    context = {"cards": page.items, "listing": page, "share": list_head_tags(page)}
    return respond.page("reviews/review_list.html", context)


def page_of_reviews(before):
    if before:
        return page_of_cards(Edition.objects.live().for_cards(), before)
    editions = latest_editions(REVIEWS_PER_PAGE + 1)
    return first_page(editions, card, NEWEST_FIRST, size=REVIEWS_PER_PAGE)


def page_of_cards(editions, before):
    return keyset_page(editions, card, NEWEST_FIRST, cursor=before, size=REVIEWS_PER_PAGE)


@public_page()
@require_safe
def review_detail(request, slug):
    edition = live_edition_at(slug)
    if not edition:
        return moved_review(slug, "detail")
    return respond.page("reviews/review_detail.html", with_head_tags(review_page(edition)))


_retired = PreparedQuery(lambda slug: FormerSlug.objects.retired().filter(slug=slug), slug=str)
_once_public = PreparedQuery(
    lambda slug, now: Review.objects.select_related("erasure").once_public(now).filter(slug=slug),
    slug=str,
    now=datetime,
)
_once_public_formerly = PreparedQuery(
    lambda slug, now: (
        Review.objects.select_related("erasure").once_public(now).filter(former_slugs__slug=slug)
    ),
    slug=str,
    now=datetime,
)


def moved_review(slug, view):
    """If nothing is live: 301 for a former slug, 410 if retired, erased or taken down, else 404."""
    if retired := _retired.first(slug=slug):
        made_of_withheld(scope(Review, retired.review_id))
        return respond.page("reviews/retired.html", {}, status=410)
    asked = {"slug": slug, "now": timezone.now()}
    review = _once_public.first(**asked) or _once_public_formerly.first(**asked)
    if not review:
        raise Http404
    if hasattr(review, "erasure"):
        made_of_withheld(review)
        return respond.page("reviews/retired.html", {}, status=410)
    made_of(review)
    if review.slug != slug:
        return respond.redirect(review.address_of(view), permanent=True)
    notice = review.take_downs.select_related("edition__film").first()
    if not notice:
        raise Http404
    reason = safe_line(notice.reason, placeholder="[…]")
    made_of(notice.edition.film)
    context = {"headline": notice.edition.film.title, "reason": reason, "date": notice.at}
    return respond.page("reviews/gone.html", context, status=410)


@public_page()
@require_safe
def history(request, slug):
    edition = Edition.objects.live().for_page().filter(review__slug=slug).first()
    if not edition:
        return moved_review(slug, "history")
    made_of(edition.review, edition.film)
    page = {
        "url": edition.review.get_absolute_url(),
        "headline": edition.headline,
        "film": LinkView(edition.film.title, edition.film.get_absolute_url()),
    }
    context = {"page": page, "changes": changes_of(edition), "published": edition.first_public_at}
    context |= {"first_published": first_published_of(edition.safe), "is_unread": edition.is_unread}
    return respond.page("reviews/history.html", context)


@public_page(is_kept=False)
@require_safe
def spoilers(request, slug):
    """The full text. A prefetch is refused, so that only a deliberate visit loads it."""
    if is_prefetch(request):
        return prefetch_refused()
    edition = Edition.objects.live().for_page().select_related("full").filter(review__slug=slug).first()
    if not edition:
        return moved_review(slug, "spoilers")
    return opened_page(edition, Opening(edition))


@public_page(is_kept=False)
@require_safe
def opened(request, slug, number, address):
    """The review with one passage open and all others withheld. Of another edition: the review itself."""
    if is_prefetch(request):
        return prefetch_refused()
    edition = Edition.objects.live().for_page().select_related("full").filter(review__slug=slug).first()
    if not edition:
        return moved_review(slug, "detail")
    if edition.number != number or not FullText(edition).opened([address]):
        return respond.redirect(edition.review.get_absolute_url())
    return opened_page(edition, Opening(edition, address))


def opened_page(edition, opening):
    page = review_page(edition, opening)
    context = page.context() | {"share": spoilers_head_tags(page.page)}
    return spoiler_response(respond.page("reviews/opened.html", context))


@public_page(is_kept=False)
@require_safe
def part(request, slug, number, address):
    """The passage behind one placeholder, of exactly the edition whose page shows it."""
    return _opened(request, slug, number, [address], is_asked=True)


@public_page(is_kept=False)
@require_safe
def parts(request, slug, number):
    """Several passages at once (`?of=address,address`), whose films the reader has seen; each only once."""
    addresses: dict[str, str] = {}
    for address in request.GET.get("of", "").split(","):
        addresses.setdefault(address.partition("~")[0], address)
    return _opened(request, slug, number, list(addresses.values())[:MAX_PARTS], is_asked=False)


def _opened(request, slug, number, addresses, *, is_asked):
    if is_prefetch(request):
        return prefetch_refused()
    live = Edition.objects.live().for_page().select_related("full")
    edition = get_object_or_404(live, review__slug=slug, number=number)
    passages = FullText(edition).opened(addresses)
    if not passages:
        raise Http404
    return spoiler_response(
        respond.page("reviews/spoilers/_spoilers_open.html", {"parts": passages, "is_asked": is_asked})
    )


def is_prefetch(request) -> bool:
    purpose = "".join(request.headers.get(name, "") for name in PREFETCH_HEADERS)
    return "prefetch" in purpose.lower() or "prerender" in purpose.lower()


def prefetch_refused():
    response = HttpResponse(
        _("Spoilers are not fetched ahead."), status=403, content_type="text/plain; charset=utf-8"
    )
    response.headers["Cache-Control"] = "no-store"
    patch_vary_headers(response, PREFETCH_HEADERS)
    return response


def spoiler_response(response):
    """Add headers for responses with spoilers: not indexed, not quoted, no Referer.

    Vary: a shared cache must not answer a prefetch with a stored response.
    Document-Policy: a text fragment (`#:~:text=…`) would scroll past the
    warning to the words it names, and no script can see it.
    """
    patch_vary_headers(response, PREFETCH_HEADERS)
    response.headers["Cache-Control"] = "private, no-cache"  # shared caches do not heed Vary: Sec-Purpose
    response.headers["Document-Policy"] = "force-load-at-top"
    response.headers["X-Robots-Tag"] = "noindex, nosnippet, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@public_page("before", "page")
@require_safe
def critic(request, slug):
    instance = Critic.objects.filter(slug=slug).first()
    if not instance:
        return moved_critic(slug)
    made_of(instance)
    editions = Edition.objects.live().of_critic(instance).for_cards()
    if "page" in request.GET:
        return redirect_numbered(request, editions, NEWEST_FIRST, size=REVIEWS_PER_PAGE)
    page = page_of_cards(editions, request.GET.get("before", ""))
    link = LinkView(instance.name, instance.get_absolute_url())
    context = {"critic": link, "biography": safe_html(instance.biography), "cards": page.items}
    context |= {"listing": page, "share": critic_head_tags(link, instance.slug, page)}
    return respond.page("reviews/critic.html", context)


def moved_critic(slug):
    instance = get_object_or_404(Critic, aliases__slug=slug)
    made_of(instance)
    return respond.redirect(instance.get_absolute_url(), permanent=True)
