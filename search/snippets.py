"""Snippets of search results: pieces of safe text, each with whether it matches the query. No HTML."""

import re
from functools import lru_cache

from search.query import Query
from search.unspaced import is_unspaced
from search.words import RUN, WORD, fold, stem, words

BEFORE, AFTER = 8, 24  # words before the first match, and from it on

Pieces = tuple[tuple[str, bool], ...]


def pieces(text: str, query: Query) -> Pieces:
    """The whole text, split into matching and other pieces."""
    return _split(text, [span for *span, hit in _spans(text, query) if hit], 0, len(text))


def snippet(text: str, query: Query) -> Pieces:
    """The excerpt with the most terms of the query, or the beginning of the text without a match."""
    spans = list(_spans(text, query))
    if not spans:
        return ((text[:200], False),) if text else ()
    first = max(0, min(_best_start(spans) - BEFORE, len(spans) - BEFORE - AFTER))
    last = min(len(spans), first + BEFORE + AFTER) - 1
    start = spans[first][0] if first else 0
    end = spans[last][1] if last + 1 < len(spans) else len(text)
    hits = [span for *span, hit in spans[first : last + 1] if hit]
    before, after = "… " if first else "", " …" if last + 1 < len(spans) else ""
    result = [(before, False), *_split(text, hits, start, end), (after, False)]
    return tuple(piece for piece in result if piece[0])


def has_match(pieces: Pieces) -> bool:
    return any(is_match for _text, is_match in pieces)


def _spans(text: str, query: Query):
    """(start, end, matching terms) for every word of the text."""
    for run in RUN.finditer(text):
        for word in WORD.finditer(text, run.start(), run.end()):
            for start, end, forms in _forms_in(word):
                hit = frozenset(term for term in query.terms if any(term.matches(*form) for form in forms))
                yield start, end, hit


def _forms_in(word: re.Match):
    """(start, end, forms) of a word; in scripts without spaces, of each letter and the next."""
    if not is_unspaced(word[0]):
        yield word.start(), word.end(), _forms(word[0])
        return
    letters = [(at, letter) for at, raw in enumerate(word[0], word.start()) for letter in _folded(raw)]
    ends = [at for at, _letter in letters[2:]] + [word.end()] * 2
    follow = [letter for _at, letter in letters[1:]] + [""]
    for (start, letter), next_letter, end in zip(letters, follow, ends, strict=False):
        yield start, end, ((stem(letter + next_letter), letter + next_letter),)


@lru_cache(maxsize=10_000)
def _folded(letter: str) -> str:
    return fold(letter)


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[tuple[str, str], ...]:
    return tuple((stem(folded), folded) for folded in words(word))


def _best_start(spans: list) -> int:
    """The index of the matching word that is followed by the most different terms."""
    indexes = [index for index, (*_span, hit) in enumerate(spans) if hit]
    counts = {index: _terms_in(spans[index : index + AFTER]) for index in indexes}
    return max(indexes, key=lambda index: counts[index], default=0)


def _terms_in(spans: list) -> int:
    return len(frozenset().union(*(hit for *_span, hit in spans)))


def _split(text: str, hits: list, start: int, end: int) -> Pieces:
    result, position = [], start
    for hit_start, hit_end in hits:
        hit_start = max(hit_start, position)  # pairs of letters overlap
        result += [(text[position:hit_start], False), (text[hit_start:hit_end], True)]
        position = hit_end
    result.append((text[position:end], False))
    return tuple(piece for piece in result if piece[0])
