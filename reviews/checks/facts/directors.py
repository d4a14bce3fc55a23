"""Fact check of directors: names called the director in the running text, against the credits."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from cast.models import Credit, Job
from reviews.checks.facts.film_record import FilmRecord
from reviews.checks.facts.prose import (
    CAPITAL,
    CONTEXT,
    PERSON,
    running_sentences,
    without_accents,
    without_opening_words,
)
from reviews.checks.findings import Finding, finding
from reviews.checks.subject import Subject, Text
from shield.words import fold, plain_words

_BY = re.compile(rf"\b[Dd]irected by (?P<one>{PERSON})(?:(?:,| and) (?P<two>{PERSON}))?")
_CALLED = re.compile(rf"\b(?:[Dd]irectors?|[Dd]irector's) (?P<one>{PERSON})(?: and (?P<two>{PERSON}))?")
_DOES = re.compile(
    rf"(?P<one>{PERSON}) (?:directs|helms|(?:returns|steps in|is back|comes back)(?: \([^)]*\))? to direct)\b"
)
# “second unit director X”, “art director X”.
_OTHER_DIRECTOR = re.compile(
    r"(?:unit|assistant|art|casting|musical?|action|stunt|fight|creative|animation|co)[ -]$", re.IGNORECASE
)
_OTHER_UNIT = re.compile(r"\b(?:second|2nd)[ -]unit\b", re.IGNORECASE)
_OTHER_FILM = re.compile(rf"(?P<last>{CAPITAL}|\d+)[\"'*_]?(?: \(\d{{4}}\))?,? $")


MAX_CLAIMS = 20  # that are looked up


@dataclass(frozen=True)
class _Claim:
    """A name that a sentence calls the director."""

    text: Text
    sentence: str
    name: str
    quote: str


def directors(subject: Subject, record: FilmRecord) -> Iterable[Finding]:
    known = record.directors()
    if not known:
        return
    names = [tuple(plain_words(name)) for person in known for name in [person.name]]
    roles = {fold(role) for person in record.people for role in person.roles}
    claims = (
        claim
        for text, sentence in running_sentences(subject)
        for claim in _claims(text, sentence, record)
        if not _is_one_of(claim.name, names) and fold(claim.name) not in roles
    )
    unknown = list(islice(claims, MAX_CLAIMS))
    other_films = _titles_directed_by({claim.name for claim in unknown})
    for claim in unknown:
        if any(title in fold(claim.sentence) for title in other_films[fold(claim.name)]):
            continue
        values = {"name": claim.name, "known": ", ".join(person.name for person in known)}
        message = _("Did %(name)s direct this film? Its record says %(known)s. Correct one of the two.")
        yield finding(claim.text.place, message % values, claim.name, quote=claim.quote)


def _claims(text: Text, sentence: str, record: FilmRecord) -> Iterator[_Claim]:
    """Everybody who is called the director, of this film as far as one can tell."""
    if "irect" not in sentence and "helms" not in sentence:
        return
    for pattern in (_BY, _CALLED, _DOES):
        for match in pattern.finditer(sentence):
            before = sentence[max(0, match.start() - CONTEXT) : match.start()]
            after = sentence[match.end() : match.end() + CONTEXT]
            if _OTHER_DIRECTOR.search(before) or _OTHER_UNIT.search(match[0] + after):
                continue
            if pattern is _BY and (_OTHER_UNIT.search(before) or _follows_other_film(before, record)):
                continue
            names = (without_opening_words(name) for name in match.groups() if name)
            yield from (_Claim(text, sentence, name, match[0]) for name in names if " " in name)


def _follows_other_film(before: str, record: FilmRecord) -> bool:
    """“Unlike Barbie, directed by …”: a name that is no title of this film stands just before."""
    name = _OTHER_FILM.search(before)
    text = before[: name.end("last")] if name else ""
    return bool(name) and not any(
        fold(text).endswith(fold(without_accents(title))) for title in record.own_titles
    )


def _is_one_of(name: str, known: list[tuple[str, ...]]) -> bool:
    """Compares last names only: “Mr Wiseman” is Len Wiseman."""
    words = tuple(plain_words(name))
    return any(words[-1:] == other[-1:] for other in known)


def _titles_directed_by(names: set[str]) -> dict[str, list[str]]:
    """By folded name: the folded titles of films that these people directed. At most one query."""
    films: dict[str, list[str]] = defaultdict(list)
    if names:
        rows = Credit.objects.open().filter(job=Job.DIRECTOR, person__name__in=names)
        for name, *titles in rows.values_list("person__name", "film__title", "film__short_title"):
            films[fold(without_accents(name))] += [fold(title) for title in titles if title]
    return films
