"""Build the `ReviewView` of a live edition from its stored safe text and the film database."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cast.models import Credit
from franchises.related_films import RelatedFilms
from images.models import Image
from pagecache.recording import made_of
from reviews.models import Edition
from reviews.models.edition import ANNOUNCED_KINDS, EditionKind
from reviews.public import facts_box, story_order
from reviews.public.addresses import card_picture
from reviews.public.cards import cards_before, cards_of_films, critic_link, critics_of, latest_cards, picture
from reviews.public.disclosures import advisory_text, opinions_title, seen_line
from reviews.public.opening import Opening
from reviews.public.page_values import (
    AdviceView,
    AdvisoryView,
    AspectView,
    CardView,
    ChangeView,
    LinkView,
    NoteView,
    OpenedPart,
    OpinionView,
    PictureView,
    PointView,
    ReviewView,
    SectionView,
    VerdictView,
)
from reviews.public.placeholders import Withholding, credits_by_key
from reviews.public.scores import score_of, score_view
from reviews.rendering.reading_time import minutes
from reviews.rendering.score_change import change_text
from shield.finish_html import fill
from shield.markdown import safe_html, safe_line

MAX_RELATED = 3
ANSWERS = {"yes": gettext_lazy("Yes"), "no": gettext_lazy("No"), "maybe": gettext_lazy("Maybe")}


def review_view(edition: Edition, opening: Opening | None = None) -> ReviewView:
    """The values of a review page. `edition` was loaded with `for_page`; nine more queries.

    `opening`: what the reader asked for of the full text.
    """
    film, safe = edition.film, edition.safe
    made_of(edition.review, film)
    credits = Credit.objects.for_review(film)
    related_films = RelatedFilms([film.pk])
    page = _Page(edition, credits, related_films, opening)
    parts = page.parts()
    places = story_order.story_places(film)
    neighbours = cards_of_films([place.instalment.film_id for place in places]) if places else {}
    return ReviewView(
        url=edition.review.get_absolute_url(),
        spoilers_url=page.withholding.spoilers_url,
        history_url=reverse("reviews:history", args=[edition.review.slug]),
        edition=edition.number,
        language=safe["language"],
        headline=edition.headline,
        dek=safe_line(edition.dek),
        description=safe["description"] or edition.headline,
        critics=critics_of(edition),
        published=edition.first_public_at,
        changes=changes_of(edition),
        approved_by=_moderator_name(edition),
        seen=seen_line(safe),
        checked_by=safe.get("checked_by", ""),
        film=LinkView(film.title, film.get_absolute_url()),
        facts=facts_box.facts_view(film, page.open_credits, film.releases.all()),
        strip=story_order.strip_view(film, places, related_films),
        score=score_of(edition),
        next_up=facts_box.next_up(film, related_films),
        before=story_order.turn_view(places, film, -1, neighbours),
        after=story_order.turn_view(places, film, +1, neighbours),
        related=_related(edition, neighbours),
        minutes=minutes(page.words()),
        words=page.words(),
        progress=story_order.progress_view(film, places, related_films),
        report_url=edition.review.address_of("report"),
        parts_url=reverse("reviews:parts", args=[edition.review.slug, edition.number]),
        card=card_picture(edition),
        is_withholding=page.withholding.is_withholding,
        opened_grades=page.withholding.labels(page.withholding.opened),
        **parts,
    )


class _Page:
    """View values of an edition's parts, with placeholders for withheld ones and with pictures."""

    def __init__(
        self,
        edition: Edition,
        credits: list[Credit],
        related_films: RelatedFilms,
        opening: Opening | None = None,
    ):
        self.safe, self.opening = edition.safe, opening
        self.credits = credits_by_key(credits, edition.safe["cast_notes"])
        related = related_films.franchise_keys(edition.film_id).split()
        self.withholding = Withholding(edition, self.credits, opening=opening, related=related)
        self.open_credits = [credit for credit in credits if not credit.spoiler_level]
        keys = _image_keys(edition.safe) + (opening.images() if opening else [])
        self.images = Image.objects.by_keys(keys)

    def parts(self) -> dict[str, Any]:
        safe, views = self.safe, self.withholding.views
        notes = views(safe["cast_notes"], self.note)
        front = self.sections(safe["front"], notes)
        sides = {side: [part for part in safe["points"] if part["side"] == side] for side in ("good", "bad")}
        parts = {
            "pictures": tuple(view for view in views(safe["pictures"], self.picture) if view),
            "front": front,
            "advice": views(safe["advice"], self.advice),
            "good": views(sides["good"], self.point),
            "bad": views(sides["bad"], self.point),
            "aspects": tuple(
                AspectView(item["name"], score_view(**item["score"])) for item in safe["aspects"]
            ),
            "advisories": views(safe.get("advisories", ()), self.advisory),
            "opinions": views(safe.get("opinions", ()), self.opinion),
            "verdict": self.verdict(safe["verdict"]),
            "back": self.sections(safe["back"], ()),
        }
        return parts | {"contents": _contents(parts)}

    def words(self) -> int:
        """The number of words on the page, without cast notes that are withheld because of a credit."""
        withheld = (part for part in self.safe["cast_notes"] if self.withholding.grades_of(part))
        return self.safe["words"] - sum(part.get("words", 0) for part in withheld)

    def html(self, part: dict, field: str) -> SafeString:
        full = self.opening.text(part, field) if self.opening else None
        if full is not None:
            return self.opened_html(part, full)
        inline = self.withholding.inline(part, field, self.inline_picture)
        return fill(part[field], spoiler=inline, picture=self.inline_picture)

    def inline_picture(self, key: UUID) -> PictureView | None:
        return picture(self.images.get(key))

    def sections(self, parts: list[dict], notes: tuple) -> tuple:
        """Sections as views; the cast notes go into the first cast section, or a section of their own."""
        cast_key = next((part["key"] for part in parts if part.get("kind") == "cast"), None)
        views = self.withholding.views(
            parts, lambda part: self.section(part, notes if part["key"] == cast_key else ())
        )
        if notes and cast_key is None:
            cast = SectionView(
                anchor="cast", kind="cast", heading=_("The cast"), html=SafeString(""), notes=notes
            )
            return _after_opening(views, cast)
        return views

    def section(self, part: dict, notes: tuple) -> SectionView:
        return SectionView(
            anchor=f"s-{part['key'][:8]}",
            html=self.html(part, "text"),
            notes=notes,
            **_plain(SectionView, part),
        )

    def note(self, part: dict) -> NoteView:
        """An opened note names flagged people as printed: they have no page to link to."""
        named = (self.credits.get(key) for key in part["credits"])
        credits = list(
            {credit.pk: credit for credit in named if credit and not credit.spoiler_level}.values()
        )
        return NoteView(
            people=tuple(
                LinkView(_printed(part, credits) or credit.person.name, credit.person.get_absolute_url())
                for credit in credits
            ),
            name=part["name"],
            role=part["role"],
            is_cameo=part["cameo"],
            is_uncredited=any(credit.is_uncredited for credit in credits),
            html=self.html(part, "text"),
        )

    def point(self, part: dict) -> PointView:
        return PointView(html=self.html(part, "text"), **_plain(PointView, part))

    def advice(self, part: dict) -> AdviceView:
        return AdviceView(
            answer=part["answer"],
            word=str(ANSWERS[part["answer"]]),
            condition=self.html(part, "condition"),
            reason=self.html(part, "reason"),
        )

    def advisory(self, part: dict) -> AdvisoryView:
        return AdvisoryView(
            kind=advisory_text(part["kind"], part["label"]),
            label=part["label"],
            details=self.withholding.details(part),
            text=self.details(part),
        )

    def details(self, part: dict) -> SafeString:
        """The details of an advisory, if they are open."""
        full = self.opening.details(part) if self.opening else ""
        return self.opened_html(part, full) if full else SafeString("")

    def opened_html(self, part: dict, full: str) -> SafeString:
        if "opened_for" not in part or self.opening.is_everything:
            self.withholding.open(*self.opening.grades(part))
        return fill(full, spoiler=lambda index: "", picture=self.inline_picture)

    def opinion(self, part: dict) -> OpinionView:
        return OpinionView(
            anchor=f"o-{part['key'][:8]}",
            critic=critic_link(part),
            html=self.html(part, "text"),
            score=score_view(**part["score"]) if part["score"] else None,
        )

    def verdict(self, part: dict) -> VerdictView | None:
        if not (part["text"] or part["label"]):
            return None
        return VerdictView(html=self.html(part, "text"), **_plain(VerdictView, part))

    def picture(self, part: dict) -> PictureView | None:
        image = self.images.get(UUID(part["image"]))
        return picture(image, alt=part["alt"], caption=self.html(part, "caption"))


def _plain(view: type, part: dict) -> dict[str, Any]:
    """The values of a rendered part that its view has fields for; HTML and links are made apart."""
    return {field.name: part[field.name] for field in fields(view) if field.name in part}


def _printed(part: dict, credits: list) -> str:
    """The name in the approved text, whatever the database says now; "" for a note on several people."""
    return part["name"] if len(credits) == 1 else ""


def _image_keys(safe: dict) -> list[UUID]:
    """The keys of all images on the page: pictures of the review, and images inside texts."""
    pictures = [UUID(part["image"]) for part in safe["pictures"] if "image" in part]
    return pictures + [UUID(key) for key in safe["images"]]


def _after_opening(views: tuple, cast: SectionView) -> tuple:
    """Insert the cast section after the opening and the notes on style, before anything withheld."""
    index = 0
    while index < len(views) and getattr(views[index], "kind", "") in ("opening", "style"):
        index += 1
    return (*views[:index], cast, *views[index:])


def _contents(parts: dict[str, Any]) -> tuple[LinkView, ...]:
    """Table of contents: links to the parts of the page. A withheld section gets none."""
    links = [_content(view) for view in parts["front"]]
    links += [LinkView(_("Should you see it?"), "#advice")] if parts["advice"] else []
    links += [LinkView(_("Content advisories"), "#advisories")] if parts["advisories"] else []
    links += [LinkView(_("In short: good, bad"), "#points")] if parts["good"] or parts["bad"] else []
    links += [LinkView(_("Scores"), "#scores")] if parts["aspects"] else []
    links += [LinkView(_("Verdict"), "#verdict")] if parts["verdict"] else []
    links += [LinkView(opinions_title(parts["opinions"]), "#opinions")] if parts["opinions"] else []
    links += [_content(view) for view in parts["back"]]
    return tuple(link for link in links if link)


def _content(view) -> LinkView | None:
    view = view.part if isinstance(view, OpenedPart) else view
    if view.withheld or not (view.heading or view.kind == "opening"):
        return None
    return LinkView(view.heading or _("Opening"), f"#{view.anchor}")


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
    moderator = edition.submission.moderator
    if moderator:
        made_of(moderator)
    return str(conditional_escape(moderator.get_full_name())) if moderator else ""


def _related(edition: Edition, neighbours: dict[int, CardView]) -> tuple[CardView, ...]:
    """Related reviews: of the same franchise, else those published just before, else the latest ones."""
    url = edition.review.get_absolute_url()
    cards: Iterable[CardView] = [card for pk, card in neighbours.items() if pk != edition.film_id]
    cards = cards or cards_before(edition, MAX_RELATED)
    cards = cards or [card for card in latest_cards(MAX_RELATED + 1) if card.url != url]
    return tuple(cards)[:MAX_RELATED]
