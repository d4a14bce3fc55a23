"""Comment threads among staff, on a part of a text or a passage in it: add, answer, resolve, reopen."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews import document as d
from reviews.models import Comment, Review, Revision, Step
from reviews.workflow.base import Refused, log_step
from shield.words import readable

OTHER_PLACES = ("front", "verdict")  # commentable, but not parts with a key
MAX_LENGTH = 5_000  # characters of a comment, and of a quoted passage


@transaction.atomic
def comment(revision: Revision, *, by: User, place: str, text: str, quote: str = "") -> Comment:
    """Start a thread on a part of this revision: `place` is its key, "front" or "verdict".

    The audit log says that somebody commented, never what: a comment may quote
    a spoiler.
    """
    if place not in comment_places(revision.document()):
        raise Refused(_("This text has no such part: it was changed since you opened the page."))
    row = Comment(review=revision.review, revision=revision, place=place, quote=quote.strip()[:MAX_LENGTH])
    return _save_comment(row, Step.COMMENT, by, text)


@transaction.atomic
def answer(thread: Comment, *, by: User, text: str) -> Comment:
    """Add a comment to a thread; a resolved thread is reopened."""
    if thread.resolved_at:
        reopen(thread, by=by)
    row = Comment(review=thread.review, revision=thread.revision, place=thread.place, answers=thread)
    return _save_comment(row, Step.COMMENT, by, text)


def _save_comment(row: Comment, step: Step, by: User, text: str) -> Comment:
    if not readable(text):
        raise Refused(_("Write something."))
    if len(readable(text)) > MAX_LENGTH:
        raise Refused(_("A comment has at most %(limit)s characters.") % {"limit": f"{MAX_LENGTH:,}"})
    row.by, row.at, row.text = by, timezone.now(), readable(text)
    row.save()
    log_step(row.review, step, by, revision=row.revision)
    return row


@transaction.atomic
def resolve(thread: Comment, *, by: User) -> None:
    """Resolve a thread."""
    rows = Comment.objects.unresolved().filter(pk=thread.pk)
    if not rows.update(resolved_by=by, resolved_at=timezone.now()):
        raise Refused(_("This conversation is resolved already."))
    log_step(thread.review, Step.RESOLVE, by, revision=thread.revision)


@transaction.atomic
def reopen(thread: Comment, *, by: User) -> None:
    """Reopen a resolved thread."""
    rows = Comment.objects.filter(pk=thread.pk, answers=None).exclude(resolved_at=None)
    if not rows.update(resolved_by=None, resolved_at=None):
        raise Refused(_("This conversation is open."))
    log_step(thread.review, Step.REOPEN, by, revision=thread.revision)


def comment_places(document: d.Document) -> set[str]:
    return {str(part.key) for part in document.parts()} | set(OTHER_PLACES)


def refuse_unresolved(review: Review) -> None:
    """Raise `Refused` while a thread is open, if the setting COMMENTS_MUST_BE_RESOLVED is on."""
    count = review.comments.unresolved().count() if settings.COMMENTS_MUST_BE_RESOLVED else 0
    if count:
        raise Refused(
            ngettext(
                "A comment is not resolved yet, and this house asks for it.",
                "%(count)s comments are not resolved yet, and this house asks for it.",
                count,
            )
            % {"count": count}
        )
