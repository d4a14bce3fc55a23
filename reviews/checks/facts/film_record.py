"""`FilmRecord`: people, roles and titles of a film as plain values for the fact check, in four queries."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from cast.models import ACTING, CharacterAlias, Credit, Job, PersonAlias
from films.models import Film, OtherTitle
from shield.words import plain_words

Words = tuple[str, ...]
_SUBTITLE = re.compile(r"\s+[–—-]\s+")
# Words of a role that do not identify the character.
_ROLE_STOP_WORDS = """
the a an young younger old older adult teenage little mr mrs ms miss dr doctor sir lady voice
"""
ROLE_STOP_WORDS = frozenset(_ROLE_STOP_WORDS.split())


@dataclass
class CreditedPerson:
    """A person with credits on the film. A role that is a spoiler may be printed, but no finding names it."""

    name: str
    known_as: set[Words] = field(default_factory=set)
    roles: list[str] = field(default_factory=list)  # including spoilers
    open_roles: list[str] = field(default_factory=list)  # those that are no spoiler
    former_roles: set[Words] = field(default_factory=set)  # former names of the roles
    credits: dict[int, bool] = field(default_factory=dict)  # primary key: whether it is a cameo
    is_open: bool = False  # has a credit that is no spoiler
    acts: bool = False
    directs: bool = False


@dataclass(frozen=True)
class FilmTitles:
    film: int
    year: int | None
    titles: tuple[str, ...]


@dataclass(frozen=True)
class FilmRecord:
    film: Film
    people: tuple[CreditedPerson, ...]
    films: tuple[FilmTitles, ...]  # this one first, then those of its franchises

    @property
    def own_titles(self) -> tuple[str, ...]:
        return self.films[0].titles

    def directors(self) -> list[CreditedPerson]:
        return [person for person in self.people if person.directs and person.is_open]

    def named(self, name: str) -> CreditedPerson | None:
        """The person with this name or former name, ignoring case and accents."""
        words = tuple(plain_words(name))
        return next((person for person in self.people if words in person.known_as), None)

    def of_credits(self, keys: Iterable[int]) -> list[CreditedPerson]:
        keys = set(keys)
        return [person for person in self.people if keys & person.credits.keys()]


def has_role(person: CreditedPerson, printed: str) -> bool:
    """Whether a printed role is one of the person's, in full or in part."""
    words = role_words(printed)
    known = [*map(role_words, person.roles), *map(frozenset, person.former_roles)]
    return any(words <= role or role <= words for role in known)


def role_words(role: str) -> frozenset[str]:
    words = frozenset(plain_words(role))
    return (words - ROLE_STOP_WORDS) or words


def film_record(film: Film) -> FilmRecord:
    return FilmRecord(film, tuple(_people(film)), tuple(_films(film)))


def _people(film: Film) -> Iterable[CreditedPerson]:
    rows = Credit.objects.filter(film=film).values_list(
        "pk", "person", "person__name", "job", "is_cameo", "spoiler_level", "characters", "characters__name"
    )
    people: dict[int, CreditedPerson] = {}
    players: dict[int, list[CreditedPerson]] = defaultdict(list)
    for credit, pk, name, job, is_cameo, level, character, role in rows.order_by("billing", "pk"):
        person = people.setdefault(pk, CreditedPerson(name, {tuple(plain_words(name))}))
        person.credits[credit] = is_cameo
        person.acts |= job in ACTING
        person.directs |= job == Job.DIRECTOR and not level
        person.is_open |= not level
        if role:
            person.roles.append(role)
            person.open_roles += [] if level else [role]
            players[character].append(person)
    _add_former_names(people, players)
    return people.values()


def _add_former_names(people: dict[int, CreditedPerson], players: dict[int, list[CreditedPerson]]) -> None:
    """Add former names of people and characters, read from their old slugs (aliases)."""
    names = PersonAlias.objects.filter(thing__in=people, slug__isnull=False)
    for pk, slug in names.values_list("thing", "slug"):
        people[pk].known_as.add(tuple(str(slug).split("-")))
    roles = CharacterAlias.objects.filter(thing__in=players, slug__isnull=False)
    for pk, slug in roles.values_list("thing", "slug"):
        for person in players[pk]:
            person.former_roles.add(tuple(str(slug).split("-")))


def _films(film: Film) -> list[FilmTitles]:
    related = Film.objects.filter(instalments__franchise__instalments__film=film).exclude(pk=film.pk)
    films = [film, *related.distinct().only("title", "short_title", "original_title", "year")]
    other: dict[int, list[str]] = defaultdict(list)
    for pk, title in OtherTitle.objects.filter(film__in=films).values_list("film", "title"):
        other[pk].append(title)
    return [FilmTitles(item.pk, item.year, _titles(item, other[item.pk])) for item in films]


def _titles(film: Film, other: list[str]) -> tuple[str, ...]:
    """Every title, with and without its subtitle."""
    titles = [title for title in (film.title, film.original_title, film.short_title, *other) if title]
    return tuple(dict.fromkeys(name for title in titles for name in (title, _SUBTITLE.split(title)[0])))
