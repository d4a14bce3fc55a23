from django.apps import AppConfig
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _

from integers.converters import WholeNumber


class IntegersConfig(AppConfig):
    name = "integers"
    verbose_name = _("Whole numbers")

    def ready(self):
        """Before any `urls` module is read."""
        register_converter(WholeNumber, "number")
