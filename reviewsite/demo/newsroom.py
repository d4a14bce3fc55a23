"""Load the demo's reviews, each brought into its workflow state by the ordinary workflow steps.

A review is loaded in one transaction. A slug that is taken, or ever was, is
skipped.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import yaml
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from films.models import Film
from images.models import Image
from images.store import add_image
from ratings.models import Aspect, Scale
from reviews import document as d
from reviews import workflow
from reviews.checks.run import findings_of
from reviews.checks.safe_kinds import NAME as SAFE_KINDS
from reviews.checks.waivers import pairs_with_waivers
from reviews.drafts import thaw
from reviews.importing.match import match
from reviews.models import AuditLogEntry, Critic, Review, Step, Submission, WaiverKind

HERE = Path(__file__).parent / "reviews"
TEXTS = {
    d.Section: "heading",
    d.CastNote: "name",
    d.Point: "label",
}  # the field by which newsroom.yaml names a part
RELEASE_HOUR = 8  # of scheduled editions and embargoes, in TIME_ZONE


def load_newsroom(accounts: dict[str, User], report: Callable[[str], None] = lambda line: None) -> None:
    """Load the missing reviews, and report a line on each. `accounts`: the demo's users by username."""
    plan = yaml.safe_load((HERE / "newsroom.yaml").read_text(encoding="utf-8"))
    missing = [row for row in plan["reviews"] if not _slug_was_used(row["slug"])]
    for row in missing:
        film = _film(row["film"])
        if film:
            _load(row, film, plan["pictures"], accounts)
        report(f"{row['slug']}: {row['state'] if film else 'left out, since its film is unknown'}")
    if existing := len(plan["reviews"]) - len(missing):
        report(f"{existing} reviews were here already, and are left as they are")


def _slug_was_used(slug: str) -> bool:
    """Whether a review has this slug, or had it before it was renamed or deleted."""
    former = Q(step=Step.RENAME, detail__startswith=f"{slug} → ") | Q(
        step=Step.DELETE, detail__startswith=f"{slug}, "
    )
    return bool(Review.objects.at_address(slug)) or AuditLogEntry.objects.filter(former).exists()


def _film(slug: str) -> Film | None:
    return Film.objects.filter(Q(slug=slug) | Q(aliases__slug=slug)).first()


@transaction.atomic
def _load(row: dict, film: Film, pictures: dict, accounts: dict[str, User]) -> None:
    images = {name: _picture(name, **picture) for name, picture in pictures.items()}
    author = accounts[row["author"]]
    document = _document(row, film, images)
    first = _reworded(document, row["now"], row["was"]) if "was" in row else document
    review = workflow.begin(author=author, document=first, slug=row["slug"])
    STATES[row["state"]](review, row, accounts)


def _picture(name: str, *, title: str, alt: str) -> Image:
    with (HERE / "pictures" / f"{name}.jpg").open("rb") as upload:
        return add_image(upload, title=title, alt=alt, credit="Foyer", licence="BSD-3-Clause")


# The document: the imported file, with what an author would add in the form


def _document(row: dict, film: Film, images: dict[str, Image]) -> d.Document:
    text = (HERE / row["file"]).read_text(encoding="utf-8")
    for name, image in images.items():
        text = text.replace(f"(image:{name})", f"(image:{image.key})")
    document = match(text.encode(), film).document
    document = _flagged(d.replace(document, dek=row.get("dek") or document.dek), row.get("flags", {}))
    if "lead" in row:
        lead = _lead(images[row["lead"]], row.get("caption", ""))
        document = d.replace(document, pictures=(lead,))
    return _with_disclosures(_scored(_without_import_notes(document), row), row)


def _lead(image: Image, caption: str) -> d.Picture:
    return d.Picture(image=image.key, sha256=image.sha256, alt=image.alt, caption=caption)


def _flagged(document: d.Document, flags: dict[str, dict]) -> d.Document:
    """Add spoiler flags to parts by name. A name without a part is an error in newsroom.yaml."""
    missing = set(flags)

    def flagged(part: d.Part) -> d.Part:
        name = getattr(part, TEXTS.get(type(part), ""), "")
        if name not in flags:
            return part
        missing.discard(name)
        return d.replace(part, spoiler=_spoiler(**flags[name]))

    document = _with_parts(document, flagged)
    if missing:
        raise ValueError(f"No part is called {', '.join(sorted(missing))}.")
    return document


def _spoiler(*, level: str, films: tuple[str, ...] = ()) -> d.Spoiler:
    scope = filter(None, map(_film, films))
    return d.Spoiler(level=level, scope=tuple(d.Ref(key=film.key, name=film.title) for film in scope))


def _without_import_notes(document: d.Document) -> d.Document:
    """Remove the importer's notes to the author: newsroom.yaml resolves them."""
    sections = tuple(d.replace(section, flag="") for section in document.sections)
    return d.replace(document, sections=sections)


def _scored(document: d.Document, row: dict) -> d.Document:
    """Add the scores on the current scale; none without a current scale."""
    scale = Scale.objects.current()
    if not scale or "score" not in row:
        return document
    words = scale.words
    by_name = {aspect.name: aspect for aspect in Aspect.objects.all()}
    aspects = tuple(
        d.AspectScore(
            aspect=d.Ref(key=by_name[name].key, name=name), score=_score(scale, value, words.get(value, ""))
        )
        for name, value in row["aspects"].items()
        if name in by_name
    )
    score = _score(scale, row["score"], words.get(row["score"], ""))
    return d.replace(document, score=score, aspects=aspects)


def _with_disclosures(document: d.Document, row: dict) -> d.Document:
    """Add how the film was seen, advisories, and second opinions by other critics."""
    opinions = (_opinion(document, **opinion) for opinion in row.get("opinions", ()))
    return d.replace(
        document,
        seen=d.Seen(**row.get("seen", {})),
        advisories=tuple(d.Advisory(**advisory) for advisory in row.get("advisories", ())),
        opinions=tuple(opinions),
    )


def _opinion(document: d.Document, *, critic: str, text: str, score: int) -> d.Opinion:
    """A second opinion, with a score if the review has one."""
    person = Critic.objects.get(Q(slug=critic) | Q(aliases__slug=critic))
    scale = Scale.objects.current() if document.score else None
    words = scale.words if scale else {}
    opinion_score = _score(scale, score, words.get(score, "")) if scale else None
    return d.Opinion(name=person.name, critic=person.key, text=text, score=opinion_score)


def _score(scale: Scale, value: int, word: str) -> d.Score:
    return d.Score(
        scale=scale.key,
        version=scale.version,
        value=value,
        maximum=scale.maximum,
        divisions=scale.divisions,
        word=word,
    )


def _reworded(document: d.Document, old: str, new: str) -> d.Document:
    """Replace a passage in all texts of a document."""

    def reworded(part):
        fields = d.TEXT_FIELDS[type(part)]
        return d.replace(part, **{name: getattr(part, name).replace(old, new) for name in fields})

    return d.replace(_with_parts(document, reworded), verdict=reworded(document.verdict))


def _with_parts(document: d.Document, change: Callable) -> d.Document:
    return d.replace(document, **{name: tuple(map(change, getattr(document, name))) for name in d.PARTS})


# The workflow steps that lead to each state


def _submit(review: Review, row: dict) -> Submission:
    """Submit, waiving all findings of the leak check if newsroom.yaml has a reason (`premise`).

    Sections of a kind that usually spoils may be safe for that reason too.
    """
    reason, document = row.get("premise", ""), review.revisions.first().document()
    pairs = pairs_with_waivers(review, document) if reason else ()
    waived = [item.finding.hash for item in pairs if not item.waiver]
    found = findings_of(SAFE_KINDS, review, document) if reason else ()
    safe = {item.hash: workflow.SafeAnswer(WaiverKind.PREMISE, reason) for item in found}
    return workflow.submit(review, by=review.author, waived=waived, reason=reason, safe=safe)


def _draft(review: Review, row: dict, accounts: dict) -> None:
    """Leave the review as a draft."""


def _in_review(review: Review, row: dict, accounts: dict) -> None:
    _submit(review, row)


def _changes_requested(review: Review, row: dict, accounts: dict) -> None:
    workflow.request_changes(_submit(review, row), moderator=accounts[row["moderator"]], reason=row["reason"])


def _published(review: Review, row: dict, accounts: dict, **options) -> None:
    submission = _submit(review, row)
    if "checker" in row:
        workflow.sign_spoiler_check(
            submission, by=accounts[row["checker"]], digest=submission.revision.digest, result="clean"
        )
    workflow.approve(
        submission,
        digest=submission.revision.digest,
        moderator=accounts[row["moderator"]],
        **options,
    )


def _scheduled(review: Review, row: dict, accounts: dict) -> None:
    _published(review, row, accounts, at=_morning(row["days"]))


def _held_back(review: Review, row: dict, accounts: dict) -> None:
    workflow.set_embargo(
        review=review,
        until=_morning(row["days"]),
        by=accounts[row["moderator"]],
        reason=row["reason"],
    )
    _published(review, row, accounts)


def _corrected(review: Review, row: dict, accounts: dict) -> None:
    _published(review, row, accounts)
    published = review.revisions.first().document()
    thaw(_reworded(published, row["was"], row["now"]), review.draft)
    workflow.save(review.draft, by=review.author)
    _published(review, row, accounts, kind="correction", note=row["note"])


def _taken_down(review: Review, row: dict, accounts: dict) -> None:
    _published(review, row, accounts)
    workflow.take_down(review, by=accounts[row["moderator"]], reason=row["reason"])


def _morning(days: int) -> datetime:
    """RELEASE_HOUR this many days from now."""
    day = timezone.localtime() + timedelta(days=days)
    return day.replace(hour=RELEASE_HOUR, minute=0, second=0, microsecond=0)


STATES: dict[str, Callable] = {
    "draft": _draft,
    "in review": _in_review,
    "changes requested": _changes_requested,
    "scheduled": _scheduled,
    "held back": _held_back,
    "published": _published,
    "corrected": _corrected,
    "taken down": _taken_down,
}
