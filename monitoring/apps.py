import sys
import threading

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = _("Running")

    def ready(self):
        from monitoring.logs.handlers import log_uncaught, log_uncaught_in_thread
        from monitoring.logs.sentry import begin_sentry

        if settings.SENTRY_DSN:
            begin_sentry(settings.SENTRY_DSN, settings.VERSION)
        if not settings.DEBUG:  # whoever develops sees errors of commands whole
            sys.excepthook, threading.excepthook = log_uncaught, log_uncaught_in_thread
