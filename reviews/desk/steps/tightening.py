"""The page that hides more of a live review, and the document made from its form."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reviews import document as d
from reviews.desk.base import refused_input
from reviews.desk.base.guards import desk_page, get_draft_or_404, require_permission
from reviews.desk.base.titles import field_title, part_title
from reviews.document.carried_marks import flag
from reviews.drafts import with_named_films, with_titles
from reviews.models import Review
from reviews.workflow import Refused
from reviews.workflow.stale_screens import Shown, refuse_stale
from shield.levels import Level


@dataclass(frozen=True)
class TextInput:
    """A Markdown text of a part, to which spoiler marks may be added."""

    name: str
    label: str
    text: str
    rows: int


@dataclass(frozen=True)
class PartRow:
    """A part of the live text in the form. `name` is the prefix of its field names."""

    name: str
    title: str
    level: str
    selected_level: str
    has_level: bool
    inputs: tuple[TextInput, ...]


def tighten(request, pk):
    draft = get_draft_or_404(request.user, pk)
    require_permission(request.user, "tighten", draft.review)
    live = _live(draft.review)
    _step, values = refused_input.recall(request, draft.pk, "tighten")
    if not live or values.get("edition") != str(live.pk):
        values = {}  # the refused form was about another edition
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


def rows(edition, form_values) -> tuple[PartRow, ...]:
    """The parts of a live edition; `form_values` are those of a form refused just now."""
    document = with_titles(edition.revision.document())
    return tuple(_row(part, form_values) for part in (*document.parts(), document.verdict))


def _row(part, form_values) -> PartRow:
    is_part = isinstance(part, d.Part)
    name = str(part.key) if is_part else "verdict"
    level = part.spoiler.level if is_part and part.spoiler else ""
    return PartRow(
        name=name,
        title=part_title(part),
        level=level,
        selected_level=form_values.get(f"{name}-level", level),
        has_level=is_part,
        inputs=tuple(_text_input(part, name, field, form_values) for field in d.markable(part)),
    )


def _text_input(part, name, field, form_values) -> TextInput:
    text = form_values.get(f"{name}-{field}", getattr(part, field))
    return TextInput(f"{name}-{field}", field_title(field), text, _textarea_rows(text))


def _textarea_rows(text: str) -> int:
    return min(14, 1 + text.count("\n") + len(text) // 90)


def tightened(review: Review, shown: Shown, posted) -> d.Document:
    """The live document with the posted levels and texts, for `workflow.tighten` to check.

    Refused if another edition was shown: these texts would be put into the wrong one.
    """
    live = _live(review)
    refuse_stale(shown, live=live and live.number)
    if not live:
        raise Refused(_("This review is not public: there is nothing to hide."))
    document = live.revision.document()
    parts = {
        name: tuple(_with_posted_marks(part, posted, document) for part in getattr(document, name))
        for name in d.PARTS
    }
    verdict = _with_posted_marks(document.verdict, posted, document)
    return with_named_films(d.replace(document, **parts, verdict=verdict))


def _with_posted_marks(part, posted, document: d.Document):
    is_part = isinstance(part, d.Part)
    name = str(part.key) if is_part else "verdict"
    texts = {field: posted.get(f"{name}-{field}", getattr(part, field)) for field in d.markable(part)}
    part = d.replace(part, **texts)
    return flag(part, _spoiler(part.spoiler, posted.get(f"{name}-level")), document) if is_part else part


def _spoiler(spoiler: d.Spoiler | None, level: str | None) -> d.Spoiler | None:
    if level is None:
        return spoiler
    if level not in d.LEVELS:
        return None
    return d.Spoiler(level=level, scope=spoiler.scope if spoiler else ())
