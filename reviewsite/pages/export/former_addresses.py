"""Addresses that no page links, and that answer all the same: former ones, and those of what is gone."""

import re
from collections.abc import Iterator
from itertools import chain, filterfalse
from urllib.parse import quote

from django.urls import reverse

from cast.models import CharacterAlias, PersonAlias
from films.models import FilmAlias
from franchises.models import FranchiseAlias
from reviews.models import Edition, FormerSlug, OldAddress, Review
from reviews.models.critic import CriticAlias
from reviews.public.feed_formats import FORMATS
from reviewsite.pages.old_addresses import FEEDS

SIGNS_OF_RULES = re.compile(r"""[?:!$'"()*;=@+`]""")
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
    yield from _of_former_site()
    for model, view, feed in MOVED:
        for slug in model.objects.filter(slug__isnull=False).values_list("slug", flat=True):
            yield reverse(view, args=[slug])
            yield from (reverse(feed, args=[slug, form]) for form in FORMATS if feed)


def _of_former_site() -> Iterator[str]:
    """Both spellings of each, as hosts compare whole paths. None with a sign that their rules would read."""
    addresses = OldAddress.objects.public().values_list("address", flat=True)
    for address in map(quote, filterfalse(SIGNS_OF_RULES.search, chain(addresses, FEEDS))):
        yield from (address, f"{address}/")
