"""Preview of every output channel of a revision, made by the functions that publish. Nothing is stored."""

import logging

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from reviews.desk.base.guards import desk_page, get_draft_or_404
from reviews.desk.deciding.page_outline import outline_of
from reviews.models import Edition, Revision
from reviews.permissions.access import may
from reviews.previews.render import edition_of
from reviews.public.feeds import feed_item
from reviews.public.opening import Opening
from reviews.public.review.article import ArticleParts, article_of
from reviews.public.review.page import review_page, with_head_tags
from reviews.public.review.page_rows import PageRows
from reviews.rendering.searchable_text import review_entry
from reviews.rendering.social_card.drawing import draw
from reviews.rendering.social_card.storage import name_of
from reviews.workflow.editions import card_words, notes_of_earlier_editions
from reviews.workflow.spoiler_checks.rules import checked_by_names
from search.query import Query
from search.snippets import Highlighter

logger = logging.getLogger(__name__)
FULL_TEXT_ANCHOR = "#full"


def output_channels(request, pk, number):
    """A revision as page, spoiler page, feed item, search result, link preview, structured data, outline."""
    draft = get_draft_or_404(request.user, pk)
    revision = get_object_or_404(draft.review.revisions, number=number)
    edition = _next_edition(revision, request.user)
    if not edition:
        return desk_page(
            request, "reviews/desk/output_channels/no_film.html", {"draft": draft}, title=_("No preview yet")
        )
    card = draw_card(edition)
    edition.safe["card"] = name_of(card) if card else ""
    context = _channels(edition) | {
        "draft": draft,
        "revision": revision,
        "submission": revision.submissions.open().first(),
        "has_card": bool(card),
    }
    response = desk_page(
        request, "reviews/desk/output_channels/output_channels.html", context, title=_("Output channels")
    )
    response.add_post_render_callback(lambda page: _link_to_this_page(page, context))
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def card(request, pk, number):
    """The social card drawn for this revision; it is not stored."""
    draft = get_draft_or_404(request.user, pk)
    edition = _next_edition(get_object_or_404(draft.review.revisions, number=number), request.user)
    content = draw_card(edition) if edition else b""
    if not content:
        raise Http404
    return HttpResponse(content, content_type="image/png", headers={"Cache-Control": "no-store"})


def _next_edition(revision: Revision, user) -> Edition | None:
    """The edition that an approval by this person would make now; None without a film."""
    review = revision.review
    edition = edition_of(review, revision.document())
    if not edition:
        return None
    edition.revision = revision
    edition.number = (review.editions.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    edition.submission.moderator = user if may(user, "decide") else None
    edition.safe["changes"] = notes_of_earlier_editions(review, edition.number, edition.public_from)
    submission = revision.submissions.open().first()
    edition.safe["checked_by"] = checked_by_names(submission) if submission else ""
    return edition


def draw_card(edition: Edition) -> bytes:
    """The social card as PNG; empty where drawing fails, which does not prevent publishing either."""
    try:
        return draw(card_words(edition))
    except Exception as failure:  # its message might contain words of the review
        logger.error(
            "The card of review %s could not be drawn: %s", edition.review_id, type(failure).__name__
        )
        return b""


def _channels(edition: Edition) -> dict:
    page, rows = review_page(edition), PageRows(edition)
    context, view = with_head_tags(page), page.page
    entry, highlighter = review_entry(edition), Highlighter(Query.of(view.headline))
    return {
        "page": view,
        "article": page.article,
        "world": page.world,
        "parts": ArticleParts(rows).parts(),
        "share": context["share"],
        "full": article_of(rows, Opening(edition)),
        "item": feed_item(edition),
        "hit": {
            "title": highlighter.pieces(entry.title),
            "names": highlighter.pieces(entry.names),
            "summary": highlighter.snippet(entry.body),
        },
        "outline": outline_of(render_to_string("reviews/review_detail.html", context)),
    }


def _link_to_this_page(response, context) -> None:
    """Point links to the public spoiler page at the preview of it on this page."""
    html = response.content.decode()
    path = context["page"].spoilers_url
    absolute_url = f"{context['item'].url.removesuffix(context['page'].url)}{path}"
    for address in (path, absolute_url):
        html = html.replace(f'href="{address}"', f'href="{FULL_TEXT_ANCHOR}"')
    response.content = html
