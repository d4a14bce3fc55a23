"""Brings the demo's reviews into the house, each into a state of its own, by the steps that people take.

A review is loaded whole or not at all; what has, or ever had, its address is
left as people have made it.
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
from reviews.checks.waivers import pairs_with_waivers
from reviews.drafts import thaw
from reviews.importing.match import match
from reviews.models import AuditLogEntry, Critic, Review, Step, Submission

HERE = Path(__file__).parent / "reviews"
TEXTS = {d.Section: "heading", d.CastNote: "name", d.Point: "label"}  # by what a part is found
HOUR = 8  # of the morning on which what waits is let out, in the house's own time


def load_newsroom(accounts: dict[str, User], tell: Callable[[str], None] = lambda line: None) -> None:
    """Load what is missing, telling a line on each review. `accounts`: the demo's people by name."""
    plan = yaml.safe_load((HERE / "newsroom.yaml").read_text(encoding="utf-8"))
    missing = [said for said in plan["reviews"] if not _was_here(said["slug"])]
    for said in missing:
        film = _film(said["film"])
        if film:
            _load(said, film, plan["pictures"], accounts)
        tell(f"{said['slug']}: {said['state'] if film else 'left out, since its film is unknown'}")
    if kept := len(plan["reviews"]) - len(missing):
        tell(f"{kept} reviews were here already, and are left as they are")


def _was_here(slug: str) -> bool:
    """Whether a review has this address, or had it before it was renamed or deleted."""
    gone = Q(step=Step.RENAME, detail__startswith=f"{slug} → ") | Q(
        step=Step.DELETE, detail__startswith=f"{slug}, "
    )
    return bool(Review.objects.at_address(slug)) or AuditLogEntry.objects.filter(gone).exists()


def _film(slug: str) -> Film | None:
    return Film.objects.filter(Q(slug=slug) | Q(aliases__slug=slug)).first()


@transaction.atomic
def _load(said: dict, film: Film, pictures: dict, accounts: dict[str, User]) -> None:
    images = {name: _picture(name, **picture) for name, picture in pictures.items()}
    author = accounts[said["author"]]
    document = _document(said, film, images)
    first = _reworded(document, said["now"], said["was"]) if "was" in said else document
    review = workflow.begin(author=author, document=first, slug=said["slug"])
    STATES[said["state"]](review, said, accounts)


def _picture(name: str, *, title: str, alt: str) -> Image:
    with (HERE / "pictures" / f"{name}.jpg").open("rb") as upload:
        return add_image(upload, title=title, alt=alt, credit="Foyer", licence="BSD-3-Clause")


# The document: what the file says, and what a critic would add in the form


def _document(said: dict, film: Film, images: dict[str, Image]) -> d.Document:
    text = (HERE / said["file"]).read_text(encoding="utf-8")
    for name, image in images.items():
        text = text.replace(f"(image:{name})", f"(image:{image.key})")
    document = match(text.encode(), film).document
    document = _flagged(d.replace(document, dek=said.get("dek") or document.dek), said.get("flags", {}))
    if "lead" in said:
        lead = _lead(images[said["lead"]], said.get("caption", ""))
        document = d.replace(document, pictures=(lead,))
    return _disclosed(_scored(_settled(document), said), said)


def _lead(image: Image, caption: str) -> d.Picture:
    return d.Picture(image=image.key, sha256=image.sha256, alt=image.alt, caption=caption)


def _flagged(document: d.Document, flags: dict[str, dict]) -> d.Document:
    """With the flags of the parts that are called like this. One that finds no part is a mistake of ours."""
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
    found = filter(None, map(_film, films))
    return d.Spoiler(level=level, scope=tuple(d.Ref(key=film.key, name=film.title) for film in found))


def _settled(document: d.Document) -> d.Document:
    """Without the importer's words to the author: what they ask is answered in `newsroom.yaml`."""
    sections = tuple(d.replace(section, flag="") for section in document.sections)
    return d.replace(document, sections=sections)


def _scored(document: d.Document, said: dict) -> d.Document:
    """With the scores, on the scale that the house uses now; without any if it has none."""
    scale = Scale.objects.current()
    if not scale or "score" not in said:
        return document
    words = dict(scale.steps.values_list("value", "word"))
    known = {aspect.name: aspect for aspect in Aspect.objects.all()}
    aspects = tuple(
        d.AspectScore(
            aspect=d.Ref(key=known[name].key, name=name), score=_score(scale, value, words.get(value, ""))
        )
        for name, value in said["aspects"].items()
        if name in known
    )
    score = _score(scale, said["score"], words.get(said["score"], ""))
    return d.replace(document, score=score, aspects=aspects)


def _disclosed(document: d.Document, said: dict) -> d.Document:
    """With the way the film was seen, advisories, and second opinions by critics of the house."""
    opinions = (_opinion(document, **opinion) for opinion in said.get("opinions", ()))
    return d.replace(
        document,
        seen=d.Seen(**said.get("seen", {})),
        advisories=tuple(d.Advisory(**advisory) for advisory in said.get("advisories", ())),
        opinions=tuple(opinions),
    )


def _opinion(document: d.Document, *, critic: str, text: str, score: int) -> d.Opinion:
    """Scored only where the review is: on its scale, or on none."""
    found = Critic.objects.get(Q(slug=critic) | Q(aliases__slug=critic))
    scale = Scale.objects.current() if document.score else None
    words = dict(scale.steps.values_list("value", "word")) if scale else {}
    given = _score(scale, score, words.get(score, "")) if scale else None
    return d.Opinion(name=found.name, critic=found.key, text=text, score=given)


def _score(scale: Scale, value: int, word: str) -> d.Score:
    return d.Score(
        scale=scale.key,
        version=scale.version,
        value=value,
        maximum=scale.maximum,
        divisions=scale.divisions,
        word=word,
    )


def _reworded(document: d.Document, was: str, now: str) -> d.Document:
    def reworded(part):
        fields = d.TEXT_FIELDS[type(part)]
        return d.replace(part, **{name: getattr(part, name).replace(was, now) for name in fields})

    return d.replace(_with_parts(document, reworded), verdict=reworded(document.verdict))


def _with_parts(document: d.Document, change: Callable) -> d.Document:
    return d.replace(document, **{name: tuple(map(change, getattr(document, name))) for name in d.PARTS})


# The states: what each person does


def _submit(review: Review, said: dict) -> Submission:
    """With the author's answer to the leak check, where the plan has one."""
    looked = pairs_with_waivers(review, review.revisions.first().document()) if "premise" in said else ()
    waived = [item.finding.hash for item in looked if not item.waiver]
    return workflow.submit(review, by=review.author, waived=waived, reason=said.get("premise", ""))


def _draft(review: Review, said: dict, accounts: dict) -> None:
    """A draft is begun, and that is all."""


def _in_review(review: Review, said: dict, accounts: dict) -> None:
    _submit(review, said)


def _changes_requested(review: Review, said: dict, accounts: dict) -> None:
    workflow.request_changes(
        _submit(review, said), moderator=accounts[said["moderator"]], reason=said["reason"]
    )


def _published(review: Review, said: dict, accounts: dict, **options) -> None:
    submission = _submit(review, said)
    if "checker" in said:
        workflow.sign_spoiler_check(
            submission, by=accounts[said["checker"]], digest=submission.revision.digest, result="clean"
        )
    workflow.approve(
        submission,
        digest=submission.revision.digest,
        moderator=accounts[said["moderator"]],
        **options,
    )


def _scheduled(review: Review, said: dict, accounts: dict) -> None:
    _published(review, said, accounts, at=_morning(said["days"]))


def _held_back(review: Review, said: dict, accounts: dict) -> None:
    workflow.set_embargo(
        review=review,
        until=_morning(said["days"]),
        by=accounts[said["moderator"]],
        reason=said["reason"],
    )
    _published(review, said, accounts)


def _corrected(review: Review, said: dict, accounts: dict) -> None:
    _published(review, said, accounts)
    wrong = review.revisions.first().document()
    thaw(_reworded(wrong, said["was"], said["now"]), review.draft)
    workflow.save(review.draft, by=review.author)
    _published(review, said, accounts, kind="correction", note=said["note"])


def _taken_down(review: Review, said: dict, accounts: dict) -> None:
    _published(review, said, accounts)
    workflow.take_down(review, by=accounts[said["moderator"]], reason=said["reason"])


def _morning(days: int) -> datetime:
    """The morning so many days ahead, in the house's own time."""
    day = timezone.localtime() + timedelta(days=days)
    return day.replace(hour=HOUR, minute=0, second=0, microsecond=0)


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
