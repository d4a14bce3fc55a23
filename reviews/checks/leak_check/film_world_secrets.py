"""Leak check against the film database: what its texts mark, and names that stand on no public page."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import cast

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from cast.models import Character, Credit, Person
from films.models import Film
from pagecache.queries.prepared import PreparedQuery
from reviews.checks.document_sentences import Field, Place, marked_sentences
from reviews.checks.leak_check.film_world import WorldText, marked_texts
from reviews.checks.leak_check.leak_pairs import HidingRecord, LeakPair, leak_pair, unique_pairs
from reviews.checks.leak_check.leaks import address_sentences, printed_names, sides_of
from reviews.checks.leak_check.names import names_of_films
from reviews.checks.subject import Subject
from search.unspaced import has_unspaced
from shield.leaks import Leak, Names, Sentence, find
from shield.marks import CLOSER, OPENER
from shield.words import fold, tokens

TEXTS = tuple(marked_texts())
# Names that are hidden while every credit is a spoiler, with the lookup from a credit to them.
NAMES = {WorldText(Person, "name"): "person", WorldText(Character, "name"): "characters"}
KINDS = (*TEXTS, *NAMES)
MAX_ROWS = 2_000  # a row is a text and a film that it is about
MAX_FILMS = 3  # that a finding names


@dataclass(frozen=True)
class WorldSecret:
    """A text with something marked in it, or a hidden name. `films`: those that it is about."""

    record: HidingRecord
    text: str
    is_name: bool
    films: tuple[int, ...]


def told_of_film_world(subject: Subject, films: Collection[int]) -> list[LeakPair]:
    """Every safe sentence of a document that gives away what the film database hides of these films.

    Two queries if that hides nothing.
    """
    if not (secrets := _secrets(films)):
        return []
    safe, _own_spoilers = subject.once(sides_of)
    addresses = address_sentences(subject.review.slug, subject.document)
    leaks = _leaks([*safe, *addresses], secrets, films, subject)
    given_away = {leak.spoiler.place: _films_named(leak, subject) for leak in leaks}
    titles = Film.objects.in_bulk({film for named in given_away.values() for film in named}) if leaks else {}
    return unique_pairs(
        _pair(leak, tuple(str(titles[film]) for film in given_away[leak.spoiler.place])) for leak in leaks
    )


def secrets_quoted(quoted: Sequence[Sentence], subject: Subject, films: Collection[int]) -> list[Leak]:
    """The leaks of a text beside the document: an address or a reason."""
    secrets = _secrets(films)
    return _leaks(quoted, secrets, films, subject) if secrets else []


def _leaks(
    safe: Sequence[Sentence], secrets: list[WorldSecret], films: Collection[int], subject: Subject
) -> list[Leak]:
    """The place of each spoiler is its `WorldSecret`."""
    names = names_of_films(films)
    marked = [sentence for secret in secrets if not secret.is_name for sentence in _marked(secret)]
    masked = [*printed_names(subject.document, subject.world), *names]
    leaks = find(safe, marked, names=masked, language=subject.document.language)
    return leaks + _names_told(safe, [secret for secret in secrets if secret.is_name], names)


def _secrets(films: Collection[int]) -> list[WorldSecret]:
    rows = (_texts_and_names if _flagged(films=set(films)) else _texts)(films=set(films))
    return [
        WorldSecret(
            HidingRecord(KINDS[kind].form_label, record, KINDS[kind].title),
            text,
            KINDS[kind] in NAMES,
            tuple(film for *_text, film in group),
        )
        for (kind, record, text), group in groupby(rows, key=itemgetter(0, 1, 2))
    ]


def _rows(kind: int, films: Collection[int]) -> QuerySet:
    """(kind, record, text, film) of the texts of one kind that hide something of these films."""
    text = KINDS[kind]
    rows = text.rows(films, record=text.form).annotate(kind=Value(kind), film=F("pk"))
    if text in NAMES:
        is_open = Exists(Credit.objects.open().filter(**{NAMES[text]: OuterRef("record")}))
        rows = rows.filter(~is_open, record__isnull=False)
    else:
        rows = rows.filter(Q(text__contains=OPENER) | Q(text__contains=CLOSER))
    return rows.values_list("kind", "record", "text", "film")


def _rows_of(films: Collection[int], kinds: int) -> QuerySet:
    queries = [_rows(kind, films) for kind in range(kinds)]
    return queries[0].union(*queries[1:]).order_by("kind", "record", "text", "film")[:MAX_ROWS]


_flagged = PreparedQuery(
    lambda films: Credit.objects.filter(film__in=films).exclude(spoiler_level="").order_by().values("pk")[:1],
    films=[int],
)
_texts = PreparedQuery(lambda films: _rows_of(films, len(TEXTS)), films=[int])
_texts_and_names = PreparedQuery(lambda films: _rows_of(films, len(KINDS)), films=[int])


def _marked(secret: WorldSecret) -> list[Sentence]:
    field = Field(Place("", "", ""), secret.text, is_markdown=True, is_hidden=False)
    return [replace(sentence, place=secret) for sentence in marked_sentences(field)]


def _names_told(
    safe: Sequence[Sentence], secrets: list[WorldSecret], open_names: Collection[str]
) -> list[Leak]:
    """The sentences with a hidden name in them, unless all its words are of names that are open."""
    known = Names(open_names)
    hidden = [
        (secret, _pattern(secret.text), tuple(map(fold, words)))
        for secret in secrets
        for words in [tokens(secret.text)]
        if known.without(words)
    ]
    return [
        Leak(sentence, Sentence(secret.text, secret), words, len(words))
        for sentence in safe
        for secret, pattern, words in hidden
        if pattern.search(sentence.text)
    ]


def _pattern(name: str) -> re.Pattern[str]:
    """Finds a name as whole words; one of a single word as it is written, as “hope” is no Hope."""
    if has_unspaced(name):
        return re.compile(re.escape(name))
    flags = re.IGNORECASE if len(name.split()) > 1 else re.NOFLAG
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", flags)


def _films_named(leak: Leak, subject: Subject) -> tuple[int, ...]:
    """The reviewed film if the record is about it, else those that the text speaks of."""
    films = cast(WorldSecret, leak.spoiler.place).films
    own = subject.film.pk if subject.film else None
    return (own,) if own in films else films[:MAX_FILMS]


def _pair(leak: Leak, films: tuple[str, ...]) -> LeakPair:
    secret = cast(WorldSecret, leak.spoiler.place)
    return leak_pair("elsewhere", leak, films=films, record=secret.record)
