"""From an address to what stands there, or to what stood there before it moved."""

from django.db.models import Model, QuerySet
from django.http import Http404

from reviews.public.pagination import Listing, paginate

FILMS_A_PAGE = 60


def at(things: QuerySet, slug: str) -> Model:
    """The thing at this address, or the one that a former address leads to: its slug is then another one."""
    found = things.filter(slug=slug).first() or things.filter(aliases__slug=slug).first()
    if found is None:
        raise Http404
    return found


def page_of(things: QuerySet, line, request) -> Listing:
    """The asked page of a list, each thing made plain by `line`. A page behind the last is not found."""
    found = paginate(things, line, requested=request.GET.get("page", "1"), size=FILMS_A_PAGE)
    if not found.items and found.number > 1:
        raise Http404
    return found
