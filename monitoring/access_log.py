"""`AccessLog`: the outermost WSGI application but for probes. It logs and counts each request."""

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from time import perf_counter
from typing import Any

from django.conf import settings

from monitoring.batches import Batches
from monitoring.logs.lines import answer_line, write
from monitoring.logs.tracebacks import describe
from monitoring.requests import ENVIRON_KEY, MEMORY, RequestFacts, current

logger = logging.getLogger(__name__)
Count = Callable[[Sequence[RequestFacts]], None]
REQUEST_ID = "X-Request-ID"
_GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)
FAILED = b"Something went wrong. Please try again in a moment.\n"
FAILED_HEADERS = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
]


class AccessLog:
    """`count`: what counts requests for the metrics, if anything does.

    `in_batches`: those answered from memory are noted by a thread, a moment later. They are logged with
    LOG_LEVEL=DEBUG alone: a line costs a third of such an answer, and the proxy in front has one of it.
    """

    def __init__(self, application: Callable, count: Count | None = None, *, in_batches: bool = False):
        self.application, self._count = application, count
        name = settings.REQUEST_ID_HEADER
        self._id_from = f"HTTP_{name.upper().replace('-', '_')}" if name else ""
        self.batches = Batches(self._note) if in_batches else None
        is_noted = bool(count) or not in_batches or logger.isEnabledFor(logging.DEBUG)
        self._from_memory = None if is_noted else getattr(application, "from_memory", None)

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        if self._from_memory and (known := self._from_memory(environ)):
            return known.send(environ, start_response)
        began = perf_counter()
        facts = RequestFacts(environ["REQUEST_METHOD"], self._id_from and self._given_id(environ))
        environ[ENVIRON_KEY] = facts
        token = current.set(facts)

        def answer(status: str, headers: list[tuple[str, str]], *exc_info):
            facts.status = int(status[:3])
            # Not on pages that are kept: everybody gets the same bytes and headers, and caches keep both.
            if not facts.tier or facts.status >= 500:
                headers = [*headers, (REQUEST_ID, facts.id)]
            return start_response(status, headers, *exc_info)

        try:
            return self.application(environ, answer)
        except Exception:
            logger.exception("Unhandled error")
            answer("500 Internal Server Error", FAILED_HEADERS)
            return [FAILED]
        finally:
            facts.end(perf_counter() - began)
            current.reset(token)
            if facts.tier == MEMORY and self.batches:
                self.batches.add(facts)
            else:
                self._note([facts])

    def _given_id(self, environ: dict[str, Any]) -> str:
        """The proxy's, if a setting says that there is one; never what else a stranger may write."""
        given = environ.get(self._id_from, "")
        return given if _GIVEN_ID.fullmatch(given) else ""

    def _note(self, answered: Sequence[RequestFacts]) -> None:
        """Past the machinery of `logging`, which takes longer than a page from memory."""
        try:
            if self._count:
                self._count(answered)
        except Exception as error:  # a full disk, where each process counts, stops no request
            write(f"Requests could not be counted: {describe(error)}")
        if answered[0].tier == MEMORY and self.batches and not logger.isEnabledFor(logging.DEBUG):
            return
        least = 200 if logger.isEnabledFor(logging.INFO) else 500
        write(*(answer_line(settings.LOG_FORMAT, facts) for facts in answered if facts.status >= least))
