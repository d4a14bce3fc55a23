"""Say which public pages a step on a review changes, and when."""

from itertools import chain

from django.utils import timezone

from pagecache.models import changed
from pagecache.scopes import Thing, scopes
from reviews.models import Critic, EditionCritic, Review
from reviews.models.edition import month_scope, reviews_scope


def review_changed(review: Review) -> None:
    """The review itself, its films and critics, and the month in which lists have it.

    All editions count: what a page showed of an earlier one, it shows no more. At each coming moment at
    which one of them begins or ends, the same pages change once more. Call it after the step has written.
    """
    rows = review.editions.values_list("film_id", "first_public_at", "public_from", "live_until")
    films, listed, begins, ends = map(set, zip(*rows, strict=True)) if rows else (set(), set(), set(), set())
    critics = EditionCritic.objects.filter(edition__review=review).values_list("critic_id", flat=True)
    shown: list[Thing] = [
        review,
        *map(reviews_scope, films),
        *scopes(Critic, set(critics)),
        *map(month_scope, listed),
    ]
    changed(*shown)
    now = timezone.now()
    for moment in sorted({at for at in chain(begins, ends) if at and at > now}):
        changed(*shown, at=moment)
