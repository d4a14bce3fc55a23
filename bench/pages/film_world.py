"""Thousands of films with cast, crew, genres, releases and franchises, created with bulk_create."""

import datetime
import itertools
import random

from django.db import transaction

from bench.pages.many_reviews import bulk_created
from bench.pages.texts import SAFE, text
from cast.models import Character, Credit, CreditCharacter, Job, Person
from films.models import Film, Genre, ReleaseDate
from franchises.models import Franchise, Instalment, InstalmentKind, Order, OrderKind, Place
from reviewsite.derived.search_index import KINDS
from search.index import put

CAST, PARTS, PEOPLE = 9, 4, 2  # actors of a film, those with a character, people for each film
SERIES, FRANCHISES = 8, 300  # films in a franchise, and how many there are at most
GENRES = ("Action", "Comedy", "Crime", "Drama", "Fantasy", "Horror", "Romance", "Science fiction", "Western")


def fill(count: int) -> None:
    """Create films and what belongs to them, with their rows in the search index."""
    rng = random.Random(36)
    films = _films(rng, count)
    people = _people(rng, count * PEOPLE)
    _credits(rng, films, people)
    _franchises(films[: SERIES * FRANCHISES])
    _index()


def _name(rng) -> str:
    return " ".join("".join(rng.choices(SAFE, k=3)).capitalize() for _n in range(2))


def _films(rng, count):
    films = bulk_created(
        Film(
            title=f"{_name(rng)} {number}",
            slug=f"bench-film-{number}",
            year=1930 + number % 96,
            runtime_minutes=80 + number % 70,
            synopsis=text(rng, 40),
        )
        for number in range(count)
    )
    genres = bulk_created(
        Genre(name=f"Bench {name}", slug=f"bench-{name.lower()}") for name in _slugs(GENRES)
    )
    through = Film.genres.through
    bulk_created(
        through(film_id=film.pk, genre_id=genres[(number + more) % len(genres)].pk)
        for number, film in enumerate(films)
        for more in (0, 4)
    )
    bulk_created(ReleaseDate(film=film, country="GB", date=datetime.date(film.year, 5, 4)) for film in films)
    return films


def _slugs(names):
    return [name.replace(" ", "-") for name in names]


def _people(rng, count):
    return bulk_created(
        Person(
            name=_name(rng), slug=f"bench-person-{number}", biography=text(rng, 30) if number % 4 == 0 else ""
        )
        for number in range(count)
    )


def _credits(rng, films, people):
    credits, characters = [], []
    for film in films:
        cast = rng.sample(people, CAST + 2)
        jobs = [Job.DIRECTOR, Job.WRITER] + [Job.ACTOR] * CAST
        for billing, (person, job) in enumerate(zip(cast, jobs, strict=True)):
            credits.append(Credit(film=film, person=person, job=job, billing=billing))
    credits = bulk_created(credits)
    acted = [credit for credit in credits if 2 <= credit.billing < 2 + PARTS]
    numbers = itertools.count()
    characters = bulk_created(
        Character(name=_name(rng), slug=f"bench-character-{next(numbers)}") for _credit in acted
    )
    bulk_created(
        CreditCharacter(credit=credit, character=character)
        for credit, character in zip(acted, characters, strict=True)
    )


def _franchises(films):
    starts = range(0, len(films) - SERIES + 1, SERIES)
    franchises = bulk_created(
        Franchise(name=f"The {films[at].title} films", slug=f"bench-franchise-{number}")
        for number, at in enumerate(starts)
    )
    for franchise, at in zip(franchises, starts, strict=True):
        instalments = bulk_created(
            Instalment(franchise=franchise, film=film, kind=InstalmentKind.MAIN)
            for film in films[at : at + SERIES]
        )
        order = Order.objects.create(franchise=franchise, kind=OrderKind.RELEASE, name="By release")
        bulk_created(
            Place(order=order, instalment=instalment, position=position)
            for position, instalment in enumerate(instalments, 1)
        )


def _index():
    """The search rows of everything but reviews."""
    for kind in KINDS[1:]:
        rows = kind.all().iterator(chunk_size=2_000)
        while batch := list(itertools.islice(rows, 2_000)):
            with transaction.atomic():
                put(*map(kind.entry_of, batch))
