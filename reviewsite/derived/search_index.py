"""The kinds of searchable objects, and rebuilding the search index from them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from cast.models import Character, Person
from cast.searchable_text import CHARACTER, PERSON, character_entry, person_entry
from films import searchable_text as films
from films.models import Film
from franchises import searchable_text as franchises
from franchises.models import Franchise
from reviews.models import Edition
from reviews.rendering import searchable_text as reviews
from search.index import VERSION, Entry, drop, put
from search.models import Row

BATCH = 200


@dataclass(frozen=True)
class Kind:
    """A kind of searchable object. `all` are indexed; only those `public` at a moment can be found then."""

    name: str
    label: str
    all: Callable[[], QuerySet]
    public: Callable[[datetime], QuerySet]
    entry_of: Callable[..., Entry]


# In the order in which hits with equal scores are listed.
KINDS = (
    Kind(
        reviews.KIND,
        _("Reviews"),
        lambda: Edition.objects.select_related("revision"),
        lambda at: Edition.objects.live(at).for_search(),
        reviews.review_entry,
    ),
    Kind(
        films.KIND,
        _("Films"),
        lambda: Film.objects.prefetch_related("other_titles"),
        lambda _at: Film.objects.all(),
        films.film_entry,
    ),
    Kind(
        franchises.KIND,
        _("Franchises"),
        lambda: Franchise.objects.all(),
        lambda _at: Franchise.objects.all(),
        franchises.franchise_entry,
    ),
    Kind(
        PERSON, _("People"), lambda: Person.objects.all(), lambda _at: Person.objects.public(), person_entry
    ),
    Kind(
        CHARACTER,
        _("Characters"),
        lambda: Character.objects.all(),
        lambda _at: Character.objects.public(),
        character_entry,
    ),
)


def public(at: datetime) -> dict[str, QuerySet]:
    """The objects that may be found at a moment, by kind: `allowed` of `search.results`."""
    return {kind.name: kind.public(at) for kind in KINDS}


def rebuild(report: Callable[[str], None] = lambda line: None) -> dict[str, int]:
    """Rebuild every index row, and delete rows whose object is gone.

    Search keeps working meanwhile. Returns the number of rows written, by
    kind, and under "" the number of rows deleted.
    """
    made = {}
    for kind in KINDS:
        made[kind.name] = _put(kind, kind.all(), report)
    return made | {"": _drop_orphans()}


def index_missing(report: Callable[[str], None] = lambda line: None) -> int:
    """Index objects without a row of the current version. Returns how many."""
    rows = Row.objects.filter(thing=OuterRef("pk"), version=VERSION)
    return sum(_put(kind, kind.all().filter(~Exists(rows.filter(kind=kind.name))), report) for kind in KINDS)


def _put(kind: Kind, things: QuerySet, report: Callable[[str], None] = lambda line: None) -> int:
    done, last = 0, 0
    while batch := _put_batch(kind, things.filter(pk__gt=last).order_by("pk")):
        done, last = done + len(batch), batch[-1]
        report(f"{kind.label}: {done}")
    return done


@transaction.atomic
def _put_batch(kind: Kind, things: QuerySet) -> list[int]:
    """Index the next objects, locked so that a concurrent edit is not overwritten with stale text."""
    batch = list(things.select_for_update(of=("self",), no_key=True)[:BATCH])
    if batch:
        put(*map(kind.entry_of, batch))
    return [thing.pk for thing in batch]


@transaction.atomic
def _drop_orphans() -> int:
    orphans = Row.objects.exclude(kind__in=[kind.name for kind in KINDS])
    for kind in KINDS:
        gone = ~Exists(kind.all().filter(pk=OuterRef("thing")))
        orphans |= Row.objects.filter(gone, kind=kind.name)
    rows = list(orphans.values_list("kind", "thing"))
    for name, things in _by_kind(rows).items():
        drop(name, things)
    return len(rows)


def _by_kind(rows: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    things: dict[str, list[int]] = {}
    for name, thing in rows:
        things.setdefault(name, []).append(thing)
    return things
