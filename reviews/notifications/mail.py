"""Mail of notices: the step, the film's title and a link, and nothing of any text."""

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

from reviews.local_time import format_local
from reviews.models import Mail, Notice, StaffSettings
from reviews.notifications.texts import address, event_text, film_title

logger = logging.getLogger(__name__)


@dataclass
class Tally:
    """How many people got a mail, of how many notices; and how many mails failed and wait."""

    sent: int = 0
    notices: int = 0
    failed: int = 0


def send_due(people: Collection[int] | None = None) -> Tally:
    """Send each person one mail of all that is due to them; to everybody, or to these accounts.

    Safe to run twice at once: whoever takes a notice first sends it. If the
    process dies between taking and sending, that mail is lost and the inbox
    still tells; nobody gets a mail twice.
    """
    tally, now = Tally(), timezone.now()
    due = Notice.objects.to_mail(now)
    if people is not None:
        due = due.filter(to__in=people)
    for person in due.order_by("to").values_list("to", flat=True).distinct():
        _send_to(person, now, tally)
    return tally


def _send_to(person: int, now: datetime, tally: Tally) -> None:
    taken = _take(person, now)
    if not taken:
        return
    notices = list(Notice.objects.for_screen().select_related("to").filter(pk__in=taken))
    wish = StaffSettings.objects.of(notices[0].to)
    if wish.mail == Mail.NEVER or not notices[0].to.email:
        Notice.objects.filter(pk__in=taken).update(mailed_at=None, due_at=None)
        return
    try:
        _letter(notices, wish).send()
    except Exception as failure:  # whatever a server or a library says: the step itself is long done
        Notice.objects.filter(pk__in=taken).update(mailed_at=None)
        tally.failed += 1
        logger.error("Mail of %s notices could not be sent: %s", len(taken), type(failure).__name__)
        return
    tally.sent += 1
    tally.notices += len(taken)


@transaction.atomic
def _take(person: int, now: datetime) -> list[int]:
    """Mark what is due as mailed, so that nobody else sends it: of two that take, one finds nothing."""
    due = Notice.objects.to_mail(now).filter(to=person).select_for_update(of=("self",))
    taken = list(due.values_list("pk", flat=True))
    Notice.objects.filter(pk__in=taken).update(mailed_at=now)
    return taken


def _letter(notices: list[Notice], wish: StaffSettings) -> EmailMessage:
    lines = [_entry(notice, wish) for notice in notices]
    inbox = f"{settings.SITE_URL}{reverse('admin:inbox')}"
    choose = f"{settings.SITE_URL}{reverse('admin:own_settings')}"
    foot = _("Your inbox: %(inbox)s\nHow often you get mail: %(choose)s") % {"inbox": inbox, "choose": choose}
    return EmailMessage(_subject(notices), "\n\n".join([*lines, f"-- \n{foot}\n"]), to=[wish.user.email])


def _subject(notices: list[Notice]) -> str:
    if len(notices) == 1:
        return f"Foyer: {_said(notices[0])}"
    return ngettext("Foyer: %d notice", "Foyer: %d notices", len(notices)) % len(notices)


def _said(notice: Notice) -> str:
    return ", ".join(filter(None, [event_text(notice), film_title(notice)]))


def _entry(notice: Notice, wish: StaffSettings) -> str:
    with timezone.override(wish.zone):
        at = format_local(notice.at)
    return f"{_said(notice)}\n{at}\n{settings.SITE_URL}{address(notice)}"
