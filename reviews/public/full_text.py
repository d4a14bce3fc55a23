"""The full text of an edition: the spoiler page, and single passages opened in place on the review page."""

import re
from collections.abc import Iterable
from functools import reduce
from itertools import groupby
from operator import add
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cast.models import Credit
from images.models import Image
from integers import whole_number
from reviews.document.grades import is_seen
from reviews.models import Edition
from reviews.public.cards import critics_of, picture
from reviews.public.disclosures import advisory_text
from reviews.public.page_values import LinkView
from reviews.public.placeholders import Group, Withholding, adjacent_groups, credits_by_key, grade_labels
from reviews.public.review_page import ANSWERS
from reviews.public.scores import score_view
from reviews.public.spoiler_page import FullPartView, FullView, OpenedView, PassageView
from shield.finish_html import fill

HEADINGS = {
    "advice": gettext_lazy("Should you see it?"),
    "good": gettext_lazy("The good"),
    "bad": gettext_lazy("The bad"),
    "picture": gettext_lazy("Pictures"),
}


TITLE_FIELDS = ("heading", "name", "label", "image")


class FullText:
    """The full text of an edition, which was loaded with `for_page` and its `full`."""

    def __init__(self, edition: Edition):
        self.edition = edition
        self.parts: list[dict[str, Any]] = edition.full.content["parts"]
        credits = credits_by_key(Credit.objects.for_review(edition.film), self.parts)
        self.withholding = Withholding(edition, credits)
        pictures = [part["plain"]["image"] for part in self.parts if part["group"] == "picture"]
        inline = edition.full.content.get("images", edition.safe["images"])
        self.images = Image.objects.by_keys(map(UUID, [*pictures, *inline]))

    def grades(self, part: dict[str, Any]) -> list[dict[str, Any]]:
        own = {"withheld": part["grade"]} if part["grade"] else {}
        return self.withholding.grades_of(own | {"credits": part["credits"]})

    def view(self) -> FullView:
        edition, film = self.edition, self.edition.film
        grades = [grade for part in self.parts for grade in self._all_grades(part)]
        return FullView(
            url=edition.review.get_absolute_url(),
            spoilers_url=self.withholding.spoilers_url,
            headline=edition.headline,
            language=edition.safe["language"],
            film=LinkView(film.title, film.get_absolute_url()),
            critics=critics_of(edition),
            published=edition.first_public_at,
            grades=grade_labels(grades),
            parts=tuple(self._part(part) for part in self.parts if _has_content(part)),
        )

    def _all_grades(self, part: dict[str, Any]):
        """The grades for which anything of a part is withheld, including its inline passages."""
        return self.grades(part) or ([part["cut"]] if any(part["passages"].values()) else [])

    def _part(self, part: dict[str, Any]) -> FullPartView:
        return FullPartView(
            anchor=f"p-{part['key'][:8]}",
            heading=heading(part),
            html=self.html(part),
            grades=grade_labels(self.grades(part) or self._detail_grades(part)),
        )

    def _detail_grades(self, part: dict[str, Any]):
        """Of the details of an advisory, which are always withheld."""
        return [part["cut"]] if part["html"].get("details") else []

    def html(self, part: dict[str, Any]) -> SafeString:
        """All rendered Markdown of a part, in the order of its fields."""
        joined = "\n".join(html for html in (_image(part), *_texts(part)) if html)
        return fill(joined, spoiler=lambda index: "", picture=lambda key: picture(self.images.get(key)))

    def opened(self, addresses: Iterable[str]) -> tuple[OpenedView, ...]:
        """The passages behind placeholders of the page. An address without a withheld passage is skipped.

        Format of an address: `key.field.number` for a passage inside a text,
        or the key of the first of adjacent parts, which all open. With
        `~film.film` appended (keys of films seen), only passages open whose
        whole scope is among these films; the others stay withheld, in runs
        that `~film.film~number` opens.
        """
        groups = {group[0][0]["key"]: group for group in self._groups() if group[0][1]}
        views = (
            self._inline(address) if "." in address.partition("~")[0] else self._block(address, groups)
            for address in addresses
        )
        return tuple(view for view in views if view)

    def _block(self, address: str, groups: dict[str, Group]) -> OpenedView | None:
        key, *options = address.split("~")
        group = groups.get(key)
        if not group or len(options) > 2:
            return None
        if not options:
            return OpenedView(address, (self._passage(group),))
        films = options[0].split(".")
        runs = [(seen, list(run)) for seen, run in groupby(group, lambda pair: is_seen(pair[1], films))]
        if len(options) == 2:
            requested = [
                run for number, (seen, run) in enumerate(runs) if not seen and str(number) == options[1]
            ]
            return OpenedView(address, (self._passage(requested[0]),)) if requested else None
        if not any(seen for seen, _run in runs):
            return None
        return OpenedView(
            address,
            tuple(
                self._passage(run) if seen else self.withholding.still_withheld(run, f"{address}~{number}")
                for number, (seen, run) in enumerate(runs)
            ),
        )

    def _passage(self, group: Group) -> PassageView:
        html = reduce(add, (self._part_html(part) for part, _grades in group))  # filled by `html` already
        return PassageView(grade_labels([grade for _part, grades in group for grade in grades]), html)

    def _groups(self):
        """Groups of adjacent withheld parts, as on the review page."""
        for parts in self._lists():
            yield from adjacent_groups((part, self.grades(part)) for part in parts)

    def _lists(self):
        """The lists of parts that the review page shows, one after another."""
        by_key = {part["key"]: part for part in self.parts}
        safe = self.edition.safe
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
        passages = part["passages"].get(field, []) if part and not self.grades(part) else []
        index = whole_number(number, len(passages) - 1)
        if index is None:
            return None
        html = passages[index]
        passage = PassageView(
            grade_labels([part["cut"]]), fill_safe(html, self), is_inline=_is_one_line(html)
        )
        return OpenedView(address, (passage,))

    def _part_html(self, part: dict[str, Any]) -> SafeString:
        return render_to_string(
            "reviews/spoilers/_spoiler_part.html", {"heading": heading(part), "html": self.html(part)}
        )


_BLOCK = re.compile(r"<(?:ul|ol|h\d|table|pre|blockquote|section|hr)\b")


def _is_one_line(html: str) -> bool:
    return html.count("<p>") == 1 and not _BLOCK.search(html)


def fill_safe(html: str, full: FullText) -> SafeString:
    return fill(html, spoiler=lambda index: "", picture=lambda key: picture(full.images.get(key)))


def _has_content(part: dict[str, Any]) -> bool:
    has_title = part["group"] == "advisory" or any(map(part["plain"].get, TITLE_FIELDS))
    return has_title or any(part["html"].values())


def _image(part: dict[str, Any]) -> str:
    """The image of a picture part, as HTML in which `fill` finds it; "" for other parts."""
    plain = part["plain"]
    if "image" not in plain:
        return ""
    return f'<p><img src="image:{plain["image"]}" alt="{escape(plain["alt"])}"></p>'


def _texts(part: dict[str, Any]) -> list[str]:
    """The rendered Markdown fields of a part; of advice, the condition and the reason as two paragraphs."""
    html = part["html"]
    if part["group"] == "advice":
        return [f"<p><em>{html['condition']}</em></p>", f"<p>{html['reason']}</p>"]
    score = f"<p>{_score_words(part)}</p>" if part["plain"].get("score") else ""
    return [*(html.get(name, "") for name in ("text", "caption", "details")), score]


def _score_words(part: dict[str, Any]) -> str:
    return render_to_string(
        "reviews/score/_score_words.html", {"score": score_view(**part["plain"]["score"])}
    ).strip()


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
