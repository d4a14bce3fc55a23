"""Fact check of cast notes: the person, the role and whether it is a cameo, against the credits."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from django.utils.translation import gettext as _

from reviews import document as d
from reviews.checks.document_sentences import Place
from reviews.checks.facts.film_record import CreditedPerson, FilmRecord, has_role
from reviews.checks.facts.roles import other_role_message
from reviews.checks.findings import Finding, finding
from reviews.checks.subject import Subject
from shield.words import Stems, plain_words


def notes(subject: Subject, record: FilmRecord) -> Iterable[Finding]:
    for note in subject.document.cast_notes:
        place = Place(subject.titles[note.key], str(note.key), "name")
        keys = [subject.world.credits[key].pk for key in note.credits if key in subject.world.credits]
        people = record.of_credits(keys)
        named = record.named(note.name)
        if keys and not people:
            message = _("The credit of this note belongs to another film. Choose the one of this film.")
            yield finding(place, message, *map(str, sorted(keys)))
        elif not keys and not named and _is_a_person(note, subject):
            yield finding(place, _unknown_message(note.name, record), note.name)
        yield from _role(note, place, people or ([named] if named else []))
        yield from _cameo(note, place, people, keys)


def _is_a_person(note: d.CastNote, subject: Subject) -> bool:
    """Whether the note names a person: “Jo Lind” does, “Supporting cast” does not."""
    words, stems = plain_words(note.name), Stems(subject.document.language)
    return bool(note.role and words) or (len(words) > 1 and all(map(stems.is_content, words)))


def _unknown_message(name: str, record: FilmRecord) -> str:
    names = [person.name for person in record.people if person.is_open]
    near = get_close_matches(name, names, n=1, cutoff=0.85)
    message = _("The film's record does not know %(name)s.") % {"name": name}
    if near:
        return f"{message} {_('Is %(person)s meant?') % {'person': near[0]}}"
    return f"{message} {_('Look at the name, or tell the film desk.')}"


def _role(note: d.CastNote, place: Place, people: list[CreditedPerson]) -> Iterator[Finding]:
    known = [person for person in people if person.roles]
    if note.role and known and not any(has_role(person, note.role) for person in known):
        role_place = Place(place.title, place.key, "role")
        message = other_role_message(note.name or known[0].name, note.role, known[0])
        yield finding(role_place, message, note.name, note.role)


def _cameo(
    note: d.CastNote, place: Place, people: list[CreditedPerson], keys: list[int]
) -> Iterator[Finding]:
    """Only for a note on exactly one credit."""
    if len(keys) != 1 or not people:
        return
    recorded = people[0].credits[keys[0]]
    if note.cameo and not recorded:
        message = _("The note calls this a cameo; the film's record does not. Correct one of the two.")
        yield finding(place, message, str(keys[0]), "cameo")
    elif recorded and not note.cameo:
        message = _("The film's record calls this a cameo; the note does not. Correct one of the two.")
        yield finding(place, message, str(keys[0]), "no cameo")
