"""The films that a text speaks of: the reviewed film, its franchises' films, and those named in the text.

A film is named by a link, by a title in italics or quotation marks or with its
year, or by a title of three or more words in title case; all films of a
franchise by the franchise's name. Never by a lone word: thousands of films are
called “It”, “Her” or “Up”. A possessive, capitals, the kind of dash, quotation
mark or space, and where a line ends make no difference.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from string import ascii_lowercase, ascii_uppercase
from urllib.parse import unquote

from django.db.models import Q
from django.db.models.functions import Lower

from films.models import Film, OtherTitle
from franchises.models import Franchise, Instalment
from reviews.checks.subject import Subject, Text
from reviews.models import Edition
from shield.marks import without_marks
from shield.words import visible

MAX_TITLE = 200  # characters
MIN_WORDS, MAX_WORDS = 3, 10  # of a title in title case, without italics
MIN_COINED = 6  # letters of a franchise's name of one word, without italics
MAX_CANDIDATES = 20_000  # strings compared with titles: bounds the cost of hostile text
_SPAN = re.compile(
    r"\*{1,3}([^*\n]{1,200}?)\*{1,3}|(?<!\w)_{1,3}([^_\n]{1,200})_{1,3}(?!\w)"
    r"|“([^”\n]{1,200})”|„([^“”\n]{1,200})[“”]|«([^»\n]{1,200})»|»([^«\n]{1,200})«|\"([^\"\n]{1,200})\""
    r"|(?<!\w)[‘']([^’'\n]{1,200})[’'](?!\w)|‚([^‘’\n]{1,200})[‘’]"
    r"|《([^》\n]{1,200})》|『([^』\n]{1,200})』|「([^」\n]{1,200})」"
)
_TAG = re.compile(r"</?(?:i|em|cite|b|strong|q)\b[^>\n]{0,100}>", re.IGNORECASE)
# A line that goes on: no paragraph, item, heading, quotation or row begins with the next.
_BREAK = re.compile(r"\n(?![^\S\n]*(?:\n|[*+>|#-]|\d+[.)]))")
_SPACE = re.compile(r"[^\S\n]+")
_AROUND = " ,.;:*_“”„‚‘’\"'«»"
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])\Z", re.IGNORECASE)
_YEAR = r"((?:18|19|20|21)[0-9]{2})"
_YEAR_AFTER = re.compile(rf"[*_\"”’»]{{0,3}}(?:,? [(\[](?:[^()\[\]]{{0,80}}[ ,])?|, ){_YEAR}(?![0-9])")
_YEAR_BEFORE = re.compile(rf"(?<![0-9]){_YEAR} [*_\"“‘«]{{0,3}}\Z")
_WORD = re.compile(r"[^\W_](?:[\w’'.&-]*[^\W_])?")
_PATH = re.compile(r"/(films|reviews|franchises)/([-\w]{1,100})(?:/|\Z|[?#])")
# Between the words of a title; anything else ends it.
_JOINT = re.compile(r"\A(?:[:,!?…–—·]?\s{1,2}|\s[-–—&]\s|-)\Z")
_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


@dataclass
class Candidates:
    """What might be a title, before the database is asked; in lower case."""

    titles: set[str] = field(default_factory=set)  # that name a film by themselves
    dated: set[tuple[str, int]] = field(default_factory=set)  # with a year
    names: set[str] = field(default_factory=set)  # that may name a franchise
    slugs: dict[str, set[str]] = field(default_factory=dict)  # by films, reviews, franchises

    def is_full(self) -> bool:
        return max(len(self.titles), len(self.names), len(self.dated)) > MAX_CANDIDATES


def films_spoken_of(subject: Subject) -> set[int]:
    """Primary keys of the films whose spoilers this document may give away."""
    film = subject.film
    candidates = candidates_in(subject.texts)
    own = {film.pk} if film else set()
    return {*own, *_named(candidates), *_of_franchises(candidates, film)}


def candidates_in(texts: Iterable[Text]) -> Candidates:
    found = Candidates()
    for text in texts:
        for link in text.structure.links:
            if match := _PATH.search(unquote(link.url[:500])):
                found.slugs.setdefault(match[1], set()).add(match[2])
            found.titles.update(_spellings(link.text))
        for line in _lines(text.source):
            _add_line(found, line)
    return found


def _lines(source: str) -> list[str]:
    """Paragraphs, items and rows, one a line, with one kind of space and of emphasis."""
    text = visible(without_marks(_TAG.sub("*", unescape(source))))
    return _SPACE.sub(" ", _BREAK.sub(" ", text)).split("\n")


def _add_line(found: Candidates, line: str) -> None:
    for match in _SPAN.finditer(line):
        if found.is_full():
            return
        found.titles.update(_spellings(next(filter(None, match.groups()))))
    found.names.update(found.titles)
    plain = re.sub(r"[*_]", "", line)
    words = list(_WORD.finditer(plain))
    for start, end in _runs(plain, words):
        if found.is_full():
            return
        spellings = _spellings(plain[words[start].start() : words[end - 1].end()])
        if end - start >= MIN_WORDS:
            found.titles.update(spellings)
        if end - start > 1 or _is_coined(plain, words, start):
            found.names.update(spellings)
        if year := _year_beside(plain, words[start].start(), words[end - 1].end()):
            found.dated.update((spelling, year) for spelling in spellings)


def _spellings(title: str) -> set[str]:
    """How a title may stand in the database, in lower case; nothing for one or two words without a capital.

    SQLite lowers ASCII letters alone, PostgreSQL all.
    """
    bare = title.strip(_AROUND)
    if len(title) > MAX_TITLE or (bare[:1].islower() and len(bare.split()) < MIN_WORDS):
        return set()
    bases = {bare, bare.rstrip("!"), _POSSESSIVE.sub("", bare), title.strip()}
    dashed = {
        base.replace(old, dash) for base in bases for old in (" - ", " – ", " — ") for dash in (old, " – ")
    }
    written = (
        {base.replace(old, new) for base in bases | dashed for old, new in ("’'", "'’")} | bases | dashed
    )
    return {lowered for base in written for lowered in (base.translate(_LOWER), base.lower())} - {""}


def _year_beside(line: str, start: int, end: int) -> int | None:
    year = _YEAR_AFTER.match(line, end) or _YEAR_BEFORE.search(line[max(0, start - 8) : start])
    return int(year[1]) if year else None


def _runs(line: str, words: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """(first, behind the last) of every run of words in title case, its small words inside it."""
    for start, word in enumerate(words):
        if not _is_capital(word[0]):
            continue
        for end in range(start + 1, min(len(words), start + MAX_WORDS) + 1):
            if end > start + 1 and not _JOINT.match(line[words[end - 2].end() : words[end - 1].start()]):
                break
            if _is_capital(words[end - 1][0]):
                yield start, end
            elif len(words[end - 1][0]) > 5:
                break  # no small word of a title: “of”, “and the”, “under”


def _is_coined(line: str, words: list[re.Match[str]], index: int) -> bool:
    """Whether a word has its capital inside a sentence and is long enough for a name: “the Wickverse”."""
    is_inside = index > 0 and line[words[index - 1].end() : words[index].start()] == " "
    return is_inside and len(words[index][0]) >= MIN_COINED


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()


def _named(found: Candidates) -> Iterator[int]:
    films = Film.objects.alias(lower=Lower("title"), original=Lower("original_title"))
    by_title = Q(lower__in=found.titles) | Q(original__in=found.titles)
    yield from films.filter(by_title).values_list("pk", flat=True)
    others = OtherTitle.objects.alias(lower=Lower("title")).filter(lower__in=found.titles)
    yield from others.values_list("film", flat=True)
    if found.dated:
        titles = {title for title, _year in found.dated}
        names = {"lower": Lower("title"), "original": Lower("original_title"), "short": Lower("short_title")}
        dated = Film.objects.annotate(**names).filter(year__in={year for _title, year in found.dated})
        dated = dated.filter(Q(lower__in=titles) | Q(original__in=titles) | Q(short__in=titles))
        for pk, year, *called in dated.values_list("pk", "year", *names):
            if any((name, year) in found.dated for name in called):
                yield pk
    if slugs := found.slugs.get("films"):
        with_slug = Q(slug__in=slugs) | Q(aliases__slug__in=slugs)
        yield from Film.objects.filter(with_slug).values_list("pk", flat=True)
    if slugs := found.slugs.get("reviews"):
        of_review = Q(review__slug__in=slugs) | Q(review__former_slugs__slug__in=slugs)
        yield from Edition.objects.live().filter(of_review).values_list("film", flat=True)


def _of_franchises(found: Candidates, film: Film | None) -> Iterator[int]:
    slugs = found.slugs.get("franchises", set())
    named = Q(lower__in=found.names) | Q(slug__in=slugs) | Q(aliases__slug__in=slugs)
    if film:
        named |= Q(instalments__film=film)
    instalments = Instalment.objects.filter(
        franchise__in=Franchise.objects.alias(lower=Lower("name")).filter(named).values("pk")
    )
    yield from instalments.values_list("film", flat=True)
