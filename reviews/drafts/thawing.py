"""Thaw: replace the rows of a draft by the content of a document."""

from django.db import transaction

from ratings.models import Scale
from reviews import document as d
from reviews.drafts.freezing import COLUMNS
from reviews.drafts.world import World, scores_of, world_of
from reviews.models import (
    Draft,
    DraftAdvice,
    DraftAdvisory,
    DraftAspect,
    DraftByline,
    DraftCastNote,
    DraftOpinion,
    DraftPicture,
    DraftPoint,
    DraftSection,
)


@transaction.atomic
def thaw(document: d.Document, draft: Draft) -> None:
    """Replace the content of a draft by a document. Parts keep their keys.

    Of an object that no longer exists, the printed name is kept where the
    draft has a column for it.
    """
    world = world_of(document)
    _thaw_front(document, draft, world)
    for related in (*d.PARTS, "bylines", "aspects"):
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
    "seen_how",
    "seen_guest_of",
    "seen_format",
    "first_published_date",
    "first_published_address",
    "first_published_outlet",
    "verdict_label",
    "verdict_text",
    "scale",
    "score",
    "printed_word",
]


def _thaw_front(document: d.Document, draft: Draft, world: World) -> None:
    film = world.films.get(document.film.key) if document.film else None
    draft.film = film
    draft.printed_title = _printed_if_different(document.film.name, film.title) if film else ""
    draft.headline, draft.dek, draft.language = document.headline, document.dek, document.language
    draft.verdict_label, draft.verdict_text = document.verdict.label, document.verdict.text
    seen, score = document.seen, document.score
    draft.seen_how, draft.seen_guest_of, draft.seen_format = seen.how, seen.guest_of, seen.format
    _thaw_first_published(document.first_published, draft)
    draft.scale = next((world.scales.get(item.scale) for item in scores_of(document)), None)
    draft.score = score.value if score and draft.scale else None
    draft.printed_word = (
        _printed_if_different(score.word, _current_word(draft.scale, score.value))
        if score and draft.scale
        else ""
    )
    # Without `version`: this instance may have been loaded before the lock.
    draft.save(update_fields=FRONT)


def _thaw_first_published(first: d.FirstPublished, draft: Draft) -> None:
    draft.first_published_date, draft.first_published_address = first.date, first.address
    draft.first_published_outlet = first.outlet


def _printed_if_different(printed: str, current: str) -> str:
    """The printed name to store: "" if it equals the object's current name."""
    return "" if printed == current else printed


def _current_word(scale: Scale, value: int) -> str:
    return scale.steps.filter(value=value).values_list("word", flat=True).first() or ""


def _part_columns(part: d.Part, position: int, draft: Draft) -> dict:
    level = part.spoiler.level if part.spoiler else ""
    return {"draft": draft, "key": part.key, "position": position, "level": level}


def _thaw_parts(document: d.Document, draft: Draft, world: World) -> None:
    rows = [
        *_rows(DraftSection, document.sections, draft),
        *_rows(DraftPoint, document.points, draft),
        *_rows(DraftAdvice, document.advice, draft),
        *_rows(DraftAdvisory, document.advisories, draft),
        *_opinions(document, draft, world),
        *_rows(DraftCastNote, document.cast_notes, draft),
        *_pictures(document, draft, world),
    ]
    for part, row in rows:
        row.save()
        _thaw_links(part, row, world)


def _rows(model, parts, draft: Draft) -> list[tuple]:
    return [(part, _row(model, part, position, draft)) for position, part in enumerate(parts)]


def _row(model, part: d.Part, position: int, draft: Draft, **columns):
    """The row of a part: key, flag, the fields that `PART_TYPES` copies unchanged, and `columns`."""
    plain = {COLUMNS.get(name, name): getattr(part, name) for name in d.PART_TYPES[type(part)].plain}
    return model(**(_part_columns(part, position, draft) | plain | columns))


def _pictures(document: d.Document, draft: Draft, world: World) -> list[tuple]:
    """(picture, row) for pictures whose image still exists."""
    rows = []
    for position, picture in enumerate(document.pictures):
        if image := world.images.get(picture.image):
            alt = _printed_if_different(picture.alt, image.alt)
            rows.append((picture, _row(DraftPicture, picture, position, draft, image=image, alt=alt)))
    return rows


def _opinions(document: d.Document, draft: Draft, world: World) -> list[tuple]:
    rows = []
    for position, opinion in enumerate(document.opinions):
        critic = world.critics.get(opinion.critic) if opinion.critic else None
        score = opinion.score if draft.scale else None
        row = _row(
            DraftOpinion,
            opinion,
            position,
            draft,
            critic=critic,
            name=_printed_if_different(opinion.name, critic.name) if critic else opinion.name,
            score=score.value if score else None,
            printed_word=_printed_if_different(score.word, _current_word(draft.scale, score.value))
            if score
            else "",
        )
        rows.append((opinion, row))
    return rows


def _thaw_links(part: d.Part, row, world: World) -> None:
    if part.spoiler and part.spoiler.scope:
        row.scope.set([world.films[ref.key] for ref in part.spoiler.scope if ref.key in world.films])
    if isinstance(part, d.CastNote) and part.credits:
        row.credits.set([world.credits[key] for key in part.credits if key in world.credits])


def _thaw_bylines(document: d.Document, draft: Draft, world: World) -> None:
    for position, byline in enumerate(document.bylines):
        critic = world.critics.get(byline.critic) if byline.critic else None
        name = _printed_if_different(byline.name, critic.name) if critic else byline.name
        DraftByline.objects.create(draft=draft, position=position, critic=critic, name=name)


def _thaw_aspects(document: d.Document, draft: Draft, world: World) -> None:
    for position, item in enumerate(document.aspects):
        aspect = world.aspects.get(item.aspect.key)
        if aspect and draft.scale:
            DraftAspect.objects.create(
                draft=draft,
                position=position,
                aspect=aspect,
                printed_name=_printed_if_different(item.aspect.name, aspect.name),
                score=item.score.value,
                printed_word=_printed_if_different(
                    item.score.word, _current_word(draft.scale, item.score.value)
                ),
            )
