"""Resolve the keys in a document to database objects: films, credits, images, critics, scales, aspects."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from cast.models import Credit
from films.models import Film
from images.models import Image
from ratings.models import Aspect, Scale
from reviews import document as d
from reviews.models import Critic


@dataclass(frozen=True)
class World:
    """The objects that a document refers to, by the keys in the document (former keys included)."""

    films: dict[UUID, Film]
    credits: dict[UUID, Credit]
    images: dict[UUID, Image]
    critics: dict[UUID, Critic]
    scales: dict[UUID, Scale]
    aspects: dict[UUID, Aspect]

    def named(self) -> Iterable:
        """Every object once."""
        for objects in vars(self).values():
            yield from {instance.pk: instance for instance in objects.values()}.values()


def world_of(document: d.Document) -> World:
    """Fetch all objects that a document refers to: one query for each model, up to three with former keys."""
    scopes = (part.spoiler.scope for part in document.parts() if part.spoiler)
    critics = (item.critic for item in (*document.bylines, *document.opinions) if item.critic)
    return World(
        films=Film.objects.by_keys(
            [ref.key for scope in scopes for ref in scope]
            + [ref.key for ref in (*document.named_films, document.film) if ref]
        ),
        credits=Credit.objects.by_keys(key for note in document.cast_notes for key in note.credits),
        images=Image.objects.by_keys(item.image for item in (*document.pictures, *document.embedded)),
        critics=Critic.objects.by_keys(critics),
        scales=Scale.objects.by_keys(score.scale for score in scores_of(document)),
        aspects=Aspect.objects.by_keys(item.aspect.key for item in document.aspects),
    )


def scores_of(document: d.Document) -> list[d.Score]:
    """Every score in a document: its own first, then those of aspects and second opinions."""
    scores = (document.score, *(item.score for item in (*document.aspects, *document.opinions)))
    return [score for score in scores if score]
