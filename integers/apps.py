from django.apps import AppConfig
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _

from integers.converters import WholeNumber


class IntegersConfig(AppConfig):
    name = "integers"
    verbose_name = _("Whole numbers")

    def ready(self):
        """Register the path converter before any `urls` module is imported."""
        register_converter(WholeNumber, "number")
