"""Formatter and handlers: a record leaves through `fields_of`, which names what goes out."""

import logging
import sys
import time
from types import TracebackType

from monitoring.logs.lines import format_from_environment, line, request_fields, write
from monitoring.logs.messages import message_of
from monitoring.logs.tracebacks import describe, place_of, traceback_of
from monitoring.requests import current

MAIL_AGAIN_AFTER = 3600.0  # seconds, for an error of the same place
PLACES_REMEMBERED = 1000


def error_of(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None


def fields_of(record: logging.LogRecord) -> dict[str, object]:
    fields = request_fields(current.get())
    if status := getattr(record, "status_code", None):
        fields["status"] = status
    if error := error_of(record):
        fields |= {"error": describe(error), "traceback": traceback_of(error)}
    return fields


class LineFormatter(logging.Formatter):
    def __init__(self, format: str = ""):
        super().__init__()
        self.shape = format or format_from_environment()

    def format(self, record: logging.LogRecord) -> str:
        return line(self.shape, record.levelname, record.name, message_of(record), fields_of(record))


class StderrHandler(logging.Handler):
    """To whatever standard error is by then. Failing to write stops nothing."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            write(self.format(record))
        except Exception:  # a log line is never worth a request
            write(f"A log record of {record.name} could not be written")


class AdminMailHandler(logging.Handler):
    """Mails the operators (ADMINS) an error, at most once an hour for each place in the code."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.setFormatter(LineFormatter("text"))
        self._mailed: dict[str, float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        from django.core import mail  # only once Django is set up

        try:
            if self._is_new(record):
                mail.mail_admins(self._subject(record), self.format(record))
        except Exception as failure:  # mail is away, or was never set up: the log has the line
            write(f"An error could not be mailed to ADMINS: {type(failure).__name__}")

    def _is_new(self, record: logging.LogRecord) -> bool:
        error, now = error_of(record), time.monotonic()
        place = f"{record.name} {place_of(error) if error else record.lineno}"
        if now - self._mailed.get(place, float("-inf")) < MAIL_AGAIN_AFTER:
            return False
        if len(self._mailed) >= PLACES_REMEMBERED:
            self._mailed.clear()
        self._mailed[place] = now
        return True

    def _subject(self, record: logging.LogRecord) -> str:
        error, facts = error_of(record), current.get()
        return " ".join(filter(None, [type(error).__name__ if error else record.name, facts and facts.route]))


def log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """In the place of `sys.excepthook`: what ends a command is logged as what ends a request."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    logging.getLogger("monitoring.uncaught").critical("Uncaught error", exc_info=(kind, error, trace))


def log_uncaught_in_thread(found) -> None:
    if found.exc_value is not None and not issubclass(found.exc_type, SystemExit):
        log_uncaught(found.exc_type, found.exc_value, found.exc_traceback)
