"""The search page. What only spoilers say is looked at where somebody asks for it, and is never quoted."""

from django.http import Http404
from django.views.decorators.http import require_safe

from pagecache import respond
from reviews.public.views import is_prefetch, prefetch_refused, spoiler_response
from reviewsite.pages.values.search import search_view


@require_safe
def search(request):
    asked, page = request.GET.get("q", ""), request.GET.get("page", "")
    if request.GET.get("spoilers") == "1":
        return (
            prefetch_refused()
            if is_prefetch(request)
            else spoiler_response(_answer(asked, page, with_spoilers=True))
        )
    return _answer(asked, page)


def _answer(asked, page, *, with_spoilers=False):
    view = search_view(asked, page, with_spoilers=with_spoilers)
    if not view.groups and view.listing.number > 1:
        raise Http404
    response = respond.page("pages/search.html", {"page": view})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
