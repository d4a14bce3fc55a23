"""Feeds of the newest reviews: of all, of a film, of a franchise, of a critic. Safe text only.

An entry holds the opening and the verdict. Cast notes are left out: whether
one may be shown depends on its credits, a query for each review. What was
adopted from an archive and read by nobody here is in no feed.
"""

from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.http import Http404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from films.models import Film
from franchises.models import Franchise, members_scope
from keys.addresses import reverse
from pagecache import respond
from pagecache.http.routes import public_page
from pagecache.recording import made_of
from pagecache.scopes import scope
from reviews.document.grades import cut_grade
from reviews.models import Critic, Edition, Review, TakeDown
from reviews.models.edition import reviews_scope
from reviews.public.addresses import absolute, card_picture
from reviews.public.cards import critics_of
from reviews.public.disclosures import first_published_line, seen_line
from reviews.public.feed_formats import FORMATS, Feed, FeedItem
from reviews.public.page_values import LinkView, Placeholder
from reviews.public.placeholders import Withholding
from reviews.public.review.page import changes_of
from reviews.public.scores import score_of
from shield import finish_html

MAX_ITEMS = 20


@public_page()
@require_safe
def reviews(request, form):
    made_of(Review)
    page = LinkView(_("Foyer: film reviews"), reverse("reviews:list"))
    key = uuid5(NAMESPACE_URL, f"{settings.SITE_URL}/")
    return _feed_response(request, form, Edition.objects.all(), page, key)


@public_page()
@require_safe
def film(request, slug, form):
    return _feed_of(request, slug, form, Film.objects, Edition.objects.of_film)


@public_page()
@require_safe
def franchise(request, slug, form):
    return _feed_of(request, slug, form, Franchise.objects, Edition.objects.of_franchise)


@public_page()
@require_safe
def critic(request, slug, form):
    return _feed_of(request, slug, form, Critic.objects, Edition.objects.of_critic)


def _feed_of(request, slug, form, manager, editions):
    """The feed of the film, franchise or critic with this slug; a redirect if the slug has changed."""
    instance = manager.at_address(slug)
    if instance is None:
        raise Http404
    made_of(instance)
    if instance.slug != slug:
        address = reverse(request.resolver_match.view_name, args=[instance.slug, form])
        return respond.redirect(address, permanent=True)
    if isinstance(instance, Franchise):
        films = instance.instalments.values_list("film_id", flat=True)
        made_of(members_scope(instance.pk), *map(reviews_scope, films))
    if isinstance(instance, Film):
        made_of(reviews_scope(instance.pk))
    page = LinkView(title_of(instance), instance.get_absolute_url())
    return _feed_response(request, form, editions(instance), page, instance.key)


def title_of(thing: Film | Franchise | Critic) -> str:
    if isinstance(thing, Critic):
        return _("Foyer: reviews by %(name)s") % {"name": thing.name}
    return _("Foyer: reviews of %(name)s") % {"name": thing.title if isinstance(thing, Film) else thing.name}


def _feed_response(request, form, editions, page: LinkView, key: UUID):
    items = tuple(feed_item(edition) for edition in editions.live().read_here().for_feed()[:MAX_ITEMS])
    feed = Feed(
        id=uuid5(key, "reviews").urn,  # the feed's own id, different from the film's
        title=page.name,
        description=_("Film reviews that keep the ending to themselves until you ask."),
        url=absolute(page.url),
        feed_url=absolute(request.path),
        home=absolute("/"),
        language=settings.LANGUAGE_CODE,
        items=items,
        taken_down_at=TakeDown.objects.last_at(editions),
    )
    content_type, write = FORMATS[form]
    return respond.data(write(feed), content_type, changed_at=feed.changed_at)


def feed_item(edition: Edition) -> FeedItem:
    """The entry of a live edition, which was loaded with `for_feed`. No query."""
    made_of(scope(Review, edition.review_id), edition.film)
    url = absolute(edition.review.get_absolute_url())
    critics, score, card = critics_of(edition), score_of(edition), card_picture(edition)
    score_text = ""
    if score:
        score_text = _("%(shown)s of %(maximum)s: %(word)s") if score.word else _("%(shown)s of %(maximum)s")
        score_text %= {"shown": score.shown, "maximum": score.maximum, "word": score.word.lower()}
    return FeedItem(
        id=edition.review.key.urn,
        url=url,
        title=edition.headline,
        film=edition.film.title,
        critics=tuple(LinkView(item.name, item.url and absolute(item.url)) for item in critics),
        score=score_text,
        summary=edition.safe["description"],
        html=finish_html.absolute(_content(edition, url, score_text), url),
        published=edition.listed_at,
        listed_since=edition.first_public_at,
        updated=updated_of(edition),
        language=edition.safe["language"],
        image=card.url if card else "",
    )


def updated_of(edition: Edition) -> datetime:
    """The time of the last announced change, else of the first publication, here or elsewhere.

    Not of the edition: a silent fix may change nothing but withheld text, and
    a new time would reveal that something there has changed.
    """
    changes = changes_of(edition)
    return changes[0].date if changes else edition.listed_at


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
        "first_published": first_published_line(safe),
    }
    return render_to_string("reviews/feeds/_feed_content.html", context)


def _html(edition: Edition, part: dict) -> str:
    """HTML of a part with a plain link for each withheld passage, and without pictures."""
    withholding, href = Withholding(edition, {}), edition.review.address_of("spoilers")

    def link(index: int) -> str:
        grades = withholding.labels([cut_grade(part, "text", index)])
        view = Placeholder(grades=grades, href=href, part="")
        return render_to_string("reviews/feeds/_feed_withheld.html", {"placeholder": view}).strip()

    return finish_html.fill(part["text"], spoiler=link, picture=lambda key: None)
