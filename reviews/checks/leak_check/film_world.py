"""The texts of the film world: what readers read of films outside reviews, and which films it is about."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Exists, F, Field, Model, OuterRef, QuerySet
from django.db.models.constants import LOOKUP_SEP

from cast.models import Character, Person
from films.models import Film, Genre, OtherTitle
from franchises.models import Franchise, Place, ProjectStatus
from images.models import Image

# By model: the lookup from a film to the records about it. Empty: the film itself.
FILM_LOOKUPS: dict[type[Model], str] = {
    Film: "",
    OtherTitle: "other_titles",
    Genre: "genres",
    Person: "credits__person",
    Character: "credits__characters",
    Franchise: "instalments__franchise",
    Place: "instalments__franchise__orders__places",
    ProjectStatus: "statuses",
    Image: "poster",
}


def films_of(record: Model) -> QuerySet[Film]:
    """The films that a record is about."""
    return Film.objects.filter(**{FILM_LOOKUPS[type(record)] or "pk": record.pk}).distinct()


@dataclass(frozen=True)
class WorldText:
    """A text field of a model. `related`: the relations that `str()` of a record follows.

    `form`: the primary key of the record in whose admin form it is written.
    """

    model: type[Model]
    field: str
    takes_marks: bool = True
    related: tuple[str, ...] = ()
    form: str = "pk"

    def lookup(self, field: str) -> str:
        """From a film to a field of the records about it."""
        return LOOKUP_SEP.join(filter(None, (FILM_LOOKUPS[self.model], field)))

    @property
    def label(self) -> str:
        """“films.film”."""
        return self.model._meta.label_lower

    @property
    def title(self) -> str:
        """For people: “film: premise”."""
        field = cast(Field, self.model._meta.get_field(self.field))
        return f"{self.model._meta.verbose_name}: {field.verbose_name}"

    @property
    def form_label(self) -> str:
        """Of the model whose admin form it is written in."""
        field = self.model._meta.get_field(self.form) if self.form != "pk" else None
        return cast(type[Model], field.related_model)._meta.label_lower if field else self.label

    def rows(self, films: Collection[int], *, record: str = "pk") -> QuerySet:
        """For each of these films: the `text` of each record about it, and `record`, a field of that."""
        annotations = {"record": F(self.lookup(record)), "text": F(self.lookup(self.field))}
        return Film.objects.filter(pk__in=films).order_by().annotate(**annotations)

    def public_rows(self, films: Collection[int]) -> QuerySet:
        """Those that readers get: a person or character may have no page."""
        rows, manager = self.rows(films).filter(text__gt=""), self.model._default_manager
        public = getattr(manager, "public", None)
        # Exists, not `in`: that would first list everybody who is public.
        return rows.filter(Exists(public().filter(pk=OuterRef("record")))) if public else rows

    def records(self) -> QuerySet[Any]:
        """Those with a text, and with what their `str()` needs."""
        records = self.model._default_manager.exclude(**{self.field: ""})
        return records.select_related(*self.related) if self.related else records


WORLD_TEXTS = (
    WorldText(Film, "synopsis"),
    WorldText(Person, "biography"),
    WorldText(Character, "description"),
    WorldText(Franchise, "description"),
    WorldText(Place, "reason", related=("instalment__film",), form="order_id"),
    WorldText(ProjectStatus, "note", related=("film",)),
    WorldText(Image, "alt", takes_marks=False),
)


def marked_texts() -> Iterator[WorldText]:
    return (text for text in WORLD_TEXTS if text.takes_marks)
