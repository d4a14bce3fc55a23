"""Whom the running text calls the director, beside the credits with that job."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from cast.models import Credit, Job
from reviews.checks.facts.film_record import FilmRecord
from reviews.checks.facts.prose import AROUND, CAPITAL, PERSON, bare, running, without_opening
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


MOST = 20  # that are asked about


@dataclass(frozen=True)
class _Said:
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
    said = (
        said
        for text, sentence in running(subject)
        for said in _said(text, sentence, record)
        if not _is_one_of(said.name, names) and fold(said.name) not in roles
    )
    found = list(islice(said, MOST))
    others = _films_of({said.name for said in found})
    for said in found:
        if any(title in fold(said.sentence) for title in others[fold(said.name)]):
            continue
        values = {"name": said.name, "known": ", ".join(person.name for person in known)}
        what = _("Did %(name)s direct this film? Its record says %(known)s. Correct one of the two.")
        yield finding(said.text.place, what % values, said.name, quote=said.quote)


def _said(text: Text, sentence: str, record: FilmRecord) -> Iterator[_Said]:
    """Everybody who is called the director, of this film as far as one can tell."""
    if "irect" not in sentence and "helms" not in sentence:
        return
    for pattern in (_BY, _CALLED, _DOES):
        for hit in pattern.finditer(sentence):
            before = sentence[max(0, hit.start() - AROUND) : hit.start()]
            after = sentence[hit.end() : hit.end() + AROUND]
            if _OTHER_DIRECTOR.search(before) or _OTHER_UNIT.search(hit[0] + after):
                continue
            if pattern is _BY and (_OTHER_UNIT.search(before) or _is_of_another(before, record)):
                continue
            names = (without_opening(name) for name in hit.groups() if name)
            yield from (_Said(text, sentence, name, hit[0]) for name in names if " " in name)


def _is_of_another(before: str, record: FilmRecord) -> bool:
    """“Unlike Barbie, directed by …”: a name that is none of our titles stands just before."""
    last = _OTHER_FILM.search(before)
    said = before[: last.end("last")] if last else ""
    return bool(last) and not any(fold(said).endswith(fold(bare(title))) for title in record.own_titles)


def _is_one_of(name: str, known: list[tuple[str, ...]]) -> bool:
    """By the last name: “Mr Wiseman” is Len Wiseman."""
    words = tuple(plain_words(name))
    return any(words[-1:] == other[-1:] for other in known)


def _films_of(names: set[str]) -> dict[str, list[str]]:
    """The titles of what these people directed, as the house knows it. One query, if there is one to ask."""
    films: dict[str, list[str]] = defaultdict(list)
    if names:
        rows = Credit.objects.open().filter(job=Job.DIRECTOR, person__name__in=names)
        for name, *titles in rows.values_list("person__name", "film__title", "film__short_title"):
            films[fold(bare(name))] += [fold(title) for title in titles if title]
    return films
