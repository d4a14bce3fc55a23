"""Render previews of a document with the code of the public pages; nothing is stored."""

from datetime import datetime

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from reviews import document as d
from reviews.drafts import world_of
from reviews.models import Edition, EditionFull, EditionKind, Review, Submission
from reviews.public.opening import Opening
from reviews.public.review.page import review_page
from reviews.workflow.editions import fill_edition, listed_at


def edition_of(review: Review, document: d.Document, at: datetime | None = None) -> Edition | None:
    """An unsaved edition of a document, as if it went live `at` (default now). None without a film."""
    world, now = world_of(document), at or timezone.now()
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
    edition.full = EditionFull(edition=edition, content=fill_edition(edition, document))
    edition.listed_at = listed_at(edition.safe["first_published"].get("date"), edition.first_public_at)
    return edition


def _first_public(review: Review, now):
    earlier = review.editions.ever_public().order_by("public_from").values_list("public_from", flat=True)
    return earlier.first() or now


def safe_page(edition: Edition, bar: dict) -> str:
    """HTML of the review page below a bar (template `bar["template"]`); placeholders link to `bar["full"]`.

    Without the report form, which works for public reviews only.
    """
    context = review_page(edition).context(report_url="")
    html = render_to_string("reviews/desk/deciding/preview.html", context | {"bar": bar})
    return html.replace(f'href="{context["page"].spoilers_url}"', f'href="{bar["full"]}"')


def full_page(edition: Edition, bar: dict) -> str:
    """HTML of the spoiler page below a bar; its link back goes to `bar["safe"]`."""
    context = review_page(edition, Opening(edition)).context(url=bar["safe"], report_url="")
    return render_to_string("reviews/desk/deciding/preview_full.html", context | {"bar": bar})


def no_store(html: str, status: int = 200) -> HttpResponse:
    """A response that no cache stores and no search engine indexes, and whose URL goes into no Referer."""
    return kept_private(HttpResponse(html, status=status))


def kept_private(response: HttpResponse) -> HttpResponse:
    """The response with the headers of `no_store`."""
    response.headers["X-Robots-Tag"] = "noindex, nosnippet, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response
