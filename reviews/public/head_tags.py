"""Head tags of review pages: canonical URL, Open Graph, structured data, links to feeds."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from keys.addresses import reverse
from reviews.public.addresses import absolute
from reviews.public.feed_formats import FORMATS
from reviews.public.page_values import LinkView, PictureView, ReviewView
from reviews.public.pagination import Listing
from reviews.public.structured_data import Opinions, is_raster, review_data, title_of
from shield.sentences import with_full_stop


@dataclass(frozen=True)
class HeadTags:
    """Metadata of a page for search engines, link previews and feed readers.

    All URLs are absolute. `feeds` are pairs (content type, URL).
    """

    url: str  # canonical
    title: str
    description: str
    kind: str = "website"  # og:type
    picture: PictureView | None = None
    published: datetime.datetime | None = None
    updated: datetime.datetime | None = None
    feed_title: str = ""
    feeds: tuple[tuple[str, str], ...] = ()
    data: SafeString | None = None  # structured data: JSON escaped for a script element


def review_head_tags(view: ReviewView, opinions: Opinions, film: dict[str, Any]) -> HeadTags:
    """`opinions` and `film` are of the structured data."""
    return HeadTags(
        url=absolute(view.url),
        title=title_of(view),
        description=view.description,
        kind="article",
        picture=view.card,
        published=view.published,
        updated=view.changes[0].date if view.changes else None,
        data=review_data(view, opinions, film),
    )


def spoilers_head_tags(view: ReviewView) -> HeadTags:
    """Neutral: a link preview says that there is a review, and nothing of its content."""
    return HeadTags(
        url=absolute(view.url),
        title=_("Full review (spoilers): %(film)s") % {"film": view.film.name},
        description=_("The whole review of %(film)s, for those who ask for it.") % {"film": view.film.name},
    )


def list_head_tags(page: Listing) -> HeadTags:
    feeds = feeds_at(lambda form: reverse("reviews:feed", args=[form]))
    return HeadTags(
        url=absolute(reverse("reviews:list")) + page.query,
        title=_("Reviews"),
        description=_("All our film reviews, newest first. Free of spoilers."),
        feed_title=_("Foyer: film reviews"),
        feeds=feeds,
    )


def critic_head_tags(critic: LinkView, slug: str, page: Listing) -> HeadTags:
    return HeadTags(
        url=absolute(critic.url) + page.query,
        title=critic.name,
        description=_("Film reviews by %(name)s Free of spoilers.") % {"name": with_full_stop(critic.name)},
        kind="profile",
        feed_title=_("Foyer: reviews by %(name)s") % {"name": critic.name},
        feeds=feeds_at(lambda form: reverse("reviews:critic_feed", args=[slug, form])),
    )


def feeds_at(address) -> tuple[tuple[str, str], ...]:
    """(content type, URL) of a feed in each format; `address(format)` returns its path."""
    return tuple(
        (kind.partition(";")[0], absolute(address(form))) for form, (kind, _write) in FORMATS.items()
    )


def shareable(picture: PictureView | None) -> PictureView | None:
    """A picture for link previews: with an absolute URL; None for SVG, which they do not draw."""
    if not is_raster(picture):
        return None
    return PictureView(url=absolute(picture.url), width=picture.width, height=picture.height, alt=picture.alt)
