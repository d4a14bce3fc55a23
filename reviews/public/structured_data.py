"""Structured data for search engines (schema.org, JSON-LD), built from the plain values of a page."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from reviews.public.addresses import absolute
from reviews.public.page_values import (
    ChangeView,
    CreditView,
    FactsView,
    LinkView,
    PictureView,
    ReviewView,
    ScoreView,
)
from shield.json_script import script_json
from shield.sentences import with_full_stop

CONTEXT = "https://schema.org"
HOUSE = {"@type": "Organization", "name": "Foyer"}


Opinions = Iterable[tuple[LinkView, ScoreView | None]]  # critic and score


def review_data(view: ReviewView, opinions: Opinions, film: dict[str, Any]):
    """A CriticReview of `film` (`movie`). Safe by construction: the values hold nothing that is withheld."""
    modified = view.changes[0].date if view.changes else view.published
    return script_json(
        without_empty_values(
            {
                "@context": CONTEXT,
                "@type": "CriticReview",
                "url": absolute(view.url),
                "headline": view.headline,
                "name": title_of(view),
                "description": view.description,
                "inLanguage": view.language,
                "image": view.card.url if view.card else None,
                "datePublished": view.published.isoformat(),
                "dateModified": modified.isoformat(),
                "author": people(view.critics),
                "publisher": HOUSE | {"url": absolute("/")},
                "reviewRating": rating(view.score) if view.score else None,
                "associatedReview": [opinion(critic, score) for critic, score in opinions],
                "correction": list(map(correction, _of_scores(view.changes))),
                "itemReviewed": film,
            }
        )
    )


def _of_scores(changes: Iterable[ChangeView]) -> list[ChangeView]:
    return [change for change in changes if change.score]


def correction(change: ChangeView) -> dict[str, Any]:
    """A changed score."""
    return {"@type": "CorrectionComment", "datePublished": change.date.isoformat(), "text": change.score}


def opinion(critic: LinkView, score: ScoreView | None) -> dict[str, Any]:
    """A second opinion on the same page: the critic's name and score."""
    rated = rating(score) if score else None
    return without_empty_values({"@type": "Review", "author": people([critic]), "reviewRating": rated})


def title_of(view: ReviewView) -> str:
    """Headline and film in one sentence, for titles outside the page."""
    values = {"headline": with_full_stop(view.headline), "film": view.film.name}
    return _("%(headline)s A review of %(film)s") % values


def movie(facts: FactsView, cast: Iterable[CreditView]) -> dict[str, Any]:
    """A Movie, with the credits that are no spoilers."""
    first = min((release.date for release in facts.releases), default=None)
    year = str(facts.year) if facts.year else None
    return without_empty_values(
        {
            "@type": "Movie",
            "name": facts.film.name,
            "alternateName": facts.original_title,
            "url": absolute(facts.film.url),
            "sameAs": list(facts.same_as),
            "datePublished": first.isoformat() if first else year,
            "duration": f"PT{facts.runtime_minutes}M" if facts.runtime_minutes else None,
            "director": people(facts.directors),
            "actor": people(_once(cast)),
            "image": absolute(facts.poster.url) if is_raster(facts.poster) else None,
        }
    )


def rating(score: ScoreView) -> dict[str, Any]:
    """A Rating on a scale that begins at 0, the lowest score."""
    values = {"ratingValue": score.number, "bestRating": score.maximum, "worstRating": "0"}
    return without_empty_values({"@type": "Rating", **values, "alternateName": score.word})


def people(links: Iterable[LinkView]) -> list[dict[str, Any]]:
    return [
        without_empty_values({"@type": "Person", "name": link.name, "url": link.url and absolute(link.url)})
        for link in links
    ]


def is_raster(picture: PictureView | None) -> bool:
    """Whether link previews and search engines can show it: they do not draw SVG."""
    return bool(picture) and not picture.url.partition("?")[0].lower().endswith(".svg")


def without_empty_values(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _once(cast: Iterable[CreditView]) -> list[LinkView]:
    return list(dict.fromkeys(credit.person for credit in cast))
