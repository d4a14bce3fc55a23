"""Placeholders of an edition's page: which parts are withheld, adjacent ones merged, with links to them."""

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
    """Decides what is withheld on an edition's page, and builds its placeholders.

    Withheld are parts flagged in the text, and cast notes on a credit with a
    spoiler level. Also those on a credit that was flagged after the text was
    approved and is not flagged any more: showing the note again takes a new
    approval.
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
        """The grades for which a part is withheld; [] if it may be shown."""
        own = [part["withheld"]] if "withheld" in part else []
        return own + [self.flagged[key] for key in part.get("credits", ()) if key in self.flagged]

    def views(self, parts: Iterable[dict[str, Any]], build: Callable[[dict], Any]) -> tuple[Any, ...]:
        """The parts, each through `build`; a single placeholder for each run of withheld ones."""
        return tuple(
            self.placeholder(group) if group[0][1] else build(group[0][0])
            for group in adjacent_groups((part, self.grades_of(part)) for part in parts)
        )

    def placeholder(self, group: "Group") -> Placeholder:
        grades = [grade for _part, grades in group for grade in grades]
        return self._placeholder(grades, address=group[0][0]["key"])

    def still_withheld(self, group: "Group", address: str) -> Placeholder:
        """For parts that stay withheld next to opened ones. Never opened automatically."""
        view = self._placeholder([grade for _part, grades in group for grade in grades], address)
        return replace(view, films="", anchor="")

    def _placeholder(self, grades: list[dict[str, Any]], address: str) -> Placeholder:
        return Placeholder(
            grades=grade_labels(grades),
            films=" ".join(films_given_away(grades)),
            href=self.spoilers_url,
            anchor=f"w-{address[:8]}",
            part=reverse("reviews:part", args=[self.slug, self.number, address]),
        )

    def details(self, part: dict[str, Any]) -> Placeholder | None:
        """Placeholder of the details of an advisory, which only the spoiler page shows."""
        if not part["has_details"]:
            return None
        return self._placeholder([part["cut"]], address=f"{part['key']}.details.0")

    def inline(self, part: dict[str, Any], field: str) -> Callable[[int], str]:
        """A function that renders the placeholder of the n-th withheld passage inside a text."""

        def link(index: int) -> str:
            view = self._placeholder([part["cut"]], address=f"{part['key']}.{field}.{index}")
            return render_to_string(
                "reviews/spoilers/_placeholder_inline.html", {"placeholder": view}
            ).strip()

        return link


def credits_by_key(credits: Iterable[Credit], notes: Iterable[dict[str, Any]]) -> dict[str, Credit]:
    """The credits of cast notes, by the key in the note, which may be a former one (`FormerKey`).

    No query, unless a note names a credit that is not among `credits`.
    """
    by_key = {str(credit.key): credit for credit in credits}
    missing = {key for note in notes for key in note.get("credits", ())} - by_key.keys()
    return by_key | {str(key): credit for key, credit in Credit.objects.by_keys(map(UUID, missing)).items()}


def _credit_grade(credit: Credit, edition: Edition) -> dict[str, Any]:
    """The grade of a flagged credit.

    Without keys if the flag was removed: which films it gave away is no longer
    known, so it never counts as seen.
    """
    own = (edition.safe["film"] or edition.film.title, edition.film.key)
    films = getattr(credit, "gives_away", []) or [own]
    return {
        "level": credit.spoiler_level or Level.MAJOR,
        "films": [title for title, _key in films],
        "keys": [str(key) for _title, key in films] if credit.spoiler_level else [],
    }


# Parts with the grades for which they are withheld.
Group = list[tuple[dict[str, Any], list[dict[str, Any]]]]


def adjacent_groups(pairs: Iterable[tuple[dict, list[dict]]]) -> list[Group]:
    """Each shown part as a group of one, adjacent withheld parts as one group."""
    groups: list[Group] = []
    for part, grades in pairs:
        if grades and groups and groups[-1][0][1]:
            groups[-1].append((part, grades))
        else:
            groups.append([(part, grades)])
    return groups


def grade_labels(grades: list[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    """(level in words, film title) for each film given away, at its highest level."""
    return tuple((str(Level(level).label), film) for level, film in heaviest(grades))
