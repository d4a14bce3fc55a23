"""Snippets of search results: pieces of safe text, each with whether it matches the query. No HTML."""

import re
import string
from collections.abc import Iterable, Iterator
from functools import lru_cache

from search.query import Query, Term
from search.unspaced import is_unspaced
from search.words import PLAIN, WORD, fold, is_plain, stem, words

BEFORE, AFTER = 8, 24  # words before the first match, and from it on
LENGTH = BEFORE + AFTER

Pieces = tuple[tuple[str, bool], ...]
Terms = frozenset[Term]
Span = tuple[int, int, Terms]  # where a word stands, and the terms of the query that it matches
NONE: Terms = frozenset()
ALPHABET = frozenset(string.ascii_lowercase + string.digits)

# A whole word of a plain text with what stands before it; backwards, with what follows.
_WORD = rf"[\W_]*+{PLAIN}++"
_NEXT = re.compile(_WORD)
_IN_VIEW = re.compile(rf"(?:{_WORD}){{0,{AFTER}}}")
_BEFORE = re.compile(rf"(?:{_WORD}){{{BEFORE}}}")
_WHOLE = re.compile(rf"(?:{_WORD}){{0,{LENGTH}}}")


class Highlighter:
    """Finds in texts what matches a query. One for a page: it remembers the words that it has seen."""

    def __init__(self, query: Query):
        self._query = query
        beginnings = {form[0] for term in query.terms for form in (*term.stems, term.prefix) if form}
        self._candidates = _beginning_with("".join(sorted(beginnings & ALPHABET)))
        self._seen: dict[str, Terms] = {}

    def pieces(self, text: str) -> Pieces:
        """The whole text, split into matching and other pieces."""
        hits = self._plain_hits(text, 0, len(text)) if is_plain(text) else _hits(self._spans(text))
        return _split(text, hits, 0, len(text))

    def snippet(self, text: str) -> Pieces:
        """The excerpt with the most terms of the query, or the beginning of the text without a match."""
        if is_plain(text):
            return self._plain_snippet(text)
        spans = list(self._spans(text))
        if not spans:
            return _beginning(text)
        first = max(0, min(_best_start(spans) - BEFORE, len(spans) - LENGTH))
        last = min(len(spans), first + LENGTH) - 1
        start, end = spans[first][0] if first else 0, spans[last][1]
        return _excerpt(text, _hits(spans[first : last + 1]), start, end, is_end=last + 1 == len(spans))

    def _plain_snippet(self, text: str) -> Pieces:
        """The same of a plain text, of which it looks at those words alone that may match."""
        if not _NEXT.match(text):
            return _beginning(text)
        start, end = _around(text, self._best_place(text))
        return _excerpt(
            text, self._plain_hits(text, start, end), start, end, is_end=not _NEXT.match(text, end)
        )

    def _best_place(self, text: str) -> int:
        """Where the match stands that is followed by the most different terms; 0 if there is none."""
        spans = self._plain_spans(text, 0, len(text))
        if len(self._query.terms) == 1:
            return next(spans, (0, 0, NONE))[0]
        matching = list(spans)
        best, highest, most = 0, 0, _number_of_terms(matching)
        for place, (start, *_rest) in enumerate(matching):
            end = _end(_IN_VIEW, text, start)
            number = _number_of_terms(span for span in matching[place : place + AFTER] if span[0] < end)
            if number > highest:
                best, highest = start, number
            if highest == most:
                break
        return best

    def _plain_hits(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        return _hits(self._plain_spans(text, start, end))

    def _plain_spans(self, text: str, start: int, end: int) -> Iterator[Span]:
        """The words of a plain text that match."""
        for word in self._candidates.finditer(text, start, end):
            if terms := self._terms_of(word[0]):
                yield *word.span(), terms

    def _spans(self, text: str) -> Iterator[Span]:
        """Every word of a text; in scripts without spaces, every letter with the next."""
        for word in WORD.finditer(text):
            if is_unspaced(word[0]):
                yield from ((*span, self._matching((form,))) for *span, form in _letters(word))
            else:
                yield *word.span(), self._terms_of(word[0])

    def _terms_of(self, word: str) -> Terms:
        terms = self._seen.get(word)
        if terms is None:
            terms = self._seen[word] = self._matching(_forms(word))
        return terms

    def _matching(self, forms: Iterable[tuple[str, str]]) -> Terms:
        return frozenset(term for term in self._query.terms if any(term.matches(*form) for form in forms))


def has_match(pieces: Pieces) -> bool:
    return any(is_match for _text, is_match in pieces)


@lru_cache(maxsize=500)
def _beginning_with(letters: str) -> re.Pattern:
    """Words of a plain text that begin with one of these letters, or with one beyond ASCII.

    A word, its folded form and its stem begin alike, but for what `fold` makes of letters beyond ASCII.
    """
    others = "".join(letter for letter in map(chr, range(128)) if letter.lower() not in letters)
    return re.compile(rf"[^{re.escape(others)}](?<!{PLAIN}.)(?<={PLAIN}){PLAIN}*", re.DOTALL)


def _around(text: str, place: int) -> tuple[int, int]:
    """The words of a plain text that are shown around a place; from 0 if no word stands before them."""
    end = _end(_IN_VIEW, text, place)
    before = _BEFORE.match(text[:place][::-1])
    if not _NEXT.match(text, end):
        start = end - _end(_WHOLE, text[:end][::-1], 0)
    elif before:
        start = place - before.end()
    else:
        start, end = 0, _end(_WHOLE, text, 0)
    return (start if _NEXT.match(text[:start]) else 0), end


def _end(pattern: re.Pattern, text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _beginning(text: str) -> Pieces:
    return ((text[:200], False),) if text else ()


def _excerpt(text: str, hits: Iterable[tuple[int, int]], start: int, end: int, *, is_end: bool) -> Pieces:
    before, after = "… " if start else "", "" if is_end else " …"
    result = [(before, False), *_split(text, hits, start, len(text) if is_end else end), (after, False)]
    return tuple(piece for piece in result if piece[0])


def _hits(spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
    return ((start, end) for start, end, terms in spans if terms)


def _letters(word: re.Match) -> Iterator[tuple[int, int, tuple[str, str]]]:
    """(start, end, form) of each letter with the next in a word of a script without spaces."""
    letters = [(at, letter) for at, raw in enumerate(word[0], word.start()) for letter in _folded(raw)]
    ends = [at for at, _letter in letters[2:]] + [word.end()] * 2
    follow = [letter for _at, letter in letters[1:]] + [""]
    for (start, letter), next_letter, end in zip(letters, follow, ends, strict=False):
        yield start, end, (stem(letter + next_letter), letter + next_letter)


@lru_cache(maxsize=10_000)
def _folded(letter: str) -> str:
    return fold(letter)


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[tuple[str, str], ...]:
    return tuple((stem(folded), folded) for folded in words(word))


def _best_start(spans: list[Span]) -> int:
    """The index of the matching word that is followed by the most different terms."""
    indexes = [index for index, (*_place, terms) in enumerate(spans) if terms]
    counts = {index: _number_of_terms(spans[index : index + AFTER]) for index in indexes}
    return max(indexes, key=lambda index: counts[index], default=0)


def _number_of_terms(spans: Iterable[Span]) -> int:
    return len(frozenset().union(*(terms for *_place, terms in spans)))


def _split(text: str, hits: Iterable[tuple[int, int]], start: int, end: int) -> Pieces:
    result, position = [], start
    for hit_start, hit_end in hits:
        hit_start = max(hit_start, position)  # pairs of letters overlap
        result += [(text[position:hit_start], False), (text[hit_start:hit_end], True)]
        position = hit_end
    result.append((text[position:end], False))
    return tuple(piece for piece in result if piece[0])
