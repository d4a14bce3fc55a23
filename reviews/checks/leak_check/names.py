"""Names that are no leak: of films, people, characters and franchises, unless the credit is a spoiler."""

from cast.models import Credit
from films.models import Film
from reviews import document as d


def names_of(document: d.Document, film: Film | None) -> list[str]:
    """Those in the film's database record, and those printed in the document outside spoilers."""
    printed = [document.film.name] if document.film else []
    for note in document.cast_notes:
        if not note.spoiler:
            printed += [note.name, note.role]
    return [name for name in [*printed, *(names_of_film(film) if film else ())] if name]


def names_of_film(film: Film) -> list[str]:
    """Titles, franchises and their films, people and characters; three queries, and none for spoilers."""
    titles = [film.title, film.original_title, film.short_title]
    titles += film.other_titles.values_list("title", flat=True)
    franchises = film.instalments.values_list(
        "franchise__name", "franchise__instalments__film__title", "franchise__instalments__film__short_title"
    )
    credits = Credit.objects.filter(film=film, spoiler_level="").values_list(
        "person__name", "characters__name"
    )
    names = [*titles, *(name for row in (*franchises, *credits) for name in row)]
    return list(dict.fromkeys(filter(None, names)))
