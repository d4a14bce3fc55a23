"""Fact check of spelling: titles, people and roles written with one letter missing, added or changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from reviews.checks.facts.film_record import FilmRecord, Words
from reviews.checks.findings import Finding, finding
from reviews.checks.subject import Subject
from shield.words import FUNCTION_WORDS, fold, plain_words, raw_words

MIN_LETTERS = 4  # of a misspelt word: a shorter one is another word
MIN_LETTERS_ALONE = 7  # of a name that is a single word


def spelling(subject: Subject, record: FilmRecord) -> Iterable[Finding]:
    names = _names(record)
    known = set(names) | {words for person in record.people for words in person.known_as}
    reported = set()
    for text in subject.texts:
        for block in text.structure.blocks:
            for written, name in _misspellings(raw_words(block.text), names, known):
                if written not in reported:
                    reported.add(written)
                    message = _(
                        "“%(written)s” is written “%(name)s” in the film's record. Correct one of the two."
                    )
                    values = {"written": written, "name": names[name]}
                    yield finding(text.place, message % values, written)


def _names(record: FilmRecord) -> dict[Words, str]:
    """Titles, people and roles by their folded words, without those that are spoilers."""
    titles = [title for film in record.films for title in film.titles]
    people = [person.name for person in record.people if person.is_open]
    roles = [role for person in record.people for role in person.open_roles]
    return {tuple(plain_words(name)): name for name in (*titles, *people, *roles) if plain_words(name)}


def _misspellings(
    words: list[str], names: dict[Words, str], known: set[Words]
) -> Iterator[tuple[str, Words]]:
    """(the text as written, the words of the name that is meant)."""
    folded = list(map(fold, words))
    positions = defaultdict(list)
    for index, word in enumerate(folded):
        positions[word].append(index)
    used: set[int] = set()
    for name in sorted(names, key=len, reverse=True):  # “Jon Wick: Chapter 4” is one misspelling, not two
        starts = _starts(name, folded, positions) if len(name) > 1 else _similar_words(name, words, folded)
        for start in starts:
            span = range(start, start + len(name))
            window = tuple(folded[index] for index in span)
            written = [words[index] for index in span]
            if used.isdisjoint(span) and window not in known and _is_misspelling(window, name, written):
                used.update(span)
                yield " ".join(written), name


def _starts(name: Words, folded: list[str], positions) -> list[int]:
    """Where all words of a name but one stand."""
    counts: dict[int, int] = defaultdict(int)
    for offset, word in enumerate(name):
        for index in positions.get(word, ()):
            counts[index - offset] += 1
    last = len(folded) - len(name)
    return [start for start, count in counts.items() if count == len(name) - 1 and 0 <= start <= last]


def _similar_words(name: Words, words: list[str], folded: list[str]) -> list[int]:
    """For a name of one word: capitalised words with the same first letter and about the same length."""
    (only,) = name
    if len(only) < MIN_LETTERS_ALONE:
        return []
    return [
        index
        for index, word in enumerate(folded)
        if abs(len(word) - len(only)) < 2 and word[:1] == only[:1] and words[index][:1].isupper()
    ]


def _is_misspelling(window: Words, name: Words, written: list[str]) -> bool:
    differing = [index for index, word in enumerate(window) if word != name[index]]
    if len(differing) != 1 or not written[differing[0]][:1].isupper():
        return False
    actual, expected = window[differing[0]], name[differing[0]]
    same = [word for word in window if word != actual and word not in FUNCTION_WORDS]
    if not same and len(expected) < MIN_LETTERS_ALONE:
        return False
    is_long_enough = len(actual) >= MIN_LETTERS - 1 and len(expected) >= MIN_LETTERS
    return is_long_enough and _is_one_edit_away(actual, expected)


def _is_one_edit_away(actual: str, expected: str) -> bool:
    """One letter added, missing or changed, or two swapped; a plural does not count."""
    if not (actual + expected).isalpha() or actual.rstrip("s") == expected.rstrip("s"):
        return False
    while actual and expected and actual[0] == expected[0]:
        actual, expected = actual[1:], expected[1:]
    while actual and expected and actual[-1] == expected[-1]:
        actual, expected = actual[:-1], expected[:-1]
    return max(len(actual), len(expected)) < 2 or (len(actual) == 2 and actual == expected[::-1])
