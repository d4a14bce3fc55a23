"""Fact check of roles: who plays whom in the text (“X as Y”, “Y (X)”, “X’s Y”), against the credits."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from cast.models import Job
from reviews.checks.facts.film_record import CreditedPerson, FilmRecord, has_role
from reviews.checks.facts.prose import (
    CAPITALS,
    CONTEXT,
    any_name_pattern,
    running_sentences,
    without_accents,
    without_opening_words,
)
from reviews.checks.findings import Finding, finding
from reviews.checks.subject import Subject
from shield.words import fold

_PLAYS = r"(?:as|plays|portrays|voices|playing|portraying|voicing)"
# In “X’s Y” the name Y must be followed by one of these: otherwise Y describes the next word.
_NEXT_WORDS = "is|was|has|gets|who|and|or|but|never|does|returns|appears|comes|turns|feels|looks|remains"
_ENDS = rf"(?=[,.;:!?)]|\s+[-–—]|\s*$|\s+(?:{_NEXT_WORDS})\b)"
_OTHER_FILM = re.compile(r"""[\"'*_]?,? (?:in|on|from|of|for) (?:the )?[\"'*_]?(?=[A-Z0-9])""")
_NO_ROLES = {"star", "lead", "villain", "oscar", "emmy", "bafta", "hollywood", "academy"}
_JOBS = {fold(word) for label in Job.labels for word in str(label).split()} | _NO_ROLES


def other_role_message(name: str, printed: str, person: CreditedPerson) -> str:
    """The message of a finding. It names no role that is a spoiler."""
    values = {"name": name, "said": printed, "roles": ", ".join(person.open_roles)}
    if not person.open_roles:
        return _("“%(said)s” for %(name)s: the film's record has another role. Look there.") % values
    message = _("“%(said)s” for %(name)s: the film's record says “%(roles)s”. Correct one of the two.")
    return message % values


def roles(subject: Subject, record: FilmRecord) -> Iterable[Finding]:
    known = {without_accents(person.name).casefold(): person for person in record.people if person.roles}
    if not known:
        return
    patterns = _patterns([person.name for person in known.values()])
    titles = {fold(title) for film in record.films for title in film.titles}
    for text, sentence in running_sentences(subject):
        for pattern in patterns:
            for match in pattern.finditer(sentence):
                person = known[" ".join(match["name"].casefold().split())]
                role = without_opening_words(match["role"])
                after = sentence[match.end() : match.end() + CONTEXT]
                if _is_wrong(role, person, titles) and not _names_other_film(after, record):
                    message = other_role_message(person.name, role, person)
                    yield finding(text.place, message, person.name, role, quote=match[0])


def _patterns(names: list[str]) -> list[re.Pattern]:
    name, role = rf"\b(?P<name>{any_name_pattern(names)})", rf"(?P<role>{CAPITALS})"
    return [
        re.compile(rf"{name} {_PLAYS} {role}(?!'s?\b)"),
        re.compile(rf"\b{role} \((?:played by )?{name}\)"),
        re.compile(rf"{name}'s? {role}{_ENDS}"),
    ]


def _is_wrong(role: str, person: CreditedPerson, titles: set[str]) -> bool:
    return not any(
        has_role(person, name) or fold(name) in titles or fold(name) in _JOBS for name in _endings(role)
    )


def _endings(role: str) -> Iterator[str]:
    """Every run of words at the end of the role: “Assassin Eve” may be Eve."""
    words = role.split()
    return (" ".join(words[start:]) for start in range(len(words)))


def _names_other_film(after: str, record: FilmRecord) -> bool:
    """“… as Daryl in The Walking Dead”: the role is one in another film or series."""
    preposition = _OTHER_FILM.match(after)
    title = fold(after[preposition.end() :]) if preposition else ""
    return bool(preposition) and not any(title.startswith(fold(own)) for own in record.own_titles)
