"""What a document will look like: baked and shown by the very code of the public pages, nothing stored."""

import dataclasses

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews import document as d
from reviews.desk.seeing import draft_seen_by, page
from reviews.drafts import freeze, world_of
from reviews.models import Edition, EditionFull, EditionKind, Review, Submission
from reviews.public.build import review_view
from reviews.public.full import Full
from reviews.workflow.editions import fill


def edition_of(review: Review, document: d.Document) -> Edition | None:
    """An edition of this document as if it went live now, not stored. None without a film."""
    world, now = world_of(document), timezone.now()
    film = world.films.get(document.film.key) if document.film else None
    if not film:
        return None
    edition = Edition(
        review=review,
        film=film,
        number=0,
        kind=EditionKind.FIRST,
        submission=Submission(review=review, decided_at=now),
        live_from=now,
        public_from=now,
        first_public_at=_first_public(review, now),
    )
    edition.full = EditionFull(edition=edition, content=fill(edition, document))
    return edition


def _first_public(review: Review, now):
    earlier = review.editions.ever_public().order_by("public_from").values_list("public_from", flat=True)
    return earlier.first() or now


def preview(request, pk, number=None, is_full=False):
    """A draft as saved, or one of its revisions, as readers would get it."""
    draft = draft_seen_by(request.user, pk)
    review = draft.review
    if number is None:
        document, number = freeze(draft), _latest(review)
    else:
        document = get_object_or_404(review.revisions, number=number).document()
    edition = edition_of(review, document)
    if not edition:
        return page(request, "reviews/desk/no_film.html", {"draft": draft}, title=_("No preview yet"))
    addresses = {
        "safe": reverse("admin:reviews_draft_revision_preview", args=[review.pk, number]),
        "full": reverse("admin:reviews_draft_revision_full", args=[review.pk, number]),
    }
    bar = addresses | {
        "number": number,
        "is_full": is_full,
        "draft": reverse("admin:reviews_draft_change", args=[review.pk]),
    }
    return _private(_full(edition, bar) if is_full else _safe(edition, bar))


def full(request, pk, number):
    return preview(request, pk, number, is_full=True)


def _latest(review: Review) -> int:
    return review.revisions.values_list("number", flat=True).first() or 0


def _safe(edition: Edition, bar: dict) -> str:
    """The review's page. What it withholds leads to the full preview, not to readers' spoiler page."""
    view = review_view(edition)
    html = render_to_string(
        "reviews/desk/preview.html", {"page": view, "language": view.language, "bar": bar}
    )
    return html.replace(f'href="{view.spoilers_url}"', f'href="{bar["full"]}"')


def _full(edition: Edition, bar: dict) -> str:
    view = dataclasses.replace(Full(edition).view(), url=bar["safe"])
    return render_to_string(
        "reviews/desk/preview_full.html", {"page": view, "language": view.language, "bar": bar}
    )


def _private(html: str) -> HttpResponse:
    response = HttpResponse(html)
    response.headers["X-Robots-Tag"] = "noindex, nosnippet, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response
