"""Tell the owner of an account of wrong passwords: by mail, and when they log in the next time."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews.local_time import format_local
from reviews.models import StaffSettings
from reviewsite.desk.accounts.mail import mail_to
from reviewsite.desk.accounts.models import LoginAttempt

try:
    from django.tasks import task  # Django 6
except ImportError:
    from django_tasks import task

BURST = timedelta(hours=1)  # one mail for all tries within it


def warn_owner(attempt: LoginAttempt) -> None:
    """Mail the owner, once in a burst, when as many were wrong as one network may try."""
    if attempt.user_id and _claim(attempt):
        send_warning.enqueue(attempt.user_id)


@transaction.atomic
def _claim(attempt: LoginAttempt) -> bool:
    """Whether this process is to send the mail: of two at once, one waits for the other's lock."""
    burst = LoginAttempt.objects.filter(user=attempt.user_id).since(BURST)
    if burst.count() < settings.LOGIN_ATTEMPTS:
        return False
    User.objects.select_for_update().get(pk=attempt.user_id)
    if burst.filter(is_mailed=True).exists():
        return False
    return bool(LoginAttempt.objects.filter(pk=attempt.pk).update(is_mailed=True))


@task()
def send_warning(pk: int) -> bool:
    """Whether the mail went out. It names no password."""
    user = User.objects.filter(pk=pk, is_active=True).exclude(email="").first()
    if not user:
        return False
    return mail_to(user, _("Foyer: somebody tries to log in as you"), _body(user))


def _body(user: User) -> str:
    address = f"{settings.SITE_URL}{reverse('admin:password_change')}"
    return _(
        "%(sentence)s\n\n"
        "If that was you: wait for a quarter of an hour, or ask whoever keeps the accounts for another "
        "password.\n"
        "If it was not: nobody got in by these. Whoever tries has to wait, and you can log in as always. "
        "Choose another password if somebody may know yours, or if you use it elsewhere too:\n%(address)s\n"
    ) % {"sentence": sentence_of(user, timezone.now() - BURST), "address": address}


def sentence_of(user: User, since) -> str:
    """How many tries to log in as this account had a wrong password, and when the last was; "" if none."""
    times = list(LoginAttempt.objects.of(user, since).values_list("at", flat=True))
    if not times:
        return ""
    with timezone.override(StaffSettings.objects.of(user).zone):
        last = format_local(max(times))
    return ngettext(
        "%(count)d try to log in as you had a wrong password, on %(last)s.",
        "%(count)d tries to log in as you had a wrong password, the last on %(last)s.",
        len(times),
    ) % {"count": len(times), "last": last}
