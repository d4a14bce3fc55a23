"""Tightening: publish the live text at once with more of it marked as spoilers, by one moderator.

The one step exempt from the four-eyes rule, because it only hides: the new
document equals the live one but for added marks, higher levels or wider
scopes. The same marks are added to the draft; an open submission or a
scheduled edition that lacks them is returned.
"""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pagecache.models import bump_content_version
from reviews import document as d
from reviews.document.compare import is_tightened
from reviews.drafts import freeze, thaw
from reviews.models import Edition, EditionKind, Review, Step, Submission, SubmissionState
from reviews.workflow.base import Refused, lock, log_step
from reviews.workflow.check_waivers import refuse_quoting
from reviews.workflow.editions import make_edition
from reviews.workflow.publishing import cancel_edition
from reviews.workflow.stale_screens import NOTHING_SHOWN, Shown, refuse_stale
from reviews.workflow.writing import new_revision, save
from shield import marks
from shield.levels import rank

MIN_PARAGRAPH_WORDS = 4  # a shorter paragraph (“Yes.”) may stand anywhere without giving anything away


@transaction.atomic
def tighten(
    review: Review, *, document: d.Document, by: User, reason: str, shown: Shown = NOTHING_SHOWN
) -> Edition:
    """Replace the live text by `document`; refused unless that is the same text with more of it hidden.

    Refused too if another edition is live than the one `shown`.
    """
    lock(review)
    if not reason.strip():
        raise Refused(_("Say why, without spoilers: the reason is kept in the audit log."))
    live = review.editions.live().first()
    if not live:
        raise Refused(_("This review is not public: there is nothing to hide."))
    refuse_stale(shown, live=live.number)
    before, document = live.revision.document(), d.normal(document)
    if not is_tightened(before, document):
        raise Refused(_("This step only hides: no word may change, and nothing hidden may come back."))
    refuse_quoting(reason, document)
    _return_unmarked(review, before, document, by)
    edition = _publish(review, live, document, by)
    _mark_draft(review, before, document, by)
    log_step(review, Step.TIGHTEN, by, edition=edition, revision=edition.revision, reason=reason.strip())
    return edition


def _publish(review: Review, live: Edition, document: d.Document, by: User) -> Edition:
    """Create the edition with the approval time of the live one, as its words were approved then.

    A credit flagged as a spoiler since then stays hidden.
    """
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


def _mark_draft(review: Review, before: d.Document, after: d.Document, by: User) -> None:
    draft = freeze(review.draft)
    with_marks = carry_marks(before, after, onto=draft)
    if with_marks != draft:
        thaw(with_marks, review.draft)
        save(review.draft, by=by, is_tightening=True)


def _return_unmarked(review: Review, before: d.Document, after: d.Document, by: User) -> None:
    reason = _(
        "A passage of the live text was marked as a spoiler. The marks are in the draft: submit again."
    )
    for submission in review.submissions.open().select_related("revision"):
        if _lacks_marks(submission.revision.document(), before, after):
            Submission.objects.filter(pk=submission.pk, state=SubmissionState.OPEN).update(
                state=SubmissionState.RETURNED, moderator=by, decided_at=timezone.now(), reason=reason
            )
    for edition in review.editions.upcoming().select_related("revision", "review"):
        if _lacks_marks(edition.revision.document(), before, after):
            cancel_edition(edition, by=by, reason=reason)
    bump_content_version()


def _lacks_marks(document: d.Document, before: d.Document, after: d.Document) -> bool:
    return carry_marks(before, after, onto=document) != document


# Carrying marks from one document to another


def carry_marks(before: d.Document, after: d.Document, *, onto: d.Document) -> d.Document:
    """`onto` with the spoiler marks that `after` has and `before` lacks.

    Flags are matched by the keys of parts, inline marks by their words,
    wherever these stand in `onto`. A part rewritten so that a marked passage
    is no longer found in it is flagged as a whole.
    """
    flags = {part.key: part.spoiler for part in after.parts() if part.spoiler}
    passages = list(_new_passages(before, after))
    flagged = list(_flagged_paragraphs(before, after))

    def with_marks(part: d.Part) -> d.Part:
        elsewhere = [text for key, text in flagged if key != part.key]
        part = mark_passages(part, [text for _key, text in passages] + elsewhere)
        lost = any(key == part.key and not _contains(part, text) for key, text in passages)
        spoiler = _combined(part.spoiler, flags.get(part.key), onto.film)
        return d.replace(
            part, spoiler=spoiler or (d.Spoiler(level="major") if lost and _has_words(part) else None)
        )

    parts = {name: tuple(map(with_marks, getattr(onto, name))) for name in d.PARTS}
    verdict = mark_passages(onto.verdict, [text for _key, text in passages + flagged])
    if any(key is None and not _contains(verdict, text) for key, text in passages) and verdict.text:
        verdict = d.replace(verdict, text=f"{marks.OPENER}{marks.without_marks(verdict.text)}{marks.CLOSER}")
    return d.normal(d.replace(onto, **parts, verdict=verdict))


def _new_passages(before: d.Document, after: d.Document) -> Iterator[tuple[object, str]]:
    """(key of the part or None for the verdict, passage) for text that `after` hides and `before` showed."""
    for old, new in zip(before.marked(), after.marked(), strict=True):
        for name in d.markable(new):
            was_hidden = marks.hidden_places(getattr(old, name))
            is_hidden = marks.hidden_places(getattr(new, name))
            words = marks.without_marks(getattr(new, name))
            for start, end in marks.spans(is_hidden - was_hidden):
                if words[start:end].strip():
                    yield getattr(new, "key", None), words[start:end].strip()


def _flagged_paragraphs(before: d.Document, after: d.Document) -> Iterator[tuple[object, str]]:
    """(key, paragraph) of the parts that `after` flags and `before` did not.

    For the draft, in which a paragraph may have moved to another part meanwhile.
    """
    for old, new in zip(before.parts(), after.parts(), strict=True):
        if new.spoiler and not old.spoiler:
            for name in d.markable(new):
                paragraphs = marks.without_marks(getattr(new, name)).split("\n\n")
                yield from (
                    (new.key, text.strip()) for text in paragraphs if len(text.split()) >= MIN_PARAGRAPH_WORDS
                )


def mark_passages(part, passages: list[str]):
    """The part with every occurrence of these passages in its Markdown marked as a spoiler."""
    changes = {}
    for name in d.markable(part):
        text = getattr(part, name)
        words, hidden = marks.without_marks(text), set(marks.hidden_places(text))
        matches = {position for passage in passages for position in _positions(words, passage)}
        if matches - hidden:
            changes[name] = marks.with_hidden(words, hidden | matches)
    return d.replace(part, **changes) if changes else part


def _positions(words: str, passage: str) -> Iterator[int]:
    """The index of every character of every occurrence."""
    start = words.find(passage)
    while start >= 0:
        yield from range(start, start + len(passage))
        start = words.find(passage, start + len(passage))


def _contains(part, passage: str) -> bool:
    return any(passage in marks.without_marks(getattr(part, name)) for name in d.MARKDOWN_FIELDS[type(part)])


def _has_words(part) -> bool:
    return any(getattr(part, name).strip() for name in d.MARKDOWN_FIELDS[type(part)])


def _combined(one: d.Spoiler | None, other: d.Spoiler | None, film: d.Ref | None) -> d.Spoiler | None:
    """One flag for two: the higher level, the films of both. An empty scope means the reviewed film."""
    if one is None or other is None:
        return one or other
    reviewed = (film,) if film else ()
    films = {ref.key: ref for ref in (*(one.scope or reviewed), *(other.scope or reviewed))}
    default_scope = not one.scope and not other.scope
    level = max(one.level, other.level, key=rank)
    return d.Spoiler(level=level, scope=() if default_scope else tuple(films.values()))
