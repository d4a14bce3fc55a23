"""The search page. Spoilers are searched only on request (`spoilers=1`), and never quoted."""

from django.http import Http404
from django.views.decorators.http import require_safe

from pagecache import respond
from pagecache.fragments import parts_kept
from pagecache.http.routes import public_page
from reviews.public.views import is_prefetch, prefetch_refused, spoiler_response
from reviewsite.pages.values.search import search_view


@public_page("q", "page", "spoilers", is_kept=False)
@require_safe
def search(request):
    query, page = request.GET.get("q", ""), request.GET.get("page", "")
    if request.GET.get("spoilers") == "1":
        return (
            prefetch_refused()
            if is_prefetch(request)
            else spoiler_response(_response(query, page, with_spoilers=True))
        )
    return _response(query, page)


def _response(query, page, *, with_spoilers=False):
    view = search_view(query, page, with_spoilers=with_spoilers)
    if not view.groups and view.listing.number > 1:
        raise Http404
    with parts_kept():
        response = respond.page("pages/search.html", {"page": view})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
