"""Look up objects by slug or former slug, and the orders of lists in which a slug is a cursor."""

from django.db.models import Model, QuerySet
from django.http import Http404

from films.models import Film
from franchises.models import Franchise
from pagecache.recording import made_of
from reviews.public.pagination import Key, Keyset


def get_by_slug_or_404(objects: QuerySet, slug: str) -> Model:
    """The object with this slug, or with it as a former slug (then its own slug differs: redirect)."""
    instance = objects.filter(slug=slug).first() or objects.filter(aliases__slug=slug).first()
    if instance is None:
        raise Http404
    made_of(instance)
    return instance


def _keyset(model: type[Model], *keys: Key) -> Keyset:
    """An order of objects with slugs. A cursor is the slug, or a former slug, of an object."""

    def read(slug: str):
        instance = model.objects.at_address(slug) if "\x00" not in slug else None
        return instance and tuple(getattr(instance, key.name) for key in keys)

    return Keyset(parameter="after", keys=keys, columns=("slug",), write=str, read=read)


FILMS_BY_TITLE = _keyset(Film, Key("title"), Key("year", nullable=True), Key("pk"))
FRANCHISES_BY_NAME = _keyset(Franchise, Key("name"), Key("pk"))
