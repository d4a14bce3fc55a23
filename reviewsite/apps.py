from functools import lru_cache

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin import apps
from django.utils.translation import trans_real


class DeskConfig(apps.AdminConfig):
    """Django's admin with our AdminSite as the default site."""

    default = False
    default_site = "reviewsite.desk.site.DeskSite"


class ReviewsiteConfig(AppConfig):
    name = "reviewsite"

    def ready(self):
        from reviewsite.operations import system_checks  # noqa: F401 (registers system checks)

        remember_translations()


def remember_translations() -> None:
    """Look each message up once a process: Django asks the catalogs of seven apps, one after the other."""
    for code, _name in settings.LANGUAGES:
        catalog = trans_real.translation(code)
        catalog.gettext = lru_cache(maxsize=10_000)(catalog.gettext)
