from django.apps import AppConfig
from django.contrib.admin import apps


class DeskConfig(apps.AdminConfig):
    """Django's admin with our AdminSite as the default site."""

    default = False
    default_site = "reviewsite.desk.site.DeskSite"


class ReviewsiteConfig(AppConfig):
    name = "reviewsite"

    def ready(self):
        from reviewsite import checks  # noqa: F401 (registers system checks)
