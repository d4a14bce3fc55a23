"""What a log record says, without what may hold words, addresses or headers of anybody.

Messages of our own loggers are written with care and stay. Those of others are their templates without
arguments ("Invalid HTTP_HOST header: …"), but for the few whose arguments are known.
"""

import logging
import re
from http import HTTPStatus

from django.middleware import csrf

# Loggers whose arguments are ours, or numbers and names of code.
OURS = (
    "cast",
    "films",
    "franchises",
    "images",
    "keys",
    "monitoring",
    "pagecache",
    "ratings",
    "reviews",
    "reviewsite",
    "search",
    "shield",
)
TRUSTED = frozenset((*OURS, "_granian", "django_tasks", "django_tasks_db"))
TRUSTED_TASKS = "django.tasks"  # what django_tasks is in Django 6
_ARGUMENT = re.compile(r"%(?:\(\w+\))?[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]")
_LONGEST = 500


def message_of(record: logging.LogRecord) -> str:
    if is_trusted(record.name):
        return record.getMessage()
    if record.name == "django.security.csrf" and record.args:
        return f"Forbidden ({_refusal(str(record.args[0]))})"  # type: ignore[index]
    if status := getattr(record, "status_code", None):  # Django's answers: their arguments are paths
        return _phrase(status)
    return template_of(record)


def is_trusted(logger: str) -> bool:
    return logger.partition(".")[0] in TRUSTED or logger == TRUSTED_TASKS


def template_of(record: logging.LogRecord) -> str:
    """The message before anything was filled in; one without arguments may be filled in already."""
    if not isinstance(record.msg, str) or not record.args:
        return f"{record.levelname.lower()} of {record.module}, line {record.lineno}"
    return _ARGUMENT.sub("…", record.msg)[:_LONGEST]


def _refusal(reason: str) -> str:
    """Django's sentence why a form was refused, without the address that it may name."""
    for name, template in vars(csrf).items():
        if name.startswith("REASON_") and reason.startswith(template.partition("%s")[0]):
            return template.replace("%s", "…").rstrip(".")
    return ""


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return str(status)
