"""The page on which more of a live review is hidden, and the document that it asks for."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reviews import document as d
from reviews.desk.seeing import draft_seen_by, page, require
from reviews.desk.titles import field_title, part_title
from reviews.models import Review
from reviews.workflow import Refused
from shield.levels import Level

PARTS = ("pictures", "sections", "cast_notes", "points", "advice")


@dataclass(frozen=True)
class Box:
    """A Markdown text of a part, in which marks may be added."""

    name: str
    label: str
    text: str
    rows: int


@dataclass(frozen=True)
class Row:
    """A part of the live text as the form shows it. `name` begins the names of its fields."""

    name: str
    title: str
    level: str
    takes_level: bool
    boxes: tuple[Box, ...]


def tighten(request, pk):
    draft = draft_seen_by(request.user, pk)
    require(request.user, "tighten", draft.review)
    live = _live(draft.review)
    context = {"draft": draft, "live": live, "levels": Level.choices, "rows": rows(live) if live else ()}
    return page(request, "reviews/desk/tighten.html", context, title=_("Tighten"))


def _live(review: Review):
    return review.editions.live().select_related("revision").first()


def rows(edition) -> tuple[Row, ...]:
    document = edition.revision.document()
    return tuple(_row(part) for part in (*document.parts(), document.verdict))


def _row(part) -> Row:
    is_part = isinstance(part, d.Part)
    name = str(part.key) if is_part else "verdict"
    return Row(
        name=name,
        title=part_title(part),
        level=part.spoiler.level if is_part and part.spoiler else "",
        takes_level=is_part,
        boxes=tuple(
            Box(f"{name}-{field}", field_title(field), getattr(part, field), _lines(getattr(part, field)))
            for field in d.MARKDOWN_FIELDS[type(part)]
        ),
    )


def _lines(text: str) -> int:
    return min(14, 1 + text.count("\n") + len(text) // 90)


def tightened(review: Review, edition: int, posted) -> d.Document:
    """The live document with the levels and texts that were posted; workflow judges it."""
    live = _live(review)
    if not live or live.pk != edition:
        raise Refused(_("Another edition went live since you opened this page. Open it again."))
    document = live.revision.document()
    parts = {name: tuple(_marked(part, posted) for part in getattr(document, name)) for name in PARTS}
    return d.replace(document, **parts, verdict=_marked(document.verdict, posted))


def _marked(part, posted):
    is_part = isinstance(part, d.Part)
    name = str(part.key) if is_part else "verdict"
    texts = {
        field: posted.get(f"{name}-{field}", getattr(part, field)) for field in d.MARKDOWN_FIELDS[type(part)]
    }
    part = d.replace(part, **texts)
    return d.replace(part, spoiler=_flag(part.spoiler, posted.get(f"{name}-level"))) if is_part else part


def _flag(spoiler: d.Spoiler | None, level: str | None) -> d.Spoiler | None:
    if level is None:
        return spoiler
    if level not in d.LEVELS:
        return None
    return d.Spoiler(level=level, scope=spoiler.scope if spoiler else ())
