"""The full text of an edition, for those who ask: the spoiler page, and single passages opened in place."""

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
from reviews.public.placeholders import Group, Withholding, adjacent_groups, credits_by_key, with_grade
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


NAMING = ("heading", "name", "label", "image")


class Full:
    """An edition with its full text. `edition` is live, loaded by `for_page` with its `full`."""

    def __init__(self, edition: Edition):
        self.edition = edition
        self.parts: list[dict[str, Any]] = edition.full.content["parts"]
        credits = credits_by_key(Credit.objects.for_review(edition.film), self.parts)
        self.withholding = Withholding(edition, credits)
        used = [part["plain"]["image"] for part in self.parts if part["group"] == "picture"]
        named = edition.full.content.get("images", edition.safe["images"])
        self.images = Image.objects.by_keys(map(UUID, [*used, *named]))

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
            grades=with_grade(grades),
            parts=tuple(self._part(part) for part in self.parts if _says(part)),
        )

    def _all_grades(self, part: dict[str, Any]):
        """Under which grades anything of a part is withheld, its inline passages included."""
        return self.grades(part) or ([part["cut"]] if any(part["passages"].values()) else [])

    def _part(self, part: dict[str, Any]) -> FullPartView:
        return FullPartView(
            anchor=f"p-{part['key'][:8]}",
            heading=heading(part),
            html=self.html(part),
            grades=with_grade(self.grades(part) or self._of_details(part)),
        )

    def _of_details(self, part: dict[str, Any]):
        """The details of an advisory are withheld whatever it is flagged."""
        return [part["cut"]] if part["html"].get("details") else []

    def html(self, part: dict[str, Any]) -> SafeString:
        """All Markdown of a part, in the order of its fields."""
        joined = "\n".join(html for html in (_image(part), *_texts(part)) if html)
        return fill(joined, spoiler=lambda index: "", picture=lambda key: picture(self.images.get(key)))

    def opened(self, addresses: Iterable[str]) -> tuple[OpenedView, ...]:
        """What placeholders of the page stand for. An address of nothing that is withheld gives nothing.

        An address is key.field.number for a passage inside a text; else the
        key of the first of several adjacent ones, which all open. With
        `~film.film` behind it (keys), those alone open whose whole scope is
        among these films; the others stay withheld, in runs that
        `~film.film~number` opens.
        """
        groups = {group[0][0]["key"]: group for group in self._groups() if group[0][1]}
        found = (
            self._inline(address) if "." in address.partition("~")[0] else self._block(address, groups)
            for address in addresses
        )
        return tuple(view for view in found if view)

    def _block(self, address: str, groups: dict[str, Group]) -> OpenedView | None:
        key, *rest = address.split("~")
        group = groups.get(key)
        if not group or len(rest) > 2:
            return None
        if not rest:
            return OpenedView(address, (self._passage(group),))
        runs = [
            (seen, list(run)) for seen, run in groupby(group, lambda p: is_seen(p[1], rest[0].split(".")))
        ]
        if len(rest) == 2:
            asked = [run for at, (seen, run) in enumerate(runs) if not seen and str(at) == rest[1]]
            return OpenedView(address, (self._passage(asked[0]),)) if asked else None
        if not any(seen for seen, _run in runs):
            return None
        return OpenedView(
            address,
            tuple(
                self._passage(run) if seen else self.withholding.rest(run, f"{address}~{at}")
                for at, (seen, run) in enumerate(runs)
            ),
        )

    def _passage(self, group: Group) -> PassageView:
        html = reduce(add, (self._part_html(part) for part, _grades in group))  # filled by `html` already
        return PassageView(with_grade([grade for _part, grades in group for grade in grades]), html)

    def _groups(self):
        """The runs of adjacent withheld parts, as the review's page has them."""
        for kind in self._runs():
            yield from adjacent_groups((part, self.grades(part)) for part in kind)

    def _runs(self):
        """The parts in the lists in which the page shows them."""
        by_key = {part["key"]: part for part in self.parts}
        safe = self.edition.safe
        sides = [[part for part in safe["points"] if part["side"] == side] for side in ("good", "bad")]
        for run in (
            safe["front"],
            safe["back"],
            safe["cast_notes"],
            safe["advice"],
            safe.get("advisories", ()),
            safe.get("opinions", ()),
            safe["pictures"],
            *sides,
        ):
            yield [by_key[part["key"]] for part in run]

    def _inline(self, address: str) -> OpenedView | None:
        key, field, number, *more = [*address.split("."), "", ""]
        if any(more):  # the same passage under another name
            return None
        part = next((part for part in self.parts if part["key"] == key), None)
        passages = part["passages"].get(field, []) if part and not self.grades(part) else []
        index = whole_number(number, len(passages) - 1)
        if index is None:
            return None
        html = passages[index]
        passage = PassageView(with_grade([part["cut"]]), fill_safe(html, self), is_inline=_is_one_line(html))
        return OpenedView(address, (passage,))

    def _part_html(self, part: dict[str, Any]) -> SafeString:
        return render_to_string(
            "reviews/spoilers/_spoiler_part.html", {"heading": heading(part), "html": self.html(part)}
        )


_BLOCK = re.compile(r"<(?:ul|ol|h\d|table|pre|blockquote|section|hr)\b")


def _is_one_line(html: str) -> bool:
    return html.count("<p>") == 1 and not _BLOCK.search(html)


def fill_safe(html: str, full: Full) -> SafeString:
    return fill(html, spoiler=lambda index: "", picture=lambda key: picture(full.images.get(key)))


def _says(part: dict[str, Any]) -> bool:
    named = part["group"] == "advisory" or any(map(part["plain"].get, NAMING))
    return named or any(part["html"].values())


def _image(part: dict[str, Any]) -> str:
    """The picture that a part is, as `fill` finds it."""
    plain = part["plain"]
    if "image" not in plain:
        return ""
    return f'<p><img src="image:{plain["image"]}" alt="{escape(plain["alt"])}"></p>'


def _texts(part: dict[str, Any]) -> list[str]:
    """The Markdown of a part as rendered; of advice, the condition and the reason apart."""
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
    """What a part is headed by on the spoiler page."""
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
