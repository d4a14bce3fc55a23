"""Titles of document parts and labels of their fields, for staff. Never a part's text."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from reviews import document as d
from reviews.document.compare import own_title
from reviews.models.draft.choices import AdvisoryKind
from reviews.models.draft.draft import SectionKind, Side

# By the group names of `reviews.document.compare`: a part goes by its class, a point by its side.
GROUPS = {
    "front": _("Front"),
    "good": _("The good"),
    "bad": _("The bad"),
    "part": _("A part that is gone"),
    **{row.of.__name__.lower(): _(row.label) for row in d.PART_TYPES.values()},
}
FIELDS = {
    "film": _("Film"),
    "headline": _("Headline"),
    "dek": _("Dek"),
    "byline": _("Byline"),
    "language": _("Language"),
    "seen": _("How it was seen"),
    "guest_of": _("As a guest of"),
    "format": _("Format"),
    "first_published": _("First published"),
    "first_address": _("First published at"),
    "outlet": _("First published in"),
    "score": _("Score"),
    "aspects": _("Aspects"),
    "kind": _("Kind"),
    "cameo": _("Cameo"),
    "answer": _("Answer"),
    "image": _("Image"),
    "scope": _("Gives away"),
    # Labels of parts' texts. What several parts label differently gets a plain name.
    **{text.name: capfirst(_(text.label)) for row in d.PART_TYPES.values() for text in row.texts},
    "label": _("Label"),
    "text": _("Text"),
}


def group_title(group: str) -> str:
    return str(GROUPS.get(group, group))


def field_title(name: str) -> str:
    return str(FIELDS.get(name, name))


def part_title(part) -> str:
    """The kind of a part and its own title: for pages that show its text as well."""
    kind, name = _kind(part), own_title(part)
    return f"{kind}: {name}" if name else kind


def _kind(part) -> str:
    if isinstance(part, d.Section):
        return str(SectionKind(part.kind).label)
    if isinstance(part, d.Point):
        return str(Side(part.side).label)
    if isinstance(part, d.Advisory):
        return f"{group_title('advisory')}, {AdvisoryKind(part.kind).label}"
    return group_title(type(part).__name__.lower())
