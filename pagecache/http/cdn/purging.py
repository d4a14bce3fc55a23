"""Tell the CDN which pages to drop: by a task when a change commits, and by the command `send_purges`."""

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

try:
    from django.tasks import task, task_backends  # Django 6
except ImportError:
    from django_tasks import task, task_backends  # type: ignore[no-redef]

from pagecache.http.cdn.purges import Purge, WithheldScope
from pagecache.http.cdn.surrogate_keys import WITHHELD, surrogate_key

logger = logging.getLogger(__name__)

KEYS_A_REQUEST = 256
TIMEOUT = 10  # seconds
SENDING = timedelta(seconds=60)  # after which another process sends what one that died had begun
# Until no page of before is on its way: the log is read each second, a cache in front keeps for a second.
SETTLED = timedelta(seconds=4)
FIRST_RETRY, LAST_RETRY = 10, 600  # seconds
MAX_TRIES = 200  # more than a day: by then the CDN has dropped the pages itself


@dataclass
class Tally:
    """Counts of scopes: told to the CDN, and not told, to be tried again."""

    sent: int = 0
    failed: int = 0


def queue_purges(scopes: Iterable[str], at: datetime | None = None) -> None:
    """Purge pages of these scopes, now or `at` a moment. In the transaction of the change."""
    if not settings.PURGE_URL:
        return
    due_at = at or timezone.now()
    Purge.objects.bulk_create([Purge(scope=name, due_at=due_at) for name in scopes])
    # robust: a CDN that is away breaks no step; what was not sent waits for `send_purges`.
    transaction.on_commit(lambda: _send(due_at), robust=True)


@task()
def send_purges() -> int:
    """Send the purges that are due; returns how many scopes were told."""
    return send_due_purges().sent


def send_due_purges() -> Tally:
    """Send what is due, a request for up to 256 keys each, until one fails.

    Safe to run concurrently: purges are claimed before they are sent. Those of a process that dies are
    due again after a minute.
    """
    tally = Tally()
    while settings.PURGE_URL and (purges := _claim()):
        if not _post(_keys_of(purges)):
            tally.failed += len(purges)
            _retry_later(purges)
            break
        tally.sent += len(purges)
        _settle(purges)
    return tally


@transaction.atomic
def _claim() -> list[Purge]:
    now = timezone.now()
    due = Purge.objects.filter(due_at__lte=now).order_by("due_at", "pk").select_for_update(of=("self",))
    purges = list(due[: KEYS_A_REQUEST - 1])  # and one key for what is withheld
    _rows(purges).update(due_at=now + SENDING)
    return purges


def _keys_of(purges: list[Purge]) -> list[str]:
    """If a page depends on one of them without showing it, also the key that every page has."""
    scopes = {purge.scope for purge in purges}
    if WithheldScope.objects.filter(scope__in=scopes).exists():
        scopes.add(WITHHELD)
    return sorted(map(surrogate_key, scopes))


def _post(keys: Collection[str]) -> bool:
    """Whether the CDN took them. The log has neither address nor token."""
    headers = {"Surrogate-Key": " ".join(keys)}
    if name_and_value := settings.PURGE_TOKEN:
        name, _, value = name_and_value.partition(":")
        headers[name.strip()] = value.strip()
    try:
        with (
            httpx.Client(timeout=TIMEOUT, trust_env=False, follow_redirects=False) as client,
            client.stream(
                "POST", settings.PURGE_URL, json={"surrogate_keys": list(keys)}, headers=headers
            ) as answer,
        ):
            failure = "" if answer.is_success else str(answer.status_code)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        failure = type(error).__name__
    if failure:
        logger.error("Purging %s keys from the CDN failed: %s", len(keys), failure)
    return not failure


def _settle(purges: list[Purge]) -> None:
    """What was sent twice is done; the rest is sent once more."""
    _rows(purge for purge in purges if purge.is_repeat).delete()
    if _rows(purges).update(due_at=timezone.now() + SETTLED, is_repeat=True, tries=0):
        _send(timezone.now() + SETTLED)


def _retry_later(purges: list[Purge]) -> None:
    """Ever later, each time after twice as long."""
    _rows(purge for purge in purges if purge.tries >= MAX_TRIES).delete()
    tries = min(purge.tries for purge in purges)
    seconds = min(FIRST_RETRY * 2 ** min(tries, 10), LAST_RETRY)
    due_at = timezone.now() + timedelta(seconds=seconds)
    _rows(purges).update(due_at=due_at, tries=F("tries") + 1)
    _send(due_at)


def _rows(purges: Iterable[Purge]):
    return Purge.objects.filter(pk__in=[purge.pk for purge in purges])


def _send(due_at: datetime) -> None:
    """By a task: now, or at a later moment if the backend can wait; if not, the command does it."""
    if due_at <= timezone.now():
        send_purges.enqueue()
    elif task_backends["default"].supports_defer:
        send_purges.using(run_after=due_at).enqueue()
