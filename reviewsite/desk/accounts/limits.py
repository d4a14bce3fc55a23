"""How many wrong passwords are let through: by account and network together, and by network alone.

Never by account alone: whoever tries from elsewhere locks nobody out. The counts stand in the
database, so that all processes share them.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from math import ceil

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import ngettext

from reviews.permissions.client_network import client_network
from reviewsite.desk.accounts import warnings
from reviewsite.desk.accounts.models import LoginAttempt, fingerprint

logger = logging.getLogger(__name__)
ACCOUNT_PERIOD, NETWORK_PERIOD = timedelta(minutes=15), timedelta(hours=1)


class TooManyAttempts(ValidationError):
    """No password is looked at before `wait` is over."""

    def __init__(self, wait: timedelta):
        self.wait = wait
        minutes = ceil(wait / timedelta(minutes=1))
        message = ngettext(
            "Too many tries came from your network: try again in %(minutes)d minute. "
            "From another network, such as that of your phone, you can log in at once. If you have forgotten "
            "your password, whoever keeps the accounts can give you another.",
            "Too many tries came from your network: try again in %(minutes)d minutes. "
            "From another network, such as that of your phone, you can log in at once. If you have forgotten "
            "your password, whoever keeps the accounts can give you another.",
            minutes,
        )
        super().__init__(message, code="too_many_attempts", params={"minutes": minutes})


@contextmanager
def limited(request, username: str) -> Iterator[None]:
    """Look at a password within: a ValidationError says that it is wrong. Raises `TooManyAttempts`.

    The try is counted before it is known to be wrong, so that many at once count as many.
    """
    attempt = counted(request, username, User.objects.filter(username=username).first())
    try:
        yield
    except ValidationError:
        logger.warning("Wrong password: %s", _described(request, attempt))
        warnings.warn_owner(attempt)
        raise
    attempt.delete()
    LoginAttempt.objects.by_account(attempt).update(is_forgiven=True)


def counted(request, name: str, user: User | None = None) -> LoginAttempt:
    """A try for this name from the network of the request. Raises `TooManyAttempts`."""
    network = fingerprint(client_network(request))
    attempt = LoginAttempt.objects.create(name=fingerprint(name), network=network, user=user)
    wait = _wait(attempt)
    if wait:
        attempt.delete()
        logger.warning("Login refused: %s", _described(request, attempt))
        raise TooManyAttempts(wait)
    return attempt


def _described(request, attempt: LoginAttempt) -> str:
    """The account by its number, never by what was typed."""
    return f"account {attempt.user_id or 'unknown'}, network {client_network(request)!a:.60}"


def _wait(attempt: LoginAttempt) -> timedelta | None:
    """How long it takes until fewer tries than allowed stand in each period; None if it is so now."""
    others = LoginAttempt.objects.exclude(pk=attempt.pk)
    limits = (
        (others.by_account(attempt), settings.LOGIN_ATTEMPTS, ACCOUNT_PERIOD),
        (others.by_network(attempt), settings.LOGIN_NETWORK_ATTEMPTS, NETWORK_PERIOD),
    )
    ends = [
        oldest + period
        for attempts, allowed, period in limits
        for oldest in attempts.since(period).values_list("at", flat=True)[allowed - 1 : allowed]
    ]
    return max(ends) - timezone.now() if ends else None


def forgive(user) -> None:
    """End the wait of an account, as it has another password now."""
    LoginAttempt.objects.filter(user=user).update(is_forgiven=True)


def refused(response):
    """The answer with its status and `Retry-After`, if its form was refused for too many attempts."""
    form = (getattr(response, "context_data", None) or {}).get("form")
    errors = form.errors.as_data().values() if form is not None else ()
    for error in (error for errors_of_field in errors for error in errors_of_field):
        if isinstance(error, TooManyAttempts):
            response.status_code = 429
            response.headers["Retry-After"] = ceil(error.wait.total_seconds())
    return response
