"""The safe text of a document in passages, for spoiler checkers, who must not reach any other text.

A withheld passage is plain words: no link, no URL, no key. The kinds of
sections are left out too: "twists" would give something away.
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
from reviews.document.grades import cut_grade
from reviews.models import Edition
from reviews.public.cards import picture
from reviews.public.disclosures import advisory_text, first_published_line, seen_line
from reviews.public.page_values import PictureView
from reviews.public.placeholders import Withholding, adjacent_groups, credits_by_key
from reviews.public.review.article import ANSWERS
from reviews.public.scores import score_view
from reviews.workflow.spoiler_checks.signing import FIRST_PUBLISHED, SEEN
from shield.finish_html import fill


@dataclass(frozen=True)
class Passage:
    """A piece of safe text that a checker can point at."""

    place: str
    name: str  # its heading, name or label on the page, if any
    texts: tuple[SafeString, ...]
    detail: str = ""  # beside the name: a role, an answer, a label, a score, the text of a picture
    picture: PictureView | None = None
    file: str = ""  # the file name of the picture, which every reader can see

    is_withheld = False


@dataclass(frozen=True)
class WithheldNote:
    """The placeholder of adjacent withheld passages."""

    grades: tuple[tuple[str, str], ...]

    is_withheld = True


@dataclass(frozen=True)
class PassageGroup:
    title: str
    passages: tuple[Passage | WithheldNote, ...]


def passage_groups(edition: Edition) -> tuple[PassageGroup, ...]:
    """The text below the headline, in page order. `edition` comes from `edition_of`."""
    safe, builder = edition.safe, _PassageBuilder(edition)
    points = {side: [part for part in safe["points"] if part["side"] == side] for side in ("good", "bad")}
    cast_index = _cast_index(safe["front"])
    verdict = [safe["verdict"]] if safe["verdict"]["text"] or safe["verdict"]["label"] else []
    seen = [Passage(SEEN, "", (), detail=seen_line(safe))] if seen_line(safe) else []
    first = first_published_line(safe)
    groups = (
        PassageGroup(_("How the film was seen"), tuple(seen)),
        PassageGroup(
            _("First published elsewhere"),
            (Passage(FIRST_PUBLISHED, "", (), detail=first),) if first else (),
        ),
        PassageGroup(_("Pictures"), builder.passages(safe["pictures"], builder.picture)),
        PassageGroup("", builder.passages(safe["front"][:cast_index], builder.section)),
        PassageGroup(_("The cast"), builder.passages(safe["cast_notes"], builder.note)),
        PassageGroup("", builder.passages(safe["front"][cast_index:], builder.section)),
        PassageGroup(_("Should you see it?"), builder.passages(safe["advice"], builder.advice)),
        PassageGroup(_("Content advisories"), builder.passages(safe["advisories"], builder.advisory)),
        PassageGroup(_("The good"), builder.passages(points["good"], builder.line)),
        PassageGroup(_("The bad"), builder.passages(points["bad"], builder.line)),
        PassageGroup(_("Verdict"), builder.passages(verdict, builder.line)),
        PassageGroup(_("Second opinions"), builder.passages(safe["opinions"], builder.opinion)),
        PassageGroup("", builder.passages(safe["back"], builder.section)),
    )
    return tuple(group for group in groups if group.passages)


def _cast_index(front: list[dict]) -> int:
    """The number of sections before the cast notes: up to the section on the cast, else opening and style."""
    kinds = [part.get("kind") for part in front]
    if "cast" in kinds:
        return kinds.index("cast") + 1
    return next((index for index, kind in enumerate(kinds) if kind not in ("opening", "style")), len(kinds))


class _PassageBuilder:
    """Builds the passages of an edition."""

    def __init__(self, edition: Edition):
        safe = edition.safe
        credits = credits_by_key(Credit.objects.for_review(edition.film), safe["cast_notes"])
        self.withholding = Withholding(edition, credits)
        keys = [UUID(part["image"]) for part in safe["pictures"] if "image" in part]
        self.images = Image.objects.by_keys([*keys, *map(UUID, safe["images"])])

    def passages(self, parts: Iterable[dict], build: Callable[[dict], Passage]) -> tuple:
        groups = adjacent_groups((part, self.withholding.grades_of(part)) for part in parts)
        return tuple(self._withheld(group) if group[0][1] else build(group[0][0]) for group in groups)

    def _withheld(self, group) -> WithheldNote:
        return WithheldNote(self.withholding.labels([grade for _part, grades in group for grade in grades]))

    def html(self, part: dict[str, Any], field: str) -> SafeString:
        def words(index: int) -> str:
            return self._withheld_words(part, field, index).strip()

        return fill(part[field], spoiler=words, picture=self._picture_view)

    def _withheld_words(self, part: dict[str, Any], field: str, index: int) -> SafeString:
        grades = self.withholding.labels([cut_grade(part, field, index)])
        return render_to_string("reviews/desk/checks/_withheld_note.html", {"grades": grades})

    def _picture_view(self, key: UUID) -> PictureView | None:
        return picture(self.images.get(key))

    def section(self, part: dict) -> Passage:
        return Passage(part["key"], part["heading"], (self.html(part, "text"),))

    def note(self, part: dict) -> Passage:
        detail = [_("as %(role)s") % part if part["role"] else "", _("cameo") if part["cameo"] else ""]
        text = (self.html(part, "text"),)
        return Passage(part["key"], part["name"], text, detail=", ".join(filter(None, detail)))

    def advice(self, part: dict) -> Passage:
        texts = (self.html(part, "condition"), self.html(part, "reason"))
        return Passage(part["key"], "", texts, detail=str(ANSWERS[part["answer"]]))

    def advisory(self, part: dict) -> Passage:
        withheld = (self._withheld_words(part, "details", 0),) if part["has_details"] else ()
        return Passage(
            part["key"], advisory_text(part["kind"], part["label"]), withheld, detail=part["label"]
        )

    def opinion(self, part: dict) -> Passage:
        score = score_view(**part["score"]) if part["score"] else None
        detail = _("%(shown)s of %(maximum)s") % vars(score) if score else ""
        return Passage(part["key"], part["name"], (self.html(part, "text"),), detail=detail)

    def line(self, part: dict) -> Passage:
        return Passage(part["key"], part["label"], (self.html(part, "text"),))

    def picture(self, part: dict) -> Passage:
        image = self.images.get(UUID(part["image"]))
        view = picture(image, alt=part["alt"])
        file = view.url.rpartition("/")[2] if view else ""
        text = (self.html(part, "caption"),)
        return Passage(part["key"], "", text, detail=part["alt"], picture=view, file=file)
