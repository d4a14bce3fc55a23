"""Create the notices of an audit log entry, and enqueue their mail when its transaction commits."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction

from reviews.models import AuditLogEntry, Mail, Notice, StaffSettings, Step
from reviews.notifications.recipients import recipients_of
from reviews.notifications.tasks import send
from reviews.permissions.undo_window import undo_window

# Steps that close a submission: nobody needs to act on it any more.
CLOSING_STEPS = (Step.APPROVE, Step.REQUEST_CHANGES, Step.WITHDRAW)
RENAME_DECISIONS = (Step.APPROVE_RENAME, Step.REFUSE_RENAME, Step.VOID_RENAME)
DAILY_MAIL_HOUR = 7  # in the recipient's time zone


def notify(entry: AuditLogEntry, *, former: Collection[User] = ()) -> None:
    """Create the notices of an entry. In the transaction of its step, so that both are saved or neither."""
    recipients = recipients_of(entry, former=former)
    if entry.step in CLOSING_STEPS:
        _mark_submit_notices_read(entry)
    if entry.step in RENAME_DECISIONS:
        asked = Notice.objects.unread().filter(entry__review=entry.review, entry__step=Step.ASK_RENAME)
        asked.update(read_at=entry.at)
    if entry.step == Step.UNDO and entry.review_id:
        _cancel_mail_of_approval(entry)
    if not recipients:
        return
    preferences = StaffSettings.objects.select_related("user").in_bulk(recipients)
    users = User.objects.in_bulk(recipients)
    due = {pk: _due_at(entry, preferences.get(pk) or StaffSettings(user=users[pk])) for pk in recipients}
    Notice.objects.bulk_create(
        Notice(to_id=pk, entry=entry, why=why, at=entry.at, due_at=due[pk]) for pk, why in recipients.items()
    )
    soon = {pk: at for pk, at in due.items() if at and at <= entry.at + undo_window()}
    if soon:
        # robust: an unreachable mail server breaks no step; unsent mail waits for `send_notices`.
        transaction.on_commit(lambda: send(sorted(soon), max(soon.values())), robust=True)


def _due_at(entry: AuditLogEntry, preferences: StaffSettings) -> datetime | None:
    """When the mail of an entry is due to one user; None if they want none or have no address."""
    if preferences.mail == Mail.NEVER or not preferences.user.email or entry.step == Step.UNDO:
        return None
    earliest = entry.at + undo_window() if entry.step == Step.APPROVE else entry.at
    return earliest if preferences.mail == Mail.AT_ONCE else _next_daily_mail(earliest, preferences)


def _next_daily_mail(at: datetime, preferences: StaffSettings) -> datetime:
    local = at.astimezone(preferences.zone)
    morning = local.replace(hour=DAILY_MAIL_HOUR, minute=0, second=0, microsecond=0, fold=0)
    return morning if morning > local else morning + timedelta(days=1)


def _mark_submit_notices_read(entry: AuditLogEntry) -> None:
    """Mark the unread notices that the submission was waiting as read: there is nothing to do any more."""
    notices = Notice.objects.unread().filter(entry__submission=entry.submission, entry__step=Step.SUBMIT)
    notices.update(read_at=entry.at)


def _cancel_mail_of_approval(entry: AuditLogEntry) -> None:
    """Cancel the unsent mail of an undone approval; the undo sends none either. The inbox shows both."""
    approval = AuditLogEntry.objects.filter(review=entry.review, step=Step.APPROVE, pk__lt=entry.pk).first()
    if approval:
        Notice.objects.filter(entry=approval, mailed_at=None).update(due_at=None)
