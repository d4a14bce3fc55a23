"""Freezing: the rows of a draft, as last saved, as a document."""

from collections.abc import Callable, Iterable

from images.models import Image
from reviews import document as d
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

# A step of a draft's scale and the word printed for it, as a score.
Score = Callable[[int | None, str], d.Score | None]


def freeze(draft: Draft) -> d.Document:
    """The saved draft as a document, in normal form."""
    return freeze_loaded(Draft.objects.with_parts().get(pk=draft.pk))


def freeze_loaded(draft: Draft) -> d.Document:
    """A draft whose parts are at hand, saved or not, as a document in normal form."""
    document = d.Document(
        film=draft.film and d.Ref(key=draft.film.key, name=draft.printed_title or draft.film.title),
        headline=draft.headline,
        dek=draft.dek,
        language=draft.language,
        bylines=tuple(_byline(row) for row in draft.bylines.all()),
        seen=d.Seen(how=draft.seen_how, guest_of=draft.seen_guest_of, format=draft.seen_format),
        pictures=tuple(_picture(row) for row in draft.pictures.all()),
        sections=tuple(_section(row) for row in draft.sections.all()),
        cast_notes=tuple(_cast_note(row) for row in draft.cast_notes.all()),
        points=tuple(_point(row) for row in draft.points.all()),
        advice=tuple(_advice(row) for row in draft.advice.all()),
        advisories=tuple(_advisory(row) for row in draft.advisories.all()),
        verdict=d.Verdict(label=draft.verdict_label, text=draft.verdict_text),
        **_scored(draft),
    )
    return d.normal(with_embedded(document))


def with_embedded(document: d.Document) -> d.Document:
    """The document with the hash of every picture that its Markdown names."""
    named = [key for text in markdown_of(document) for key in pictures_in(text)]
    images = Image.objects.by_keys(named)
    found = (
        d.Embedded(image=key, sha256=images[key].sha256) for key in dict.fromkeys(named) if key in images
    )
    return d.replace(document, embedded=tuple(found))


def markdown_of(document: d.Document) -> Iterable[str]:
    """Every Markdown text of a document."""
    for part in (*document.parts(), document.verdict):
        for name in d.MARKDOWN_FIELDS[type(part)]:
            yield getattr(part, name)


def _spoiler(row) -> d.Spoiler | None:
    if not row.level:
        return None
    return d.Spoiler(
        level=row.level, scope=tuple(d.Ref(key=film.key, name=film.title) for film in row.scope.all())
    )


def _byline(row: DraftByline) -> d.Byline:
    return d.Byline(
        name=row.name or (row.critic.name if row.critic else ""), critic=row.critic and row.critic.key
    )


def _picture(row: DraftPicture) -> d.Picture:
    image = row.image
    alt = row.alt or image.alt
    return d.Picture(
        key=row.key, spoiler=_spoiler(row), image=image.key, sha256=image.sha256, alt=alt, caption=row.caption
    )


def _section(row: DraftSection) -> d.Section:
    return d.Section(
        key=row.key, spoiler=_spoiler(row), kind=row.kind, heading=row.heading, text=row.text, flag=row.flag
    )


def _cast_note(row: DraftCastNote) -> d.CastNote:
    return d.CastNote(
        key=row.key,
        spoiler=_spoiler(row),
        credits=tuple(credit.key for credit in row.credits.all()),
        name=row.name,
        role=row.role,
        cameo=row.is_cameo,
        text=row.text,
    )


def _point(row: DraftPoint) -> d.Point:
    return d.Point(key=row.key, spoiler=_spoiler(row), side=row.side, label=row.label, text=row.text)


def _advice(row: DraftAdvice) -> d.Advice:
    return d.Advice(
        key=row.key, spoiler=_spoiler(row), condition=row.condition, answer=row.answer, reason=row.reason
    )


def _advisory(row: DraftAdvisory) -> d.Advisory:
    return d.Advisory(key=row.key, spoiler=_spoiler(row), kind=row.kind, label=row.label, details=row.details)


def _opinion(row: DraftOpinion, score: Score) -> d.Opinion:
    return d.Opinion(
        key=row.key,
        spoiler=_spoiler(row),
        name=row.name or (row.critic.name if row.critic else ""),
        critic=row.critic and row.critic.key,
        text=row.text,
        score=score(row.score, row.printed_word),
    )


def _scored(draft: Draft) -> dict:
    """What carries scores: the review, its aspects, second opinions. Without a scale there are none."""
    score = _scale(draft)
    aspects = (
        d.AspectScore(
            aspect=d.Ref(key=row.aspect.key, name=row.printed_name or row.aspect.name),
            score=score(row.score, row.printed_word),
        )
        for row in draft.aspects.all()
        if draft.scale
    )
    return {
        "score": score(draft.score, draft.printed_word),
        "aspects": tuple(aspects),
        "opinions": tuple(_opinion(row, score) for row in draft.opinions.all()),
    }


def _scale(draft: Draft) -> Score:
    """Makes a score of a step of the draft's scale and the word that was printed for it."""
    scale = draft.scale
    words = dict(scale.steps.values_list("value", "word")) if scale else {}

    def score(value: int | None, printed_word: str) -> d.Score | None:
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

    return score
