"""Look up objects by slug or former slug, and paginate lists of them."""

from django.db.models import Model, QuerySet
from django.http import Http404

from pagecache.recording import made_of
from reviews.public.pagination import FILMS_PER_PAGE, Listing, paginate


def get_by_slug_or_404(objects: QuerySet, slug: str) -> Model:
    """The object with this slug, or with it as a former slug (then its own slug differs: redirect)."""
    instance = objects.filter(slug=slug).first() or objects.filter(aliases__slug=slug).first()
    if instance is None:
        raise Http404
    made_of(instance)
    return instance


def paginate_or_404(objects: QuerySet, line, request) -> Listing:
    """The requested page of a list, with `line` applied to each object. 404 after the last page."""
    listing = paginate(objects, line, requested=request.GET.get("page", "1"), size=FILMS_PER_PAGE)
    if not listing.items and listing.number > 1:
        raise Http404
    return listing
