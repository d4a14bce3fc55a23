"""`RelatedFilms`: keys of films and of the other films in their franchises, for a reader's progress."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils import timezone

from films.models import Film
from franchises.models import Instalment, franchises_scope, members_scope
from pagecache.queries.prepared import PreparedQuery
from pagecache.recording import falls_at_midnight, made_of
from pagecache.scopes import scope


def _rows(films: list[int], franchises: list[int], day: date):
    shared = Instalment.objects.filter(film__in=films).values("franchise")
    selected = Q(pk__in=films) | Q(instalments__franchise__in=shared)
    selected |= Q(instalments__franchise__in=franchises)
    members = Instalment.objects.filter(Q(franchise__in=shared) | Q(franchise__in=franchises))
    candidates = Film.objects.filter(pk__in=films).order_by().values("pk")
    candidates = candidates.union(members.order_by().values("film")).order_by()
    rows = Film.objects.filter(selected, pk__in=candidates)  # which alone would be looked for in all films
    return rows.with_is_out(day).values_list("pk", "key", "aliases__key", "instalments__franchise", "is_out")


_of_film = PreparedQuery(lambda film, day: _rows([film], [], day), film=int, day=date)
_of_several = PreparedQuery(_rows, films=[int], franchises=[int], day=date)


class RelatedFilms:
    """Some films, and all films of their franchises and of the given franchises. One query.

    Keys are returned as one string, separated by spaces, including former keys
    of merged films: a browser may have stored any of them.
    """

    def __init__(self, films: Iterable[int] = (), franchises: Iterable[int] = ()):
        films, franchises, day = list(films), list(franchises), timezone.localdate()
        if len(films) == 1 and not franchises:
            rows = _of_film(film=films[0], day=day)
        elif films or franchises:
            rows = _of_several(films=films, franchises=franchises, day=day)
        else:
            rows = []
        self._keys: dict[int, dict[str, None]] = defaultdict(dict)
        self._members: dict[int, dict[int, None]] = defaultdict(dict)
        self._franchises: dict[int, set[int]] = defaultdict(set)
        self._out: set[int] = set()
        for film, key, former, franchise, is_out in rows:
            self._keys[film] |= dict.fromkeys(map(str, filter(None, (key, former))))
            if is_out:
                self._out.add(film)
            if franchise:
                self._members[franchise][film] = None
                self._franchises[film].add(franchise)

    def is_out(self, film: int) -> bool:
        made_of(scope(Film, film))
        if film not in self._out:
            falls_at_midnight()  # it may be out by then
        return film in self._out

    def keys(self, film: int) -> str:
        """The keys of one film (primary key)."""
        made_of(scope(Film, film))
        return " ".join(self._keys[film])

    def franchise_keys(self, film: int) -> str:
        """The keys of all films in the franchises of this one, itself included; "" without a franchise."""
        franchises = sorted(self._franchises[film])
        made_of(franchises_scope(film), *map(members_scope, franchises))
        return self._joined_keys(other for franchise in franchises for other in self._members[franchise])

    def released(self, franchise: int) -> str:
        """The keys of the released films of a franchise (primary key)."""
        made_of(members_scope(franchise))
        return self._joined_keys(film for film in self._members[franchise] if self.is_out(film))

    def _joined_keys(self, films: Iterable[int]) -> str:
        return " ".join(dict.fromkeys(key for film in films for key in self._keys[film]))
