"""Rows of the merge page: fields that two people changed, each version compared with their common base."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reviews import document as d
from reviews.checks.document_sentences import part_titles
from reviews.desk.base.titles import field_title, group_title
from reviews.desk.deciding.comparison import FULL_TEXT_FIELDS, Run, level_word, runs_of
from reviews.document.compare import FieldChange, score_text
from reviews.document.diff import diff
from reviews.document.merge import MISSING, WHOLE, Difference


@dataclass(frozen=True)
class MergeConflict:
    """A field that differs; `mine` and `theirs` are diffs against the base."""

    address: str
    title: str
    mine: tuple[Run, ...]
    theirs: tuple[Run, ...]
    by: str
    side: str
    editable_text: str | None  # to rewrite by hand; None if the field is no text
    is_spoiler: bool

    @property
    def change(self) -> tuple[Run, ...]:
        """The diff of a field that only one of the two changed."""
        return self.theirs if self.side == "theirs" else self.mine


def merge_conflicts(
    differences: Iterable[Difference], mine: d.Document, theirs: d.Document
) -> tuple[MergeConflict, ...]:
    titles = {str(key): title for text in (theirs, mine) for key, title in part_titles(text).items()}
    return tuple(_merge_conflict(item, titles) for item in differences)


def _merge_conflict(item: Difference, titles: dict[str, str]) -> MergeConflict:
    base = value_text(item.base)
    return MergeConflict(
        address=item.address,
        title=_title(item, titles),
        mine=_runs(item.field, base, value_text(item.mine)),
        theirs=_runs(item.field, base, value_text(item.theirs)),
        by=item.by,
        side=item.side,
        editable_text=item.mine if item.is_text else None,
        is_spoiler=item.field in FULL_TEXT_FIELDS or _is_spoiler(item.mine) or _is_spoiler(item.theirs),
    )


def _title(item: Difference, titles: dict[str, str]) -> str:
    if item.group == "front":
        return field_title(item.field)
    place = titles.get(item.key) or group_title(item.group)
    return place if item.field == WHOLE else f"{place}: {field_title(item.field).lower()}"


def _runs(name: str, old: str, new: str) -> tuple[Run, ...]:
    return tuple(runs_of(FieldChange(name, diff(old, new))))


def _is_spoiler(value: Any) -> bool:
    return isinstance(value, d.Spoiler) or bool(getattr(value, "spoiler", None))


def value_text(value: Any) -> str:
    """A value of a document as text."""
    if value is MISSING or value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, d.Spoiler):
        films = ", ".join(ref.name for ref in value.scope)
        label = _("spoiler, %(level)s") % {"level": level_word(value.level).lower()}
        return f"{label} · {films}" if films else label
    if isinstance(value, d.Score):
        return score_text(value)
    if isinstance(value, d.AspectScore):
        return f"{value.aspect.name} {score_text(value.score)}"
    if isinstance(value, d.Part):
        return "\n".join(filter(None, (getattr(value, name) for name in d.TEXT_FIELDS[type(value)])))
    if isinstance(value, tuple):
        return ", ".join(map(value_text, value))
    return getattr(value, "name", "") or _struct_text(value)


def _struct_text(value: Any) -> str:
    """Any other value: the texts of its fields, or the value itself as a string."""
    if isinstance(value, d.Value):
        return ", ".join(filter(None, (value_text(getattr(value, name)) for name in value.__struct_fields__)))
    return str(value)
