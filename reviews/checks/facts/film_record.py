"""The record of a film as the fact check reads it: plain values, four queries."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from cast.models import ACTING, CharacterAlias, Credit, Job, PersonAlias
from films.models import Film, OtherTitle
from shield.words import plain_words

Words = tuple[str, ...]
_SUBTITLE = re.compile(r"\s+[–—-]\s+")
# Words of a role that say nothing of who it is.
_UNSAID = """
the a an young younger old older adult teenage little mr mrs ms miss dr doctor sir lady voice
"""
UNSAID = frozenset(_UNSAID.split())


@dataclass
class Somebody:
    """A person on the film. A role that is a surprise may be printed, and is never named by us."""

    name: str
    known_as: set[Words] = field(default_factory=set)
    roles: list[str] = field(default_factory=list)  # all of them
    open_roles: list[str] = field(default_factory=list)
    also: set[Words] = field(default_factory=set)  # roles under former names
    credits: dict[int, bool] = field(default_factory=dict)  # primary key: whether it is a cameo
    is_open: bool = False  # has a credit that is no surprise
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
    people: tuple[Somebody, ...]
    films: tuple[FilmTitles, ...]  # this one first, then those of its franchises

    @property
    def own_titles(self) -> tuple[str, ...]:
        return self.films[0].titles

    def directors(self) -> list[Somebody]:
        return [person for person in self.people if person.directs and person.is_open]

    def named(self, name: str) -> Somebody | None:
        """The person of this name, in whatever case and accents, or under a former one."""
        wanted = tuple(plain_words(name))
        return next((person for person in self.people if wanted in person.known_as), None)

    def of_credits(self, keys: Iterable[int]) -> list[Somebody]:
        keys = set(keys)
        return [person for person in self.people if keys & person.credits.keys()]


def fits(said: str, person: Somebody) -> bool:
    """Whether a printed role is one of the person's, named whole or in part."""
    words = role_words(said)
    known = [*map(role_words, person.roles), *map(frozenset, person.also)]
    return any(words <= role or role <= words for role in known)


def role_words(role: str) -> frozenset[str]:
    words = frozenset(plain_words(role))
    return (words - UNSAID) or words


def film_record(film: Film) -> FilmRecord:
    return FilmRecord(film, tuple(_people(film)), tuple(_films(film)))


def _people(film: Film) -> Iterable[Somebody]:
    rows = Credit.objects.filter(film=film).values_list(
        "pk", "person", "person__name", "job", "is_cameo", "spoiler_level", "characters", "characters__name"
    )
    people: dict[int, Somebody] = {}
    played: dict[int, list[Somebody]] = defaultdict(list)
    for credit, pk, name, job, is_cameo, level, character, role in rows.order_by("billing", "pk"):
        person = people.setdefault(pk, Somebody(name, {tuple(plain_words(name))}))
        person.credits[credit] = is_cameo
        person.acts |= job in ACTING
        person.directs |= job == Job.DIRECTOR and not level
        person.is_open |= not level
        if role:
            person.roles.append(role)
            person.open_roles += [] if level else [role]
            played[character].append(person)
    _add_former_names(people, played)
    return people.values()


def _add_former_names(people: dict[int, Somebody], played: dict[int, list[Somebody]]) -> None:
    """What a person or a character was called before still stands in the addresses that lead to it."""
    former = PersonAlias.objects.filter(thing__in=people, slug__isnull=False)
    for pk, slug in former.values_list("thing", "slug"):
        people[pk].known_as.add(tuple(slug.split("-")))
    former = CharacterAlias.objects.filter(thing__in=played, slug__isnull=False)
    for pk, slug in former.values_list("thing", "slug"):
        for person in played[pk]:
            person.also.add(tuple(slug.split("-")))


def _films(film: Film) -> list[FilmTitles]:
    ties = Film.objects.filter(instalments__franchise__instalments__film=film).exclude(pk=film.pk)
    films = [film, *ties.distinct().only("title", "short_title", "original_title", "year")]
    other: dict[int, list[str]] = defaultdict(list)
    for pk, title in OtherTitle.objects.filter(film__in=films).values_list("film", "title"):
        other[pk].append(title)
    return [FilmTitles(item.pk, item.year, _titles(item, other[item.pk])) for item in films]


def _titles(film: Film, other: list[str]) -> tuple[str, ...]:
    """Every title, and each without its subtitle."""
    titles = [title for title in (film.title, film.original_title, film.short_title, *other) if title]
    return tuple(dict.fromkeys(name for title in titles for name in (title, _SUBTITLE.split(title)[0])))
