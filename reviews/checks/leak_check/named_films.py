"""The films that a text speaks of: the reviewed film, its franchises' films, and those named in the text.

A film is named by a link, by a title in italics or quotation marks or with its
year, or by a title of three or more words in title case; all films of a
franchise by the franchise's name. Never by a lone word: thousands of films are
called “It”, “Her” or “Up”.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from django.db.models import Q

from films.models import Film
from franchises.models import Franchise, Instalment
from reviews.checks.subject import Subject, Text
from reviews.models import Edition
from shield.marks import without_marks
from shield.words import visible

MAX_TITLE = 200  # characters
MIN_WORDS, MAX_WORDS = 3, 10  # of a title in title case, without italics
MIN_COINED = 6  # letters of a franchise's name of one word, without italics
MAX_CANDIDATES = 4_000  # strings compared with titles: bounds the cost of hostile text
_SPAN = re.compile(
    r"\*{1,3}([^*\n]{1,200}?)\*{1,3}|(?<!\w)_([^_\n]{1,200})_(?!\w)"
    r"|“([^”\n]{1,200})”|„([^“”\n]{1,200})[“”]|«([^»\n]{1,200})»|»([^«\n]{1,200})«|\"([^\"\n]{1,200})\""
    r"|(?<!\w)[‘']([^’'\n]{1,200})[’'](?!\w)|《([^》\n]{1,200})》|『([^』\n]{1,200})』|「([^」\n]{1,200})」"
)
_YEAR = re.compile(r"[*_\"”’»]{0,3} ?\(((?:18|19|20|21)[0-9]{2})\)")
_WORD = re.compile(r"[^\W_](?:[\w’'.&-]*[^\W_])?")
_PATH = re.compile(r"/(films|reviews|franchises)/([-\w]{1,100})(?:/|\Z|[?#])")
# Between the words of a title; anything else ends it.
_JOINT = re.compile(r"\A(?:[:,!?…–—·]?\s{1,2}|\s[–—&]\s|-)\Z")


@dataclass
class Candidates:
    """What might be a title, before the database is asked."""

    titles: set[str] = field(default_factory=set)  # that name a film by themselves
    dated: set[tuple[str, int]] = field(default_factory=set)  # with a year
    names: set[str] = field(default_factory=set)  # that may name a franchise
    slugs: dict[str, set[str]] = field(default_factory=dict)  # by films, reviews, franchises


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
        for line in text.source.split("\n"):
            _add_line(found, visible(without_marks(line)))
    return found


def _add_line(found: Candidates, line: str) -> None:
    if len(found.titles) > MAX_CANDIDATES:
        return
    found.titles.update(_title(next(filter(None, match.groups()))) for match in _SPAN.finditer(line))
    found.names.update(found.titles)
    plain = re.sub(r"[*_]", "", line)
    words = list(_WORD.finditer(plain))
    for start, end in _runs(plain, words):
        text, count = plain[words[start].start() : words[end - 1].end()], end - start
        if count >= MIN_WORDS:
            found.titles.add(text)
        if count > 1 or _is_coined(plain, words, start):
            found.names.add(text)
        if year := _YEAR.match(plain, words[end - 1].end()):
            found.dated.add((text, int(year[1])))


def _title(text: str) -> str:
    return text.strip().rstrip(",.;:!")


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
    titles = found.titles
    by_title = Q(title__in=titles) | Q(original_title__in=titles)
    yield from Film.objects.filter(by_title).values_list("pk", flat=True)
    yield from Film.objects.filter(other_titles__title__in=titles).values_list("pk", flat=True)
    if found.dated:
        titles = {title for title, _year in found.dated}
        rows = Film.objects.filter(
            Q(title__in=titles) | Q(short_title__in=titles) | Q(original_title__in=titles)
        )
        for pk, year, *names in rows.values_list("pk", "year", "title", "short_title", "original_title"):
            if any((name, year) in found.dated for name in names):
                yield pk
    if slugs := found.slugs.get("films"):
        with_slug = Q(slug__in=slugs) | Q(aliases__slug__in=slugs)
        yield from Film.objects.filter(with_slug).values_list("pk", flat=True)
    if slugs := found.slugs.get("reviews"):
        of_review = Q(review__slug__in=slugs) | Q(review__former_slugs__slug__in=slugs)
        yield from Edition.objects.live().filter(of_review).values_list("film", flat=True)


def _of_franchises(found: Candidates, film: Film | None) -> Iterator[int]:
    slugs = found.slugs.get("franchises", set())
    named = Q(name__in=found.names) | Q(slug__in=slugs) | Q(aliases__slug__in=slugs)
    if film:
        named |= Q(instalments__film=film)
    instalments = Instalment.objects.filter(franchise__in=Franchise.objects.filter(named).values("pk"))
    yield from instalments.values_list("film", flat=True)
