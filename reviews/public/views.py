"""The public pages of reviews. None of them knows who is asking."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pagecache import respond
from reviews.models import Critic, Edition, Review
from reviews.public.cards import PAGE_SIZE, card
from reviews.public.full_text import Full
from reviews.public.head_tags import critic_head_tags, list_head_tags, review_head_tags, spoilers_head_tags
from reviews.public.page_values import LinkView
from reviews.public.pagination import paginate
from reviews.public.review_page import changes_of, review_view
from shield.markdown import safe_html, safe_line

GUESSES = ("Sec-Purpose", "Purpose")  # headers of a browser that fetches what nobody asked for
MOST_PARTS = 100  # that one request may ask for: more than any page of ours withholds


@require_safe
def review_list(request):
    editions = Edition.objects.live().for_cards()
    page = paginate(editions, card, asked=request.GET.get("page", ""), size=PAGE_SIZE)
    if not page.items and page.number > 1:
        raise Http404
    context = {"cards": page.items, "listing": page, "share": list_head_tags(page)}
    return respond.page("reviews/review_list.html", context)


@require_safe
def review_detail(request, slug):
    edition = Edition.objects.live().for_page().filter(review__slug=slug).first()
    if not edition:
        return moved_review(slug, "detail")
    view = review_view(edition)
    context = {"page": view, "language": view.language, "share": review_head_tags(view)}
    return respond.page("reviews/review_detail.html", context)


def moved_review(slug, view):
    """The answer where nothing is live: 301 at a former address, 410 for what was taken down, else 404."""
    review = Review.objects.at_address(slug)
    if not review or not review.editions.ever_public().exists():
        raise Http404
    if review.slug != slug:
        return HttpResponsePermanentRedirect(review.address_of(view))
    notice = review.take_downs.select_related("edition__film").first()
    if not notice:
        raise Http404
    reason = safe_line(notice.reason, placeholder="[…]")
    context = {"headline": notice.edition.film.title, "reason": reason, "date": notice.at}
    return respond.page("reviews/gone.html", context, status=410)


@require_safe
def history(request, slug):
    edition = Edition.objects.live().for_page().filter(review__slug=slug).first()
    if not edition:
        return moved_review(slug, "history")
    page = {
        "url": edition.review.get_absolute_url(),
        "headline": edition.headline,
        "film": LinkView(edition.film.title, edition.film.get_absolute_url()),
    }
    context = {"page": page, "changes": changes_of(edition), "published": edition.first_public_at}
    return respond.page("reviews/history.html", context)


@require_safe
def spoilers(request, slug):
    """The full text, for whoever came here on purpose. A browser that only guesses is refused."""
    if is_prefetch(request):
        return prefetch_refused()
    edition = Edition.objects.live().for_page().select_related("full").filter(review__slug=slug).first()
    if not edition:
        return moved_review(slug, "spoilers")
    view = Full(edition).view()
    return spoiler_response(
        respond.page("reviews/spoilers.html", {"page": view, "share": spoilers_head_tags(view)})
    )


@require_safe
def part(request, slug, number, address):
    """What one placeholder stands for, of just the edition whose page it stands on."""
    return _opened(request, slug, number, [address], is_asked=True)


@require_safe
def parts(request, slug, number):
    """Several at once (`?of=address,address`): those whose films a reader has seen. None is sent twice."""
    asked: dict[str, str] = {}
    for address in request.GET.get("of", "").split(","):
        asked.setdefault(address.partition("~")[0], address)
    return _opened(request, slug, number, list(asked.values())[:MOST_PARTS], is_asked=False)


def _opened(request, slug, number, addresses, *, is_asked):
    if is_prefetch(request):
        return prefetch_refused()
    live = Edition.objects.live().for_page().select_related("full")
    edition = get_object_or_404(live, review__slug=slug, number=number)
    found = Full(edition).opened(addresses)
    if not found:
        raise Http404
    return spoiler_response(
        respond.page("reviews/spoilers/_spoilers_open.html", {"parts": found, "is_asked": is_asked})
    )


def is_prefetch(request) -> bool:
    purpose = "".join(request.headers.get(name, "") for name in GUESSES)
    return "prefetch" in purpose.lower() or "prerender" in purpose.lower()


def prefetch_refused():
    response = HttpResponse(
        _("Spoilers are not fetched ahead."), status=403, content_type="text/plain; charset=utf-8"
    )
    response.headers["Cache-Control"] = "no-store"
    patch_vary_headers(response, GUESSES)
    return response


def spoiler_response(response):
    """Headers for whatever holds spoilers: not indexed, not quoted, no address passed on.

    A cache between us and a browser that guesses must not answer in our stead,
    and no link may lead past the threshold: `#:~:text=…` would scroll to the
    words it names, and no script sees it.
    """
    patch_vary_headers(response, GUESSES)
    response.headers["Document-Policy"] = "force-load-at-top"
    response.headers["X-Robots-Tag"] = "noindex, nosnippet, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
def critic(request, slug):
    found = Critic.objects.filter(slug=slug).first()
    if not found:
        return moved_critic(slug)
    editions = Edition.objects.live().filter(critics=found).for_cards()
    page = paginate(editions, card, asked=request.GET.get("page", ""), size=PAGE_SIZE)
    link = LinkView(found.name, found.get_absolute_url())
    context = {"critic": link, "biography": safe_html(found.biography), "cards": page.items}
    context |= {"listing": page, "share": critic_head_tags(link, found.slug, page)}
    return respond.page("reviews/critic.html", context)


def moved_critic(slug):
    found = get_object_or_404(Critic, aliases__slug=slug)
    return HttpResponsePermanentRedirect(found.get_absolute_url())
