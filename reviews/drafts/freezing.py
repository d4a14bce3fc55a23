"""Freeze: build a document from the saved rows of a draft."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from images.models import Image
from reviews import document as d
from reviews.drafts.named_films import with_named_films
from reviews.models import (
    Draft,
    DraftAdvice,
    DraftAdvisory,
    DraftByline,
    DraftCastNote,
    DraftOpinion,
    DraftPicture,
    DraftPoint,
    DraftSection,
)
from shield.finish_html import pictures_in

P = TypeVar("P", bound=d.Part)
# Document field: draft column, where the names differ.
COLUMNS = {"cameo": "is_cameo"}
# (value on the draft's scale, printed word) -> score
ScoreFactory = Callable[[int | None, str], d.Score | None]


def freeze(draft: Draft) -> d.Document:
    """The saved draft as a document, in normal form."""
    return freeze_loaded(Draft.objects.with_parts().get(pk=draft.pk))


def freeze_loaded(draft: Draft) -> d.Document:
    """A draft whose parts are already loaded, saved or not, as a document in normal form."""
    document = d.Document(
        film=draft.film and d.Ref(key=draft.film.key, name=draft.printed_title or draft.film.title),
        headline=draft.headline,
        dek=draft.dek,
        language=draft.language,
        bylines=tuple(_byline(row) for row in draft.bylines.all()),
        seen=d.Seen(how=draft.seen_how, guest_of=draft.seen_guest_of, format=draft.seen_format),
        first_published=_first_published(draft),
        pictures=tuple(_picture(row) for row in draft.pictures.all()),
        sections=tuple(_section(row) for row in draft.sections.all()),
        cast_notes=tuple(_cast_note(row) for row in draft.cast_notes.all()),
        points=tuple(_point(row) for row in draft.points.all()),
        advice=tuple(_advice(row) for row in draft.advice.all()),
        advisories=tuple(_advisory(row) for row in draft.advisories.all()),
        verdict=d.Verdict(label=draft.verdict_label, text=draft.verdict_text),
        **_scored_fields(draft),
    )
    return d.normal(with_named_films(with_embedded(document)))


def with_embedded(document: d.Document) -> d.Document:
    """The document with `embedded` set: key and hash of every image in its Markdown."""
    keys = [key for text in markdown_of(document) for key in pictures_in(text)]
    images = Image.objects.by_keys(keys)
    embedded = (
        d.Embedded(image=key, sha256=images[key].sha256) for key in dict.fromkeys(keys) if key in images
    )
    return d.replace(document, embedded=tuple(embedded))


def markdown_of(document: d.Document) -> Iterable[str]:
    """Every Markdown text of a document."""
    for part in document.marked():
        yield from d.markdown_texts(part)


def _spoiler(row) -> d.Spoiler | None:
    if not row.level:
        return None
    return d.Spoiler(
        level=row.level, scope=tuple(d.Ref(key=film.key, name=film.title) for film in row.scope.all())
    )


def _first_published(draft: Draft) -> d.FirstPublished:
    return d.FirstPublished(
        date=draft.first_published_date,
        address=draft.first_published_address,
        outlet=draft.first_published_outlet,
    )


def _byline(row: DraftByline) -> d.Byline:
    return d.Byline(
        name=row.name or (row.critic.name if row.critic else ""), critic=row.critic and row.critic.key
    )


def _picture(row: DraftPicture) -> d.Picture:
    image = row.image
    return _part(d.Picture, row, image=image.key, sha256=image.sha256, alt=row.alt or image.alt)


def _section(row: DraftSection) -> d.Section:
    return _part(d.Section, row)


def _cast_note(row: DraftCastNote) -> d.CastNote:
    return _part(d.CastNote, row, credits=tuple(credit.key for credit in row.credits.all()))


def _point(row: DraftPoint) -> d.Point:
    return _part(d.Point, row)


def _advice(row: DraftAdvice) -> d.Advice:
    return _part(d.Advice, row)


def _advisory(row: DraftAdvisory) -> d.Advisory:
    return _part(d.Advisory, row)


def _opinion(row: DraftOpinion, make_score: ScoreFactory) -> d.Opinion:
    return _part(
        d.Opinion,
        row,
        name=row.name or (row.critic.name if row.critic else ""),
        critic=row.critic and row.critic.key,
        score=make_score(row.score, row.printed_word),
    )


def _part(of: type[P], row, **fields) -> P:
    """A part from its row: key, flag, the fields that `PART_TYPES` copies unchanged, and `fields`."""
    plain = {name: getattr(row, COLUMNS.get(name, name)) for name in d.PART_TYPES[of].plain}
    return of(key=row.key, spoiler=_spoiler(row), **(plain | fields))


def _scored_fields(draft: Draft) -> dict:
    """The fields with scores: of the review, its aspects, its second opinions. No scores without a scale."""
    make_score = _score_factory(draft)
    aspects = (
        d.AspectScore(
            aspect=d.Ref(key=row.aspect.key, name=row.printed_name or row.aspect.name),
            score=make_score(row.score, row.printed_word),
        )
        for row in draft.aspects.all()
        if draft.scale
    )
    return {
        "score": make_score(draft.score, draft.printed_word),
        "aspects": tuple(aspects),
        "opinions": tuple(_opinion(row, make_score) for row in draft.opinions.all()),
    }


def _score_factory(draft: Draft) -> ScoreFactory:
    """A function that builds scores on the draft's scale; they are None without a scale."""
    scale = draft.scale
    words = scale.words if scale else {}

    def make_score(value: int | None, printed_word: str) -> d.Score | None:
        if scale is None or value is None:
            return None
        return d.Score(
            scale=scale.key,
            version=scale.version,
            value=value,
            maximum=scale.maximum,
            divisions=scale.divisions,
            word=printed_word or words.get(value, ""),
        )

    return make_score
