"""`Batches`: finished requests handed to a thread that writes many at once.

A page from memory takes some thirty microseconds, of which a line by itself would take ten: most of
that is giving the interpreter away and waiting to get it back.
"""

import atexit
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress

from monitoring.requests import RequestFacts

EVERY = 0.2  # seconds; lost when a process is killed, or ends without exit functions (granian's do)


class Batches:
    """`handle` is called with what was added since, in the thread, and once more when the process ends."""

    def __init__(self, handle: Callable[[Sequence[RequestFacts]], None]):
        self._handle = handle
        self._added: deque[RequestFacts] = deque()
        self.add = self._added.append
        atexit.register(self.flush)
        os.register_at_fork(after_in_child=self._begin)
        self._begin()

    def flush(self) -> None:
        batch: list[RequestFacts] = []
        with suppress(IndexError):  # another flush, at the end of the process, took the rest
            for _number in range(len(self._added)):
                batch.append(self._added.popleft())
        if batch:
            self._handle(batch)

    def _begin(self) -> None:
        threading.Thread(target=self._run, name="batches", daemon=True).start()

    def _run(self) -> None:
        while True:
            time.sleep(EVERY)
            self.flush()
