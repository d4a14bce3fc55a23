"""Which passages of an edition are withheld, merged where they are adjacent, and the links in their stead."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse

from cast.models import Credit
from reviews.bake import heaviest
from reviews.models import Edition
from reviews.public.reader import Placeholder
from shield.levels import Level


class Withholding:
    """What is withheld on an edition's page: what its text flags, and what the film's record does.

    A cast note is withheld while a credit of it is flagged, and also if the
    credit was flagged after this text was approved: it takes another approval
    to show it again.
    """

    def __init__(self, edition: Edition, credits: dict[str, Credit]):
        self.slug, self.number = edition.review.slug, edition.number
        self.spoilers_url = reverse("reviews:spoilers", args=[self.slug])
        self.flagged = {
            key: _credit_grade(credit, edition)
            for key, credit in credits.items()
            if credit.flagged_at
            and (credit.spoiler_level or credit.flagged_at > edition.submission.decided_at)
        }

    def grade_of(self, part: dict[str, Any]) -> dict[str, Any] | None:
        """The grade under which a part is withheld; None if it may be shown."""
        own = [part["withheld"]] if "withheld" in part else []
        grades = own + [self.flagged[key] for key in part.get("credits", ()) if key in self.flagged]
        if not grades:
            return None
        ((level, film), *rest) = heaviest(grades)
        return {"level": level, "films": [film, *(name for _level, name in rest)]} if film else grades[0]

    def views(self, parts: Iterable[dict[str, Any]], build: Callable[[dict], Any]) -> tuple[Any, ...]:
        """The parts as `build` makes them; each run of withheld ones as a single placeholder."""
        return tuple(
            build(group[0][0]) if group[0][1] is None else self.placeholder(group)
            for group in grouped((part, self.grade_of(part)) for part in parts)
        )

    def placeholder(self, group: list[tuple[dict, dict]]) -> Placeholder:
        return Placeholder(
            grades=graded([grade for _part, grade in group]),
            href=self.spoilers_url,
            part=reverse("reviews:part", args=[self.slug, self.number, group[0][0]["key"]]),
        )

    def inline(self, part: dict[str, Any], field: str) -> Callable[[int], str]:
        """What stands in a text for its n-th withheld passage."""

        def link(index: int) -> str:
            address = f"{part['key']}.{field}.{index}"
            view = Placeholder(
                grades=graded([part["cut"]]),
                href=self.spoilers_url,
                part=reverse("reviews:part", args=[self.slug, self.number, address]),
            )
            return render_to_string("reviews/_placeholder_inline.html", {"placeholder": view}).strip()

        return link


def credits_by_key(credits: Iterable[Credit], notes: Iterable[dict[str, Any]]) -> dict[str, Credit]:
    """The credits that cast notes name, by the key each note uses, former keys followed.

    No query, unless a note names a credit that is not among `credits`.
    """
    found = {str(credit.key): credit for credit in credits}
    missing = {key for note in notes for key in note.get("credits", ())} - found.keys()
    return found | {str(key): credit for key, credit in Credit.objects.by_keys(map(UUID, missing)).items()}


def _credit_grade(credit: Credit, edition: Edition) -> dict[str, Any]:
    return {
        "level": credit.spoiler_level or Level.MAJOR,
        "films": [edition.safe["film"] or edition.film.title],
    }


def grouped(pairs: Iterable[tuple[dict, dict | None]]) -> list[list[tuple[dict, dict | None]]]:
    """Shown parts alone, adjacent withheld ones together."""
    groups: list[list[tuple[dict, dict | None]]] = []
    for part, grade in pairs:
        if grade is not None and groups and groups[-1][0][1] is not None:
            groups[-1].append((part, grade))
        else:
            groups.append([(part, grade)])
    return groups


def graded(grades: list[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    """(level in words, film) for each film that is given away, at its highest level."""
    return tuple((str(Level(level).label), film) for level, film in heaviest(grades))
