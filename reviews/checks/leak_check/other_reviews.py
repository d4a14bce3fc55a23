"""Leak check against other reviews: what public editions withhold of the films that a document speaks of."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple, cast

from django.db.models import QuerySet
from django.utils import timezone

from films.models import Film
from pagecache.queries.prepared import PreparedQuery
from reviews.checks.leak_check.film_world_secrets import secrets_quoted, told_of_film_world
from reviews.checks.leak_check.leak_pairs import LeakPair, leak_pair, unique_pairs
from reviews.checks.leak_check.leaks import address_sentences, is_in_safe_text, printed_names, sides_of
from reviews.checks.leak_check.named_films import films_spoken_of
from reviews.checks.leak_check.names import names_of_film, names_of_films
from reviews.checks.subject import Subject
from reviews.models import HiddenSentence
from shield.leaks import Leak, Sentence, find
from shield.sentences import sentences

MAX_ROWS = 20_000  # the newest ones
COLUMNS = ("text", "around", "edition", "position", "edition__review")  # of a `HiddenRow`


class HiddenRow(NamedTuple):
    """The columns of a `HiddenSentence` that the check needs: in a franchise there are thousands."""

    text: str
    around: str
    edition: int
    position: int
    review: int

    @classmethod
    def of(cls, rows: QuerySet) -> list["HiddenRow"]:
        return [cls(*row) for row in rows.values_list(*COLUMNS)]


def told_elsewhere(subject: Subject) -> list[LeakPair]:
    """Every safe sentence that gives away what another review's edition, or the film database, withholds.

    With `subject.with_upcoming`, editions that are not public yet are compared too.
    """
    films = films_spoken_of(subject)
    return [*pairs_with(subject, _rows(subject, films), films), *told_of_film_world(subject, films)]


def pairs_with(subject: Subject, rows: Sequence[HiddenRow], films: Collection[int]) -> list[LeakPair]:
    """The safe sentences of a document that give one of these rows away, its address among them.

    `films`: those whose names are masked.
    """
    if not rows:
        return []
    document = subject.document
    safe, _own_spoilers = subject.once(sides_of)
    safe = [*safe, *address_sentences(subject.review.slug, document)]
    spoilers = [Sentence(row.text, row, around=row.around) for row in rows]
    leaks = find(safe, spoilers, names=_names(subject, films), language=document.language)
    titles = _titles_given_away(leaks)
    return unique_pairs(_pair(leak, titles) for leak in leaks)


def quotes_other_reviews(text: str, subject: Subject) -> bool:
    """Whether a text beside the document, an address or a reason, tells what is withheld elsewhere.

    Not if a safe sentence of the document says the same: the check has dealt with that one.
    """
    films = films_spoken_of(subject)
    spoilers = [Sentence(row.text, around=row.around) for row in _rows(subject, films)]
    names = _names(subject, films)
    language = subject.document.language
    safe, _own_spoilers = subject.once(sides_of)
    quoted = [Sentence(sentence) for sentence in sentences(text)]
    leaks = find(quoted, spoilers, names=names, language=language)
    leaks += secrets_quoted(quoted, subject, films)
    return any(not is_in_safe_text(leak, safe, names, language) for leak in leaks)


def _names(subject: Subject, films: Collection[int]) -> list[str]:
    own = names_of_film(subject.film) if subject.film else []
    others = set(films) - ({subject.film.pk} if subject.film else set())
    return [
        *printed_names(subject.document, subject.world),
        *own,
        *(names_of_films(others) if others else ()),
    ]


def _newest_rows(films, review, now, *, with_upcoming=False) -> QuerySet:
    withheld = HiddenSentence.objects.withheld(now, with_upcoming=with_upcoming)
    rows = withheld.filter(film__in=films).exclude(edition__review=review)
    return rows.order_by("-edition", "position").values_list(*COLUMNS)[:MAX_ROWS]


_withheld, _withheld_or_upcoming = (
    PreparedQuery(partial(_newest_rows, with_upcoming=with_upcoming), films=[int], review=int, now=datetime)
    for with_upcoming in (False, True)
)


def _rows(subject: Subject, films: set[int]) -> list[HiddenRow]:
    """One for each sentence, of the newest edition."""
    query = _withheld_or_upcoming if subject.with_upcoming else _withheld
    found = query(films=films, review=subject.review.pk, now=timezone.now())
    newest = [HiddenRow(*row) for row in found]
    return list({row.text: row for row in reversed(newest)}.values())[::-1]


def _titles_given_away(leaks: list[Leak]) -> dict[tuple[int, int], tuple[str, ...]]:
    """By edition and position of a sentence: the titles of the films in its scope."""
    rows = [cast(HiddenRow, leak.spoiler.place) for leak in leaks]
    editions, positions = {row.edition for row in rows}, {row.position for row in rows}
    scopes = HiddenSentence.objects.filter(edition__in=editions, position__in=positions, gives_film_away=True)
    films: dict[tuple[int, int], dict[int, None]] = defaultdict(dict)
    for edition, position, film in scopes.values_list("edition", "position", "film") if editions else ():
        films[edition, position][film] = None
    titles = Film.objects.in_bulk({film for scope in films.values() for film in scope})
    return {place: tuple(str(titles[film]) for film in scope) for place, scope in films.items()}


def _pair(leak: Leak, titles: dict[tuple[int, int], tuple[str, ...]]) -> LeakPair:
    row = cast(HiddenRow, leak.spoiler.place)
    films = titles.get((row.edition, row.position), ())
    return leak_pair("elsewhere", leak, films=films, review=row.review)
