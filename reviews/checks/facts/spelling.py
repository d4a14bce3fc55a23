"""Titles, people and roles of the record that are written with one letter too many, too few or another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from reviews.checks.facts.film_record import FilmRecord, Words
from reviews.checks.findings import Finding, finding
from reviews.checks.subject import Subject
from shield.words import FUNCTION_WORDS, fold, plain_words, raw_words

SHORT = 4  # letters: what is shorter is another word, not a slip
ALONE = 7  # letters of a word that stands for a whole name


def spelling(subject: Subject, record: FilmRecord) -> Iterable[Finding]:
    names = _names(record)
    known = set(names) | {words for person in record.people for words in person.known_as}
    seen = set()
    for text in subject.texts:
        for block in text.anatomy.blocks:
            for written, at in _slips(raw_words(block.text), names, known):
                if written not in seen:
                    seen.add(written)
                    what = _(
                        "“%(written)s” is written “%(name)s” in the film's record. Correct one of the two."
                    )
                    values = {"written": written, "name": names[at]}
                    yield finding(text.place, what % values, written)


def _names(record: FilmRecord) -> dict[Words, str]:
    """By their folded words. Never one that is a surprise."""
    titles = [title for film in record.films for title in film.titles]
    people = [person.name for person in record.people if person.is_open]
    roles = [role for person in record.people for role in person.open_roles]
    return {tuple(plain_words(name)): name for name in (*titles, *people, *roles) if plain_words(name)}


def _slips(words: list[str], names: dict[Words, str], known: set[Words]) -> Iterator[tuple[str, Words]]:
    """(what is written, the words of the name that is meant)."""
    folded = list(map(fold, words))
    places = defaultdict(list)
    for at, word in enumerate(folded):
        places[word].append(at)
    taken: set[int] = set()
    for name in sorted(names, key=len, reverse=True):  # “Jon Wick: Chapter 4” is one slip, not two
        starts = _starts(name, folded, places) if len(name) > 1 else _capitals(name, words, folded)
        for start in starts:
            there = range(start, start + len(name))
            window = tuple(folded[at] for at in there)
            written = [words[at] for at in there]
            if taken.isdisjoint(there) and window not in known and _is_slip_of(window, name, written):
                taken.update(there)
                yield " ".join(written), name


def _starts(name: Words, folded: list[str], places) -> list[int]:
    """Where all words of a name but one stand."""
    hits: dict[int, int] = defaultdict(int)
    for offset, word in enumerate(name):
        for at in places.get(word, ()):
            hits[at - offset] += 1
    last = len(folded) - len(name)
    return [start for start, count in hits.items() if count == len(name) - 1 and 0 <= start <= last]


def _capitals(name: Words, words: list[str], folded: list[str]) -> list[int]:
    (only,) = name
    if len(only) < ALONE:
        return []
    return [
        at
        for at, word in enumerate(folded)
        if abs(len(word) - len(only)) < 2 and word[:1] == only[:1] and words[at][:1].isupper()
    ]


def _is_slip_of(window: Words, name: Words, written: list[str]) -> bool:
    wrong = [at for at, word in enumerate(window) if word != name[at]]
    if len(wrong) != 1 or not written[wrong[0]][:1].isupper():
        return False
    said, meant = window[wrong[0]], name[wrong[0]]
    same = [word for word in window if word != said and word not in FUNCTION_WORDS]
    if not same and len(meant) < ALONE:
        return False
    return min(len(said), len(meant)) >= SHORT - 1 and len(meant) >= SHORT and _is_near(said, meant)


def _is_near(said: str, meant: str) -> bool:
    """One letter more, less or another, or two swapped; not a plural."""
    if not (said + meant).isalpha() or said.rstrip("s") == meant.rstrip("s"):
        return False
    while said and meant and said[0] == meant[0]:
        said, meant = said[1:], meant[1:]
    while said and meant and said[-1] == meant[-1]:
        said, meant = said[:-1], meant[:-1]
    return max(len(said), len(meant)) < 2 or (len(said) == 2 and said == meant[::-1])
