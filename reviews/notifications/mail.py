"""Mail notices: the step, the film's title and a link, and never a word of a review."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.models import Job, JobRun
from reviews.local_time import format_local
from reviews.models import Mail, Notice, StaffSettings
from reviews.notifications.texts import address, event_text, film_title

logger = logging.getLogger(__name__)


@dataclass
class Tally:
    """Counts: mails sent, the notices in them, and mails that failed and will be retried."""

    sent: int = 0
    notices: int = 0
    failed: int = 0


def send_due(people: Collection[int] | None = None) -> Tally:
    """Send each user one mail of all their due notices: everybody, or these accounts (primary keys).

    Safe to run concurrently: a notice is claimed before it is sent, so nobody
    gets a mail twice. If the process dies between claiming and sending, that
    mail is lost; the inbox still shows the notice.
    """
    tally, now = Tally(), timezone.now()
    due = Notice.objects.to_mail(now)
    if people is not None:
        due = due.filter(to__in=people)
    for user in due.order_by("to").values_list("to", flat=True).distinct():
        _send_to(user, now, tally)
    if people is None or tally.failed:
        JobRun.objects.note(Job.MAIL, failed=tally.failed)
    return tally


def _send_to(user: int, now: datetime, tally: Tally) -> None:
    claimed = _claim(user, now)
    if not claimed:
        return
    notices = list(Notice.objects.for_screen().select_related("to").filter(pk__in=claimed))
    preferences = StaffSettings.objects.of(notices[0].to)
    if preferences.mail == Mail.NEVER or not notices[0].to.email:
        Notice.objects.filter(pk__in=claimed).update(mailed_at=None, due_at=None)
        return
    try:
        _message(notices, preferences).send()
    except Exception as failure:  # any error of a server or library: the step itself is already committed
        Notice.objects.filter(pk__in=claimed).update(mailed_at=None)
        tally.failed += 1
        logger.error("Mail of %s notices could not be sent: %s", len(claimed), type(failure).__name__)
        return
    tally.sent += 1
    tally.notices += len(claimed)


@transaction.atomic
def _claim(user: int, now: datetime) -> list[int]:
    """Mark the due notices of a user as mailed and return their keys: a concurrent run then finds none."""
    due = Notice.objects.to_mail(now).filter(to=user).select_for_update(of=("self",))
    keys = list(due.values_list("pk", flat=True))
    Notice.objects.filter(pk__in=keys).update(mailed_at=now)
    return keys


def _message(notices: list[Notice], preferences: StaffSettings) -> EmailMessage:
    entries = [_entry(notice, preferences) for notice in notices]
    inbox = f"{settings.SITE_URL}{reverse('admin:inbox')}"
    choose = f"{settings.SITE_URL}{reverse('admin:own_settings')}"
    foot = _("Your inbox: %(inbox)s\nHow often you get mail: %(choose)s") % {"inbox": inbox, "choose": choose}
    body = "\n\n".join([*entries, f"-- \n{foot}\n"])
    return EmailMessage(_subject(notices), body, to=[preferences.user.email])


def _subject(notices: list[Notice]) -> str:
    if len(notices) == 1:
        return f"Foyer: {_summary(notices[0])}"
    return ngettext("Foyer: %d notice", "Foyer: %d notices", len(notices)) % len(notices)


def _summary(notice: Notice) -> str:
    return ", ".join(filter(None, [event_text(notice), film_title(notice)]))


def _entry(notice: Notice, preferences: StaffSettings) -> str:
    with timezone.override(preferences.zone):
        at = format_local(notice.at)
    return f"{_summary(notice)}\n{at}\n{settings.SITE_URL}{address(notice)}"
