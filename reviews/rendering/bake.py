"""From a document to an edition: what readers get, rendered once.

Two outputs of one document. `safe` is made by leaving out: a flagged part is
a grade and a key, nothing else, and inline spoilers were cut from the source
before it was parsed. `full` holds everything and goes into a table of its own.
Both are plain JSON values; `public` turns them into pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from reviews import document as d
from reviews.document.grades import UNKNOWN, grade
from shield import markdown, marks
from shield.finish_html import pictures_in
from shield.marks import safe_source

BAKE_FORMAT = 2  # 1 knew the films of a grade by name alone
WORDS_PER_MINUTE = 230  # Brysbaert 2019: silent reading of English non-fiction, 238 words a minute
VERDICT = "verdict"


@dataclass(frozen=True)
class Baked:
    safe: dict[str, Any]
    full: dict[str, Any]


def bake(document: d.Document, films: Mapping[UUID, UUID] | None = None) -> Baked:
    """Both texts of a document.

    `films` gives the key that each film of a scope has in the record today;
    without it every key stands for itself. A scope with a film that is not in
    the record can never be seen: no key is baked for it.
    """
    document = document if films is None else _with_keys_of_today(document, films)
    full = {
        "format": BAKE_FORMAT,
        "images": [str(item.image) for item in document.embedded],
        "parts": list(_full_parts(document)),
    }
    return Baked(safe=_safe(document), full=full)


def _with_keys_of_today(document: d.Document, films: Mapping[UUID, UUID]) -> d.Document:
    def today(ref: d.Ref) -> d.Ref:
        return d.replace(ref, key=films.get(ref.key, UNKNOWN))

    def part_today(part: d.Part) -> d.Part:
        scope = tuple(map(today, part.spoiler.scope)) if part.spoiler else ()
        return d.replace(part, spoiler=d.replace(part.spoiler, scope=scope)) if scope else part

    parts = {name: tuple(map(part_today, getattr(document, name))) for name in d.PARTS}
    return d.replace(document, film=document.film and today(document.film), **parts)


# Safe


def _safe(document: d.Document) -> dict[str, Any]:
    words = safe_words(document)
    return {
        "format": BAKE_FORMAT,
        "film": document.film.name if document.film else "",
        "language": document.language,
        "description": markdown.safe_text(document.dek),
        "images": [str(key) for key in _shown_images(document)],
        "pictures": [_safe_part(document, part) for part in document.pictures],
        "front": [_safe_part(document, part) for part in document.front()],
        "cast_notes": [_safe_part(document, part) for part in document.cast_notes],
        "seen": msgspec.to_builtins(document.seen),
        "advice": [_safe_part(document, part) for part in document.advice],
        "advisories": [_safe_part(document, part) for part in document.advisories],
        "opinions": [_safe_part(document, part) for part in document.opinions],
        "points": [_safe_part(document, part) for part in document.points],
        "verdict": _safe_verdict(document),
        "back": [_safe_part(document, part) for part in document.back()],
        "aspects": [
            {"name": item.aspect.name, "score": score_values(item.score)} for item in document.aspects
        ],
        "words": words,
    }


def _shown_images(document: d.Document) -> tuple[UUID, ...]:
    """The keys of the pictures inside what is shown."""
    parts = [*(part for part in document.parts() if not _is_withheld(part)), document.verdict]
    texts = (getattr(part, name) for part in parts for name in d.markable(part))
    return tuple(dict.fromkeys(key for text in texts for key in pictures_in(safe_source(text))))


def _safe_part(document: d.Document, part: d.Part) -> dict[str, Any]:
    """What may be shown of a part. Of texts, those that the table of part types calls safe."""
    if _is_withheld(part):
        kept = {"key": str(part.key), "withheld": grade(document, part.spoiler)}
        return kept | _withheld_place(part)
    return {"key": str(part.key), "cut": grade(document, None)} | _safe_fields(part)


def _is_withheld(part: d.Part) -> bool:
    return bool(part.spoiler) or not any(text.is_safe for text in d.PART_TYPES[type(part)].texts)


def _withheld_place(part: d.Part) -> dict[str, Any]:
    """In which of two columns a withheld point stands: it shows nothing else."""
    return {"side": part.side} if isinstance(part, d.Point) else {}


def _safe_verdict(document: d.Document) -> dict[str, Any]:
    return {"key": VERDICT, "cut": grade(document, None)} | _safe_fields(document.verdict)


def _anchor(part: d.Part | d.Verdict) -> str:
    """What footnotes of this part are numbered under: the key, which counts nothing."""
    return part.key.hex[:8] if isinstance(part, d.Part) else VERDICT


def _safe_fields(part: d.Part | d.Verdict) -> dict[str, Any]:
    """The fields of a part that anyone may read, by the table of part types, and what it has besides."""
    kind = d.PART_TYPES[type(part)]
    values = {name: getattr(part, name) for name in kind.values}
    texts = {text.name: _safe_text(part, text) for text in kind.texts if text.is_safe}
    return values | texts | SAFE_BESIDES.get(type(part), lambda part: {})(part)


def _safe_text(part: d.Part | d.Verdict, text: d.Text) -> str:
    source = getattr(part, text.name)
    if text.markdown == "blocks":
        return markdown.safe(source, _anchor(part))
    return markdown.safe_inline(source) if text.markdown else source


# What is no text and no plain value.
SAFE_BESIDES: dict[type, Any] = {
    d.CastNote: lambda part: {
        "credits": [str(key) for key in part.credits],
        "words": part_words(part),  # to be taken off while a credit withholds the note
    },
    d.Advisory: lambda part: {"has_details": bool(part.details)},
    d.Opinion: lambda part: {
        "critic": str(part.critic) if part.critic else "",
        "score": score_values(part.score) if part.score else None,
    },
    d.Picture: lambda part: {"image": str(part.image)},
}


def safe_words(document: d.Document) -> int:
    """How many words a reader gets who asked for nothing."""
    parts = [*(part for part in document.parts() if not _is_withheld(part)), document.verdict]
    return sum(map(part_words, parts))


def part_words(part) -> int:
    return sum(words_in(safe_field(part, name)) for name in _counted(part))


def words_in(text: str) -> int:
    """How many words, signs aside: what is left of the signs around something hidden is none."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def minutes(words: int) -> int:
    """Reading time, at least one minute."""
    return max(1, round(words / WORDS_PER_MINUTE))


def safe_field(part, name: str) -> str:
    """A field as it is read: a footnote to a spoiler alone is not, nor what is hidden as a whole."""
    text = "" if d.is_hidden(part, name) else getattr(part, name)
    return markdown.safe_text(text) if name in d.MARKDOWN_FIELDS[type(part)] else text


def word_count(document: d.Document) -> int:
    texts = [getattr(part, name) for part in (*document.parts(), document.verdict) for name in _counted(part)]
    return sum(map(words_in, texts))


def _counted(part) -> tuple[str, ...]:
    return d.TEXT_FIELDS[type(part)]


def score_values(score: d.Score) -> dict[str, Any]:
    return {
        "value": score.value,
        "maximum": score.maximum,
        "divisions": score.divisions,
        "word": score.word,
    }


# Full


def _full_parts(document: d.Document):
    """Every part with all its words, in the order of the page."""
    yield from (_full_part(document, "section", part) for part in document.front())
    yield from (_full_part(document, "cast_note", part) for part in document.cast_notes)
    yield from (_full_part(document, "advice", part) for part in document.advice)
    yield from (_full_part(document, "advisory", part) for part in document.advisories)
    yield from (_full_part(document, part.side, part) for part in document.points)
    yield _full_verdict(document)
    yield from (_full_part(document, "opinion", part) for part in document.opinions)
    yield from (_full_part(document, "section", part) for part in document.back())
    yield from (_full_part(document, "picture", part) for part in document.pictures)


def _full_part(document: d.Document, group: str, part: d.Part) -> dict[str, Any]:
    return {
        "key": str(part.key),
        "group": group,
        "grade": grade(document, part.spoiler) if part.spoiler else None,
        "plain": _plain(part),
        "credits": [str(key) for key in part.credits] if isinstance(part, d.CastNote) else [],
        "html": _full_html(part),
        "cut": grade(document, part.spoiler),
        "passages": {name: _passages(part, name) for name in d.MARKDOWN_FIELDS[type(part)]},
    }


def _full_html(part: d.Part | d.Verdict) -> dict[str, str]:
    texts = (text for text in d.PART_TYPES[type(part)].texts if text.markdown)
    return {text.name: _full_text(part, text) for text in texts}


def _full_text(part: d.Part | d.Verdict, text: d.Text) -> str:
    source = getattr(part, text.name)
    return markdown.full(source, _anchor(part)) if text.markdown == "blocks" else markdown.full_inline(source)


def _passages(part: d.Part, name: str) -> list[str]:
    """What can be opened in a field: each passage that is withheld, or all of it."""
    text = getattr(part, name)
    if name in d.HIDDEN_FIELDS[type(part)]:
        return [markdown.full(marks.without_marks(text), f"{_anchor(part)}-{name}")] if text else []
    return list(markdown.passages(text, f"{_anchor(part)}-{name}"))


def _plain(part: d.Part | d.Verdict) -> dict[str, Any]:
    """The fields of a part that are no Markdown."""
    kind = d.PART_TYPES[type(part)]
    names = (*kind.values, *(text.name for text in kind.texts if not text.markdown))
    plain = {name: getattr(part, name) for name in names}
    if isinstance(part, d.Opinion):
        plain |= {"score": score_values(part.score) if part.score else None}
    return plain | ({"image": str(part.image)} if isinstance(part, d.Picture) else {})


def _full_verdict(document: d.Document) -> dict[str, Any]:
    verdict = document.verdict
    return {
        "key": VERDICT,
        "group": VERDICT,
        "grade": None,
        "plain": _plain(verdict),
        "credits": [],
        "html": _full_html(verdict),
        "cut": grade(document, None),
        "passages": {"text": list(markdown.passages(verdict.text, VERDICT))},
    }
