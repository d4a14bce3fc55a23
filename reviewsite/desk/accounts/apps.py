from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "reviewsite.desk.accounts"
    verbose_name = _("Logging in")
