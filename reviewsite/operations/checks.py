"""`Check`: a question with a deadline, asked in a thread of its own so that what hangs hangs nobody else."""

import logging
import threading
import time
from collections.abc import Callable, Collection

from django.db import connections

logger = logging.getLogger(__name__)
OK, FAILED, NO_ANSWER = "ok", "failed", "no answer"


class _Run:
    def __init__(self, check: "Check"):
        self.began, self.done = time.monotonic(), threading.Event()
        self.outcome: object = FAILED
        threading.Thread(target=self._ask, args=[check], name=f"check-{check.name}", daemon=True).start()

    def _ask(self, check: "Check") -> None:
        try:
            self.outcome = check.ask()
        except Exception as error:
            logger.warning("The check of %s failed: %s", check.name, type(error).__name__)
        finally:
            connections.close_all()
            self.done.set()


class Check:
    """`ask` returns OK or a word of what is wrong; an error is FAILED.

    Its outcome holds for `every` seconds, and one that hangs is not asked again before it has ended: who
    asks often costs one thread and one connection.
    """

    def __init__(self, name: str, ask: Callable[[], object], *, deadline: float = 2.0, every: float = 1.0):
        self.name, self.ask, self.deadline, self.every = name, ask, deadline, every
        self._lock = threading.Lock()
        self._run: _Run | None = None

    def begin(self) -> _Run:
        with self._lock:
            run = self._run
            if run is None or (run.done.is_set() and time.monotonic() - run.began >= self.every):
                run = self._run = _Run(self)
            return run


def outcomes(checks: Collection[Check]) -> dict[str, object]:
    """Of each check, by name: all are asked at once, and none is waited for past its deadline."""
    runs = {check: check.begin() for check in checks}
    began = time.monotonic()
    found = {}
    for check, run in runs.items():
        is_done = run.done.wait(max(0.0, check.deadline - (time.monotonic() - began)))
        found[check.name] = run.outcome if is_done else NO_ANSWER
    return found
