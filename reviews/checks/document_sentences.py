"""Split a document into sentences with their places: safe ones, spoiler ones, or all."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from django.utils.translation import gettext as _

from reviews import document as d
from reviews.models.draft.draft import SectionKind, Side
from shield import markdown, marks
from shield.leaks import Sentence
from shield.mark_grades import PLAIN, MarkGrade
from shield.sentences import sentences
from shield.structure import CACHE_SIZE


@dataclass(frozen=True)
class Place:
    """Where a sentence stands: a title for people, the part's key, the field, and what its mark says."""

    title: str
    key: str
    field: str
    mark: MarkGrade = PLAIN


@dataclass(frozen=True)
class Field:
    """One text field of a document."""

    place: Place
    text: str
    is_markdown: bool
    is_hidden: bool  # the part is flagged
    is_name: bool = False  # printed as it is: not a sentence
    joins_next: bool = False  # a label and the text after it are read as one sentence


LABELLED_PARTS = (d.Point, d.Advice)
NAME_FIELDS = ("name", "role")
IsHidden = Callable[[d.Part], bool]
SplitBlocks = Callable[[str], list[str]]  # safe_blocks or full_blocks of shield.markdown


def is_flagged(part: d.Part) -> bool:
    return part.spoiler is not None


def fields(document: d.Document, hides: IsHidden = is_flagged) -> Iterator[Field]:
    """Every text field of a document in its order. `hides` says which parts are spoilers as a whole."""
    yield Field(Place(_("Headline"), "headline", "headline"), document.headline, False, False)
    yield Field(Place(_("Dek"), "dek", "dek"), document.dek, False, False)
    for name in ("guest_of", "format"):
        place = Place(_("How the film was seen"), "seen", name)
        yield Field(place, getattr(document.seen, name), False, False, is_name=True)
    place = Place(_("First published elsewhere"), "first_published", "outlet")
    yield Field(place, document.first_published.outlet, False, False, is_name=True)
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
            is_name=name in NAME_FIELDS,
            joins_next=isinstance(part, LABELLED_PARTS),
        )


def part_titles(document: d.Document) -> dict:
    """By key: a title for each part by its kind and position (“The Good, 2”), never by its words."""
    kinds = {part.key: _kind(part) for part in document.parts()}
    totals, positions, titles = Counter(kinds.values()), Counter[str](), {}
    for part in document.parts():
        kind = kinds[part.key]
        positions[kind] += 1
        is_only_one = totals[kind] == 1 and isinstance(part, d.Section)
        titles[part.key] = kind if is_only_one else f"{kind}, {positions[kind]}"
    return titles


def _kind(part: d.Part) -> str:
    if isinstance(part, d.Section):
        return str(SectionKind(part.kind).label)
    if isinstance(part, d.Point):
        return str(Side(part.side).label)
    return _(d.PART_TYPES[type(part)].label)


# Sentences, one list for each field

Texts = list[list[Sentence]]


def safe_texts(document: d.Document, hides: IsHidden = is_flagged) -> Texts:
    """The sentences of the safe text."""
    safe = (field for field in fields(document, hides) if not field.is_hidden)
    return _sentences(safe, markdown.safe_blocks)


def spoiler_texts(document: d.Document, hides: IsHidden = is_flagged) -> Texts:
    """The spoiler sentences: those of flagged parts, and passages marked inside other parts."""
    all_fields = list(fields(document, hides))
    flagged = [field for field in all_fields if field.is_hidden]
    inline = [marked_sentences(field) for field in all_fields if field.is_markdown and not field.is_hidden]
    further = [marked_sentences(field, _own_grade) for field in flagged if field.is_markdown]
    return [
        *_sentences(map(_without_further, flagged), markdown.full_blocks),
        *filter(None, inline + further),
    ]


def _own_grade(mark: MarkGrade) -> MarkGrade | None:
    """Of a passage in a flagged part: None if it gives away what the part does."""
    return None if mark == PLAIN else mark


def _without_further(field: Field) -> Field:
    """A flagged field without the passages that `marked_sentences` takes from it."""
    if not field.is_markdown or "{" not in field.text:
        return field
    runs = marks.grouped(field.text, _own_grade)
    return replace(field, text=" ".join(run.text for run in runs if not run.is_hidden))


def full_texts(document: d.Document) -> Texts:
    """All sentences, hidden or not."""
    return _sentences(fields(document), markdown.full_blocks)


def _sentences(texts: Iterable[Field], blocks: Callable[[str], list[str]]) -> Texts:
    result = []
    for _key, group in groupby(texts, key=lambda field: field.place.key):
        fields = [(field, _field_sentences(field, blocks)) for field in group]
        fields = [(field, lines) for field, lines in fields if lines]
        if len(fields) == 2 and fields[0][0].joins_next:
            (_first, label), (field, text) = fields
            fields = [(field, (f"{' '.join(label)}: {text[0]}", *text[1:]))]
        for field, lines in fields:
            result.append([Sentence(line, field.place, is_name=field.is_name) for line in lines])
    return result


def _field_sentences(field: Field, split_blocks: SplitBlocks) -> tuple[str, ...]:
    return _sentences_of(field.text, split_blocks if field.is_markdown else None)


@lru_cache(maxsize=2 * CACHE_SIZE)
def _sentences_of(text: str, split_blocks: SplitBlocks | None) -> tuple[str, ...]:
    blocks = blocks_of(text, split_blocks) if split_blocks else (text,)
    return tuple(sentence for block in blocks for sentence in sentences(block))


@lru_cache(maxsize=2 * CACHE_SIZE)
def blocks_of(text: str, split_blocks: SplitBlocks) -> tuple[str, ...]:
    """Cached: each check reads the same texts, and the live preview those of a second ago, but for one."""
    return tuple(split_blocks(text))


SHORT_PASSAGE = 40  # characters; a hidden passage up to this length gets its surrounding text as context
CONTEXT = 300  # characters before and after it


def marked_sentences(field: Field, grade_of: marks.GradeOf = marks.as_written) -> list[Sentence]:
    """The sentences hidden inside a text; a passage of a word or two with the sentence around it."""
    runs = marks.grouped(field.text, grade_of)
    result = []
    for index, run in enumerate(runs):
        if not run.is_hidden:
            continue
        place = replace(field.place, mark=run.grade)
        if len(run.text) <= SHORT_PASSAGE:
            before = sentences(runs[index - 1].text[-CONTEXT:])[-1:] if index else []
            after = sentences(runs[index + 1].text[:CONTEXT])[:1] if index + 1 < len(runs) else []
            result.append(Sentence(run.text.strip(), place, around=" ".join([*before, *after])))
        else:
            blocks = markdown.hidden_blocks(marks.marked(run.text))
            result += [Sentence(text, place) for block in blocks for text in sentences(block)]
    return result
