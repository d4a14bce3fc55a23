"""Spoiler reports: taking them in from readers, and answering them."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from reviews import document as d
from reviews.models import Edition, ReportState, Review, SpoilerReport, Step
from reviews.workflow import Refused, tighten
from reviews.workflow.base import lock, log_step
from reviews.workflow.tightening import hide_in
from shield import marks

SALT = "reviews.reporting"  # stays when the code moves: today's reports are counted by it
RATE_PERIOD = timedelta(hours=1)
MOST_OF_A_SENDER, MOST_OF_A_REVIEW = 5, 30  # reports in a while
VERDICT = "verdict"


class TooManyReports(Exception):
    """More reports than one reader, or all readers of one review, can have meant within the hour."""


@transaction.atomic
def receive_report(edition: Edition, *, place: str, quote: str, note: str, address: str) -> SpoilerReport:
    """Keep what a reader reports. `address` is where the reader asks from: only a hash of the day is kept."""
    lock(edition.review)  # reports sent at the same moment are counted one after the other
    now = timezone.now()
    sender = salted_hmac(SALT, f"{now:%Y-%m-%d} {address}", algorithm="sha256").hexdigest()
    lately = SpoilerReport.objects.filter(reported_at__gt=now - RATE_PERIOD)
    if lately.filter(sender=sender).count() >= MOST_OF_A_SENDER:
        raise TooManyReports
    if lately.filter(review=edition.review_id).count() >= MOST_OF_A_REVIEW:
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
    """Tighten the reported passage of the live edition, and answer the reports of it up to `last`.

    With `quote`, only these words are marked, where they stand in the passage;
    without, the whole passage is hidden. `edition` is the one on the
    moderator's screen (its primary key).
    """
    live = review.editions.live().select_related("revision").first()
    if not live or live.pk != edition:
        raise Refused(_("Another edition is public since you opened this page. Look at it again."))
    document = _hidden(live.revision.document(), place, level, quote)
    _answer(review, place, last, ReportState.TIGHTENED, by)
    return tighten(review, document=document, by=by, reason=reason)


@transaction.atomic
def dismiss_report(review: Review, *, place: str, last: int, by: User, reason: str) -> None:
    """Answer the open reports of a passage without changing anything. The reason stands in the record.

    `last` is the newest report on the moderator's screen (its primary key):
    nobody dismisses what nobody has read.
    """
    if not reason.strip():
        raise Refused(
            _("Say why nothing is given away, without spoilers: the reason is kept in the audit log.")
        )
    _answer(review, place, last, ReportState.DISMISSED, by)
    log_step(review, Step.DISMISS_REPORT, by, reason=reason.strip())


def _answer(review: Review, place: str, last: int, state: str, by: User) -> None:
    """The filtered update is the lock: of two moderators one answers, the other is told."""
    answered = SpoilerReport.objects.open().filter(review=review, place=place, pk__lte=last)
    if not answered.update(state=state, answered_by=by, answered_at=timezone.now(), sender=""):
        raise Refused(_("Somebody has answered these reports already."))


def _hidden(document: d.Document, place: str, level: str, quote: str) -> d.Document:
    """The document with a passage of it hidden. Refused if it is not there."""
    if level not in d.LEVELS:
        raise Refused(_("Choose how much it gives away."))
    target = document.verdict if place == VERDICT else _part(document, place)
    if target is None:
        raise Refused(_("This passage is no part of the live edition any more. Dismiss the reports of it."))
    if quote.strip():
        changed = _quote_hidden(target, quote.strip())
    elif place == VERDICT:
        changed = _all_hidden(target)
    else:
        scope = target.spoiler.scope if target.spoiler else ()
        changed = d.replace(target, spoiler=d.Spoiler(level=level, scope=scope))
    if place == VERDICT:
        return d.replace(document, verdict=changed)
    parts = {
        name: tuple(changed if part.key == target.key else part for part in getattr(document, name))
        for name in d.PARTS
    }
    return d.replace(document, **parts)


def _part(document: d.Document, key: str) -> d.Part | None:
    return next((part for part in document.parts() if str(part.key) == key), None)


def _quote_hidden(part, quote: str):
    changed = hide_in(part, [quote])
    if changed == part:
        raise Refused(
            _("These words do not stand in the passage as they were quoted. Hide the whole passage.")
        )
    return changed


def _all_hidden(part):
    names = d.MARKDOWN_FIELDS[type(part)]
    words = {name: marks.without_marks(getattr(part, name)) for name in names}
    return d.replace(
        part, **{name: marks.with_hidden(text, range(len(text))) for name, text in words.items() if text}
    )
