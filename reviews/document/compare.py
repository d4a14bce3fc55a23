"""Compare two documents: what changed in each part, and whether only spoiler marks were added."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal
from uuid import UUID

from reviews import document as d
from reviews.document.diff import Piece, diff
from reviews.document.grades import passage_spoiler, whole_spoiler
from reviews.document.score_text import score_units_text
from shield import marks
from shield.levels import rank
from shield.mark_grades import MarkGrade, with_films

# Tightening


def is_tightened(old: d.Document, new: d.Document) -> bool:
    """Whether `new` is `old` with marks added, levels raised or scopes widened, and no other change."""
    if _unmarked(old) != _unmarked(new):
        return False
    spoilers = set(_flags(old, new)) | set(_passages(old, new))
    is_more = any(before != after for before, after in spoilers)
    return is_more and all(_covers(new, after, old, before) for before, after in spoilers)


def _unmarked(document: d.Document) -> d.Document:
    """The document without any flag or mark."""

    parts = {name: tuple(map(_unflagged, getattr(document, name))) for name in d.PARTS}
    return d.normal(d.with_markdown(d.replace(document, **parts, named_films=()), marks.without_marks))


def _unflagged(part: d.Part) -> d.Part:
    return d.replace(part, spoiler=None)


Change = tuple[d.Spoiler | None, d.Spoiler | None]  # what something gave away, and what it gives away now


def _flags(old: d.Document, new: d.Document) -> Iterator[Change]:
    for before, after in zip(old.parts(), new.parts(), strict=True):
        yield before.spoiler, after.spoiler


def _passages(old: d.Document, new: d.Document) -> Iterator[Change]:
    """Of every character that a mark hides in one of two documents with the same words."""
    for before, after in zip(old.marked(), new.marked(), strict=True):
        yield from _details(old, before, new, after)
        for name in d.markable(before):
            were, are = (marks.hidden_places(getattr(part, name)) for part in (before, after))
            for was, now in {(were.get(place), are.get(place)) for place in were.keys() | are.keys()}:
                yield _spoiler(old, before, was), _spoiler(new, after, now)


def _details(old_document, old, new_document, new) -> Iterator[Change]:
    """Of fields that are hidden as a whole, in which marks can only say more."""
    flag = getattr(old, "spoiler", None)
    for name in d.HIDDEN_FIELDS[type(old)]:
        if flag == new.spoiler:
            yield (
                whole_spoiler(old_document, flag, getattr(old, name)),
                whole_spoiler(new_document, flag, getattr(new, name)),
            )


def _spoiler(document: d.Document, part: d.Part | d.Verdict, mark: MarkGrade | None) -> d.Spoiler | None:
    flag = part.spoiler if isinstance(part, d.Part) else None
    return passage_spoiler(document, flag, mark) if mark else flag


def _covers(new_document, new: d.Spoiler | None, old_document, old: d.Spoiler | None) -> bool:
    if old is None:
        return True
    if new is None or rank(new.level) < rank(old.level):
        return False
    return _films(new_document, new) >= _films(old_document, old)


def _films(document: d.Document, spoiler: d.Spoiler) -> set[UUID]:
    reviewed = {document.film.key} if document.film else set()
    return {ref.key for ref in spoiler.scope} or reviewed


# Changes for display

Kind = Literal["same", "changed", "added", "removed", "moved"]


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
    change: Kind
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
    old, new = with_printed_titles(old or d.Document()), with_printed_titles(new)
    before, after = dict(_sides(old)), dict(_sides(new))
    moved = _moved(list(before), list(after))
    parts = [_part_change(key, before.get(key), item, key in moved) for key, item in after.items()]
    parts += [_part_change(key, item, None, False) for key, item in before.items() if key not in after]
    return Comparison(parts=tuple(parts))


def with_printed_titles(document: d.Document) -> d.Document:
    """The document with the titles of films, as printed, in place of their keys in marks."""
    titles = {str(ref.key): ref.name for ref in (*document.named_films, document.film) if ref}

    def titled(grade: MarkGrade) -> MarkGrade:
        return with_films(grade, lambda name: titles.get(name, name))

    return d.with_markdown(document, lambda text: marks.regraded(text, titled)) if titles else document


@dataclass(frozen=True)
class _Side:
    group: str
    title: str
    level: str
    texts: dict[str, str]


def _sides(document: d.Document) -> Iterator[tuple[str, _Side]]:
    """By key: the front matter, every part, the verdict."""
    first = document.first_published
    front = {
        "film": document.film.name if document.film else "",
        "headline": document.headline,
        "dek": document.dek,
        "byline": ", ".join(byline.name for byline in document.bylines),
        "language": document.language,
        "seen": document.seen.how.replace("-", " "),
        "guest_of": document.seen.guest_of,
        "format": document.seen.format,
        "first_published": first.date.isoformat() if first.date else "",
        "first_address": first.address,
        "outlet": first.outlet,
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


def _change(old: _Side | None, new: _Side | None, is_moved: bool) -> Kind:
    if old is None or new is None:
        return "added" if new else "removed"
    if (old.texts, old.level) != (new.texts, new.level):
        return "changed"
    return "moved" if is_moved else "same"
