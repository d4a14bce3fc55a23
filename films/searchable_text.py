"""Search entry of a film. Without its credits, as one of them may be flagged as a spoiler later."""

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
