"""Spoiler reports of readers: receive, rate-limit, and answer by hiding the passage or dismissing."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from reviews import document as d
from reviews.document.carried_marks import Passage, flag, hide_all, hide_passages
from reviews.models import Edition, ReportState, Review, SpoilerReport, Step
from reviews.workflow import Refused, tighten
from reviews.workflow.base import lock, log_step
from shield.levels import Level
from shield.mark_grades import PLAIN, MarkGrade
from shield.words import readable

SALT = "reviews.reporting"  # stays when the code moves: today's reports are counted by it
RATE_PERIOD = timedelta(hours=1)
MAX_PER_SENDER, MAX_PER_REVIEW = 5, 30  # reports in a RATE_PERIOD
VERDICT = "verdict"


class TooManyReports(Exception):
    """The rate limit of one sender, or of one review, is reached."""


@transaction.atomic
def receive_report(edition: Edition, *, place: str, quote: str, note: str, address: str) -> SpoilerReport:
    """Store a reader's report. Of the IP `address` only a hash that changes daily is stored.

    Raises `TooManyReports`.
    """
    lock(edition.review)  # concurrent reports are counted one after another
    now = timezone.now()
    sender = salted_hmac(SALT, f"{now:%Y-%m-%d} {address}", algorithm="sha256").hexdigest()
    recent = SpoilerReport.objects.filter(reported_at__gt=now - RATE_PERIOD)
    if recent.filter(sender=sender).count() >= MAX_PER_SENDER:
        raise TooManyReports
    if recent.filter(review=edition.review_id).count() >= MAX_PER_REVIEW:
        raise TooManyReports
    return SpoilerReport.objects.create(
        review=edition.review,
        edition=edition,
        place=place,
        quote=quote,
        note=note,
        reported_at=now,
        sender=sender,
    )


@transaction.atomic
def hide_reported(
    review: Review, *, edition: int, place: str, level: str, quote: str, last: int, by: User, reason: str
) -> Edition:
    """Hide the reported passage of the live edition (`tighten`), and answer its reports up to `last`.

    With `quote`, only these words are marked within the passage; without, the
    whole passage is hidden. `edition` is the primary key of the one on the
    moderator's screen; refused if another is live by now.
    """
    live = review.editions.live().select_related("revision").first()
    if not live or live.pk != edition:
        raise Refused(_("Another edition is public since you opened this page. Look at it again."))
    document = _hide(live.revision.document(), place, level, quote)
    _answer(review, place, last, ReportState.TIGHTENED, by)
    return tighten(review, document=document, by=by, reason=reason)


@transaction.atomic
def dismiss_report(review: Review, *, place: str, last: int, by: User, reason: str) -> None:
    """Answer the open reports of a passage without changing anything; the reason goes into the audit log.

    `last` is the primary key of the newest report on the moderator's screen:
    later ones, which nobody has read, stay open.
    """
    if not readable(reason):
        raise Refused(
            _("Say why nothing is given away, without spoilers: the reason is kept in the audit log.")
        )
    _answer(review, place, last, ReportState.DISMISSED, by)
    log_step(review, Step.DISMISS_REPORT, by, reason=readable(reason))


def _answer(review: Review, place: str, last: int, state: str, by: User) -> None:
    """The filtered update is the lock: of two moderators one answers, the other is refused."""
    reports = SpoilerReport.objects.open().filter(review=review, place=place, pk__lte=last)
    if not reports.update(state=state, answered_by=by, answered_at=timezone.now(), sender=""):
        raise Refused(_("Somebody has answered these reports already."))


def _hide(document: d.Document, place: str, level: str, quote: str) -> d.Document:
    """The document with a passage hidden. Refused if the passage is not in it."""
    if level not in d.LEVELS:
        raise Refused(_("Choose how much it gives away."))
    target = document.verdict if place == VERDICT else _part(document, place)
    if target is None:
        raise Refused(_("This passage is no part of the live edition any more. Dismiss the reports of it."))
    if quote.strip():
        replacement = _hide_quote(target, quote.strip(), level, document)
    elif place == VERDICT:
        replacement = hide_all(target, _mark_grade(target, level))
    else:
        scope = target.spoiler.scope if target.spoiler else ()
        replacement = flag(target, d.Spoiler(level=level, scope=scope), document)
    if place == VERDICT:
        return d.replace(document, verdict=replacement)
    parts = {
        name: tuple(replacement if part.key == target.key else part for part in getattr(document, name))
        for name in d.PARTS
    }
    return d.replace(document, **parts)


def _part(document: d.Document, key: str) -> d.Part | None:
    return next((part for part in document.parts() if str(part.key) == key), None)


def _hide_quote(part, quote: str, level: str, document: d.Document):
    passage = Passage(getattr(part, "key", None), quote, _mark_grade(part, level))
    with_marks = hide_passages(part, [passage], document.film)
    if with_marks == part:
        raise Refused(
            _("These words do not stand in the passage as they were quoted. Hide the whole passage.")
        )
    return with_marks


def _mark_grade(part, level: str) -> MarkGrade:
    """What a mark of this level says: in a safe part nothing if it is major."""
    return PLAIN if level == Level.MAJOR and not getattr(part, "spoiler", None) else MarkGrade(level)
