"""Carry spoiler marks and flags from one document to another with other words."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from reviews import document as d
from shield import marks
from shield.levels import Level, rank
from shield.mark_grades import PLAIN, MarkGrade

MIN_PARAGRAPH_WORDS = 4  # a shorter paragraph (“Yes.”) may stand anywhere without giving anything away


class Passage(NamedTuple):
    """Words to be hidden: the key of the part in which they stand, None for the verdict."""

    key: object
    text: str
    grade: MarkGrade = PLAIN


def carry_marks(before: d.Document, after: d.Document, *, onto: d.Document) -> d.Document:
    """`onto` with the spoiler marks that `after` has and `before` lacks.

    Flags are matched by the keys of parts, inline marks by their words,
    wherever these stand in `onto`. A part rewritten so that a marked passage
    is no longer found in it is flagged as a whole.
    """
    flags = {part.key: part.spoiler for part in after.parts() if part.spoiler}
    passages = list(_new_passages(before, after))
    flagged = list(_flagged_paragraphs(before, after))

    def with_marks(part: d.Part) -> d.Part:
        elsewhere = [passage for passage in flagged if passage.key != part.key]
        part = hide_passages(part, [*passages, *elsewhere], onto.film)
        lost = any(item.key == part.key and not _contains(part, item.text) for item in passages)
        spoiler = _combined(part.spoiler, flags.get(part.key), onto.film)
        return flag(part, spoiler or (d.Spoiler(level="major") if lost and _has_words(part) else None), onto)

    parts = {name: tuple(map(with_marks, getattr(onto, name))) for name in d.PARTS}
    verdict = hide_passages(onto.verdict, [*passages, *flagged], onto.film)
    if any(item.key is None and not _contains(verdict, item.text) for item in passages) and verdict.text:
        verdict = hide_all(verdict)
    films = {ref.key: ref for ref in (*onto.named_films, *after.named_films)}
    named = tuple(films[key] for key in sorted(films))
    return d.normal(d.replace(onto, **parts, verdict=verdict, named_films=named))


def _new_passages(before: d.Document, after: d.Document) -> Iterator[Passage]:
    """Text that `after` hides and `before` showed, or hid with other words in the braces."""
    for old, new in zip(before.marked(), after.marked(), strict=True):
        for name in d.markable(new):
            was_hidden = marks.hidden_places(getattr(old, name))
            is_hidden = marks.hidden_places(getattr(new, name))
            words = marks.without_marks(getattr(new, name))
            more = {place: grade for place, grade in is_hidden.items() if was_hidden.get(place) != grade}
            for start, end, grade in marks.spans(more):
                if words[start:end].strip():
                    yield Passage(getattr(new, "key", None), words[start:end].strip(), grade)


def _flagged_paragraphs(before: d.Document, after: d.Document) -> Iterator[Passage]:
    """The paragraphs of the parts that `after` flags and `before` did not.

    For the draft, in which a paragraph may have moved to another part meanwhile.
    """
    for old, new in zip(before.parts(), after.parts(), strict=True):
        if new.spoiler and not old.spoiler:
            for name in d.markable(new):
                for text in marks.without_marks(getattr(new, name)).split("\n\n"):
                    if len(text.split()) >= MIN_PARAGRAPH_WORDS:
                        yield Passage(new.key, text.strip(), _mark_grade(new.spoiler))


def _mark_grade(spoiler: d.Spoiler) -> MarkGrade:
    """A flag as the braces of a mark."""
    return MarkGrade(spoiler.level, tuple(sorted(str(ref.key) for ref in spoiler.scope)))


def hide_passages(part, passages: list[Passage], film: d.Ref | None):
    """The part with every occurrence of these passages in its Markdown marked as a spoiler."""
    changes = {}
    for name in d.markable(part):
        text = getattr(part, name)
        words, hidden = marks.without_marks(text), marks.hidden_places(text)
        more = dict(hidden)
        for passage in passages:
            for place in _positions(words, passage.text):
                more[place] = _heavier(more.get(place), passage.grade, film)
        if more != hidden:
            changes[name] = marks.with_hidden(words, more)
    return d.replace(part, **changes) if changes else part


def hide_all(part, grade: MarkGrade = PLAIN):
    """The part with all its Markdown marked; what is marked already keeps its grade."""
    changes = {}
    for name in d.MARKDOWN_FIELDS[type(part)]:
        if words := marks.without_marks(getattr(part, name)):
            places = dict.fromkeys(range(len(words)), grade) | marks.hidden_places(getattr(part, name))
            changes[name] = marks.with_hidden(words, places)
    return d.replace(part, **changes)


def flag(part: d.Part, spoiler: d.Spoiler | None, document: d.Document) -> d.Part:
    """The part with this flag. Marks of an unflagged part stay major, of the reviewed film."""
    is_lighter = spoiler and not part.spoiler and (rank(spoiler.level) < rank(Level.MAJOR) or spoiler.scope)
    if not is_lighter or not document.film:
        return d.replace(part, spoiler=spoiler)
    reviewed = (str(document.film.key),)

    def kept(grade: MarkGrade) -> MarkGrade:
        return replace(grade, level=grade.level or str(Level.MAJOR), films=grade.films or reviewed)

    texts = {name: marks.regraded(getattr(part, name), kept) for name in d.markable(part)}
    return d.replace(part, spoiler=spoiler, **texts)


def _heavier(one: MarkGrade | None, other: MarkGrade, film: d.Ref | None) -> MarkGrade:
    """One grade for two marks: the higher level, the films of both. No films mean the reviewed one."""
    if one is None or one == other:
        return other
    films = {*one.films, *other.films}
    if film and bool(one.films) != bool(other.films):
        films.add(str(film.key))
    # A mark without a level is never lighter than mild: it has that of its field, or is major.
    level = max((one.level, other.level), key=lambda level: rank(level or Level.MILD))
    level = "" if level == Level.MILD and "" in (one.level, other.level) else level
    return MarkGrade(level, tuple(sorted(films)), one.is_readable and other.is_readable)


def _positions(words: str, passage: str) -> Iterator[int]:
    """The index of every character of every occurrence."""
    start = words.find(passage)
    while start >= 0:
        yield from range(start, start + len(passage))
        start = words.find(passage, start + len(passage))


def _contains(part, passage: str) -> bool:
    return any(passage in marks.without_marks(text) for text in d.markdown_texts(part))


def _has_words(part) -> bool:
    return any(text.strip() for text in d.markdown_texts(part))


def _combined(one: d.Spoiler | None, other: d.Spoiler | None, film: d.Ref | None) -> d.Spoiler | None:
    """One flag for two: the higher level, the films of both. An empty scope means the reviewed film."""
    if one is None or other is None:
        return one or other
    reviewed = (film,) if film else ()
    films = {ref.key: ref for ref in (*(one.scope or reviewed), *(other.scope or reviewed))}
    default_scope = not one.scope and not other.scope
    level = max(one.level, other.level, key=rank)
    return d.Spoiler(level=level, scope=() if default_scope else tuple(films.values()))
