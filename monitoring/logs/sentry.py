"""Errors to Sentry, or what speaks its protocol (SENTRY_DSN): what is logged, and as little of it."""

import logging
import os
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from monitoring.logs.handlers import error_of, fields_of
from monitoring.logs.messages import message_of
from monitoring.logs.tracebacks import detail_of

# Of an event, what goes out as it is: neither request, user, breadcrumbs, modules nor what was logged.
KEPT = ("event_id", "timestamp", "platform", "level", "logger", "release", "environment", "sdk")
KEPT_OF_FRAME = (
    "filename",
    "function",
    "module",
    "lineno",
    "pre_context",
    "context_line",
    "post_context",
    "in_app",
)


def begin_sentry(dsn: str, release: str, **options: Any) -> None:
    """Send errors of our logs there. No integration looks into requests: the logs are the only door.

    `send_default_pii` stays off, as it is unless somebody asks for it.
    """
    try:
        import sentry_sdk
        from sentry_sdk.integrations.logging import LoggingIntegration
    except ImportError as missing:
        raise ImproperlyConfigured("SENTRY_DSN is set: install sentry-sdk (docs/operators.md)") from missing
    try:
        sentry_sdk.init(
            dsn=dsn,
            release=release,
            include_local_variables=False,
            max_breadcrumbs=0,
            max_request_body_size="never",
            server_name=os.uname().nodename,
            default_integrations=False,
            auto_enabling_integrations=False,
            integrations=[LoggingIntegration(level=None, event_level=logging.ERROR, sentry_logs_level=None)],
            before_send=only_what_is_logged,
            **options,
        )
    except ValueError as error:  # sentry_sdk.utils.BadDsn, whose message may quote the key
        raise ImproperlyConfigured("SENTRY_DSN: not an address this project understands") from error


def only_what_is_logged(event: dict[str, Any], hint: dict[str, Any]) -> dict[str, Any] | None:
    """A new event of what is known to hold no text; one without a record of ours is dropped."""
    record = hint.get("log_record")
    if record is None:
        return None
    kept = {name: event[name] for name in KEPT if name in event}
    fields = fields_of(record)
    kept["logentry"] = {"formatted": message_of(record)}
    kept["transaction"] = fields.get("route", "")
    kept["tags"] = {
        name: str(fields[name]) for name in ("request", "route", "status", "method") if fields.get(name)
    }
    if (error := error_of(record)) and "exception" in event:
        kept["exception"] = {"values": [_exception(value) for value in event["exception"]["values"]]}
        kept["exception"]["values"][-1]["value"] = detail_of(error)
    return kept


def _exception(value: dict[str, Any]) -> dict[str, Any]:
    """Type and frames; its message is told by `detail_of` alone."""
    frames = [
        {name: frame[name] for name in KEPT_OF_FRAME if name in frame}
        for frame in (value.get("stacktrace") or {}).get("frames", ())
    ]
    return {
        "type": value.get("type"),
        "module": value.get("module"),
        "value": "",
        "stacktrace": {"frames": frames},
    }
