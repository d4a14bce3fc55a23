"""Surrogate keys: by which a cache of others (a CDN) is told which of its pages to drop.

A key is a keyed hash of a scope, so that nobody can name what a page is made of. Pages with a key in common
tell that they show the same thing: a page has none for what it depends on and does not show. In place of
these, every page has the key of WITHHELD, and whatever changes one of them purges all pages.
"""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from functools import lru_cache
from time import time as now

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from pagecache.scopes import EVERYTHING

SALT = "pagecache.surrogate_keys"
WITHHELD = "withheld"
DIGITS = 16
MAX_KEYS = 400  # of a page; CDNs take 16 KB


@lru_cache(maxsize=10_000)
def surrogate_key(scope: str) -> str:
    return salted_hmac(SALT, scope, algorithm="sha256").hexdigest()[:DIGITS]


def key_headers(shown: Collection[str]) -> list[tuple[str, str]]:
    """The header with the keys of a page that shows these scopes; none if the setting is empty."""
    if not settings.SURROGATE_KEYS:
        return []
    scopes = {*shown, EVERYTHING, WITHHELD}
    if len(scopes) > MAX_KEYS:
        scopes = {name.partition(":")[0] for name in scopes}  # a change of a row names its model, too
    separator = "," if _is_tag() else " "
    return [(settings.SURROGATE_KEYS, separator.join(sorted(map(surrogate_key, scopes))))]


def lifetime_headers() -> list[tuple[str, str]]:
    """For how long the CDN may keep a page: never past midnight, when pages change by the clock.

    The same for all pages at one moment, so that it tells nothing of what is to come.
    """
    seconds = min(settings.SURROGATE_SECONDS, int(_midnight(int(now()) // 60) - now()))
    name = "CDN-Cache-Control" if _is_tag() else "Surrogate-Control"
    return [(name, f"max-age={seconds}")] if seconds > 0 else []


def _is_tag() -> bool:
    """Whether it is a header such as Cache-Tag: its values are divided by commas."""
    return settings.SURROGATE_KEYS.lower().rstrip("s").endswith("tag")


@lru_cache(maxsize=1)
def _midnight(minute: int) -> float:
    """The end of the day in TIME_ZONE that holds this minute since 1970, in seconds since 1970."""
    zone = timezone.get_default_timezone()
    day = datetime.fromtimestamp(minute * 60, zone).date()
    return datetime.combine(day + timedelta(days=1), time.min, zone).timestamp()
