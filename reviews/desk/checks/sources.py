"""What withholds the other sentence of a finding: reviews and records that this person may open."""

from collections.abc import Container, Iterable

from django.apps import apps
from django.contrib.auth import get_permission_codename
from django.db.models import Model, QuerySet
from django.urls import reverse

from reviews.checks.findings import Result
from reviews.checks.leak_check.leak_pairs import HidingRecord, Source
from reviews.models import Edition, Review
from reviews.permissions.access import may

NameAndUrl = tuple[str, str]


def visible_sources(user, results: Iterable[Result]) -> dict[Source, NameAndUrl]:
    """Name and desk URL of the other reviews and records that findings refer to and this person may see."""
    findings = [item for result in results for item in result.findings]
    reviews = {item.review for item in findings if item.review}
    records = {item.pair.record for item in findings if item.pair and item.pair.record}
    return {**_visible_reviews(user, reviews), **_visible_records(user, records)}


def public_pages(results: Iterable[Result], visible: Container[Source]) -> dict[Source, NameAndUrl]:
    """Of the other reviews that this person may not see at the desk: the public page, if there is one."""
    keys = {item.review for result in results for item in result.findings if item.review}
    hidden = {key for key in keys if key not in visible}
    editions = Edition.objects.live().filter(review__in=hidden).select_related("review") if hidden else ()
    return {row.review_id: (row.headline, row.review.get_absolute_url()) for row in editions}


def _visible_reviews(user, keys: set[int]) -> dict[Source, NameAndUrl]:
    return {
        review.pk: (review.slug, reverse("admin:reviews_draft_change", args=[review.pk]))
        for review in (Review.objects.filter(pk__in=keys) if keys else ())
        if may(user, "see", review)
    }


def _visible_records(user, records: set[HidingRecord]) -> dict[Source, NameAndUrl]:
    """One query for each model."""
    visible: dict[Source, NameAndUrl] = {}
    for label in sorted({record.model for record in records}):
        if may_open(user, label):
            rows = _with_related(apps.get_model(label))
            names = {row.pk: str(row) for row in rows.filter(pk__in={record.pk for record in records})}
            visible |= {
                record: (names[record.pk], record_url(label, record.pk))
                for record in records
                if record.model == label and record.pk in names
            }
    return visible


def _with_related(model: type[Model]) -> QuerySet:
    """With what the names of its rows are made of: a credit's film, the franchise of a place's order."""
    paths = [path for name, related in _required(model) for path in (name, *_paths_below(name, related))]
    return model._default_manager.select_related(*paths) if paths else model._default_manager.all()


def _paths_below(name: str, model: type[Model]) -> list[str]:
    return [f"{name}__{below}" for below, _related in _required(model)]


def _required(model: type[Model]) -> list[tuple[str, type[Model]]]:
    return [
        (field.name, field.related_model)
        for field in model._meta.fields
        if field.many_to_one and not field.null
    ]


def may_open(user, label: str) -> bool:
    """Whether the admin lets this person see the records of a model (“films.film”)."""
    meta = apps.get_model(label)._meta
    permissions = (f"{meta.app_label}.{get_permission_codename(act, meta)}" for act in ("view", "change"))
    return any(map(user.has_perm, permissions))


def record_url(label: str, pk: int) -> str:
    return reverse(f"admin:{label.replace('.', '_')}_change", args=[pk])
