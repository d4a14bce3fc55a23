from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin, with our site in its place."""

    default_site = "reviewsite.desk.DeskSite"


class ReviewsiteConfig(AppConfig):
    name = "reviewsite"
