"""A document as sentences, each with its place: those that anyone reads, and those that spoil."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from reviews import document as d
from reviews.models.draft.draft import SectionKind, Side
from shield import markdown, marks
from shield.leaks import Sentence
from shield.sentences import sentences


@dataclass(frozen=True)
class Place:
    """Where a sentence stands, in words; the part's key and the field."""

    title: str
    key: str
    field: str


@dataclass(frozen=True)
class Field:
    """One text of a document. A name stands as it is printed; label and sentence are read in one breath."""

    place: Place
    text: str
    is_markdown: bool
    is_hidden: bool  # the part is flagged
    is_name: bool = False
    in_one_breath: bool = False


IN_ONE_BREATH = (d.Point, d.Advice)
NAMES = ("name", "role")
Hides = Callable[[d.Part], bool]


def is_flagged(part: d.Part) -> bool:
    return part.spoiler is not None


def fields(document: d.Document, hides: Hides = is_flagged) -> Iterator[Field]:
    """Every text of a document in its order. `hides` says which parts spoil as a whole."""
    yield Field(Place(_("Headline"), "headline", "headline"), document.headline, False, False)
    yield Field(Place(_("Dek"), "dek", "dek"), document.dek, False, False)
    for name in ("guest_of", "format"):
        place = Place(_("How the film was seen"), "seen", name)
        yield Field(place, getattr(document.seen, name), False, False, is_name=True)
    titles = part_titles(document)
    for part in document.parts():
        yield from _part_fields(part, titles[part.key], hides(part))
    for name in d.TEXT_FIELDS[d.Verdict]:
        place = Place(_("Verdict"), "verdict", name)
        yield Field(place, getattr(document.verdict, name), name == "text", is_hidden=False)


def _part_fields(part: d.Part, title: str, is_hidden: bool) -> Iterator[Field]:
    for name in d.TEXT_FIELDS[type(part)]:
        is_markdown = name in d.MARKDOWN_FIELDS[type(part)]
        place = Place(title, str(part.key), name)
        yield Field(
            place,
            getattr(part, name),
            is_markdown,
            is_hidden or name in d.HIDDEN_FIELDS[type(part)],
            is_name=name in NAMES,
            in_one_breath=isinstance(part, IN_ONE_BREATH),
        )


def part_titles(document: d.Document) -> dict:
    """What each part is called by where it stands: “The Good, 2”. Never by its words."""
    kinds = {part.key: _kind(part) for part in document.parts()}
    many, seen, titles = Counter(kinds.values()), Counter(), {}
    for part in document.parts():
        kind = kinds[part.key]
        seen[kind] += 1
        is_alone = many[kind] == 1 and isinstance(part, d.Section)
        titles[part.key] = kind if is_alone else f"{kind}, {seen[kind]}"
    return titles


def _kind(part: d.Part) -> str:
    if isinstance(part, d.Section):
        return str(SectionKind(part.kind).label)
    if isinstance(part, d.Point):
        return str(Side(part.side).label)
    return _(d.PART_TYPES[type(part)].label)


# As sentences, a list for each field

Texts = list[list[Sentence]]


def safe_texts(document: d.Document, hides: Hides = is_flagged) -> Texts:
    """What anyone may read."""
    shown = (field for field in fields(document, hides) if not field.is_hidden)
    return _sentences(shown, markdown.safe_blocks)


def spoiler_texts(document: d.Document, hides: Hides = is_flagged) -> Texts:
    """What spoils: flagged parts whole, and what is marked inside the others."""
    every = list(fields(document, hides))
    whole = _sentences((field for field in every if field.is_hidden), markdown.full_blocks)
    inline = (_inline(field) for field in every if field.is_markdown and not field.is_hidden)
    return [*whole, *filter(None, inline)]


def full_texts(document: d.Document) -> Texts:
    """All that a document says, hidden or not."""
    return _sentences(fields(document), markdown.full_blocks)


def _sentences(texts: Iterable[Field], blocks: Callable[[str], list[str]]) -> Texts:
    result = []
    for _key, group in groupby(texts, key=lambda field: field.place.key):
        said = [(field, _said(field, blocks)) for field in group]
        said = [(field, words) for field, words in said if words]
        if len(said) == 2 and said[0][0].in_one_breath:
            (_first, label), (field, text) = said
            said = [(field, [f"{' '.join(label)}: {text[0]}", *text[1:]])]
        for field, words in said:
            result.append([Sentence(text, field.place, is_name=field.is_name) for text in words])
    return result


def _said(field: Field, blocks) -> list[str]:
    found = blocks(field.text) if field.is_markdown else [field.text]
    return [sentence for block in found for sentence in sentences(block)]


A_FEW = 40  # letters of a hidden passage, up to which what stands around it is looked at
AROUND = 300  # letters before and after it


def _inline(field: Field) -> list[Sentence]:
    """The sentences hidden inside a text; of a word or two, also the sentence that it stands in."""
    runs = marks.grouped(field.text)
    found = []
    for at, run in enumerate(runs):
        if run.is_hidden and len(run.text) <= A_FEW:
            before = sentences(runs[at - 1].text[-AROUND:])[-1:] if at else []
            after = sentences(runs[at + 1].text[:AROUND])[:1] if at + 1 < len(runs) else []
            found.append(Sentence(run.text.strip(), field.place, around=" ".join([*before, *after])))
    long = "".join(f"{marks.OPENER}{run.text}{marks.CLOSER}\n\n" for run in runs if _is_long(run))
    hidden = (sentence for block in markdown.hidden_blocks(long) for sentence in sentences(block))
    return [*found, *(Sentence(text, field.place) for text in hidden)]


def _is_long(run: marks.Run) -> bool:
    return run.is_hidden and len(run.text) > A_FEW
