"""Fills a database with N live reviews: 200 originals made by the workflow, and copies of their rows."""

import json
import random
from datetime import timedelta
from uuid import uuid4

from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from django.utils import timezone

from bench.pages import film_world, texts
from cast.models import Credit
from films.models import Film
from reviews import document as d
from reviews import workflow
from reviews.models import (
    AuditLogEntry,
    Critic,
    Edition,
)
from reviews.permissions.roles import ensure_roles
from search.models import Row, SpoilerWords

ORIGINALS, AUTHORS, BATCH, KIND = 200, 10, 400, "review"
HOURS_APART = 1  # copies, so that no two are at once
# When an edition is live and listed.
MOMENTS = ("live_from", "public_from", "first_public_at", "listed_at")


def fill(reviews: int, films: int) -> None:
    """Bring the database to so many generated reviews and films; what is there already is kept."""
    if Edition.objects.live().count() >= reviews and Film.objects.count() >= films:
        return
    if not Film.objects.filter(slug="bench-film-0").exists():
        film_world.fill(max(films, reviews))
    authors = [person(f"bench-author-{n}", "Author") for n in range(AUTHORS)]
    moderator, critics = person("bench-moderator", "Moderator"), _critics()
    rng = random.Random(11)
    present = Edition.objects.live().count()
    films_by_number = list(Film.objects.filter(slug__startswith="bench-film-").order_by("pk")[:reviews])
    for number in range(present, min(reviews, ORIGINALS)):
        film = films_by_number[number]
        credits = list(Credit.objects.filter(film=film, job="actor").select_related("person")[:4])
        document = texts.review(rng, number, film, credits, critics[number % len(critics)])
        review = workflow.begin(author=authors[number % AUTHORS], document=document)
        submission = workflow.submit(review, by=review.author)
        workflow.approve(submission, digest=submission.revision.digest, moderator=moderator)
    _copy(reviews, films_by_number)
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")


def person(username: str, role: str) -> User:
    """The account of this name, made if there is none."""
    ensure_roles()
    user, _is_new = User.objects.get_or_create(username=username, defaults={"is_staff": True})
    user.groups.set(Group.objects.filter(name=role))
    return user


def _critics():
    return [
        Critic.objects.get_or_create(slug=f"bench-critic-{n}", defaults={"name": f"Bench Critic {n}"})[0]
        for n in range(20)
    ]


def _copy(reviews, films) -> None:
    """Copies of the originals, in batches: each a transaction, of another film, address and hour."""
    present = Edition.objects.live().count()
    originals = list(
        Edition.objects.live()
        .select_related("review", "revision", "submission", "film", "full", "review__draft")
        .prefetch_related("edition_critics")
        .order_by("pk")[:ORIGINALS]
    )
    rows = {
        row.thing: row for row in Row.objects.filter(kind=KIND, thing__in=[item.pk for item in originals])
    }
    for start in range(present, reviews, BATCH):
        numbers = range(start, min(start + BATCH, reviews))
        with transaction.atomic():
            batch = [(n, originals[n % len(originals)], films[n]) for n in numbers]
            _copy_batch(batch, rows, _keys_in_notes(originals, batch))


def _keys_in_notes(originals, batch) -> dict[int, list[str]]:
    """The keys of the credits that a cast note may name, in the order of billing, by film."""
    films = {film.pk for film in [*(o.film for o in originals), *(film for _n, _o, film in batch)]}
    credits = Credit.objects.filter(film__in=films, job="actor").order_by("billing", "pk")
    keys: dict[int, list[str]] = {}
    for film, key in credits.values_list("film", "key"):
        keys.setdefault(film, []).append(str(key))
    return keys


def _copied(row, **changes):
    """An unsaved copy of a row, of every column whatever they are."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    values.pop(row._meta.pk.attname if row._meta.pk.name == "id" else "", None)
    return type(row)(**values | changes)


def _created(rows):
    rows = list(rows)
    return type(rows[0]).objects.bulk_create(rows, 100) if rows else []


def _copy_batch(batch, rows, keys) -> None:
    originals = [original for _number, original, _film in batch]
    reviews = _created(
        _copied(original.review, key=uuid4(), slug=f"bench-review-{number}")
        for number, original, _film in batch
    )
    pairs = list(zip(reviews, batch, strict=True))
    _created(
        _copied(
            original.review.draft,
            review_id=review.pk,
            film_id=film.pk,
            headline=f"{original.headline}, {number}",
        )
        for review, (number, original, film) in pairs
    )
    revisions = _created(_revision(review, original, film, keys) for review, (_n, original, film) in pairs)
    submissions = _created(
        _copied(original.submission, review_id=review.pk, revision_id=revision.pk)
        for (review, (_n, original, _film)), revision in zip(pairs, revisions, strict=True)
    )
    editions = _created(
        _edition(review, number, original, film, submission, keys)
        for (review, (number, original, film)), submission in zip(pairs, submissions, strict=True)
    )
    _created_beside(list(zip(editions, originals, strict=True)), rows)


def _named(text: str, original, film, keys) -> str:
    """The same text of another film: its keys in the place of the original's."""
    films = [(str(original.film.key), str(film.key))]
    for former, key in films + list(zip(keys[original.film_id], keys[film.pk], strict=True)):
        text = text.replace(former, key)
    return text


def _revision(review, original, film, keys):
    content = _named(bytes(original.revision.content).decode(), original, film, keys).encode()
    return _copied(
        original.revision,
        review_id=review.pk,
        content=content,
        digest=d.digest(content),
        saved_at=timezone.now(),
    )


def _edition(review, number, original, film, submission, keys):
    moment = timezone.now() - timedelta(days=2, hours=HOURS_APART * number)
    names = {field.attname for field in Edition._meta.concrete_fields}
    moments = {name: moment for name in MOMENTS if name in names}
    changes = {"review_id": review.pk, "revision_id": submission.revision_id, "submission_id": submission.pk}
    changes["safe"] = json.loads(_named(json.dumps(original.safe), original, film, keys))
    return _copied(original, film_id=film.pk, headline=f"{original.headline}, {number}", **changes, **moments)


def _created_beside(pairs, rows) -> None:
    """Full texts, bylines, rows of the search index, and the last step of each in the audit log."""
    _created(_copied(original.full, edition_id=edition.pk) for edition, original in pairs)
    _created(
        _copied(byline, edition_id=edition.pk)
        for edition, original in pairs
        for byline in original.edition_critics.all()
    )
    found = _created(_copied(rows[original.pk], thing=edition.pk) for edition, original in pairs)
    spoilers = SpoilerWords.objects.in_bulk([rows[original.pk].pk for _edition, original in pairs])
    _created(
        SpoilerWords(row_id=row.pk, words=spoilers[rows[original.pk].pk].words)
        for row, (_edition, original) in zip(found, pairs, strict=True)
        if rows[original.pk].pk in spoilers
    )
    _created(
        AuditLogEntry(
            review_id=edition.review_id, by_id=original.review.author_id, at=edition.live_from, step="submit"
        )
        for edition, original in pairs
    )
