"""Bake: render a document once, as the JSON values of its safe and its full text.

`safe` leaves spoilers out: a flagged part is reduced to its grade and key, and
inline spoilers are cut from the Markdown source before it is parsed. `full`
holds everything and is stored in a table of its own. `reviews.public` turns
both into pages.

Of a text from an archive that nobody here has read, `safe` ends with the
opening; what it would hold had somebody read it stands in `full` as `whole`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from reviews import document as d
from reviews.document.grades import UNKNOWN, grade, grade_of_mark, whole_spoiler
from reviews.document.unread import opening_alone
from reviews.rendering.description import description
from reviews.rendering.reading_time import is_withheld, part_words, safe_words
from shield import markdown, marks
from shield.finish_html import pictures_in
from shield.mark_grades import MarkGrade, with_films
from shield.marks import safe_source

# Format 1 had the films of a grade by name only, without keys; format 2 one grade for all passages of a part.
BAKE_FORMAT = 3
VERDICT = "verdict"


@dataclass(frozen=True)
class Baked:
    safe: dict[str, Any]
    full: dict[str, Any]


def bake(document: d.Document, films: Mapping[UUID, UUID] | None = None, *, is_unread: bool = False) -> Baked:
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
    if not is_unread:
        return Baked(safe=_safe(document), full=full)
    safe = _safe(opening_alone(document)) | {"rest": True}
    return Baked(safe=safe, full=full | {"whole": _safe(document)})


def _with_current_keys(document: d.Document, films: Mapping[UUID, UUID]) -> d.Document:
    def current(ref: d.Ref) -> d.Ref:
        return d.replace(ref, key=films.get(ref.key, UNKNOWN))

    def current_part(part: d.Part) -> d.Part:
        scope = tuple(map(current, part.spoiler.scope)) if part.spoiler else ()
        return d.replace(part, spoiler=d.replace(part.spoiler, scope=scope)) if scope else part

    parts = {name: tuple(map(current_part, getattr(document, name))) for name in d.PARTS}
    named = {str(ref.key): current(ref) for ref in document.named_films}
    film = document.film and current(document.film)
    document = d.replace(document, film=film, named_films=tuple(named.values()), **parts)

    def current_mark(mark: MarkGrade) -> MarkGrade:
        return with_films(mark, lambda name: str(named[name].key) if name in named else name)

    return d.with_markdown(document, lambda text: marks.regraded(text, current_mark)) if named else document


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
        "first_published": _first_published(document.first_published),
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


def _first_published(first: d.FirstPublished) -> dict[str, str]:
    """What is known of it: an empty value is left out, so that a query finds NULL on both engines."""
    return {name: value for name, value in msgspec.to_builtins(first).items() if value}


def _shown_images(document: d.Document) -> tuple[UUID, ...]:
    """The keys of the images inside the safe text."""
    parts = (part for part in document.marked() if part is document.verdict or not is_withheld(part))
    texts = (getattr(part, name) for part in parts for name in d.markable(part))
    return tuple(dict.fromkeys(key for text in texts for key in pictures_in(safe_source(text))))


def _safe_part(document: d.Document, part: d.Part) -> dict[str, Any]:
    """The safe fields of a part; of a withheld part only its key and grade."""
    if is_withheld(part):
        withheld = {"key": str(part.key), "withheld": grade(document, part.spoiler)}
        return withheld | _withheld_side(part)
    return {"key": str(part.key)} | _cuts(document, part) | _safe_fields(document, part)


def _cuts(document: d.Document, part: d.Part | d.Verdict) -> dict[str, Any]:
    """`cut`: the grade of a bare mark. `cuts`, by field: that of each passage, if one says another."""
    bare = grade(document, getattr(part, "spoiler", None))
    grades = {name: _passage_grades(document, part, name) for name in d.MARKDOWN_FIELDS[type(part)]}
    others = {name: found for name, found in grades.items() if any(item != bare for item in found)}
    return {"cut": bare} | ({"cuts": others} if others else {})


def _passage_grades(document: d.Document, part: d.Part | d.Verdict, name: str) -> list[dict[str, Any]]:
    text, flag = getattr(part, name), getattr(part, "spoiler", None)
    if name in d.HIDDEN_FIELDS[type(part)]:
        return [grade(document, whole_spoiler(document, flag, text))] if text else []
    return [run.grade for run in marks.hidden_runs(text, grade_of_mark(document, flag))]


def _withheld_side(part: d.Part) -> dict[str, Any]:
    """The column (good, bad) of a withheld point, the only other thing that is shown of it."""
    return {"side": part.side} if isinstance(part, d.Point) else {}


def _safe_verdict(document: d.Document) -> dict[str, Any]:
    return {"key": VERDICT} | _cuts(document, document.verdict) | _safe_fields(document, document.verdict)


def _anchor(part: d.Part | d.Verdict) -> str:
    """Prefix of footnote ids: the part's key, as a running number would reveal how many parts are hidden."""
    return part.key.hex[:8] if isinstance(part, d.Part) else VERDICT


def _safe_fields(document: d.Document, part: d.Part | d.Verdict) -> dict[str, Any]:
    """The safe fields of a part, by `PART_TYPES` and `EXTRA_SAFE_FIELDS`."""
    kind = d.PART_TYPES[type(part)]
    values = {name: getattr(part, name) for name in kind.values}
    texts = {text.name: _safe_text(document, part, text) for text in kind.texts if text.is_safe}
    return values | texts | EXTRA_SAFE_FIELDS.get(type(part), lambda part: {})(part)


def _safe_text(document: d.Document, part: d.Part | d.Verdict, text: d.Text) -> str:
    """A text with a token for each passage that gives away more than its part."""
    source, grade_of = getattr(part, text.name), grade_of_mark(document, getattr(part, "spoiler", None))
    if text.markdown == "blocks":
        return markdown.safe(source, _anchor(part), grade_of)
    return markdown.safe_inline(source, grade_of) if text.markdown else source


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
    } | _full_texts(document, part)


def _full_texts(document: d.Document, part: d.Part | d.Verdict) -> dict[str, Any]:
    """`html`: the full texts; `nested`: those that have passages, with a token for each; `passages`."""
    texts = [text for text in d.PART_TYPES[type(part)].texts if text.markdown]
    passages = {text.name: _passages(document, part, text.name) for text in texts}
    return _cuts(document, part) | {
        "html": {text.name: _full_text(part, text) for text in texts},
        "nested": {
            text.name: _safe_text(document, part, text)
            for text in texts
            if passages[text.name] and text.name in d.markable(part)
        },
        "passages": passages,
    }


def _full_text(part: d.Part | d.Verdict, text: d.Text) -> str:
    source = getattr(part, text.name)
    return markdown.full(source, _anchor(part)) if text.markdown == "blocks" else markdown.full_inline(source)


def _passages(document: d.Document, part: d.Part | d.Verdict, name: str) -> list[str]:
    """The passages behind the tokens of a field: each marked one, or the whole of a hidden field."""
    text, grade_of = getattr(part, name), grade_of_mark(document, getattr(part, "spoiler", None))
    if name in d.HIDDEN_FIELDS[type(part)]:
        return [markdown.full(marks.without_marks(text), f"{_anchor(part)}-{name}")] if text else []
    anchor = _anchor(part) if isinstance(part, d.Verdict) else f"{_anchor(part)}-{name}"
    return list(markdown.passages(text, anchor, grade_of))


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
    } | _full_texts(document, verdict)
