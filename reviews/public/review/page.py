"""A review page: what stands in its head, its article, the film world around it, and what to read on with.

The last three are fragments (pagecache), each made anew when something that it was made of changes.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from keys.addresses import reverse
from pagecache.fragments import fragment
from pagecache.recording import made_of, made_of_withheld
from reviews.models import Edition
from reviews.models.edition import ANNOUNCED_KINDS, EditionKind
from reviews.public.addresses import card_picture
from reviews.public.cards import critics_of, dek_html
from reviews.public.disclosures import first_published_of, seen_line
from reviews.public.head_tags import review_head_tags
from reviews.public.opening import Opening
from reviews.public.page_values import ChangeView, LinkView, ReviewView
from reviews.public.review.article import Article, article_of
from reviews.public.review.companions import companions_html
from reviews.public.review.film_world import FilmWorld, film_world
from reviews.public.review.page_rows import PageRows
from reviews.public.scores import score_of
from reviews.rendering.score_change import change_text
from shield.markdown import safe_html


@dataclass(frozen=True)
class ReviewPage:
    """The values of `reviews/review_detail.html`."""

    page: ReviewView
    article: Article
    world: FilmWorld
    companions: SafeString

    def context(self, **others: Any) -> dict[str, Any]:
        """`others`: values to replace in `page`."""
        page = replace(self.page, **others)
        return vars(self) | {"page": page, "language": page.language}


def review_page(edition: Edition, opening: Opening | None = None) -> ReviewPage:
    """The page of an edition that was loaded with `for_page`, or of one in memory (a preview).

    `opening`: what the reader asked for of the full text.
    """
    rows = PageRows(edition)
    return ReviewPage(
        page=review_view(edition),
        article=_article(rows, opening),
        world=fragment(f"world {edition.film_id}", FilmWorld, lambda: film_world(rows)),
        companions=_companions(rows),
    )


def _companions(rows: PageRows) -> SafeString:
    """They stay as they are when the review gets another edition of the same film."""
    edition = rows.edition
    name = f"companions {edition.review_id} {edition.film_id} {edition.listed_at}"
    return fragment(name, SafeString, lambda: companions_html(rows))


def _article(rows: PageRows, opening: Opening | None) -> Article:
    """What a reader opens is never kept: the full text stands in one table alone."""
    if opening:
        return article_of(rows, opening)
    return fragment(f"article {rows.edition.pk}", Article, lambda: article_of(rows))


def with_head_tags(page: ReviewPage) -> dict[str, Any]:
    """The context of the page, with what it says of itself to search engines and link previews."""
    return page.context() | {"share": review_head_tags(page.page, page.article.opinions, page.world.movie)}


def review_view(edition: Edition) -> ReviewView:
    made_of(edition.review, edition.film)
    review, film, safe = edition.review, edition.film, edition.safe
    return ReviewView(
        url=review.get_absolute_url(),
        spoilers_url=review.address_of("spoilers"),
        history_url=review.address_of("history"),
        report_url=review.address_of("report"),
        parts_url=reverse("reviews:parts", args=[review.slug, edition.number]),
        edition=edition.number,
        language=safe["language"],
        headline=edition.headline,
        dek=dek_html(edition.dek),
        description=safe["description"] or edition.headline,
        critics=critics_of(edition),
        published=edition.listed_at,
        first_published=first_published_of(safe),
        here_since=edition.first_public_at,
        is_unread=edition.is_unread,
        changes=changes_of(edition),
        approved_by=_moderator_name(edition),
        seen=seen_line(safe),
        checked_by=safe.get("checked_by", ""),
        film=LinkView(film.title, film.get_absolute_url()),
        score=score_of(edition),
        card=card_picture(edition),
    )


def changes_of(edition: Edition) -> tuple[ChangeView, ...]:
    """Corrections, updates and re-reviews up to this edition, newest first."""
    scores = edition.safe.get("scores", [])
    own = [(edition.public_from, edition.kind, edition.note, scores)]
    earlier = [
        (datetime.fromisoformat(row["at"]), row["kind"], row["note"], row.get("scores", []))
        for row in edition.safe["changes"]
    ]
    return tuple(
        ChangeView(at, str(EditionKind(kind).label), safe_html(note), change_text(scores))
        for at, kind, note, scores in [*(own if edition.kind in ANNOUNCED_KINDS else []), *earlier]
    )


def _moderator_name(edition: Edition) -> str:
    """Who approved the text; "" if nobody has read it here."""
    moderator = edition.submission.moderator
    if not moderator or edition.is_unread:
        return ""
    name = moderator.get_full_name()
    (made_of if name else made_of_withheld)(moderator)
    return str(conditional_escape(name))
