"""Create and end preview links: a secret URL for one outsider, for one revision, for a limited time."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews.drafts import world_of
from reviews.local_time import format_local
from reviews.models import PreviewLink, Review, Revision, Step
from reviews.models.preview import MAX_LIFETIME
from reviews.workflow.base import Refused, lock, log_step
from reviews.workflow.check_waivers import refuse_what_spoils
from reviews.workflow.editions import embargoed_until
from reviews.workflow.stale_screens import NOTHING_SHOWN, Shown, live_number, refuse_stale
from shield.words import readable


@transaction.atomic
def share_preview(
    revision: Revision,
    *,
    recipient: str,
    until: datetime,
    by: User,
    is_full: bool = False,
    shown: Shown = NOTHING_SHOWN,
) -> PreviewLink:
    """Create a link at which `recipient` can read this revision until a time, safe text or full.

    Refused without a film, under an embargo on the film or the review, for
    longer than 30 days, if `recipient` quotes a spoiler: it stands in the audit log, and
    if another edition is live than the one `shown`: a take-down suspended the links before.
    """
    review, recipient, now = revision.review, readable(recipient), timezone.now()
    lock(review)
    if not recipient:
        raise Refused(_("Say for whom the link is: it is shown on the page and in the audit log."))
    if not now < until <= now + MAX_LIFETIME:
        raise Refused(
            _("Choose an end in the future, at most %(days)s days away.") % {"days": MAX_LIFETIME.days}
        )
    refuse_stale(shown, live=live_number(review, now))
    if held_until := held_back_until(revision):
        message = _("An embargo holds this review until %(moment)s: it leaves the house only then.")
        raise Refused(message % {"moment": format_local(held_until)})
    refuse_what_spoils(review, recipient, revision)
    link = PreviewLink.objects.create(
        review=review,
        revision=revision,
        recipient=recipient,
        is_full=is_full,
        made_by=by,
        made_at=now,
        until=until,
    )
    log_step(review, Step.SHARE, by, revision=revision, detail=_log_detail(link))
    return link


def held_back_until(revision: Revision) -> datetime | None:
    """The end of the embargo in force on this revision's film or review, or None. Refused without a film."""
    text = revision.document()
    film = world_of(text).films.get(text.film.key) if text.film else None
    if not film:
        raise Refused(_("A preview says which film it is about. Choose the film in the draft, and save."))
    return embargoed_until(film, revision.review)


def _log_detail(link: PreviewLink) -> str:
    text = _("full text") if link.is_full else _("without spoilers")
    values = {"recipient": link.recipient, "text": text, "moment": f"{link.until:%Y-%m-%d %H:%M %Z}"}
    return _("for %(recipient)s, %(text)s, until %(moment)s") % values


@transaction.atomic
def end_preview(link: PreviewLink, *, by: User) -> None:
    """End a link early, also one of a closed account. Refused if it is over already."""
    lock(link.review)
    now = timezone.now()
    if not PreviewLink.objects.running(now).filter(pk=link.pk).update(ended_at=now, ended_by=by):
        raise Refused(_("This link is over already."))
    log_step(
        link.review,
        Step.END_SHARE,
        by,
        revision=link.revision,
        detail=_("for %(recipient)s") % {"recipient": link.recipient},
    )


def suspend_previews(review: Review, *, by: User, at: datetime) -> str:
    """End the running links of a review that is taken down `at`; how many, for the audit log ("" if none).

    A part of `take_down`, whose lock and transaction this is in. Whoever may share makes them anew.
    """
    count = review.preview_links.running(at).update(ended_at=at, ended_by=by)
    text = ngettext("%(count)d preview link suspended", "%(count)d preview links suspended", count)
    return text % {"count": count} if count else ""
