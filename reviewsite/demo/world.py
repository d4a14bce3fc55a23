"""Load the demo's films, people and franchises. Existing rows are not changed."""

from pathlib import Path

import yaml
from django.db import transaction
from django.db.models import Model, Q
from slugify import slugify

from cast.flagging import flag
from cast.models import Character, Credit, Job, Person
from films.models import Film, Genre, OtherTitle, ReleaseDate, ReleaseKind
from franchises.models import Franchise, Instalment, Order, Place, ProjectStatus
from images.models import Image
from images.store import add_image
from pagecache.models import changed
from pagecache.scopes import EVERYTHING

HERE = Path(__file__).parent
POSTERS = HERE / "posters"
CREW = {
    "directors": Job.DIRECTOR,
    "writers": Job.WRITER,
    "camera": Job.CAMERA,
    "composers": Job.COMPOSER,
}


@transaction.atomic
def load_world() -> None:
    """Create the missing films with their credits, then the missing franchises."""
    world = yaml.safe_load((HERE / "world.yaml").read_text(encoding="utf-8"))
    films = {row["slug"]: _film(row) or _add_film(row) for row in world["films"]}
    for franchise in world["franchises"]:
        if not _by_slug(Franchise, franchise["slug"]):
            _add_franchise(franchise, films)
    changed(EVERYTHING)


def _by_slug(model: type[Model], slug: str) -> Model | None:
    """The object that has this slug or had it, or None."""
    return model.objects.filter(Q(slug=slug) | Q(aliases__slug=slug)).first()


def _film(row: dict) -> Film | None:
    """The existing film with the same IMDb ID or slug, or None."""
    by_imdb = Film.objects.filter(imdb_id=row["imdb"]).first() if "imdb" in row else None
    return by_imdb or _by_slug(Film, row["slug"])


def _get_or_create(model: type[Model], name: str) -> Model:
    """The person or character with this name."""
    slug = slugify(name, max_length=100)
    return _by_slug(model, slug) or model.objects.create(name=name, slug=slug)


def _add_film(row: dict) -> Film:
    film = Film.objects.create(
        slug=row["slug"],
        title=row["title"],
        short_title=row.get("short", ""),
        year=row.get("year"),
        original_title=row.get("original", ""),
        original_language=row.get("language", ""),
        runtime_minutes=row.get("runtime"),
        synopsis=row.get("premise", ""),
        imdb_id=row.get("imdb"),
        poster=_poster(*row["poster"], title=row["title"]) if "poster" in row else None,
    )
    film.genres.set(_genre(name) for name in row.get("genres", ()))
    OtherTitle.objects.bulk_create(
        OtherTitle(film=film, title=title, note=note) for title, note in row.get("titles", ())
    )
    ReleaseDate.objects.bulk_create(_release(film, *release) for release in row.get("releases", ()))
    _add_crew(film, row)
    _add_cast(film, row.get("cast", ()), Job.ACTOR)
    _add_cast(film, row.get("voices", ()), Job.VOICE)
    return film


def _genre(name: str) -> Genre:
    return Genre.objects.get_or_create(name=name, defaults={"slug": slugify(name)})[0]


def _release(film: Film, country: str, date, certificate="", kind=ReleaseKind.CINEMA) -> ReleaseDate:
    return ReleaseDate(film=film, country=country, date=date, certificate=certificate, kind=kind)


def _poster(name: str, alt: str, *, title: str) -> Image | None:
    file = POSTERS / f"{name}.jpg"
    if not file.exists():
        return None
    with file.open("rb") as upload:
        return add_image(
            upload, title=f"Poster: {title}"[:200], alt=alt, credit="Foyer", licence="BSD-3-Clause"
        )


def _add_crew(film: Film, row: dict) -> None:
    for key, job in CREW.items():
        for name in row.get(key, ()):
            Credit.objects.create(film=film, person=_get_or_create(Person, name), job=job)


def _add_cast(film: Film, parts: list[dict], job: Job) -> None:
    for billing, part in enumerate(parts, 1):
        credit = Credit.objects.create(
            film=film,
            person=_get_or_create(Person, part["who"]),
            job=job,
            billing=billing,
            is_cameo=part.get("cameo", False),
        )
        names = [part["as"]] if isinstance(part["as"], str) else part["as"]
        credit.characters.set(_get_or_create(Character, name) for name in names)
        if "spoiler" in part:
            flag(credit, part["spoiler"])


def _add_franchise(row: dict, films: dict[str, Film]) -> None:
    franchise = Franchise.objects.create(slug=row["slug"], name=row["name"], description=row["description"])
    instalments = {
        item["film"]: Instalment.objects.create(
            franchise=franchise, film=films[item["film"]], kind=item["kind"]
        )
        for item in row["instalments"]
    }
    for position, order in enumerate(row["orders"]):
        _add_order(franchise, position, order, instalments)
    for status in row.get("statuses", ()):
        _add_status(franchise, status, films)


def _add_order(franchise: Franchise, position: int, row: dict, instalments: dict) -> None:
    order = Order.objects.create(franchise=franchise, kind=row["kind"], name=row["name"], position=position)
    Place.objects.bulk_create(
        Place(
            order=order,
            position=number,
            instalment=instalments[place["film"]],
            after=instalments.get(place.get("after")),
            before=instalments.get(place.get("before")),
            reason=place.get("reason", ""),
        )
        for number, place in enumerate(row["places"], 1)
    )


def _add_status(franchise: Franchise, row: dict, films: dict) -> None:
    ProjectStatus.objects.create(
        franchise=franchise,
        film=films[row["film"]],
        status=row["status"],
        date=row["date"],
        source=row["source"],
        source_url=row.get("url", ""),
        certainty=row["certainty"],
        note=row.get("note", ""),
    )
