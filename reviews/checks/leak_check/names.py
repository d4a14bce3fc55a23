"""The names that a review may say freely: of films, people, characters and franchises."""

from cast.models import Credit
from films.models import Film
from reviews import document as d


def names_of(document: d.Document, film: Film | None) -> list[str]:
    """Those of the film's record, and those that the document prints; never one that is itself a surprise."""
    printed = [document.film.name] if document.film else []
    for note in document.cast_notes:
        if not note.spoiler:
            printed += [note.name, note.role]
    return [name for name in [*printed, *(names_of_film(film) if film else ())] if name]


def names_of_film(film: Film) -> list[str]:
    """Its titles, its franchises and their films, its people and characters: four queries."""
    titles = [film.title, film.original_title, film.short_title]
    titles += film.other_titles.values_list("title", flat=True)
    ties = film.instalments.values_list(
        "franchise__name", "franchise__instalments__film__title", "franchise__instalments__film__short_title"
    )
    credits = Credit.objects.filter(film=film, spoiler_level="").values_list(
        "person__name", "characters__name"
    )
    found = [*titles, *(name for row in (*ties, *credits) for name in row)]
    return list(dict.fromkeys(filter(None, found)))
