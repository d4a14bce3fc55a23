"""Who plays whom in the running text: “X as Y”, “Y (X)”, “X’s Y”."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from cast.models import Job
from reviews.checks.facts.film_record import FilmRecord, Somebody, fits
from reviews.checks.facts.prose import AROUND, CAPITALS, any_of, bare, running, without_opening
from reviews.checks.findings import Finding, finding
from reviews.checks.subject import Subject
from shield.words import fold

_PLAYS = r"(?:as|plays|portrays|voices|playing|portraying|voicing)"
# After “X’s Y” a name ends where one of these stands: else Y describes what follows.
_GOES_ON = "is|was|has|gets|who|and|or|but|never|does|returns|appears|comes|turns|feels|looks|remains"
_ENDS = rf"(?=[,.;:!?)]|\s+[-–—]|\s*$|\s+(?:{_GOES_ON})\b)"
_ELSEWHERE = re.compile(r"""[\"'*_]?,? (?:in|on|from|of|for) (?:the )?[\"'*_]?(?=[A-Z0-9])""")
_NO_ROLES = {"star", "lead", "villain", "oscar", "emmy", "bafta", "hollywood", "academy"}
_JOBS = {fold(word) for label in Job.labels for word in str(label).split()} | _NO_ROLES


def other_role(name: str, said: str, person: Somebody) -> str:
    """The finding. A role that is itself a surprise is not named."""
    values = {"name": name, "said": said, "roles": ", ".join(person.open_roles)}
    if not person.open_roles:
        return _("“%(said)s” for %(name)s: the film's record has another role. Look there.") % values
    said = _("“%(said)s” for %(name)s: the film's record says “%(roles)s”. Correct one of the two.")
    return said % values


def roles(subject: Subject, record: FilmRecord) -> Iterable[Finding]:
    known = {bare(person.name).casefold(): person for person in record.people if person.roles}
    if not known:
        return
    patterns = _patterns([person.name for person in known.values()])
    titles = {fold(title) for film in record.films for title in film.titles}
    for text, sentence in running(subject):
        for pattern in patterns:
            for hit in pattern.finditer(sentence):
                person = known[" ".join(hit["name"].casefold().split())]
                said = without_opening(hit["role"])
                if _is_wrong(said, person, titles) and not _of_another(
                    sentence[hit.end() : hit.end() + AROUND], record
                ):
                    what = other_role(person.name, said, person)
                    yield finding(text.place, what, person.name, said, quote=hit[0])


def _patterns(names: list[str]) -> list[re.Pattern]:
    name, role = rf"\b(?P<name>{any_of(names)})", rf"(?P<role>{CAPITALS})"
    return [
        re.compile(rf"{name} {_PLAYS} {role}(?!'s?\b)"),
        re.compile(rf"\b{role} \((?:played by )?{name}\)"),
        re.compile(rf"{name}'s? {role}{_ENDS}"),
    ]


def _is_wrong(said: str, person: Somebody, titles: set[str]) -> bool:
    return not any(
        fits(name, person) or fold(name) in titles or fold(name) in _JOBS for name in _endings(said)
    )


def _endings(said: str) -> Iterator[str]:
    """“Assassin Eve” may be Eve."""
    words = said.split()
    return (" ".join(words[at:]) for at in range(len(words)))


def _of_another(rest: str, record: FilmRecord) -> bool:
    """“… as Daryl in The Walking Dead”: another film or series is spoken of."""
    led = _ELSEWHERE.match(rest)
    named = fold(rest[led.end() :]) if led else ""
    return bool(led) and not any(named.startswith(fold(title)) for title in record.own_titles)
