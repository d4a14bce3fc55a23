"""Addresses that no page links, and that answer all the same: former ones, and those of what is gone."""

from collections.abc import Iterator

from django.urls import reverse

from cast.models import CharacterAlias, PersonAlias
from films.models import FilmAlias
from franchises.models import FranchiseAlias
from reviews.models import Edition, FormerSlug, Review
from reviews.models.critic import CriticAlias
from reviews.public.feed_formats import FORMATS

REVIEW_VIEWS = ("reviews:detail", "reviews:history")
MOVED = (
    (FilmAlias, "pages:film", "reviews:film_feed"),
    (FranchiseAlias, "pages:franchise", "reviews:franchise_feed"),
    (CriticAlias, "reviews:critic", "reviews:critic_feed"),
    (PersonAlias, "pages:person", ""),
    (CharacterAlias, "pages:character", ""),
)


def former_addresses(*, with_spoilers: bool) -> Iterator[str]:
    """What they answer, 301, 410 or 404, is for the site to say."""
    views = (*REVIEW_VIEWS, "reviews:spoilers") if with_spoilers else REVIEW_VIEWS
    ended = Edition.objects.ever_public().exclude(review__editions__in=Edition.objects.live())
    slugs = [
        *FormerSlug.objects.values_list("slug", flat=True),
        *Review.objects.filter(editions__in=ended).distinct().values_list("slug", flat=True),
        *Review.objects.filter(erasure__isnull=False).values_list("slug", flat=True),
    ]
    for slug in dict.fromkeys(slugs):
        yield from (reverse(view, args=[slug]) for view in views)
    for model, view, feed in MOVED:
        for slug in model.objects.filter(slug__isnull=False).values_list("slug", flat=True):
            yield reverse(view, args=[slug])
            yield from (reverse(feed, args=[slug, form]) for form in FORMATS if feed)
