"""Compare two documents: what changed in each part, and whether only spoiler marks were added."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal
from uuid import UUID

from reviews import document as d
from reviews.document.diff import Piece, diff
from reviews.document.score_text import score_units_text
from shield import marks
from shield.levels import rank

# Tightening


def is_tightened(old: d.Document, new: d.Document) -> bool:
    """Whether `new` is `old` with marks added, levels raised or scopes widened, and no other change."""
    if _unmarked(old) != _unmarked(new):
        return False
    flags = [(before.spoiler, after.spoiler) for before, after in zip(old.parts(), new.parts(), strict=True)]
    hidden = [_hidden_places(*texts) for texts in _texts(old, new)]
    covers = all(_covers(new, after, old, before) for before, after in flags)
    is_more = any(before != after for before, after in flags + hidden)
    return is_more and covers and all(after >= before for before, after in hidden)


def _unmarked(document: d.Document) -> d.Document:
    """The document without any flag or mark."""

    def without_marks(part):
        fields = {name: marks.without_marks(getattr(part, name)) for name in d.MARKDOWN_FIELDS[type(part)]}
        return d.replace(part, **fields, **({"spoiler": None} if isinstance(part, d.Part) else {}))

    return d.normal(
        d.replace(
            document,
            **{name: tuple(map(without_marks, getattr(document, name))) for name in d.PARTS},
            verdict=without_marks(document.verdict),
        )
    )


def _covers(new_document, new: d.Spoiler | None, old_document, old: d.Spoiler | None) -> bool:
    if old is None:
        return True
    if new is None or rank(new.level) < rank(old.level):
        return False
    return _films(new_document, new) >= _films(old_document, old)


def _films(document: d.Document, spoiler: d.Spoiler) -> set[UUID]:
    reviewed = {document.film.key} if document.film else set()
    return {ref.key for ref in spoiler.scope} or reviewed


def _texts(old: d.Document, new: d.Document) -> Iterator[tuple[str, str]]:
    """Pairs of the Markdown texts of two documents with the same words."""
    pairs = zip(old.marked(), new.marked(), strict=True)
    for before, after in pairs:
        for name in d.markable(before):
            yield getattr(before, name), getattr(after, name)


def _hidden_places(before: str, after: str) -> tuple[frozenset[int], frozenset[int]]:
    return marks.hidden_places(before), marks.hidden_places(after)


# Changes for display

Change = Literal["same", "changed", "added", "removed", "moved"]


@dataclass(frozen=True)
class FieldChange:
    """A text field of a part, as the pieces of its diff."""

    name: str
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        return any(kind != "same" for kind, _text in self.pieces)


@dataclass(frozen=True)
class PartChange:
    """The changes of a part. `level` is its spoiler level now, `was_level` the former one ("": safe)."""

    key: str
    group: str
    title: str
    change: Change
    fields: tuple[FieldChange, ...]
    level: str = ""
    was_level: str = ""

    @property
    def crossed(self) -> bool:
        """Whether the part changed between safe and spoiler: what a moderator looks at first."""
        return self.change not in ("added", "removed") and bool(self.level) != bool(self.was_level)


@dataclass(frozen=True)
class Comparison:
    parts: tuple[PartChange, ...]

    @property
    def crossed(self) -> tuple[PartChange, ...]:
        return tuple(part for part in self.parts if part.crossed)

    @property
    def changed(self) -> tuple[PartChange, ...]:
        return tuple(part for part in self.parts if part.change != "same")

    def words(self, kind: str) -> int:
        """The number of words "added" or "removed" (`kind`)."""
        pieces = (piece for part in self.parts for field in part.fields for piece in field.pieces)
        return sum(len(text.split()) for what, text in pieces if what == kind)


def compare(old: d.Document | None, new: d.Document) -> Comparison:
    """Compare parts by key: every part of `new`, then those that only `old` has.

    Without `old`, everything is added.
    """
    old = old or d.Document()
    before, after = dict(_sides(old)), dict(_sides(new))
    moved = _moved(list(before), list(after))
    parts = [_part_change(key, before.get(key), item, key in moved) for key, item in after.items()]
    parts += [_part_change(key, item, None, False) for key, item in before.items() if key not in after]
    return Comparison(parts=tuple(parts))


@dataclass(frozen=True)
class _Side:
    group: str
    title: str
    level: str
    texts: dict[str, str]


def _sides(document: d.Document) -> Iterator[tuple[str, _Side]]:
    """By key: the front matter, every part, the verdict."""
    front = {
        "film": document.film.name if document.film else "",
        "headline": document.headline,
        "dek": document.dek,
        "byline": ", ".join(byline.name for byline in document.bylines),
        "language": document.language,
        "seen": document.seen.how.replace("-", " "),
        "guest_of": document.seen.guest_of,
        "format": document.seen.format,
        "score": score_text(document.score),
        "aspects": ", ".join(f"{item.aspect.name} {score_text(item.score)}" for item in document.aspects),
    }
    yield "front", _Side("front", "", "", front)
    for part in document.parts():
        level = part.spoiler.level if part.spoiler else ""
        yield str(part.key), _Side(_group(part), own_title(part), level, _part_texts(part))
    verdict = {"label": document.verdict.label, "text": document.verdict.text}
    yield "verdict", _Side("verdict", "", "", verdict)


def score_text(score: d.Score | None) -> str:
    if not score:
        return ""
    amount = f"{score_units_text(score.value, score.divisions)} of {score.maximum}"
    return f"{amount}: {score.word}" if score.word else amount


def _group(part: d.Part) -> str:
    return part.side if isinstance(part, d.Point) else type(part).__name__.lower()


def own_title(part: d.Part) -> str:
    """The part's heading, name, label or condition; "" if it has none. It may be a spoiler."""
    names = (getattr(part, field, "") for field in ("heading", "name", "label", "condition"))
    return next(filter(None, names), "")


def _part_texts(part: d.Part) -> dict[str, str]:
    texts = {name: getattr(part, name) for name in d.TEXT_FIELDS[type(part)]}
    values = (name for name in d.PART_TYPES[type(part)].values if name != "side")  # that is its group
    texts |= {name: _value_text(name, getattr(part, name)) for name in values}
    if isinstance(part, d.Opinion):
        texts["score"] = score_text(part.score)
    if isinstance(part, d.Picture):
        texts["image"] = str(part.image)
    if part.spoiler:
        texts["scope"] = ", ".join(ref.name for ref in part.spoiler.scope)
    return texts


def _value_text(name: str, value: str | bool) -> str:
    if isinstance(value, bool):
        return name if value else ""
    return value.replace("-", " ")


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Keys that are in both, in a different order."""
    shared = [key for key in before if key in set(after)]
    order = [key for key in after if key in set(before)]
    in_place = set()
    for block in SequenceMatcher(None, shared, order, False).get_matching_blocks():
        in_place.update(shared[block.a : block.a + block.size])
    return set(shared) - in_place


def _part_change(key: str, old: _Side | None, new: _Side | None, is_moved: bool) -> PartChange:
    side = new or old
    assert side is not None
    names = list(dict.fromkeys([*(old.texts if old else ()), *(new.texts if new else ())]))
    fields = tuple(
        FieldChange(
            name, diff(old.texts.get(name, "") if old else "", new.texts.get(name, "") if new else "")
        )
        for name in names
    )
    return PartChange(
        key=key,
        group=side.group,
        title=side.title,
        change=_change(old, new, is_moved),
        fields=tuple(field for field in fields if field.pieces),
        level=new.level if new else "",
        was_level=old.level if old else "",
    )


def _change(old: _Side | None, new: _Side | None, is_moved: bool) -> Change:
    if old is None or new is None:
        return "added" if new else "removed"
    if (old.texts, old.level) != (new.texts, new.level):
        return "changed"
    return "moved" if is_moved else "same"
