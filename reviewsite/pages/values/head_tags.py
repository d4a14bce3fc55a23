"""Head tags (title, description, OpenGraph, feeds) of the pages about films, people and franchises."""

from django.utils.translation import gettext as _

from keys.addresses import reverse
from reviews.public.addresses import absolute
from reviews.public.head_tags import HeadTags, feeds_at, shareable
from reviews.public.structured_data import CONTEXT, movie, without_empty_values
from reviewsite.pages.page_values import CharacterView, FilmView, FranchiseView, PersonView
from shield.json_script import script_json
from shield.sentences import with_full_stop


def home() -> HeadTags:
    return HeadTags(
        url=absolute("/"),
        title=_("Foyer: film reviews that keep the ending"),
        description=_("Film reviews that keep the ending to themselves until you ask."),
        feed_title=_("Foyer: film reviews"),
        feeds=feeds_at(lambda form: reverse("reviews:feed", args=[form])),
    )


def film(view: FilmView, slug: str) -> HeadTags:
    return HeadTags(
        url=absolute(view.url),
        title=f"{view.title} ({view.facts.year})" if view.facts.year else view.title,
        description=_("Credits, release dates, certificates and reviews of %(film)s Free of spoilers.")
        % {"film": with_full_stop(view.title)},
        kind="video.movie",
        picture=shareable(view.facts.poster),
        feed_title=_("Foyer: reviews of %(name)s") % {"name": view.title},
        feeds=feeds_at(lambda form: reverse("reviews:film_feed", args=[slug, form])),
        data=film_data(view),
    )


def film_data(view: FilmView):
    """JSON-LD (schema.org Movie) of a film page."""
    values = movie(view.facts, view.cast)
    genres = [genre.name for genre in view.facts.genres]
    return script_json(without_empty_values({"@context": CONTEXT, **values, "genre": genres}))


def person(view: PersonView) -> HeadTags:
    return HeadTags(
        url=absolute(view.url),
        title=view.name,
        description=_("Films with %(name)s, and what we wrote about them. Free of spoilers.")
        % {"name": view.name},
        kind="profile",
        picture=shareable(view.picture),
    )


def character(view: CharacterView) -> HeadTags:
    return HeadTags(
        url=absolute(view.url),
        title=view.name,
        description=_("Films in which %(name)s appears, and who plays the part. Free of spoilers.")
        % {"name": view.name},
    )


def franchise(view: FranchiseView, slug: str) -> HeadTags:
    return HeadTags(
        url=absolute(view.url),
        title=_("%(name)s in order") % {"name": view.name},
        description=_(
            "%(name)s: the films by release and by story, and what may come next. Free of spoilers."
        )
        % {"name": view.name},
        feed_title=_("Foyer: reviews of %(name)s") % {"name": view.name},
        feeds=feeds_at(lambda form: reverse("reviews:franchise_feed", args=[slug, form])),
    )
