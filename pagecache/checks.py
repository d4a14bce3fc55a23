"""System checks: settings with which the page cache would answer one reader with the page of another."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks

FORBIDDEN_MIDDLEWARE = (
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.cache.UpdateCacheMiddleware",
    "django.middleware.gzip.GZipMiddleware",
)


@checks.register(checks.Tags.caches)
def check_page_cache(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Pages are kept by address alone: nothing else of a request may move their bytes."""
    if settings.PAGE_CACHE == "off":
        return []
    found = [
        checks.Error(f"{name} makes pages that the page cache would mix up.", id="foyer.E010")
        for name in FORBIDDEN_MIDDLEWARE
        if name in settings.MIDDLEWARE
    ]
    if settings.USE_X_FORWARDED_HOST:
        found.append(checks.Error("The page cache needs USE_X_FORWARDED_HOST to be off.", id="foyer.E011"))
    return found


# Such as Surrogate-Key, xkey, Cache-Tag: no header that pages have already.
KEYS_HEADER = re.compile(r"([A-Za-z0-9-]*-|x)?(key|tag)s?", re.IGNORECASE)
SECRET_HEADER = re.compile(r"[A-Za-z0-9-]+:[ \t]*[\x21-\x7e][\x20-\x7e]*")


@checks.register(checks.Tags.caches)
def check_cdn(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """A CDN that keeps pages is told when they change."""
    problems = {
        "SURROGATE_KEYS: expected the name of a header, such as Surrogate-Key or Cache-Tag.": (
            settings.SURROGATE_KEYS and not KEYS_HEADER.fullmatch(settings.SURROGATE_KEYS)
        ),
        "PURGE_URL: expected an address that begins with https:// or http://.": (
            settings.PURGE_URL and not _is_address(settings.PURGE_URL)
        ),
        "PURGE_TOKEN: expected “Name: value”, such as “Fastly-Key: …”.": (
            settings.PURGE_TOKEN and not SECRET_HEADER.fullmatch(settings.PURGE_TOKEN)
        ),
        "PURGE_URL needs SURROGATE_KEYS: pages have no keys to be purged by.": (
            settings.PURGE_URL and not settings.SURROGATE_KEYS
        ),
        "SURROGATE_SECONDS needs SURROGATE_KEYS and PURGE_URL: nobody would tell the CDN of a change.": (
            settings.SURROGATE_SECONDS and not (settings.SURROGATE_KEYS and settings.PURGE_URL)
        ),
    }
    return [
        checks.Error(message, id=f"foyer.E{number:03}")
        for number, (message, is_wrong) in enumerate(problems.items(), 12)
        if is_wrong
    ]


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
