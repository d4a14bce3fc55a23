"""Between the draft tables and the document: freeze and thaw.

Freezing is total: any saved draft freezes, however incomplete. In the same
film world, freezing what was thawed gives the same document.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from cast.models import Credit
from films.models import Film
from images.models import Image
from ratings.models import Aspect, Scale
from reviews import document as d
from reviews.models import (
    Critic,
    Draft,
    DraftAdvice,
    DraftAspect,
    DraftByline,
    DraftCastNote,
    DraftPicture,
    DraftPoint,
    DraftSection,
)
from shield.fill import pictures_in


def freeze(draft: Draft) -> d.Document:
    """The saved draft as a document, in normal form."""
    return frozen(Draft.objects.with_parts().get(pk=draft.pk))


def frozen(draft: Draft) -> d.Document:
    """A draft whose parts are at hand, saved or not, as a document in normal form."""
    document = d.Document(
        film=draft.film and d.Ref(key=draft.film.key, name=draft.printed_title or draft.film.title),
        headline=draft.headline,
        dek=draft.dek,
        language=draft.language,
        bylines=tuple(_byline(row) for row in draft.bylines.all()),
        pictures=tuple(_picture(row) for row in draft.pictures.all()),
        sections=tuple(_section(row) for row in draft.sections.all()),
        cast_notes=tuple(_cast_note(row) for row in draft.cast_notes.all()),
        points=tuple(_point(row) for row in draft.points.all()),
        advice=tuple(_advice(row) for row in draft.advice.all()),
        verdict=d.Verdict(label=draft.verdict_label, text=draft.verdict_text),
        **_scores(draft),
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


def _scores(draft: Draft) -> dict:
    """The score and those of aspects. Without a scale there is nothing to say."""
    scale = draft.scale
    if not scale:
        return {}
    words = dict(scale.steps.values_list("value", "word"))

    def score(value: int, printed_word: str) -> d.Score:
        return d.Score(
            scale=scale.key,
            version=scale.version,
            value=value,
            maximum=scale.maximum,
            divisions=scale.divisions,
            word=printed_word or words.get(value, ""),
        )

    return {
        "score": None if draft.score is None else score(draft.score, draft.printed_word),
        "aspects": tuple(
            d.AspectScore(
                aspect=d.Ref(key=row.aspect.key, name=row.printed_name or row.aspect.name),
                score=score(row.score, row.printed_word),
            )
            for row in draft.aspects.all()
        ),
    }


@dataclass(frozen=True)
class World:
    """What a document's keys lead to today, aliases followed."""

    films: dict[UUID, Film]
    credits: dict[UUID, Credit]
    images: dict[UUID, Image]
    critics: dict[UUID, Critic]
    scales: dict[UUID, Scale]
    aspects: dict[UUID, Aspect]

    def named(self) -> Iterable:
        """Each thing once."""
        for things in vars(self).values():
            yield from {thing.pk: thing for thing in things.values()}.values()


def world_of(document: d.Document) -> World:
    """The film world that a document names: at most two queries for each kind of thing."""
    scopes = (part.spoiler.scope for part in document.parts() if part.spoiler)
    scores = [item.score for item in document.aspects] + ([document.score] if document.score else [])
    return World(
        films=Film.objects.by_keys(
            [ref.key for scope in scopes for ref in scope] + ([document.film.key] if document.film else [])
        ),
        credits=Credit.objects.by_keys(key for note in document.cast_notes for key in note.credits),
        images=Image.objects.by_keys(item.image for item in (*document.pictures, *document.embedded)),
        critics=Critic.objects.by_keys(byline.critic for byline in document.bylines if byline.critic),
        scales=Scale.objects.by_keys(score.scale for score in scores),
        aspects=Aspect.objects.by_keys(item.aspect.key for item in document.aspects),
    )


@transaction.atomic
def thaw(document: d.Document, draft: Draft) -> None:
    """Fill the draft with a document, in the stead of what it held. Parts keep their keys.

    A key that leads nowhere leaves the printed name where the draft has room for one.
    """
    world = world_of(document)
    _thaw_front(document, draft, world)
    for related in ("sections", "cast_notes", "points", "advice", "pictures", "bylines", "aspects"):
        getattr(draft, related).all().delete()
    _thaw_parts(document, draft, world)
    _thaw_bylines(document, draft, world)
    _thaw_aspects(document, draft, world)


FRONT = [
    "film",
    "printed_title",
    "headline",
    "dek",
    "language",
    "verdict_label",
    "verdict_text",
    "scale",
    "score",
    "printed_word",
]


def _thaw_front(document: d.Document, draft: Draft, world: World) -> None:
    film = world.films.get(document.film.key) if document.film else None
    draft.film = film
    draft.printed_title = _unlike(document.film.name, film.title) if film else ""
    draft.headline, draft.dek, draft.language = document.headline, document.dek, document.language
    draft.verdict_label, draft.verdict_text = document.verdict.label, document.verdict.text
    score = document.score
    any_score = score or (document.aspects[0].score if document.aspects else None)
    draft.scale = world.scales.get(any_score.scale) if any_score else None
    draft.score = score.value if score and draft.scale else None
    draft.printed_word = _unlike(score.word, _word(draft.scale, score.value)) if score and draft.scale else ""
    # Never its version: the draft in hand may have been loaded before the lock.
    draft.save(update_fields=FRONT)


def _unlike(printed: str, current: str) -> str:
    """What a draft keeps of a printed name: nothing, if it is the thing's name today."""
    return "" if printed == current else printed


def _word(scale: Scale, value: int) -> str:
    return scale.steps.filter(value=value).values_list("word", flat=True).first() or ""


def _common(part: d.Part, position: int, draft: Draft) -> dict:
    level = part.spoiler.level if part.spoiler else ""
    return {"draft": draft, "key": part.key, "position": position, "level": level}


def _thaw_parts(document: d.Document, draft: Draft, world: World) -> None:
    rows = [
        *_rows(DraftSection, document.sections, draft, ("kind", "heading", "text", "flag")),
        *_rows(DraftPoint, document.points, draft, ("side", "label", "text")),
        *_rows(DraftAdvice, document.advice, draft, ("condition", "answer", "reason")),
    ]
    for position, note in enumerate(document.cast_notes):
        row = DraftCastNote(
            **_common(note, position, draft),
            name=note.name,
            role=note.role,
            is_cameo=note.cameo,
            text=note.text,
        )
        rows.append((note, row))
    for position, picture in enumerate(document.pictures):
        if image := world.images.get(picture.image):
            alt = _unlike(picture.alt, image.alt)
            row = DraftPicture(
                **_common(picture, position, draft), image=image, alt=alt, caption=picture.caption
            )
            rows.append((picture, row))
    for part, row in rows:
        row.save()
        _thaw_links(part, row, world)


def _rows(model, parts, draft: Draft, fields: tuple[str, ...]) -> list[tuple]:
    return [
        (part, model(**_common(part, position, draft), **{name: getattr(part, name) for name in fields}))
        for position, part in enumerate(parts)
    ]


def _thaw_links(part: d.Part, row, world: World) -> None:
    if part.spoiler and part.spoiler.scope:
        row.scope.set([world.films[ref.key] for ref in part.spoiler.scope if ref.key in world.films])
    if isinstance(part, d.CastNote) and part.credits:
        row.credits.set([world.credits[key] for key in part.credits if key in world.credits])


def _thaw_bylines(document: d.Document, draft: Draft, world: World) -> None:
    for position, byline in enumerate(document.bylines):
        critic = world.critics.get(byline.critic) if byline.critic else None
        name = _unlike(byline.name, critic.name) if critic else byline.name
        DraftByline.objects.create(draft=draft, position=position, critic=critic, name=name)


def _thaw_aspects(document: d.Document, draft: Draft, world: World) -> None:
    for position, item in enumerate(document.aspects):
        aspect = world.aspects.get(item.aspect.key)
        if aspect and draft.scale:
            DraftAspect.objects.create(
                draft=draft,
                position=position,
                aspect=aspect,
                printed_name=_unlike(item.aspect.name, aspect.name),
                score=item.score.value,
                printed_word=_unlike(item.score.word, _word(draft.scale, item.score.value)),
            )
