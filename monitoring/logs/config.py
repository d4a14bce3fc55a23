"""Django's LOGGING. Loggers of others begin at WARNING: below, they quote SQL and addresses."""

from collections.abc import Sequence
from typing import Any

from monitoring.logs.messages import OURS

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
QUIET = {"handlers": [], "level": "CRITICAL", "propagate": False}


def logging_config(format: str, level: str, admins: Sequence[str]) -> dict[str, Any]:
    loggers: dict[str, Any] = {name: {"level": level} for name in OURS}
    at_least_warning = max(level, "WARNING", key=LEVELS.index)
    loggers |= {
        "django": {"handlers": [], "level": at_least_warning, "propagate": True},
        "django.request": {"level": "ERROR"},  # the line of each request has its status
        "django.db.backends": {"level": "ERROR"},  # DEBUG quotes every statement
        "django.server": QUIET,  # runserver's own access log, with whole addresses; ours has the request
        "django_tasks": {"level": level},
        "django_tasks_db": {"level": level},
        "django.tasks": {"level": level},
        "_granian": {"handlers": [], "level": level, "propagate": True},
        "granian.access": QUIET,
    }
    handlers = {"stderr": {"class": "monitoring.logs.handlers.StderrHandler", "formatter": "line"}}
    if admins:
        handlers["admins"] = {"class": "monitoring.logs.handlers.AdminMailHandler"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "monitoring.logs.handlers.LineFormatter", "format": format}},
        "handlers": handlers,
        "root": {"handlers": list(handlers), "level": at_least_warning},
        "loggers": loggers,
    }
