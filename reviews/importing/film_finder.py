"""Find the film of a text: by its number elsewhere, by title and year, by the people whom the text names."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext_lazy

from cast.models import Credit
from films.models import Film
from reviews.importing.film_titles import WrittenTitle, folded, loosely_folded, title_of_headline
from reviews.importing.formats import Note, PostFields
from shield.words import plain_words

UNKNOWN_FILM = gettext_lazy("The film “%(name)s” is not in the film database. Choose it.")
SEVERAL = gettext_lazy("Several films are called “%(name)s”: %(films)s. Choose one.")
ALIKE = gettext_lazy("No film here is called just “%(name)s”. It may be: %(films)s. Choose it.")
MAYBE = gettext_lazy("The headline is also the title of a film here: %(films)s. Choose it, if it is the one.")
BY_PEOPLE = gettext_lazy(
    "Of several films called “%(name)s”, the one was chosen whose people it names: %(films)s."
)
BY_HEADLINE = gettext_lazy("The film was found by the headline: %(films)s.")
MOST = 6  # candidates


@dataclass(frozen=True)
class FoundFilm:
    """The film, if one is certain; else those that it may be."""

    film: Film | None = None
    candidates: tuple[Film, ...] = ()


NO_FILM = FoundFilm()


@dataclass(frozen=True)
class _Titles:
    """Primary keys of films by their titles, folded and loosely folded."""

    folded: dict[str, set[int]]
    loosely: dict[str, set[int]]


class FilmFinder:
    """One for each import: all titles are folded once, as soon as one is not found as it is written."""

    @cached_property
    def _titles(self) -> _Titles:
        titles = _Titles(defaultdict(set), defaultdict(set))
        for pk, title in Film.objects.all_titles():
            titles.folded[folded(title)].add(pk)
            titles.loosely[loosely_folded(title)].add(pk)
        return titles

    def find(self, fields: PostFields, headline: str, text: str, notes: list[Note]) -> FoundFilm:
        """By front matter, or else by the headline. Notes say why, or what to choose from."""
        for kind, number in fields.film_ids:
            if film := Film.objects.with_id(kind, number):
                return FoundFilm(film)
        written = written_title(fields, headline)
        if not written:
            return NO_FILM
        if not written.is_sure:
            return self._by_bare_headline(written, notes)
        found = self._by_title(written, text, notes)
        if found.film and not fields.film:
            notes.append(Note("info", BY_HEADLINE % {"films": found.film}))
        return found

    def called(self, written: WrittenTitle) -> tuple[list[Film], list[Film]]:
        """(films with this title and year, as written or else folded; if there are none: films alike)."""
        films = _of_year(Film.objects.called(written.title), written.year)
        films = films or _of_year(self._films(self._titles.folded, folded(written.title)), written.year)
        return films, [] if films else self._films(self._titles.loosely, loosely_folded(written.title))

    def _films(self, titles: dict[str, set[int]], title: str) -> list[Film]:
        pks = titles.get(title) if title else None
        return list(Film.objects.filter(pk__in=pks).order_by("year", "pk")) if pks else []

    def _by_title(self, written: WrittenTitle, text: str, notes: list[Note]) -> FoundFilm:
        films, alike = self.called(written)
        if len(films) == 1:
            return FoundFilm(films[0])
        if named := _one_with_people(films, text):
            notes.append(Note("warning", BY_PEOPLE % {"name": written, "films": named}))
            return FoundFilm(named)
        offered = (films or alike)[:MOST]
        message = SEVERAL if films else ALIKE if alike else UNKNOWN_FILM
        notes.append(Note("warning", message % {"name": written, "films": listed(offered)}))
        return FoundFilm(candidates=tuple(offered))

    def _by_bare_headline(self, written: WrittenTitle, notes: list[Note]) -> FoundFilm:
        """A headline that may be other words than a title: its films are offered, never taken."""
        films, _alike = self.called(written)
        if films:
            notes.append(Note("warning", MAYBE % {"films": listed(films[:MOST])}))
        return FoundFilm(candidates=tuple(films[:MOST]))


def written_title(fields: PostFields, headline: str) -> WrittenTitle | None:
    """The title and year of a film in front matter, or else in the headline."""
    if fields.film:
        return WrittenTitle(fields.film, fields.year)
    written = title_of_headline(headline)
    return written and replace(written, year=written.year or fields.year)


def _of_year(films: Iterable[Film], year: int | None) -> list[Film]:
    return [film for film in films if year in (None, film.year)]


def listed(films: Collection[Film]) -> str:
    return "; ".join(map(str, films))


def _one_with_people(films: list[Film], text: str) -> Film | None:
    """Of several films the only one of whose people the text names somebody; not by credits that spoil."""
    if len(films) < 2:
        return None
    words = f" {' '.join(plain_words(text))} "
    credits = Credit.objects.open().filter(film__in=films).values_list("film", "person__name")
    names = ((film, plain_words(name)) for film, name in credits)
    named = {film for film, name in names if len(name) > 1 and f" {' '.join(name)} " in words}
    return next(film for film in films if film.pk in named) if len(named) == 1 else None
