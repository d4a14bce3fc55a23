"""Search entries of people and characters. Whether these are public is decided when somebody searches."""

from cast.models import Character, Person
from search.index import Entry
from shield.markdown import safe_text
from shield.marks import words_with_hidden

PERSON, CHARACTER = "person", "character"


def person_entry(person: Person) -> Entry:
    return Entry(
        kind=PERSON,
        thing=person.pk,
        title=person.name,
        body=safe_text(person.biography),
        spoilers=words_with_hidden(person.biography),
    )


def character_entry(character: Character) -> Entry:
    return Entry(
        kind=CHARACTER,
        thing=character.pk,
        title=character.name,
        body=safe_text(character.description),
        spoilers=words_with_hidden(character.description),
    )
