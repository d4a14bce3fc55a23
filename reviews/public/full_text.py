"""The full text of an edition: passages opened in place on the review page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cast.models import Credit
from franchises.related_films import RelatedFilms
from images.models import Image
from integers import whole_number
from reviews.document.grades import cut_grade, is_covered
from reviews.models import Edition
from reviews.public.cards import picture
from reviews.public.disclosures import advisory_text
from reviews.public.opening import REST, Opening
from reviews.public.page_values import PictureView
from reviews.public.placeholders import Group, Withholding, adjacent_groups, credits_by_key, grade_labels
from reviews.public.review.article import ANSWERS, ArticleParts
from reviews.public.review.page_rows import PageRows
from reviews.public.scores import score_view
from shield.finish_html import fill

HEADINGS = {
    "advice": gettext_lazy("Should you see it?"),
    "good": gettext_lazy("The good"),
    "bad": gettext_lazy("The bad"),
    "picture": gettext_lazy("Pictures"),
}


@dataclass(frozen=True)
class PassageView:
    """Withheld passages, opened on request."""

    grades: tuple[tuple[str, str], ...]
    html: SafeString
    is_inline: bool = False  # fits inside a sentence


@dataclass(frozen=True)
class OpenedView:
    """What replaces a placeholder when it is opened."""

    address: str  # as requested
    passage: PassageView


class FullText:
    """The full text of an edition, which was loaded with `for_page` and its `full`."""

    def __init__(self, edition: Edition):
        self.edition = edition
        self.parts: list[dict[str, Any]] = edition.full.content["parts"]
        credits = credits_by_key(Credit.objects.for_review(edition.film), self.parts)
        self.opening = Opening(edition, "")
        self.withholding = Withholding(edition, credits, opening=self.opening, related=self._related())
        pictures = [part["plain"]["image"] for part in self.parts if part["group"] == "picture"]
        inline = edition.full.content.get("images", edition.safe["images"])
        self.images = Image.objects.by_keys(map(UUID, [*pictures, *inline]))

    def _related(self) -> list[str]:
        """The keys of the franchise's films, if a placeholder inside a passage may have to name them."""
        if not any(part.get("nested") and part["grade"] for part in self.parts):
            return []
        return RelatedFilms([self.edition.film_id]).franchise_keys(self.edition.film_id).split()

    def grades(self, part: dict[str, Any]) -> list[dict[str, Any]]:
        own = {"withheld": part["grade"]} if part["grade"] else {}
        return self.withholding.grades_of(own | {"credits": part["credits"]})

    def _filled(self, opened: dict[str, Any], name: str) -> SafeString:
        placeholder = self.withholding.details(opened) if name == "details" else None
        if placeholder:
            return render_to_string("reviews/spoilers/_placeholder_inline.html", {"placeholder": placeholder})
        passage = self.withholding.inline(opened, name, self._picture)
        return fill(opened[name], spoiler=passage, picture=self._picture)

    def _picture(self, key: UUID) -> PictureView | None:
        return picture(self.images.get(key))

    def opened(self, addresses: Iterable[str]) -> tuple[OpenedView, ...]:
        """The passages behind placeholders of the page. An address without a withheld passage is skipped.

        Format of an address: `Opening`.
        """
        groups = {group[0][0]["key"]: group for group in self._groups() if group[0][1]}
        views = (
            self._inline(address) if "." in address else self._block(address, groups) for address in addresses
        )
        return tuple(view for view in views if view)

    def _block(self, address: str, groups: dict[str, Group]) -> OpenedView | None:
        if address == REST:
            return self._rest()
        return OpenedView(address, self._passage(groups[address])) if address in groups else None

    def _rest(self) -> OpenedView | None:
        """What comes after the opening of a text that nobody here has read, with its own placeholders."""
        if "rest" not in self.edition.safe:
            return None
        article = ArticleParts(PageRows(self.edition), Opening(self.edition, REST))
        article.leave_out(self.edition.safe["front"])
        html = render_to_string("reviews/parts/_body.html", {"page": article.parts()})
        return OpenedView(REST, PassageView((), html))

    def _passage(self, group: Group) -> PassageView:
        grades = [grade for _part, grades in group for grade in grades]
        html = reduce(add, (self._part_html(part, grades) for part, _grades in group))
        return PassageView(grade_labels(grades), html)

    def _groups(self):
        """Groups of adjacent withheld parts, as on the review page."""
        for parts in self._lists():
            yield from adjacent_groups((part, self.grades(part)) for part in parts)

    def _lists(self):
        """The lists of parts that the review page shows, one after another."""
        by_key = {part["key"]: part for part in self.parts}
        safe = self.opening.safe
        sides = [[part for part in safe["points"] if part["side"] == side] for side in ("good", "bad")]
        for parts in (
            safe["front"],
            safe["back"],
            safe["cast_notes"],
            safe["advice"],
            safe.get("advisories", ()),
            safe.get("opinions", ()),
            safe["pictures"],
            *sides,
        ):
            yield [by_key[part["key"]] for part in parts]

    def _inline(self, address: str) -> OpenedView | None:
        key, field, number, *extra = [*address.split("."), "", ""]
        if any(extra):  # only one address for each passage
            return None
        part = next((part for part in self.parts if part["key"] == key), None)
        passages = part["passages"].get(field, []) if part else []
        index = whole_number(number, len(passages) - 1)
        if part is None or index is None or not self._is_withheld(part, field, index):
            return None
        html = fill(passages[index], spoiler=lambda index: "", picture=self._picture)
        grades = grade_labels([cut_grade(part, field, index)])
        return OpenedView(address, PassageView(grades, html, is_inline=_is_one_line(passages[index])))

    def _is_withheld(self, part: dict[str, Any], field: str, index: int) -> bool:
        """Whether a passage has a placeholder of its own on the page, or inside its part when that is opened.

        A flagged part that was rendered before marks had braces has none inside.
        """
        grades = self.grades(part)
        has_own = field in part.get("nested", {}) or field == "details" or not part["grade"]
        return not grades or (has_own and not is_covered(cut_grade(part, field, index), grades))

    def _part_html(self, part: dict[str, Any], grades: list[dict[str, Any]]) -> SafeString:
        """All rendered Markdown of a part opened for `grades`. A heavier passage is a placeholder."""
        opened, score = self.opening.part(part["key"], grades), part["plain"].get("score")
        context = {
            "heading": heading(part),
            "image": fill(_image(part), spoiler=lambda index: "", picture=self._picture),
            "texts": {name: self._filled(opened, name) for name in part["html"]},
            "score": score_view(**score) if score else None,
        }
        return render_to_string("reviews/spoilers/_spoiler_part.html", context)


_BLOCK = re.compile(r"<(?:ul|ol|h\d|table|pre|blockquote|section|hr)\b")


def _is_one_line(html: str) -> bool:
    return html.count("<p>") == 1 and not _BLOCK.search(html)


def _image(part: dict[str, Any]) -> str:
    """The image of a picture part, as HTML in which `fill` finds it; "" for other parts."""
    plain = part["plain"]
    if "image" not in plain:
        return ""
    return f'<p><img src="image:{plain["image"]}" alt="{escape(plain["alt"])}"></p>'


def heading(part: dict[str, Any]) -> str:
    """The heading of a part on the spoiler page."""
    plain, group = part["plain"], part["group"]
    if group == "section":
        return plain["heading"]
    if group == "cast_note":
        return _("%(name)s as %(role)s") % plain if plain["role"] else plain["name"]
    if group == "verdict":
        return plain["label"] or _("Verdict")
    if group == "advisory":
        return ": ".join(filter(None, [advisory_text(plain["kind"], plain["label"]), plain["label"]]))
    if group == "opinion":
        return _("A second opinion: %(name)s") % plain
    if group == "advice":
        return f"{HEADINGS[group]} {ANSWERS[plain['answer']]}."
    label = plain.get("label") or plain.get("alt") or ""
    return f"{HEADINGS[group]}: {label}" if label else str(HEADINGS[group])
