from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "reviewsite.leak_audit"
    label = "audit"  # the prefix of its tables and permissions
    verbose_name = _("Leak audit")
