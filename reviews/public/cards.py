"""Cards: live editions as items of lists (`CardView`), one query for each list."""

from datetime import datetime
from functools import cache, lru_cache

from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from cast.models import Credit
from films.models import Film
from franchises.models import in_story_of
from images.models import Image
from keys.addresses import reverse
from pagecache.queries.prepared import PreparedQuery
from pagecache.recording import falls, made_of, made_of_withheld, midnight_after
from pagecache.scopes import scope
from reviews.models import Edition, Review
from reviews.models.edition import month_scopes, reviews_scope
from reviews.public.page_values import CardView, LinkView, PictureView
from reviews.public.scores import score_of
from shield.markdown import safe_line

_in_story_of = PreparedQuery(
    lambda film, now: (
        Edition.objects.live(now).filter(film__in=in_story_of(film)).exclude(film=film).for_cards()
    ),
    film=int,
    now=datetime,
)
_of_films = PreparedQuery(
    lambda films, now: Edition.objects.live(now).filter(film__in=films).for_cards(),
    films=[int],
    now=datetime,
)
_of_person = PreparedQuery(
    lambda person, now: (
        Edition.objects.live(now)
        .filter(film__in=Credit.objects.open().filter(person=person).values("film"))
        .for_cards()
    ),
    person=int,
    now=datetime,
)


@cache
def _latest(count: int) -> PreparedQuery:
    return PreparedQuery(lambda now: Edition.objects.live(now).for_cards()[:count], now=datetime)


@cache
def _listed_before(count: int) -> PreparedQuery:
    return PreparedQuery(
        lambda now, listed_at, review: (
            Edition.objects.live(now).listed_before(listed_at, review).for_cards()[:count]
        ),
        now=datetime,
        listed_at=datetime,
        review=int,
    )


def card(edition: Edition) -> CardView:
    """The card of a live edition, which was loaded with `for_cards`."""
    made_of(scope(Review, edition.review_id), edition.film)
    return CardView(
        url=edition.review.get_absolute_url(),
        headline=edition.headline,
        dek=dek_html(edition.dek) or _excerpt(edition),
        film=edition.film.brief_title,
        film_year=edition.film.year,
        critics=critics_of(edition),
        published=edition.listed_at,
        score=score_of(edition),
        poster=picture(edition.film.poster),
        is_unread=edition.is_unread,
    )


@lru_cache(maxsize=2_000)
def dek_html(dek: str) -> SafeString:
    """Remembered: parsing Markdown is most of what a card costs, and lists show the same cards."""
    return safe_line(dek)


def _excerpt(edition: Edition) -> SafeString:
    """The first safe sentences, of a stored edition from `for_cards`, or of one in memory (a preview)."""
    loaded = edition.__dict__
    return conditional_escape(
        (loaded["excerpt"] if "excerpt" in loaded else edition.safe["description"]) or ""
    )


def critics_of(edition: Edition) -> tuple[LinkView, ...]:
    return tuple(map(critic_link, edition.bylines))


def critic_link(byline: dict) -> LinkView:
    """The name as printed, linked to the critic's page if there is one. `byline`: keys name and slug."""
    slug = byline.get("slug", "")
    return LinkView(byline["name"], reverse("reviews:critic", args=[slug]) if slug else "")


def picture(image: Image | None, *, alt: str | None = None, caption: str = "") -> PictureView | None:
    """An image as plain values; None without one, or if its rights have expired."""
    if not image:
        return None
    if image.rights_until_date and image.rights_until_date < timezone.localdate():
        made_of_withheld(image)
        return None
    made_of(image)
    if image.rights_until_date:
        falls(midnight_after(image.rights_until_date))
    return PictureView(
        url=image.file.url,
        width=image.width,
        height=image.height,
        alt=image.alt if alt is None else alt,  # of the approved document, if it has one
        caption=caption,
        credit=image.credit,
    )


def latest_editions(count: int) -> list[Edition]:
    """The newest live editions, for cards. One query."""
    made_of(Review)
    return _latest(count)(now=timezone.now())


def latest_cards(count: int) -> tuple[CardView, ...]:
    return tuple(map(card, latest_editions(count)))


def cards_before(edition: Edition, count: int) -> tuple[CardView, ...]:
    """The reviews that lists have just after this one, published before it; () if there are fewer. One query.

    Unlike the latest ones they rarely change: a new review changes the pages of its month alone.
    """
    key = {"listed_at": edition.listed_at, "review": edition.review_id}
    before = _listed_before(count)(now=timezone.now(), **key)
    if len(before) < count:
        return ()
    made_of(*month_scopes(before[-1].listed_at, edition.listed_at))
    return tuple(map(card, before))


def cards_of_film(film: Film) -> tuple[CardView, ...]:
    made_of(reviews_scope(film.pk))
    return tuple(map(card, _of_films(films=[film.pk], now=timezone.now())))


def cards_of_person(person) -> tuple[CardView, ...]:
    """The reviews of films on which this person has a credit that is no spoiler."""
    return tuple(map(card, _of_person(person=person.pk, now=timezone.now())))


def cards_in_story_of(film: int) -> dict[int, CardView]:
    """The newest review of each other film of its stories, by the film (both primary keys). One query."""
    editions = _in_story_of(film=film, now=timezone.now())
    return {edition.film_id: card(edition) for edition in reversed(editions)}


def cards_of_films(films) -> dict[int, CardView]:
    """The newest review of each film, by the film's primary key. One query."""
    films = list(films)
    made_of(*map(reviews_scope, films))
    editions = _of_films(films=films, now=timezone.now())
    return {edition.film_id: card(edition) for edition in reversed(editions)}
