"""Loads the demo's film world. What is there already is left as people have made it."""

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
from pagecache.models import bump_content_version

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
    """Films with their credits, then franchises. One that is there is not touched, nor are its parts."""
    world = yaml.safe_load((HERE / "world.yaml").read_text(encoding="utf-8"))
    films = {said["slug"]: _film(said) or _add_film(said) for said in world["films"]}
    for franchise in world["franchises"]:
        if not _known(Franchise, franchise["slug"]):
            _add_franchise(franchise, films)
    bump_content_version()


def _known(model: type[Model], slug: str) -> Model | None:
    """The thing that has this slug, or had it."""
    return model.objects.filter(Q(slug=slug) | Q(aliases__slug=slug)).first()


def _film(said: dict) -> Film | None:
    """The film that is meant, however it came here."""
    same = Film.objects.filter(imdb_id=said["imdb"]).first() if "imdb" in said else None
    return same or _known(Film, said["slug"])


def _named(model: type[Model], name: str) -> Model:
    """A person or a character of this name."""
    slug = slugify(name, max_length=100)
    return _known(model, slug) or model.objects.create(name=name, slug=slug)


def _add_film(said: dict) -> Film:
    film = Film.objects.create(
        slug=said["slug"],
        title=said["title"],
        short_title=said.get("short", ""),
        year=said.get("year"),
        original_title=said.get("original", ""),
        original_language=said.get("language", ""),
        runtime_minutes=said.get("runtime"),
        synopsis=said.get("premise", ""),
        imdb_id=said.get("imdb"),
        poster=_poster(*said["poster"], title=said["title"]) if "poster" in said else None,
    )
    film.genres.set(_genre(name) for name in said.get("genres", ()))
    OtherTitle.objects.bulk_create(
        OtherTitle(film=film, title=title, note=note) for title, note in said.get("titles", ())
    )
    ReleaseDate.objects.bulk_create(_release(film, *release) for release in said.get("releases", ()))
    _add_crew(film, said)
    _add_cast(film, said.get("cast", ()), Job.ACTOR)
    _add_cast(film, said.get("voices", ()), Job.VOICE)
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


def _add_crew(film: Film, said: dict) -> None:
    for key, job in CREW.items():
        for name in said.get(key, ()):
            Credit.objects.create(film=film, person=_named(Person, name), job=job)


def _add_cast(film: Film, parts: list[dict], job: Job) -> None:
    for billing, part in enumerate(parts, 1):
        credit = Credit.objects.create(
            film=film,
            person=_named(Person, part["who"]),
            job=job,
            billing=billing,
            is_cameo=part.get("cameo", False),
        )
        names = [part["as"]] if isinstance(part["as"], str) else part["as"]
        credit.characters.set(_named(Character, name) for name in names)
        if "spoiler" in part:
            flag(credit, part["spoiler"])


def _add_franchise(said: dict, films: dict[str, Film]) -> None:
    franchise = Franchise.objects.create(
        slug=said["slug"], name=said["name"], description=said["description"]
    )
    instalments = {
        item["film"]: Instalment.objects.create(
            franchise=franchise, film=films[item["film"]], kind=item["kind"]
        )
        for item in said["instalments"]
    }
    for position, order in enumerate(said["orders"]):
        _add_order(franchise, position, order, instalments)
    for status in said.get("statuses", ()):
        _add_status(franchise, status, films)


def _add_order(franchise: Franchise, position: int, said: dict, instalments: dict) -> None:
    order = Order.objects.create(franchise=franchise, kind=said["kind"], name=said["name"], position=position)
    Place.objects.bulk_create(
        Place(
            order=order,
            position=number,
            instalment=instalments[place["film"]],
            after=instalments.get(place.get("after")),
            before=instalments.get(place.get("before")),
            reason=place.get("reason", ""),
        )
        for number, place in enumerate(said["places"], 1)
    )


def _add_status(franchise: Franchise, said: dict, films: dict) -> None:
    ProjectStatus.objects.create(
        franchise=franchise,
        film=films[said["film"]],
        status=said["status"],
        date=said["date"],
        source=said["source"],
        source_url=said.get("url", ""),
        certainty=said["certainty"],
        note=said.get("note", ""),
    )
