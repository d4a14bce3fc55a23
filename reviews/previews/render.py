"""Render previews of a document with the code of the public pages; nothing is stored."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from films.models import Film
from reviews import document as d
from reviews.drafts import world_of
from reviews.models import Edition, EditionFull, EditionKind, Review, Submission
from reviews.public.opening import Opening
from reviews.public.review.page import review_page
from reviews.workflow.editions import fill_edition, listed_at

NO_FILM = 0  # the primary key of none


def edition_of(review: Review, document: d.Document, at: datetime | None = None) -> Edition | None:
    """An unsaved edition of a document, as if it went live `at` (default now). None without a film."""
    film = world_of(document).films.get(document.film.key) if document.film else None
    return _edition(review, document, film, at) if film else None


def draft_edition_of(review: Review, document: d.Document) -> Edition:
    """As `edition_of`; where no film is chosen, words to that effect stand in its place."""
    edition = edition_of(review, document)
    if edition:
        return edition
    no_film = Film(pk=NO_FILM, title=_("No film yet"))
    no_film.get_absolute_url = str  # type: ignore[method-assign]  # "": nothing links to it
    document = d.replace(document, film=d.Ref(key=no_film.key, name=no_film.title))
    return _edition(review, document, no_film)


def _edition(review: Review, document: d.Document, film: Film, at: datetime | None = None) -> Edition:
    now = at or timezone.now()
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
    no_film = film.key if film.pk == NO_FILM else None
    edition.full = EditionFull(edition=edition, content=fill_edition(edition, document, no_film=no_film))
    edition.listed_at = listed_at(edition.safe["first_published"].get("date"), edition.first_public_at)
    return edition


def _first_public(review: Review, now):
    earlier = review.editions.ever_public().order_by("public_from").values_list("public_from", flat=True)
    return earlier.first() or now


def page_context(edition: Edition, opening: Opening | None = None, **others: Any) -> dict[str, Any]:
    """The context of the review page; nobody has seen a film that there is not."""
    context = review_page(edition, opening).context(**others)
    if edition.film_id == NO_FILM:
        context["world"] = replace(context["world"], progress=SafeString())
    return context


def safe_page(edition: Edition, bar: dict) -> str:
    """HTML of the review page below a bar (template `bar["template"]`); placeholders link to `bar["full"]`.

    Without the report form, which works for public reviews only.
    """
    context = page_context(edition, report_url="")
    html = render_to_string("reviews/desk/deciding/preview.html", context | {"bar": bar})
    return html.replace(f'href="{context["page"].spoilers_url}"', f'href="{bar["full"]}"')


def full_page(edition: Edition, bar: dict) -> str:
    """HTML of the spoiler page below a bar; its link back goes to `bar["safe"]`."""
    context = page_context(edition, Opening(edition), url=bar["safe"], report_url="")
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
