"""A comparison as the desk shows it: text that became hidden or visible first, then part by part."""

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

_MARK = re.compile(r"(>!|!<)")
# A line break inside a paragraph, which Markdown renders as a space.
_SOFT_BREAK = re.compile(r"(?<=\S)\n(?=[^\s\-*+>|#\d])")
TITLE_FIELDS = ("image", "kind")  # shown in the heading of a part
# Fields that are never in the safe text.
FULL_TEXT_FIELDS = tuple(name for names in d.HIDDEN_FIELDS.values() for name in names)


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
    change_text: str  # the change in words
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
    """Text that became hidden from readers, or visible to them."""

    title: str
    anchor: str
    is_hidden_now: bool
    level: str
    words: str  # of a passage; empty for a whole part


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
    comparison = compare(old or new, new)  # without an old text, shown whole and as unchanged
    changes = (part for part in comparison.parts if part.fields)
    parts = tuple(
        _part(part, is_first=old is None, threads=threads.at(part.key) if threads else ()) for part in changes
    )
    return ComparisonView(
        crossings=_crossings(comparison) if old else (),
        parts=parts,
        added=sum(part.added for part in parts),
        removed=sum(part.removed for part in parts),
    )


def _part(part: PartChange, *, is_first: bool, threads: tuple[CommentThread, ...]) -> PartView:
    fields = [field for field in part.fields if field.name not in TITLE_FIELDS or _is_shown(part, field)]
    return PartView(
        anchor=_anchor(part),
        group=_group(part),
        title=part.title,
        change="whole" if is_first else part.change,
        change_text="" if is_first else _change_text(part),
        level=level_word(part.level),
        was_level=level_word(part.was_level),
        is_spoiler=bool(part.level or (part.change == "removed" and part.was_level)),
        fields=tuple(_field(field) for field in fields),
        added=_word_count(part, "added"),
        removed=_word_count(part, "removed"),
        key=part.key,
        threads=threads,
    )


def _is_shown(part: PartChange, field: FieldChange) -> bool:
    return field.name == "kind" and (field.is_changed or part.group != "section")


def _anchor(part: PartChange) -> str:
    return f"p-{part.key[:8]}"


def _group(part: PartChange) -> str:
    """The kind of the part; for a section, the kind of section."""
    if part.group != "section":
        return group_title(part.group)
    kinds = [_new(field) or _old(field) for field in part.fields if field.name == "kind"]
    kind = kinds[0] if kinds else ""
    return str(SectionKind(kind).label) if kind in SectionKind.values else group_title(part.group)


def level_word(level: str) -> str:
    return str(Level(level).label) if level in Level.values else level


def _change_text(part: PartChange) -> str:
    words = {"same": _("unchanged"), "added": _("new"), "removed": _("deleted"), "moved": _("moved")}
    if part.change in words:
        return words[part.change]
    counts = {kind: _word_count(part, kind) for kind in ("added", "removed")}
    changes = []
    if counts["added"]:
        changes.append(ngettext("%d word added", "%d words added", counts["added"]) % counts["added"])
    if counts["removed"]:
        changes.append(ngettext("%d word deleted", "%d words deleted", counts["removed"]) % counts["removed"])
    if part.level != part.was_level:
        was, now = (level_word(level) or _("safe") for level in (part.was_level, part.level))
        changes.append(_("was %(was)s, now %(now)s") % {"was": was.lower(), "now": now.lower()})
    return ", ".join(changes) or _("changed")


def _word_count(part: PartChange, kind: str) -> int:
    """The number of words added or removed, without spoiler marks."""
    texts = (text for field in part.fields for change, text in field.pieces if change == kind)
    return sum(len(_MARK.sub(" ", text).split()) for text in texts)


def _field(field: FieldChange) -> FieldView:
    return FieldView(
        label=field_title(field.name),
        runs=tuple(runs_of(field)),
        is_changed=field.is_changed,
        is_line=field.name not in ("text", "dek", *FULL_TEXT_FIELDS),
    )


def runs_of(field: FieldChange):
    """The diff as runs, split at spoiler marks, which old and new text may have in different places."""
    is_open = {"old": False, "new": False}
    for kind, text in field.pieces:
        sides = {"same": ("old", "new"), "added": ("new",), "removed": ("old",)}[kind]
        for piece in filter(None, _MARK.split(text)):
            if piece == marks.OPENER:
                is_open |= dict.fromkeys(sides, True)
            yield Run(kind, _SOFT_BREAK.sub(" ", piece), is_open[sides[-1]] or field.name in FULL_TEXT_FIELDS)
            if piece == marks.CLOSER:
                is_open |= dict.fromkeys(sides, False)


def _old(field: FieldChange) -> str:
    return "".join(text for kind, text in field.pieces if kind != "added")


def _new(field: FieldChange) -> str:
    return "".join(text for kind, text in field.pieces if kind != "removed")


def _crossings(comparison: Comparison) -> tuple[Crossing, ...]:
    """Parts, then passages, that became visible; then those that became hidden."""
    crossings = [_part_crossing(part) for part in comparison.crossed]
    crossings += [
        item for part in comparison.changed if not part.crossed for item in _passage_crossings(part)
    ]
    return tuple(sorted(crossings, key=lambda item: item.is_hidden_now))


def _part_crossing(part: PartChange) -> Crossing:
    level = level_word(part.level or part.was_level)
    return Crossing(_full_title(part), _anchor(part), bool(part.level), level, "")


def _full_title(part: PartChange) -> str:
    group = _group(part)
    return f"{group}: {part.title}" if part.title else group


def _passage_crossings(part: PartChange):
    if part.level and part.was_level:
        return  # hidden as a whole before and after
    for field in part.fields:
        if field.name in FULL_TEXT_FIELDS:
            continue
        old, new = _old(field), _new(field)
        for passage in _newly_shown(old, new):
            yield Crossing(_full_title(part), _anchor(part), False, level_word("major"), passage)
        for passage in _newly_shown(new, old):  # the other way round: newly hidden
            yield Crossing(_full_title(part), _anchor(part), True, level_word("major"), passage)


def _newly_shown(old: str, new: str):
    """The passages that are hidden in `old` and visible in `new`."""
    visible = "".join(run.text for run in marks.cut(new).runs if not run.is_hidden)
    for passage in marks.hidden_passages(old):
        if passage.strip() and passage.strip() in visible:
            yield passage.strip()
