"""What the pages of reviews say of themselves in their heads, and where their feeds are."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reviews.public.addresses import absolute
from reviews.public.feed_formats import FORMATS
from reviews.public.page_values import LinkView, PictureView, ReviewView
from reviews.public.pagination import Listing
from reviews.public.spoiler_page import FullView
from reviews.public.structured_data import is_raster, review_data, title_of


@dataclass(frozen=True)
class HeadTags:
    """What a page says of itself to others: search engines, link previews, feed readers.

    Addresses are whole. `feeds` are pairs (content type, address).
    """

    url: str  # the one address under which the page wants to be known
    title: str
    description: str
    kind: str = "website"  # of the Open Graph
    picture: PictureView | None = None
    published: datetime.datetime | None = None
    updated: datetime.datetime | None = None
    feed_title: str = ""
    feeds: tuple[tuple[str, str], ...] = ()
    data: SafeString | None = None  # structured data, as JSON that may stand in a page


def review_head_tags(view: ReviewView) -> HeadTags:
    return HeadTags(
        url=absolute(view.url),
        title=title_of(view),
        description=view.description,
        kind="article",
        picture=view.card,
        published=view.published,
        updated=view.changes[0].date if view.changes else None,
        data=review_data(view),
    )


def spoilers_head_tags(view: FullView) -> HeadTags:
    """Neutral: whoever gets the link reads that there is a review, and nothing else of it."""
    return HeadTags(
        url=absolute(view.url),
        title=_("Full review (spoilers): %(film)s") % {"film": view.film.name},
        description=_("The whole review of %(film)s, for those who ask for it.") % {"film": view.film.name},
    )


def list_head_tags(page: Listing) -> HeadTags:
    feeds = feeds_at(lambda form: reverse("reviews:feed", args=[form]))
    return HeadTags(
        url=_page_url(reverse("reviews:list"), page),
        title=_("Reviews"),
        description=_("All our film reviews, newest first. Free of spoilers."),
        feed_title=_("Foyer: film reviews"),
        feeds=feeds,
    )


def critic_head_tags(critic: LinkView, slug: str, page: Listing) -> HeadTags:
    return HeadTags(
        url=_page_url(critic.url, page),
        title=critic.name,
        description=_("Film reviews by %(name)s. Free of spoilers.") % {"name": critic.name},
        kind="profile",
        feed_title=_("Foyer: reviews by %(name)s") % {"name": critic.name},
        feeds=feeds_at(lambda form: reverse("reviews:critic_feed", args=[slug, form])),
    )


def feeds_at(address) -> tuple[tuple[str, str], ...]:
    """(content type, address) of a feed in each format; `address` gives the path of one."""
    return tuple(
        (kind.partition(";")[0], absolute(address(form))) for form, (kind, _write) in FORMATS.items()
    )


def shareable(picture: PictureView | None) -> PictureView | None:
    """A picture of the page for previews elsewhere: by its whole address, and none that is drawn as SVG."""
    if not is_raster(picture):
        return None
    return PictureView(url=absolute(picture.url), width=picture.width, height=picture.height, alt=picture.alt)


def _page_url(url: str, page: Listing) -> str:
    """A later page of a list is a page of its own."""
    return absolute(url) + (f"?page={page.number}" if page.number > 1 else "")
