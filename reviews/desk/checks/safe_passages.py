"""The safe text of a document in passages, for somebody who must not be led to anything else.

What is withheld is plain words here: no link, no address, no key. Kinds of
sections stand nowhere either, for "twists" is content.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cast.models import Credit
from images.models import Image
from reviews.models import Edition
from reviews.public.cards import picture
from reviews.public.disclosures import advisory_text, seen_line
from reviews.public.page_values import PictureView
from reviews.public.placeholders import Withholding, adjacent_groups, credits_by_key, grade_labels
from reviews.public.review_page import ANSWERS
from reviews.public.scores import score_view
from reviews.workflow.spoiler_checks import SEEN
from shield.finish_html import fill


@dataclass(frozen=True)
class Passage:
    """Something that can be pointed at."""

    place: str
    name: str  # a heading, a name, a label; "" where the page has none
    texts: tuple[SafeString, ...]
    said: str = ""  # what the page says beside the name
    picture: PictureView | None = None
    file: str = ""  # the name of the picture's file, which anybody can read

    withheld = False


@dataclass(frozen=True)
class WithheldNote:
    """Stands for adjacent passages that are not shown."""

    grades: tuple[tuple[str, str], ...]

    withheld = True


@dataclass(frozen=True)
class PassageGroup:
    title: str
    passages: tuple[Passage | WithheldNote, ...]


def passage_groups(edition: Edition) -> tuple[PassageGroup, ...]:
    """The text below the headline, in the order of the page. `edition` comes from `edition_of`."""
    safe, reading = edition.safe, _Reading(edition)
    points = {side: [part for part in safe["points"] if part["side"] == side] for side in ("good", "bad")}
    at = _place_of_cast(safe["front"])
    verdict = [safe["verdict"]] if safe["verdict"]["text"] or safe["verdict"]["label"] else []
    seen = [Passage(SEEN, "", (), said=seen_line(safe))] if seen_line(safe) else []
    found = (
        PassageGroup(_("How the film was seen"), tuple(seen)),
        PassageGroup(_("Pictures"), reading.passages(safe["pictures"], reading.picture)),
        PassageGroup("", reading.passages(safe["front"][:at], reading.section)),
        PassageGroup(_("The cast"), reading.passages(safe["cast_notes"], reading.note)),
        PassageGroup("", reading.passages(safe["front"][at:], reading.section)),
        PassageGroup(_("Should you see it?"), reading.passages(safe["advice"], reading.advice)),
        PassageGroup(_("Content advisories"), reading.passages(safe["advisories"], reading.advisory)),
        PassageGroup(_("The good"), reading.passages(points["good"], reading.line)),
        PassageGroup(_("The bad"), reading.passages(points["bad"], reading.line)),
        PassageGroup(_("Verdict"), reading.passages(verdict, reading.line)),
        PassageGroup(_("Second opinions"), reading.passages(safe["opinions"], reading.opinion)),
        PassageGroup("", reading.passages(safe["back"], reading.section)),
    )
    return tuple(chapter for chapter in found if chapter.passages)


def _place_of_cast(front: list[dict]) -> int:
    """How many sections stand before the cast notes: up to that on the cast, or to the opening and style."""
    kinds = [part.get("kind") for part in front]
    if "cast" in kinds:
        return kinds.index("cast") + 1
    return next((at for at, kind in enumerate(kinds) if kind not in ("opening", "style")), len(kinds))


class _Reading:
    """The parts of an edition as passages."""

    def __init__(self, edition: Edition):
        safe = edition.safe
        credits = credits_by_key(Credit.objects.for_review(edition.film), safe["cast_notes"])
        self.withholding = Withholding(edition, credits)
        used = [UUID(part["image"]) for part in safe["pictures"] if "image" in part]
        self.images = Image.objects.by_keys([*used, *map(UUID, safe["images"])])

    def passages(self, parts: Iterable[dict], build: Callable[[dict], Passage]) -> tuple:
        groups = adjacent_groups((part, self.withholding.grades_of(part)) for part in parts)
        return tuple(self._withheld(group) if group[0][1] else build(group[0][0]) for group in groups)

    def _withheld(self, group) -> WithheldNote:
        return WithheldNote(grade_labels([grade for _part, grades in group for grade in grades]))

    def html(self, part: dict[str, Any], field: str) -> SafeString:
        words = self._withheld_words(part).strip()
        return fill(part[field], spoiler=lambda index: words, picture=self._found)

    def _withheld_words(self, part: dict[str, Any]) -> SafeString:
        return render_to_string(
            "reviews/desk/checks/_withheld_note.html", {"grades": grade_labels([part["cut"]])}
        )

    def _found(self, key: UUID) -> PictureView | None:
        return picture(self.images.get(key))

    def section(self, part: dict) -> Passage:
        return Passage(part["key"], part["heading"], (self.html(part, "text"),))

    def note(self, part: dict) -> Passage:
        said = [_("as %(role)s") % part if part["role"] else "", _("cameo") if part["cameo"] else ""]
        text = (self.html(part, "text"),)
        return Passage(part["key"], part["name"], text, said=", ".join(filter(None, said)))

    def advice(self, part: dict) -> Passage:
        texts = (self.html(part, "condition"), self.html(part, "reason"))
        return Passage(part["key"], "", texts, said=str(ANSWERS[part["answer"]]))

    def advisory(self, part: dict) -> Passage:
        withheld = (self._withheld_words(part),) if part["has_details"] else ()
        return Passage(part["key"], advisory_text(part["kind"], part["label"]), withheld, said=part["label"])

    def opinion(self, part: dict) -> Passage:
        score = score_view(**part["score"]) if part["score"] else None
        said = _("%(shown)s of %(maximum)s") % vars(score) if score else ""
        return Passage(part["key"], part["name"], (self.html(part, "text"),), said=said)

    def line(self, part: dict) -> Passage:
        return Passage(part["key"], part["label"], (self.html(part, "text"),))

    def picture(self, part: dict) -> Passage:
        image = self.images.get(UUID(part["image"]))
        shown = picture(image, alt=part["alt"])
        file = shown.url.rpartition("/")[2] if shown else ""
        text = (self.html(part, "caption"),)
        return Passage(part["key"], "", text, said=part["alt"], picture=shown, file=file)
