"""System checks: settings with which the page cache would answer one reader with the page of another."""

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
