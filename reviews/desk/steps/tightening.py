"""The page on which more of a live review is hidden, and the document that it asks for."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reviews import document as d
from reviews.desk.base import refused_input
from reviews.desk.base.guards import desk_page, get_draft_or_404, require_permission
from reviews.desk.base.titles import field_title, part_title
from reviews.models import Review
from reviews.workflow import Refused
from shield.levels import Level


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
    chosen: str  # the level that the select shows
    takes_level: bool
    boxes: tuple[Box, ...]


def tighten(request, pk):
    draft = get_draft_or_404(request.user, pk)
    require_permission(request.user, "tighten", draft.review)
    live = _live(draft.review)
    _step, values = refused_input.recall(request, draft.pk, "tighten")
    if not live or values.get("edition") != str(live.pk):
        values = {}  # it was about another text
    context = {
        "draft": draft,
        "live": live,
        "levels": Level.choices,
        "rows": rows(live, values) if live else (),
        "reason": values.get("reason", ""),
    }
    return desk_page(request, "reviews/desk/steps/tighten.html", context, title=_("Hide more spoilers"))


def _live(review: Review):
    return review.editions.live().select_related("revision").first()


def rows(edition, typed_in) -> tuple[Row, ...]:
    """The parts of a live text; `typed_in`, by the names of the fields, is what was refused just now."""
    document = edition.revision.document()
    return tuple(_row(part, typed_in) for part in (*document.parts(), document.verdict))


def _row(part, typed_in) -> Row:
    is_part = isinstance(part, d.Part)
    name = str(part.key) if is_part else "verdict"
    level = part.spoiler.level if is_part and part.spoiler else ""
    return Row(
        name=name,
        title=part_title(part),
        level=level,
        chosen=typed_in.get(f"{name}-level", level),
        takes_level=is_part,
        boxes=tuple(_box(part, name, field, typed_in) for field in d.markable(part)),
    )


def _box(part, name, field, typed_in) -> Box:
    text = typed_in.get(f"{name}-{field}", getattr(part, field))
    return Box(f"{name}-{field}", field_title(field), text, _lines(text))


def _lines(text: str) -> int:
    return min(14, 1 + text.count("\n") + len(text) // 90)


def tightened(review: Review, edition: int, posted) -> d.Document:
    """The live document with the levels and texts that were posted; workflow judges it."""
    live = _live(review)
    if not live or live.pk != edition:
        raise Refused(_("Another edition went live since you opened this page. Open it again."))
    document = live.revision.document()
    parts = {name: tuple(_marked(part, posted) for part in getattr(document, name)) for name in d.PARTS}
    return d.replace(document, **parts, verdict=_marked(document.verdict, posted))


def _marked(part, posted):
    is_part = isinstance(part, d.Part)
    name = str(part.key) if is_part else "verdict"
    texts = {field: posted.get(f"{name}-{field}", getattr(part, field)) for field in d.markable(part)}
    part = d.replace(part, **texts)
    return d.replace(part, spoiler=_flag(part.spoiler, posted.get(f"{name}-level"))) if is_part else part


def _flag(spoiler: d.Spoiler | None, level: str | None) -> d.Spoiler | None:
    if level is None:
        return spoiler
    if level not in d.LEVELS:
        return None
    return d.Spoiler(level=level, scope=spoiler.scope if spoiler else ())
