"""A comparison as the desk shows it: part by part, spoilers tinted, what crossed the line first."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews import document as d
from reviews.desk.base.titles import field_title, group_title
from reviews.desk.deciding.comment_threads import CommentThread, CommentThreads
from reviews.document.compare import Comparison, FieldChange, PartChange, compare
from reviews.models.draft.draft import SectionKind
from shield import marks
from shield.levels import Level

_EDGE = re.compile(r"(>!|!<)")
# A line broken by hand inside a paragraph, which Markdown joins again.
_WRAP = re.compile(r"(?<=\S)\n(?=[^\s\-*+>|#\d])")
UNSHOWN = ("image", "kind")  # keys and choices that the heading of the part tells already
HIDDEN = tuple(name for names in d.HIDDEN_FIELDS.values() for name in names)  # never readable by everybody


@dataclass(frozen=True)
class Run:
    """A stretch of text: same, added or removed; hidden from readers or not."""

    kind: str
    text: str
    is_hidden: bool


@dataclass(frozen=True)
class FieldView:
    label: str
    runs: tuple[Run, ...]
    is_changed: bool
    is_line: bool


@dataclass(frozen=True)
class PartView:
    anchor: str
    group: str
    title: str
    change: str  # same, changed, added, removed, moved; whole where nothing is compared
    said: str  # the change in words
    level: str  # in words, "" if safe
    was_level: str
    is_spoiler: bool
    fields: tuple[FieldView, ...]
    added: int = 0
    removed: int = 0
    key: str = ""  # of the part; front, verdict
    threads: tuple[CommentThread, ...] = ()


@dataclass(frozen=True)
class Crossing:
    """Words that readers could see and now cannot, or the other way round."""

    title: str
    anchor: str
    is_hidden_now: bool
    level: str
    words: str  # the passage; empty for a whole part


@dataclass(frozen=True)
class ComparisonView:
    crossings: tuple[Crossing, ...]
    parts: tuple[PartView, ...]
    added: int
    removed: int

    @property
    def changed(self):
        return tuple(part for part in self.parts if part.change != "same")


def comparison_view(
    old: d.Document | None, new: d.Document, threads: CommentThreads | None = None
) -> ComparisonView:
    comparison = compare(old or new, new)  # without an old one nothing is new: it is read whole
    shown = (part for part in comparison.parts if part.fields)
    parts = tuple(
        _part(part, is_first=old is None, threads=threads.at(part.key) if threads else ()) for part in shown
    )
    return ComparisonView(
        crossings=_crossings(comparison) if old else (),
        parts=parts,
        added=sum(part.added for part in parts),
        removed=sum(part.removed for part in parts),
    )


def _part(part: PartChange, *, is_first: bool, threads: tuple[CommentThread, ...]) -> PartView:
    shown = [field for field in part.fields if field.name not in UNSHOWN or _matters(part, field)]
    return PartView(
        anchor=_anchor(part),
        group=_group(part),
        title=part.title,
        change="whole" if is_first else part.change,
        said="" if is_first else _said(part),
        level=level_word(part.level),
        was_level=level_word(part.was_level),
        is_spoiler=bool(part.level or (part.change == "removed" and part.was_level)),
        fields=tuple(_field(field) for field in shown),
        added=_words(part, "added"),
        removed=_words(part, "removed"),
        key=part.key,
        threads=threads,
    )


def _matters(part: PartChange, field: FieldChange) -> bool:
    return field.name == "kind" and (field.is_changed or part.group != "section")


def _anchor(part: PartChange) -> str:
    return f"p-{part.key[:8]}"


def _group(part: PartChange) -> str:
    """What the part is called: a section by its kind."""
    if part.group != "section":
        return group_title(part.group)
    kinds = [_new(field) or _old(field) for field in part.fields if field.name == "kind"]
    kind = kinds[0] if kinds else ""
    return str(SectionKind(kind).label) if kind in SectionKind.values else group_title(part.group)


def level_word(level: str) -> str:
    return str(Level(level).label) if level in Level.values else level


def _said(part: PartChange) -> str:
    words = {"same": _("unchanged"), "added": _("new"), "removed": _("deleted"), "moved": _("moved")}
    if part.change in words:
        return words[part.change]
    counts = {kind: _words(part, kind) for kind in ("added", "removed")}
    said = []
    if counts["added"]:
        said.append(ngettext("%d word added", "%d words added", counts["added"]) % counts["added"])
    if counts["removed"]:
        said.append(ngettext("%d word deleted", "%d words deleted", counts["removed"]) % counts["removed"])
    if part.level != part.was_level:
        was, now = (level_word(level) or _("safe") for level in (part.was_level, part.level))
        said.append(_("was %(was)s, now %(now)s") % {"was": was.lower(), "now": now.lower()})
    return ", ".join(said) or _("changed")


def _words(part: PartChange, kind: str) -> int:
    """Without marks of spoilers, which are no words."""
    texts = (text for field in part.fields for what, text in field.pieces if what == kind)
    return sum(len(_EDGE.sub(" ", text).split()) for text in texts)


def _field(field: FieldChange) -> FieldView:
    return FieldView(
        label=field_title(field.name),
        runs=tuple(runs_of(field)),
        is_changed=field.is_changed,
        is_line=field.name not in ("text", "dek", *HIDDEN),
    )


def runs_of(field: FieldChange):
    """The pieces, split where a mark opens or closes, in the old text and in the new each for itself."""
    opened = {"old": False, "new": False}
    for kind, text in field.pieces:
        sides = {"same": ("old", "new"), "added": ("new",), "removed": ("old",)}[kind]
        for bit in filter(None, _EDGE.split(text)):
            if bit == marks.OPENER:
                opened |= dict.fromkeys(sides, True)
            yield Run(kind, _WRAP.sub(" ", bit), opened[sides[-1]] or field.name in HIDDEN)
            if bit == marks.CLOSER:
                opened |= dict.fromkeys(sides, False)


def _old(field: FieldChange) -> str:
    return "".join(text for kind, text in field.pieces if kind != "added")


def _new(field: FieldChange) -> str:
    return "".join(text for kind, text in field.pieces if kind != "removed")


def _crossings(comparison: Comparison) -> tuple[Crossing, ...]:
    """Whole parts that crossed the line, then passages; what readers now can see first."""
    found = [_whole(part) for part in comparison.crossed]
    found += [item for part in comparison.changed if not part.crossed for item in _passages(part)]
    return tuple(sorted(found, key=lambda item: item.is_hidden_now))


def _whole(part: PartChange) -> Crossing:
    level = level_word(part.level or part.was_level)
    return Crossing(_full_title(part), _anchor(part), bool(part.level), level, "")


def _full_title(part: PartChange) -> str:
    group = _group(part)
    return f"{group}: {part.title}" if part.title else group


def _passages(part: PartChange):
    if part.level and part.was_level:
        return  # hidden as a whole, before and after
    for field in part.fields:
        if field.name in HIDDEN:
            continue
        old, new = _old(field), _new(field)
        for passage in _left(old, new):
            yield Crossing(_full_title(part), _anchor(part), False, level_word("major"), passage)
        for passage in _left(new, old):
            yield Crossing(_full_title(part), _anchor(part), True, level_word("major"), passage)


def _left(one: str, other: str):
    """What `one` hides and `other` shows."""
    shown = "".join(run.text for run in marks.cut(other).runs if not run.is_hidden)
    for passage in marks.hidden_passages(one):
        if passage.strip() and passage.strip() in shown:
            yield passage.strip()
