"""Three-way merge of documents, field by field, for two people who edited the same text.

No Django in here. A field that only one of them changed is taken from that
one; a field that both changed is a conflict, to be chosen or rewritten.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from reviews import document as d
from shield.levels import rank

Side = Literal["mine", "theirs"]
MERGED_SEPARATELY = {"format", "embedded", "named_films", "verdict", *d.PARTS}  # fields of a document
WHOLE = "part"  # pseudo-field for the existence of a part
MISSING = object()


@dataclass(frozen=True)
class Difference:
    """A field that at least one of the two changed. A missing part is None.

    `address` identifies it: "headline", "verdict.text", "KEY.text", "KEY.part".
    """

    address: str
    group: str  # front, verdict, or the document's field that holds the part
    key: str
    field: str
    base: Any
    mine: Any
    theirs: Any

    @property
    def by(self) -> Literal["mine", "theirs", "both"]:
        """Who changed it: mine, theirs or both."""
        if self.mine == self.base:
            return "theirs"
        return "mine" if self.theirs == self.base else "both"

    @property
    def is_settled(self) -> bool:
        """Whether it is no conflict: only one changed it, or both made the same change."""
        return self.by != "both" or self.mine == self.theirs

    @property
    def side(self) -> Side:
        """The default: whoever changed it; in a conflict, what keeps a part or hides more, else mine."""
        if self.by != "both":
            return self.by
        if None in (self.mine, self.theirs) and self.field == WHOLE:
            return "theirs" if self.mine is None else "mine"
        if self.field == "spoiler":
            return "theirs" if _weight(self.theirs) > _weight(self.mine) else "mine"
        return "mine"

    @property
    def is_text(self) -> bool:
        return isinstance(self.mine, str) and isinstance(self.theirs, str)


def _weight(spoiler: d.Spoiler | None) -> tuple[int, int]:
    return (rank(spoiler.level), len(spoiler.scope)) if spoiler else (-1, 0)


def differences(base: d.Document, mine: d.Document, theirs: d.Document) -> tuple[Difference, ...]:
    """Every field that at least one of the two changed, in the order of the document."""
    fields = [*_front(base, mine, theirs), *_parts(base, mine, theirs)]
    return tuple(item for item in fields if not item.base == item.mine == item.theirs)


def _front(base: d.Document, mine: d.Document, theirs: d.Document) -> Iterator[Difference]:
    for name in d.Document.__struct_fields__:
        if name not in MERGED_SEPARATELY:
            yield Difference(name, "front", "front", name, *(getattr(t, name) for t in (base, mine, theirs)))
    for name in d.Verdict.__struct_fields__:
        values = (getattr(text.verdict, name) for text in (base, mine, theirs))
        yield Difference(f"verdict.{name}", "verdict", "verdict", name, *values)


def _parts(base: d.Document, mine: d.Document, theirs: d.Document) -> Iterator[Difference]:
    for group in d.PARTS:
        rows = [{part.key: part for part in getattr(text, group)} for text in (base, mine, theirs)]
        for key in _order(group, base, mine, theirs):
            yield from _part(group, key, *(row.get(key) for row in rows))


def _part(group: str, key, old, mine, theirs) -> Iterator[Difference]:
    if mine is None or theirs is None:
        yield Difference(f"{key}.{WHOLE}", group, str(key), WHOLE, old, mine, theirs)
        return
    for name in type(mine).__struct_fields__:
        if name != "key":
            base = getattr(old, name) if old else MISSING
            values = getattr(mine, name), getattr(theirs, name)
            if old or values[0] != values[1]:
                yield Difference(f"{key}.{name}", group, str(key), name, base, *values)


def _order(group: str, base: d.Document, mine: d.Document, theirs: d.Document) -> list:
    """The keys of both in one order: of whoever reordered them; added parts stay after their predecessor."""
    keys = {
        name: [part.key for part in getattr(text, group)]
        for name, text in (("base", base), ("mine", mine), ("theirs", theirs))
    }
    first, other = ("mine", "theirs") if _moved(keys["base"], keys["mine"]) else ("theirs", "mine")
    order = list(keys[first])
    for index, key in enumerate(keys[other]):
        if key not in order:
            before = [earlier for earlier in keys[other][:index] if earlier in order]
            order.insert(order.index(before[-1]) + 1 if before else 0, key)
    return order


def _moved(old: list, new: list) -> bool:
    shared = set(old) & set(new)
    return [key for key in old if key in shared] != [key for key in new if key in shared]


def merged(
    base: d.Document,
    mine: d.Document,
    theirs: d.Document,
    *,
    chosen: Mapping[str, Side] | None = None,
    written: Mapping[str, str] | None = None,
) -> d.Document:
    """The merged document. By address: `chosen` is the side of a conflict, `written` a new text for it."""
    pick = _FieldPicker(differences(base, mine, theirs), chosen or {}, written or {})
    front = {
        name: pick(name, getattr(mine, name))
        for name in d.Document.__struct_fields__
        if name not in MERGED_SEPARATELY
    }
    verdict = {name: pick(f"verdict.{name}", getattr(mine.verdict, name)) for name in ("label", "text")}
    lists = {group: tuple(_merged_parts(group, base, mine, theirs, pick)) for group in d.PARTS}
    return d.normal(d.replace(theirs, **front, **lists, verdict=d.replace(mine.verdict, **verdict)))


def _merged_parts(group: str, base, mine, theirs, pick) -> Iterator[d.Part]:
    rows = [{part.key: part for part in getattr(text, group)} for text in (mine, theirs)]
    for key in _order(group, base, mine, theirs):
        one, other = (row.get(key) for row in rows)
        if one is None or other is None:
            part = pick(f"{key}.{WHOLE}", one or other)
            if part is not None:
                yield part
            continue
        names = [name for name in type(one).__struct_fields__ if name != "key"]
        yield d.replace(one, **{name: pick(f"{key}.{name}", getattr(one, name)) for name in names})


class _FieldPicker:
    """Picks the value of a field: the rewritten text, the chosen side, or the default side."""

    def __init__(
        self, differences: tuple[Difference, ...], chosen: Mapping[str, str], written: Mapping[str, str]
    ):
        self.differences = {item.address: item for item in differences}
        self.chosen, self.written = chosen, written

    def __call__(self, address: str, unchanged: Any) -> Any:
        item = self.differences.get(address)
        if item is None:
            return unchanged
        if item.is_text and address in self.written:
            return self.written[address]
        side = self.chosen.get(address)
        return getattr(item, side if side in ("mine", "theirs") else item.side)
