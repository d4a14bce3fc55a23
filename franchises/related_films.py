"""Films that belong together, named by their keys: what a reader's progress is measured with."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from films.models import Film
from franchises.models import Instalment


class RelatedFilms:
    """Some films, and all films of the franchises they belong to or that are asked for. One query.

    Keys are given as one string, spaces between, former keys of merged films
    included: a browser may remember a film by any of them.
    """

    def __init__(self, films: Iterable[int] = (), franchises: Iterable[int] = ()):
        films, franchises = list(films), list(franchises)
        shared = Instalment.objects.filter(film__in=films).values("franchise")
        wanted = Q(pk__in=films) | Q(instalments__franchise__in=shared)
        rows = (
            Film.objects.filter(wanted | Q(instalments__franchise__in=franchises))
            .with_is_out()
            .values_list("pk", "key", "aliases__key", "instalments__franchise", "is_out")
        )
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
        return film in self._out

    def keys(self, film: int) -> str:
        """The keys of one film (a primary key)."""
        return " ".join(self._keys[film])

    def company(self, film: int) -> str:
        """The keys of every film that shares a franchise with this one; empty if it stands alone."""
        return self._joined(
            other for franchise in sorted(self._franchises[film]) for other in self._members[franchise]
        )

    def released(self, franchise: int) -> str:
        """The keys of the films of a franchise (a primary key) that have opened somewhere."""
        return self._joined(film for film in self._members[franchise] if film in self._out)

    def _joined(self, films: Iterable[int]) -> str:
        return " ".join(dict.fromkeys(key for film in films for key in self._keys[film]))
