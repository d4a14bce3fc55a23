"""The article of a review page: an edition's parts with placeholders for what is withheld, and as HTML."""

from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cast.models import credits_scope
from films.models import Film
from images.models import images_by_keys
from pagecache.recording import made_of, made_of_withheld
from pagecache.scopes import scope
from reviews.models import Review
from reviews.public.cards import critic_link, critics_of, picture
from reviews.public.disclosures import advisory_text, opinions_title
from reviews.public.opening import Opening
from reviews.public.page_values import (
    AdviceView,
    AdvisoryView,
    AspectView,
    LinkView,
    NoteView,
    OpenedPart,
    OpinionView,
    PictureView,
    PointView,
    ScoreView,
    SectionView,
    VerdictView,
)
from reviews.public.placeholders import Withholding, credits_by_key
from reviews.public.review.page_rows import PageRows
from reviews.public.scores import score_of, score_view
from reviews.rendering.reading_time import minutes
from shield.finish_html import fill

ANSWERS = {"yes": gettext_lazy("Yes"), "no": gettext_lazy("No"), "maybe": gettext_lazy("Maybe")}


@dataclass(frozen=True)
class Article:
    """The text of a review as HTML, and what the page around it says of it."""

    html: SafeString
    contents: tuple[LinkView, ...]  # anchors of this page
    words: int
    minutes: int  # reading time of the safe text
    is_withholding: bool  # whether anything is withheld, or was and is opened
    opened_grades: tuple[tuple[str, str], ...]  # of what an opened page opens
    opens_rest: bool  # whether it opens what nobody here has read
    opinions: tuple[tuple[LinkView, ScoreView | None], ...]  # second opinions: critic and score


def article_of(rows: PageRows, opening: Opening | None = None) -> Article:
    """`opening`: what the reader asked for of the full text."""
    article = ArticleParts(rows, opening)
    parts, words = article.parts(), article.words()
    return Article(
        html=render_to_string("reviews/parts/_body.html", {"page": parts}),
        contents=parts["contents"],
        words=words,
        minutes=minutes(words),
        is_withholding=article.withholding.is_withholding,
        opened_grades=article.withholding.labels(article.withholding.opened),
        opens_rest=bool(opening and opening.opens_rest),
        opinions=tuple(
            (view.critic, view.score) for view in parts["opinions"] if isinstance(view, OpinionView)
        ),
    )


class ArticleParts:
    """View values of an edition's parts, with placeholders for withheld ones and with pictures."""

    def __init__(self, rows: PageRows, opening: Opening | None = None):
        edition, film = rows.edition, rows.film
        made_of(scope(Review, edition.review_id), credits_scope(film.pk))
        if not edition.safe["film"]:
            made_of(film)  # placeholders then have the title that it has today
        self.edition, self.opening = edition, opening
        self.safe = opening.safe if opening else edition.safe
        made_of_withheld(*(scope(Film, pk) for credit in rows.credits for pk in credit.scope_films))
        self.credits = credits_by_key(rows.credits, self.safe["cast_notes"])
        # A note may name a credit of another film: flagged, it withholds the note here as there.
        made_of_withheld(*(credits_scope(credit.film_id) for credit in self.credits.values()))
        related = rows.related_films.franchise_keys(film.pk).split()
        self.withholding = Withholding(edition, self.credits, opening=opening, related=related)
        keys = _image_keys(self.safe) + (opening.images() if opening else [])
        self.images = images_by_keys(keys)

    def leave_out(self, sections: list[dict]) -> None:
        """Leave out sections that stand on the page already."""
        keys = {part["key"] for part in sections}
        self.safe = self.safe | {"front": [part for part in self.safe["front"] if part["key"] not in keys]}

    def parts(self) -> dict[str, Any]:
        """The values of `_body.html`."""
        safe, views = self.safe, self.withholding.views
        notes = views(safe["cast_notes"], self.note)
        front = self.sections(safe["front"], notes)
        sides = {side: [part for part in safe["points"] if part["side"] == side] for side in ("good", "bad")}
        parts = {
            "pictures": tuple(view for view in views(safe["pictures"], self.picture) if view),
            "front": front,
            "rest": self.withholding.rest(safe),
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
        byline = {"critics": critics_of(self.edition), "score": score_of(self.edition)}
        return parts | byline | {"contents": _contents(parts)}

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
    """Table of contents: links to the parts of the page. A withheld section gets none.

    Where only the opening is shown, there are no contents.
    """
    if parts["rest"]:
        return ()
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
