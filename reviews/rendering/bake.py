"""Bake: render a document once, as the JSON values of its safe and its full text.

`safe` leaves spoilers out: a flagged part is reduced to its grade and key, and
inline spoilers are cut from the Markdown source before it is parsed. `full`
holds everything and is stored in a table of its own. `reviews.public` turns
both into pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any
from uuid import UUID

import msgspec

from reviews import document as d
from reviews.document.grades import UNKNOWN, grade
from reviews.rendering.description import description
from search.unspaced import ALPHABETS, HAN, KANA, has_unspaced, letters, without_unspaced
from shield import markdown, marks
from shield.finish_html import pictures_in
from shield.marks import safe_source

BAKE_FORMAT = 2  # format 1 had the films of a grade by name only, without keys
WORDS_PER_MINUTE = 230  # Brysbaert 2019: silent reading of English non-fiction, 238 words a minute
# Medium's rule for Japanese and Chinese, of silent reading; read aloud, it is 255 to 357 letters (Trauzettel-
# Klosinski & Dietz 2012, IReST). A Thai word has some four or five letters.
LETTERS_PER_MINUTE = {KANA + HAN: 500, ALPHABETS: 1000}
VERDICT = "verdict"


@dataclass(frozen=True)
class Baked:
    safe: dict[str, Any]
    full: dict[str, Any]


def bake(document: d.Document, films: Mapping[UUID, UUID] | None = None) -> Baked:
    """Render both texts of a document.

    `films` maps the films' keys in the document to their current keys; without
    it keys are kept. A film that is not in it has been deleted: the spoilers
    that give it away get no keys, so that they never count as seen.
    """
    document = document if films is None else _with_current_keys(document, films)
    full = {
        "format": BAKE_FORMAT,
        "images": [str(item.image) for item in document.embedded],
        "parts": list(_full_parts(document)),
    }
    return Baked(safe=_safe(document), full=full)


def _with_current_keys(document: d.Document, films: Mapping[UUID, UUID]) -> d.Document:
    def current(ref: d.Ref) -> d.Ref:
        return d.replace(ref, key=films.get(ref.key, UNKNOWN))

    def current_part(part: d.Part) -> d.Part:
        scope = tuple(map(current, part.spoiler.scope)) if part.spoiler else ()
        return d.replace(part, spoiler=d.replace(part.spoiler, scope=scope)) if scope else part

    parts = {name: tuple(map(current_part, getattr(document, name))) for name in d.PARTS}
    return d.replace(document, film=document.film and current(document.film), **parts)


# Safe


def _safe(document: d.Document) -> dict[str, Any]:
    words = safe_words(document)
    return {
        "format": BAKE_FORMAT,
        "film": document.film.name if document.film else "",
        "language": document.language,
        "description": description(document),
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
    """The keys of the images inside the safe text."""
    parts = (part for part in document.marked() if part is document.verdict or not _is_withheld(part))
    texts = (getattr(part, name) for part in parts for name in d.markable(part))
    return tuple(dict.fromkeys(key for text in texts for key in pictures_in(safe_source(text))))


def _safe_part(document: d.Document, part: d.Part) -> dict[str, Any]:
    """The safe fields of a part; of a withheld part only its key and grade."""
    if _is_withheld(part):
        withheld = {"key": str(part.key), "withheld": grade(document, part.spoiler)}
        return withheld | _withheld_side(part)
    return {"key": str(part.key), "cut": grade(document, None)} | _safe_fields(part)


def _is_withheld(part: d.Part | d.Verdict) -> bool:
    return bool(getattr(part, "spoiler", None)) or not any(
        text.is_safe for text in d.PART_TYPES[type(part)].texts
    )


def _withheld_side(part: d.Part) -> dict[str, Any]:
    """The column (good, bad) of a withheld point, the only other thing that is shown of it."""
    return {"side": part.side} if isinstance(part, d.Point) else {}


def _safe_verdict(document: d.Document) -> dict[str, Any]:
    return {"key": VERDICT, "cut": grade(document, None)} | _safe_fields(document.verdict)


def _anchor(part: d.Part | d.Verdict) -> str:
    """Prefix of footnote ids: the part's key, as a running number would reveal how many parts are hidden."""
    return part.key.hex[:8] if isinstance(part, d.Part) else VERDICT


def _safe_fields(part: d.Part | d.Verdict) -> dict[str, Any]:
    """The safe fields of a part, by `PART_TYPES` and `EXTRA_SAFE_FIELDS`."""
    kind = d.PART_TYPES[type(part)]
    values = {name: getattr(part, name) for name in kind.values}
    texts = {text.name: _safe_text(part, text) for text in kind.texts if text.is_safe}
    return values | texts | EXTRA_SAFE_FIELDS.get(type(part), lambda part: {})(part)


def _safe_text(part: d.Part | d.Verdict, text: d.Text) -> str:
    source = getattr(part, text.name)
    if text.markdown == "blocks":
        return markdown.safe(source, _anchor(part))
    return markdown.safe_inline(source) if text.markdown else source


# Safe fields that are neither a text nor a plain value.
EXTRA_SAFE_FIELDS: dict[type, Any] = {
    d.CastNote: lambda part: {
        "credits": [str(key) for key in part.credits],
        "words": part_words(part),  # subtracted while the note is withheld because of a credit
    },
    d.Advisory: lambda part: {"has_details": bool(part.details)},
    d.Opinion: lambda part: {
        "critic": str(part.critic) if part.critic else "",
        "score": score_values(part.score) if part.score else None,
    },
    d.Picture: lambda part: {"image": str(part.image)},
}


def safe_words(document: d.Document) -> int:
    """The number of words of the safe text."""
    parts = [*(part for part in document.parts() if not _is_withheld(part)), document.verdict]
    return sum(map(part_words, parts))


def part_words(part) -> int:
    return sum(words_in(safe_field(part, name)) for name in _text_fields(part))


def words_in(text: str) -> int:
    """The number of words; punctuation that is left around something hidden does not count.

    Scripts without spaces have no words to count: their letters count by the time that they take to read.
    """
    if not has_unspaced(text):
        return _spaced_words(text)
    minutes = sum(letters(text, script) / a_minute for script, a_minute in LETTERS_PER_MINUTE.items())
    return _spaced_words(without_unspaced(text)) + ceil(minutes * WORDS_PER_MINUTE)


def _spaced_words(text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in text.split())


def minutes(words: int) -> int:
    """Reading time, at least one minute."""
    return max(1, round(words / WORDS_PER_MINUTE))


def safe_field(part, name: str) -> str:
    """The safe text of a field as plain text; "" if the field is hidden as a whole."""
    text = "" if d.is_hidden(part, name) else getattr(part, name)
    return markdown.safe_text(text) if name in d.MARKDOWN_FIELDS[type(part)] else text


def word_count(document: d.Document) -> int:
    texts = [
        getattr(part, name) for part in (*document.parts(), document.verdict) for name in _text_fields(part)
    ]
    return sum(map(words_in, texts))


def _text_fields(part) -> tuple[str, ...]:
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
    """Every part with its full text, in page order."""
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
    """The withheld passages of a field, rendered: each marked one, or the whole of a hidden field."""
    text = getattr(part, name)
    if name in d.HIDDEN_FIELDS[type(part)]:
        return [markdown.full(marks.without_marks(text), f"{_anchor(part)}-{name}")] if text else []
    return list(markdown.passages(text, f"{_anchor(part)}-{name}"))


def _plain(part: d.Part | d.Verdict) -> dict[str, Any]:
    """The fields of a part that are not Markdown."""
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
