"""Notices: made with the line they tell of, and handed to the mail once the step is done."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from reviews.models import AuditLogEntry, Mail, Notice, StaffSettings, Step
from reviews.notifications.recipients import recipients_of
from reviews.notifications.tasks import send

# Steps after which a submission waits for nobody any more.
SETTLING = (Step.APPROVE, Step.REQUEST_CHANGES, Step.WITHDRAW)
MORNING = 7  # the hour at which a day's mail is due, in the zone of whoever gets it


def notify(line: AuditLogEntry, *, former: Collection[User] = ()) -> None:
    """Make the notices of a line. In the transaction of its step, so that both are kept or neither."""
    told = recipients_of(line, former=former)
    if line.step in SETTLING:
        _settle(line)
    if line.step == Step.UNDO and line.review_id:
        _say_nothing_of_the_approval(line)
    if not told:
        return
    wishes = StaffSettings.objects.select_related("user").in_bulk(told)
    people = User.objects.in_bulk(told)
    due = {pk: _due(line, wishes.get(pk) or StaffSettings(user=people[pk])) for pk in told}
    Notice.objects.bulk_create(
        Notice(to_id=pk, entry=line, why=why, at=line.at, due_at=due[pk]) for pk, why in told.items()
    )
    soon = {pk: at for pk, at in due.items() if at and at <= line.at + undo_window()}
    if soon:
        # A mail server that is away breaks no step: what was not sent waits for `send_notices`.
        transaction.on_commit(lambda: send(sorted(soon), max(soon.values())), robust=True)


def undo_window() -> timedelta:
    """As long as an approval can be undone, nobody gets mail of it."""
    return timedelta(seconds=settings.UNDO_SECONDS)


def _due(line: AuditLogEntry, wish: StaffSettings) -> datetime | None:
    """When a mail of this line is due to somebody; None where none is wanted, or can be sent."""
    if wish.mail == Mail.NEVER or not wish.user.email or line.step == Step.UNDO:
        return None
    earliest = line.at + undo_window() if line.step == Step.APPROVE else line.at
    return earliest if wish.mail == Mail.AT_ONCE else _next_morning(earliest, wish)


def _next_morning(at: datetime, wish: StaffSettings) -> datetime:
    local = at.astimezone(wish.zone)
    morning = local.replace(hour=MORNING, minute=0, second=0, microsecond=0, fold=0)
    return morning if morning > local else morning + timedelta(days=1)


def _settle(line: AuditLogEntry) -> None:
    """Whom a text waited for need not look any more: what they had not read is read."""
    waited = Notice.objects.unread().filter(entry__submission=line.submission, entry__step=Step.SUBMIT)
    waited.update(read_at=line.at)


def _say_nothing_of_the_approval(line: AuditLogEntry) -> None:
    """Nobody had mail of it yet, so nobody needs mail of either. The inbox tells of both."""
    approved = AuditLogEntry.objects.filter(review=line.review, step=Step.APPROVE, pk__lt=line.pk).first()
    if approved:
        Notice.objects.filter(entry=approved, mailed_at=None).update(due_at=None)
