"""What may be found of a film. Its credits are no part of it: one of them may turn out to be a surprise."""

from films.models import Film
from search.index import Entry
from shield.markdown import safe_text
from shield.marks import words_with_hidden

KIND = "film"


def film_entry(film: Film) -> Entry:
    titles = [film.original_title, film.short_title, *(other.title for other in film.other_titles.all())]
    return Entry(
        kind=KIND,
        thing=film.pk,
        title=film.title,
        names=" · ".join(title for title in dict.fromkeys(titles) if title and title != film.title),
        body=safe_text(film.synopsis),
        spoilers=words_with_hidden(film.synopsis),
    )
