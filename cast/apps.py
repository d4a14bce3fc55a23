from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CastConfig(AppConfig):
    name = "cast"
    verbose_name = _("Cast")
