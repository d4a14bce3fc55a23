"""Which passages of an edition are withheld, merged where they are adjacent, and the links in their stead."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse

from cast.models import Credit
from reviews.document.grades import films_given_away, heaviest
from reviews.models import Edition
from reviews.public.page_values import Placeholder
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

    def grades_of(self, part: dict[str, Any]) -> list[dict[str, Any]]:
        """The grades under which a part is withheld; none if it may be shown."""
        own = [part["withheld"]] if "withheld" in part else []
        return own + [self.flagged[key] for key in part.get("credits", ()) if key in self.flagged]

    def views(self, parts: Iterable[dict[str, Any]], build: Callable[[dict], Any]) -> tuple[Any, ...]:
        """The parts as `build` makes them; each run of withheld ones as a single placeholder."""
        return tuple(
            self.placeholder(group) if group[0][1] else build(group[0][0])
            for group in adjacent_groups((part, self.grades_of(part)) for part in parts)
        )

    def placeholder(self, group: "Group") -> Placeholder:
        grades = [grade for _part, grades in group for grade in grades]
        return self._placeholder(grades, address=group[0][0]["key"])

    def rest(self, group: "Group", address: str) -> Placeholder:
        """For what stays withheld beside what was opened. It never opens by itself."""
        view = self._placeholder([grade for _part, grades in group for grade in grades], address)
        return replace(view, films="", anchor="")

    def _placeholder(self, grades: list[dict[str, Any]], address: str) -> Placeholder:
        return Placeholder(
            grades=with_grade(grades),
            films=" ".join(films_given_away(grades)),
            href=self.spoilers_url,
            anchor=f"w-{address[:8]}",
            part=reverse("reviews:part", args=[self.slug, self.number, address]),
        )

    def details(self, part: dict[str, Any]) -> Placeholder | None:
        """What stands for the details of an advisory, which no page but the full one shows."""
        if not part["has_details"]:
            return None
        return self._placeholder([part["cut"]], address=f"{part['key']}.details.0")

    def inline(self, part: dict[str, Any], field: str) -> Callable[[int], str]:
        """What stands in a text for its n-th withheld passage."""

        def link(index: int) -> str:
            view = self._placeholder([part["cut"]], address=f"{part['key']}.{field}.{index}")
            return render_to_string(
                "reviews/spoilers/_placeholder_inline.html", {"placeholder": view}
            ).strip()

        return link


def credits_by_key(credits: Iterable[Credit], notes: Iterable[dict[str, Any]]) -> dict[str, Credit]:
    """The credits that cast notes name, by the key each note uses, former keys followed.

    No query, unless a note names a credit that is not among `credits`.
    """
    found = {str(credit.key): credit for credit in credits}
    missing = {key for note in notes for key in note.get("credits", ())} - found.keys()
    return found | {str(key): credit for key, credit in Credit.objects.by_keys(map(UUID, missing)).items()}


def _credit_grade(credit: Credit, edition: Edition) -> dict[str, Any]:
    """Of a flag that was taken away nobody knows any more which films it gave away: it is never seen."""
    own = (edition.safe["film"] or edition.film.title, edition.film.key)
    films = getattr(credit, "gives_away", []) or [own]
    return {
        "level": credit.spoiler_level or Level.MAJOR,
        "films": [title for title, _key in films],
        "keys": [str(key) for _title, key in films] if credit.spoiler_level else [],
    }


# Parts with the grades under which they are withheld.
Group = list[tuple[dict[str, Any], list[dict[str, Any]]]]


def adjacent_groups(pairs: Iterable[tuple[dict, list[dict]]]) -> list[Group]:
    """Shown parts alone, adjacent withheld ones together."""
    groups: list[Group] = []
    for part, grades in pairs:
        if grades and groups and groups[-1][0][1]:
            groups[-1].append((part, grades))
        else:
            groups.append([(part, grades)])
    return groups


def with_grade(grades: list[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    """(level in words, film) for each film that is given away, at its highest level."""
    return tuple((str(Level(level).label), film) for level, film in heaviest(grades))
