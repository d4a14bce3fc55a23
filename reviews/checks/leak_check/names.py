"""Names that are no leak: of films, people, characters and franchises, unless the credit is a spoiler."""

from collections.abc import Collection
from itertools import chain

from django.db.models import TextField, Value

from cast.models import Credit
from films.models import Film
from franchises.models import Instalment
from pagecache.queries.prepared import PreparedQuery
from reviews import document as d

NONE = Value("", TextField())  # in the place of a name, where a kind of row has fewer


def names_of(document: d.Document, film: Film | None) -> list[str]:
    """Those in the film's database record, and those printed in the document, critics' too."""
    printed = [document.film.name] if document.film else []
    printed += [byline.name for byline in document.bylines]
    for note in document.cast_notes:
        if not note.spoiler:
            printed += [note.name, note.role]
    return [name for name in [*printed, *(names_of_film(film) if film else ())] if name]


def names_of_film(film: Film) -> list[str]:
    """Asked for once by the checks of a text: they share the instance."""
    known = vars(film)
    if "_names_no_leak" not in known:
        known["_names_no_leak"] = names_of_films([film.pk])
    return known["_names_no_leak"]


def names_of_films(films: Collection[int]) -> list[str]:
    """Titles, franchises and their films, people and characters, without spoilers. One query."""
    return sorted(set(filter(None, chain.from_iterable(_names(films=set(films))))))


def _names_of(films: Collection[int]):
    rows = Film.objects.filter(pk__in=films).order_by()
    franchises = Instalment.objects.filter(franchise__instalments__film__in=films).order_by()
    credits = Credit.objects.open().filter(film__in=films).order_by()
    names = rows.values_list("title", "original_title", "short_title").union(
        rows.values_list("other_titles__title", NONE, NONE),
        franchises.values_list("franchise__name", "film__title", "film__short_title"),
        credits.values_list("person__name", "characters__name", NONE),
    )
    return names.order_by()  # Django 6.1 gives a union the order of its model


_names = PreparedQuery(_names_of, films=[int])
