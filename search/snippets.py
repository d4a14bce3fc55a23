"""What is shown of a hit: pieces of its safe text, each with whether it was looked for. No HTML in here."""

from functools import lru_cache

from search.query import Query
from search.words import RUN, WORD, stem, words

BEFORE, AFTER = 8, 24  # words before and from what was found

Pieces = tuple[tuple[str, bool], ...]


def pieces(text: str, query: Query) -> Pieces:
    """The whole text, divided where words of the query begin and end."""
    return _divided(text, [span for *span, hit in _spans(text, query) if hit], 0, len(text))


def snippet(text: str, query: Query) -> Pieces:
    """The stretch of the text that holds the most words of the query, or its beginning if none does."""
    spans = list(_spans(text, query))
    if not spans:
        return ((text[:200], False),) if text else ()
    first = max(0, min(_best(spans) - BEFORE, len(spans) - BEFORE - AFTER))
    last = min(len(spans), first + BEFORE + AFTER) - 1
    start = spans[first][0] if first else 0
    end = spans[last][1] if last + 1 < len(spans) else len(text)
    hits = [span for *span, hit in spans[first : last + 1] if hit]
    before, after = "… " if first else "", " …" if last + 1 < len(spans) else ""
    shown = [(before, False), *_divided(text, hits, start, end), (after, False)]
    return tuple(piece for piece in shown if piece[0])


def is_in(shown: Pieces) -> bool:
    """Whether any piece is one that was looked for."""
    return any(is_match for _text, is_match in shown)


def _spans(text: str, query: Query):
    """(start, end, the terms it fits) for every word of the text."""
    for run in RUN.finditer(text):
        for word in WORD.finditer(text, run.start(), run.end()):
            forms = _forms(word[0])
            hit = frozenset(term for term in query.terms if any(term.fits(*form) for form in forms))
            yield word.start(), word.end(), hit


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[tuple[str, str], ...]:
    return tuple((stem(folded), folded) for folded in words(word))


def _best(spans: list) -> int:
    """The place of the first word of the query from which the most different ones are near."""
    places = [place for place, (*_span, hit) in enumerate(spans) if hit]
    nearby = {place: _terms_in(spans[place : place + AFTER]) for place in places}
    return max(places, key=lambda place: nearby[place], default=0)


def _terms_in(spans: list) -> int:
    return len(frozenset().union(*(hit for *_span, hit in spans)))


def _divided(text: str, hits: list, start: int, end: int) -> Pieces:
    shown, at = [], start
    for begin, stop in hits:
        shown += [(text[at:begin], False), (text[begin:stop], True)]
        at = stop
    shown.append((text[at:end], False))
    return tuple(piece for piece in shown if piece[0])
