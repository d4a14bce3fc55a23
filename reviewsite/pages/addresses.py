"""Look up objects by slug or former slug, and the orders of lists in which a slug is a cursor."""

from collections.abc import Callable

from django.db.models import Model, QuerySet
from django.http import Http404

from films.models import Film
from franchises.models import Franchise
from pagecache.queries.prepared import PreparedQuery
from pagecache.recording import made_of
from reviews.public.pagination import Key, Keyset


class BySlug:
    """Finds the object of a page: the one with a slug, or with it as a former slug (its own then differs)."""

    def __init__(self, objects: Callable[[], QuerySet]):
        self._current = PreparedQuery(lambda slug: objects().filter(slug=slug), slug=str)
        self._former = PreparedQuery(lambda slug: objects().filter(aliases__slug=slug), slug=str)

    def get_or_404(self, slug: str) -> Model:
        instance = self._current.first(slug=slug) or self._former.first(slug=slug)
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
