"""Tightening: hiding more of a live text, at once, by one moderator.

The one step that is exempt from four eyes, because it only ever takes away: a
document equal to the live one but for added marks, higher levels or wider
scopes. The same marks go into the draft; a submission or a scheduled edition
that lacks them is sent back.
"""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pagecache.models import changed
from reviews import document as d
from reviews.document.compare import is_tightened
from reviews.drafts import freeze, thaw
from reviews.models import Edition, EditionKind, Review, Step, Submission, SubmissionState
from reviews.workflow.base import Refused, lock, log_step
from reviews.workflow.check_waivers import refuse_quoting
from reviews.workflow.editions import make_edition
from reviews.workflow.publishing import cancel_edition
from reviews.workflow.writing import new_revision, save
from shield import marks
from shield.levels import rank

TELLING = 4  # words; shorter paragraphs (“Yes.”) stand anywhere


@transaction.atomic
def tighten(review: Review, *, document: d.Document, by: User, reason: str) -> Edition:
    """Publish `document`, which must be the live one with more of it hidden, in its stead."""
    lock(review)
    if not reason.strip():
        raise Refused(_("Say why, without spoilers: the reason is kept in the audit log."))
    live = review.editions.live().first()
    if not live:
        raise Refused(_("This review is not public: there is nothing to hide."))
    before, document = live.revision.document(), d.normal(document)
    if not is_tightened(before, document):
        raise Refused(_("This step only hides: no word may change, and nothing hidden may come back."))
    refuse_quoting(reason, document)
    _send_back_those_without(review, before, document, by)
    edition = _publish(review, live, document, by)
    _into_the_draft(review, before, document, by)
    log_step(review, Step.TIGHTEN, by, edition=edition, revision=edition.revision, reason=reason.strip())
    return edition


def _publish(review: Review, live: Edition, document: d.Document, by: User) -> Edition:
    """Its words were approved when the live edition's were: a credit flagged since stays hidden."""
    now = timezone.now()
    revision = new_revision(review, document, by=by, is_tightening=True)
    submission = Submission.objects.create(
        review=review,
        revision=revision,
        state=SubmissionState.APPROVED,
        submitted_by=by,
        submitted_at=now,
        moderator=by,
        decided_at=live.submission.decided_at,
        is_tightening=True,
    )
    return make_edition(submission, at=None, kind=EditionKind.FIX)


def _into_the_draft(review: Review, before: d.Document, after: d.Document, by: User) -> None:
    draft = freeze(review.draft)
    marked = carry_marks(before, after, onto=draft)
    if marked != draft:
        thaw(marked, review.draft)
        save(review.draft, by=by, is_tightening=True)


def _send_back_those_without(review: Review, before: d.Document, after: d.Document, by: User) -> None:
    reason = _(
        "A passage of the live text was marked as a spoiler. The marks are in the draft: submit again."
    )
    for submission in review.submissions.open().select_related("revision"):
        if _lacks(submission.revision.document(), before, after):
            Submission.objects.filter(pk=submission.pk, state=SubmissionState.OPEN).update(
                state=SubmissionState.RETURNED, moderator=by, decided_at=timezone.now(), reason=reason
            )
    for edition in review.editions.upcoming().select_related("revision", "review"):
        if _lacks(edition.revision.document(), before, after):
            cancel_edition(edition, by=by, reason=reason)
    changed()


def _lacks(document: d.Document, before: d.Document, after: d.Document) -> bool:
    return carry_marks(before, after, onto=document) != document


# Carrying marks from one document to another


def carry_marks(before: d.Document, after: d.Document, *, onto: d.Document) -> d.Document:
    """`onto` with every mark that `after` has and `before` had not.

    Flags follow the keys of parts. Inline marks follow their words wherever
    these stand; a part whose words were rewritten, so that a marked passage
    is not found in it any more, is flagged whole.
    """
    flags = {part.key: part.spoiler for part in after.parts() if part.spoiler}
    passages = list(_new_passages(before, after))
    flagged = list(_flagged_paragraphs(before, after))

    def marked(part: d.Part) -> d.Part:
        elsewhere = [text for key, text in flagged if key != part.key]
        part = hide_in(part, [text for _key, text in passages] + elsewhere)
        lost = any(key == part.key and not _holds(part, text) for key, text in passages)
        spoiler = _higher(part.spoiler, flags.get(part.key), onto.film)
        return d.replace(
            part, spoiler=spoiler or (d.Spoiler(level="major") if lost and _has_words(part) else None)
        )

    parts = {name: tuple(map(marked, getattr(onto, name))) for name in d.PARTS}
    verdict = hide_in(onto.verdict, [text for _key, text in passages + flagged])
    if any(key is None and not _holds(verdict, text) for key, text in passages) and verdict.text:
        verdict = d.replace(verdict, text=f"{marks.OPENER}{marks.without_marks(verdict.text)}{marks.CLOSER}")
    return d.normal(d.replace(onto, **parts, verdict=verdict))


def _new_passages(before: d.Document, after: d.Document) -> Iterator[tuple[object, str]]:
    """The words that `after` hides and `before` showed, with the key of their part (None: the verdict)."""
    for old, new in zip((*before.parts(), before.verdict), (*after.parts(), after.verdict), strict=True):
        for name in d.markable(new):
            was_hidden = marks.hidden_places(getattr(old, name))
            is_hidden = marks.hidden_places(getattr(new, name))
            words = marks.without_marks(getattr(new, name))
            for start, end in marks.spans(is_hidden - was_hidden):
                if words[start:end].strip():
                    yield getattr(new, "key", None), words[start:end].strip()


def _flagged_paragraphs(before: d.Document, after: d.Document) -> Iterator[tuple[object, str]]:
    """The paragraphs of parts that `after` flags and `before` did not: they may stand elsewhere by now."""
    for old, new in zip(before.parts(), after.parts(), strict=True):
        if new.spoiler and not old.spoiler:
            for name in d.markable(new):
                paragraphs = marks.without_marks(getattr(new, name)).split("\n\n")
                yield from ((new.key, text.strip()) for text in paragraphs if len(text.split()) >= TELLING)


def hide_in(part, passages: list[str]):
    """The part with these words marked wherever they stand in its Markdown; itself where they do not."""
    changes = {}
    for name in d.markable(part):
        text = getattr(part, name)
        words, places = marks.without_marks(text), set(marks.hidden_places(text))
        wanted = {place for passage in passages for place in _places(words, passage)}
        if wanted - places:
            changes[name] = marks.with_hidden(words, places | wanted)
    return d.replace(part, **changes) if changes else part


def _places(words: str, passage: str) -> Iterator[int]:
    at = words.find(passage)
    while at >= 0:
        yield from range(at, at + len(passage))
        at = words.find(passage, at + len(passage))


def _holds(part, passage: str) -> bool:
    return any(passage in marks.without_marks(getattr(part, name)) for name in d.MARKDOWN_FIELDS[type(part)])


def _has_words(part) -> bool:
    return any(getattr(part, name).strip() for name in d.MARKDOWN_FIELDS[type(part)])


def _higher(one: d.Spoiler | None, other: d.Spoiler | None, film: d.Ref | None) -> d.Spoiler | None:
    """Both flags in one: the higher level, the films of both. An empty scope is the reviewed film."""
    if one is None or other is None:
        return one or other
    reviewed = (film,) if film else ()
    films = {ref.key: ref for ref in (*(one.scope or reviewed), *(other.scope or reviewed))}
    alone = not one.scope and not other.scope
    level = max(one.level, other.level, key=rank)
    return d.Spoiler(level=level, scope=() if alone else tuple(films.values()))
