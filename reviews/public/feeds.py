"""The newest reviews for feed readers: of the house, of a film, a franchise, a critic. Safe text alone.

An entry is the opening and the verdict. Cast notes are left out: whether one
may be shown hangs on credits, which would have to be looked up for each.
"""

from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from films.models import Film
from franchises.models import Franchise
from pagecache import respond
from reviews.models import Critic, Edition
from reviews.public.addresses import absolute, card_picture
from reviews.public.cards import critics_of
from reviews.public.disclosures import seen_line
from reviews.public.feed_formats import FORMATS, Feed, FeedItem
from reviews.public.page_values import LinkView, Placeholder
from reviews.public.placeholders import with_grade
from reviews.public.review_page import changes_of
from reviews.public.scores import score_of
from shield import finish_html

NEWEST = 20


@require_safe
def reviews(request, form):
    page = LinkView(_("Foyer: film reviews"), reverse("reviews:list"))
    key = uuid5(NAMESPACE_URL, f"{settings.SITE_URL}/")
    return _answer(request, form, Edition.objects.live(), page, key)


@require_safe
def film(request, slug, form):
    return _of(request, slug, form, Film.objects, Edition.objects.live().of_film)


@require_safe
def franchise(request, slug, form):
    return _of(request, slug, form, Franchise.objects, Edition.objects.live().of_franchise)


@require_safe
def critic(request, slug, form):
    return _of(request, slug, form, Critic.objects, Edition.objects.live().of_critic)


def _of(request, slug, form, things, editions):
    """The feed of what has this address, or the way to where it is now."""
    thing = things.at_address(slug)
    if thing is None:
        raise Http404
    if thing.slug != slug:
        address = reverse(request.resolver_match.view_name, args=[thing.slug, form])
        return HttpResponsePermanentRedirect(address)
    page = LinkView(title_of(thing), thing.get_absolute_url())
    return _answer(request, form, editions(thing), page, thing.key)


def title_of(thing: Film | Franchise | Critic) -> str:
    if isinstance(thing, Critic):
        return _("Foyer: reviews by %(name)s") % {"name": thing.name}
    return _("Foyer: reviews of %(name)s") % {"name": thing.title if isinstance(thing, Film) else thing.name}


def _answer(request, form, editions, page: LinkView, key: UUID):
    items = tuple(feed_item(edition) for edition in editions.for_feed()[:NEWEST])
    feed = Feed(
        id=uuid5(key, "reviews").urn,  # of the feed, not of the film it is about
        title=page.name,
        description=_("Film reviews that keep the ending to themselves until you ask."),
        url=absolute(page.url),
        feed_url=absolute(request.path),
        home=absolute("/"),
        language=settings.LANGUAGE_CODE,
        items=items,
    )
    content_type, write = FORMATS[form]
    return respond.data(request, write(feed), content_type, changed_at=feed.updated if items else None)


def feed_item(edition: Edition) -> FeedItem:
    """A live edition, loaded by `for_feed`, as an entry. No query."""
    url = absolute(edition.review.get_absolute_url())
    critics, score, card = critics_of(edition), score_of(edition), card_picture(edition)
    words = ""
    if score:
        words = _("%(shown)s of %(maximum)s: %(word)s") if score.word else _("%(shown)s of %(maximum)s")
        words %= {"shown": score.shown, "maximum": score.maximum, "word": score.word.lower()}
    return FeedItem(
        id=edition.review.key.urn,
        url=url,
        title=edition.headline,
        film=edition.film.title,
        critics=tuple(LinkView(item.name, item.url and absolute(item.url)) for item in critics),
        score=words,
        summary=edition.safe["description"],
        html=finish_html.absolute(_content(edition, url, words), url),
        published=edition.first_public_at,
        updated=updated_of(edition),
        language=edition.safe["language"],
        image=card.url if card else "",
    )


def updated_of(edition: Edition) -> datetime:
    """When readers were last told of a change, else when the review appeared.

    Not when the edition began: a silent fix may touch nothing but what is
    withheld, and a new moment would tell that something there has changed.
    """
    changes = changes_of(edition)
    return changes[0].date if changes else edition.first_public_at


def _content(edition: Edition, url: str, score: str) -> str:
    safe = edition.safe
    opening = next((part for part in safe["front"] if "withheld" not in part), None)
    context = {
        "film": edition.film.title,
        "url": url,
        "score": score,
        "heading": opening["heading"] if opening else "",
        "opening": _html(edition, opening) if opening else "",
        "label": safe["verdict"]["label"],
        "verdict": _html(edition, safe["verdict"]),
        "seen": seen_line(safe),
    }
    return render_to_string("reviews/feeds/_feed_content.html", context)


def _html(edition: Edition, part: dict) -> str:
    """A text with a plain link for what it withholds, and without its pictures."""
    view = Placeholder(grades=with_grade([part["cut"]]), href=edition.review.address_of("spoilers"), part="")
    link = render_to_string("reviews/feeds/_feed_withheld.html", {"placeholder": view}).strip()
    return finish_html.fill(part["text"], spoiler=lambda index: link, picture=lambda key: None)
