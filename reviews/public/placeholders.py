"""Placeholders of an edition's page: which parts are withheld, adjacent ones of one grade merged."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from html import unescape
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cast.models import Credit
from keys.addresses import reverse
from pagecache.fragments import rendered
from reviews.document.grades import cut_grade, films_given_away, heaviest, is_same
from reviews.models import Edition
from reviews.public.opening import REST, Opening
from reviews.public.page_values import OpenedPart, Placeholder
from shield.finish_html import fill
from shield.levels import Level

MIN_WORDS = 3  # of a title that stands in running text as it is
_MARKED = r"(?:<(?:em|strong|cite|i|b|q|a)\b[^>]*>|[“„«»‘‚\"'《『「])"


class Withholding:
    """Decides what is withheld on an edition's page, and builds its placeholders.

    Withheld are parts flagged in the text, and cast notes on a credit with a
    spoiler level. Also those on a credit that was flagged after the text was
    approved and is not flagged any more: showing the note again takes a new
    approval.
    """

    def __init__(
        self,
        edition: Edition,
        credits: dict[str, Credit],
        *,
        opening: Opening | None = None,
        related: Collection[str] = (),
    ):
        """`opening`: what the page opens. `related`: keys of the franchise's films, which may be named."""
        self.edition, self.opening = edition, opening
        self.slug, self.number = edition.review.slug, edition.number
        self.spoilers_url = reverse("reviews:spoilers", args=[self.slug])
        self.related = {str(edition.film.key), *related}
        self.is_withholding = False  # true once a placeholder was built, or a passage opened
        self._labels: dict[str, tuple[tuple[str, str], ...]] = {}
        self.opened: list[dict[str, Any]] = []  # the grades of opened passages, as they are built
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
        """The parts, each through `build`; a placeholder for each run of withheld ones of one grade."""
        groups = adjacent_groups((part, self.grades_of(part)) for part in parts)
        return tuple(view for group in groups for view in self._group(group, build))

    def _group(self, group: "Group", build: Callable[[dict], Any]) -> list[Any]:
        if not group[0][1]:
            return [build(group[0][0])]
        keys = [part["key"] for part, _grades in group]
        grades = [grade for _part, grades in group for grade in grades]
        address = keys[0]
        if not (self.opening and self.opening.opens_group(keys)):
            return [self._placeholder(grades, address)]
        self.open(*grades)
        labels = self.labels(grades)
        views = (build(self.opening.part(key, grades)) for key in keys)
        return [OpenedPart(view, labels, anchor=f"w-{address[:8]}") for view in views if view]

    def _placeholder(self, grades: list[dict[str, Any]], address: str) -> Placeholder:
        self.is_withholding = True
        return Placeholder(
            grades=self.labels(grades),
            films=" ".join(films_given_away(grades)) if all(item.get("keys") for item in grades) else "",
            href=self._href(address),
            anchor=f"w-{address[:8]}",
            part=address.join(self._passage_urls["part"]),
        )

    def _href(self, address: str) -> str:
        """The review with this passage opened. A preview has the full text alone."""
        if not self.edition.pk:
            return self.spoilers_url
        return address.join(self._passage_urls["opened"])

    @cached_property
    def _passage_urls(self) -> dict[str, list[str]]:
        """What stands before and after the address of a passage: a page has dozens, reversed once."""
        args = [self.slug, self.number, "ADDRESS"]
        return {view: reverse(f"reviews:{view}", args=args).split("ADDRESS") for view in ("part", "opened")}

    def rest(self, safe: dict[str, Any]) -> Placeholder | None:
        """Placeholder of all that comes after the opening of a text that nobody here has read.

        It names no film, so that it never counts as seen.
        """
        return self._placeholder([], REST) if "rest" in safe else None

    def details(self, part: dict[str, Any]) -> Placeholder | None:
        """Placeholder of the details of an advisory; None if it has none, or if they are opened."""
        has_details = part.get("has_details") or part.get("details")
        if not has_details or (self.opening and self.opening.opens_passage(part, "details", 0)):
            return None
        return self._placeholder([cut_grade(part, "details", 0)], f"{part['key']}.details.0")

    def inline(
        self, part: dict[str, Any], field: str, picture: Callable[[UUID], object | None]
    ) -> Callable[[int], str]:
        """A function that renders the n-th withheld passage inside a text: its placeholder, or itself."""

        def link(index: int) -> str:
            grades = [cut_grade(part, field, index)]
            if self.opening and self.opening.opens_passage(part, field, index):
                self.open(*grades)
                html = self.opening.passage(part["key"], field, index)
                view = {"html": fill(html, spoiler=lambda index: "", picture=picture)}
                view["grades"] = self.labels(grades)
                return render_to_string("reviews/spoilers/_passage_inline.html", view).strip()
            placeholder = self._placeholder(grades, f"{part['key']}.{field}.{index}")
            return rendered("reviews/spoilers/_placeholder_inline.html", placeholder=placeholder).strip()

        return link

    def open(self, *grades: dict[str, Any]) -> None:
        """Note the grades of a passage that the page opens."""
        self.is_withholding = self.is_withholding or bool(grades)
        self.opened += grades

    def labels(self, grades: list[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
        """(level in words, film) for each film given away, at its highest level.

        A film that is neither reviewed, nor of its franchise, nor named in the safe text is not named here:
        that this review speaks of it may be what spoils. Remembered: passages mostly have the same grades.
        """
        key = repr(grades)
        if key not in self._labels:
            self._labels[key] = self._labels_of(grades)
        return self._labels[key]

    def _labels_of(self, grades: list[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
        names = {
            name: name if key in self.related or self._is_named(name) else str(_("another film"))
            for item in grades
            for name, key in zip_longest(item["films"], item.get("keys", ()), fillvalue="")
        }
        labels = ((level, names.get(film, film)) for level, film in grade_labels(grades))
        return tuple(dict.fromkeys(labels))

    def _is_named(self, title: str) -> bool:
        """Whether the safe text has the title: one or two words in italics, quotes, a link or with a year.

        As the leak check knows the films that a text names: “Her hat” names no film.
        """
        words = rf"(?<!\w){re.escape(title)}(?!\w)"
        if len(title.split()) < MIN_WORDS:
            words = rf"{_MARKED}{re.escape(title)}(?=[<”“»«’‘\"'》』」])|{words},? \(?[12][0-9]{{3}}"
        return bool(re.search(words, self._safe_html))

    @cached_property
    def _safe_html(self) -> str:
        safe = self.opening.safe if self.opening else self.edition.safe
        texts = (self.edition.headline, self.edition.dek, safe["film"], *strings_in(safe))
        return "\n".join(map(unescape, texts))


def strings_in(value: Any) -> Iterator[str]:
    """Every shown string of a stored safe text; none of a withheld part or of a grade."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings_in(item)
    elif isinstance(value, dict) and "withheld" not in value:
        for name, item in value.items():
            if name not in ("cut", "cuts"):
                yield from strings_in(item)


def credits_by_key(credits: Iterable[Credit], notes: Iterable[dict[str, Any]]) -> dict[str, Credit]:
    """The credits of cast notes, by the key in the note, which may be a former one (`FormerKey`).

    No query, unless a note names a credit that is not among `credits`, of another film perhaps: then one,
    with their people.
    """
    by_key = {str(credit.key): credit for credit in credits}
    missing = {key for note in notes for key in note.get("credits", ())} - by_key.keys()
    others = Credit.objects.select_related("person").by_keys(map(UUID, missing))
    return by_key | {str(key): credit for key, credit in others.items()}


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
    """Each shown part as a group of one, adjacent withheld parts of the same grade as one group."""
    groups: list[Group] = []
    for part, grades in pairs:
        before = groups[-1][0][1] if groups else []
        if grades and before and is_same(before, grades):
            groups[-1].append((part, grades))
        else:
            groups.append([(part, grades)])
    return groups


def grade_labels(grades: list[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    """(level in words, film title) for each film given away, at its highest level.

    A mark that cannot be read, in a preview of what was not submitted, gives away another film.
    """
    labels = heaviest(grades)
    return tuple((str(Level(level).label), film or str(_("another film"))) for level, film in labels)
