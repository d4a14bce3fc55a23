"""Whose turn it is to have a text as typed read: previews and checks leave the processor to readers."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from django.utils.translation import gettext_lazy as _

from shield.markdown_limits import TooComplex, time_budget

SECONDS = 3  # of the processor, for all texts of one request
PATIENCE = 2  # seconds to wait for a turn
AT_ONCE = 2  # of one account in one process: one that is read, and one that waits
BUSY = _("Too many texts are being read at this moment. Go on writing: it is tried again.")

_turn = BoundedSemaphore()
_asked: Counter[int] = Counter()
_asking = Lock()


@contextmanager
def turn(account: int) -> Iterator[None]:
    """One at a time in each process, for some seconds. Raises TooComplex without a turn, or after them."""
    with _place(account):
        if not _turn.acquire(timeout=PATIENCE):
            raise TooComplex(BUSY, code="busy")
        try:
            with time_budget(SECONDS):
                yield
        finally:
            _turn.release()


@contextmanager
def _place(account: int) -> Iterator[None]:
    with _asking:
        if _asked[account] >= AT_ONCE:
            raise TooComplex(BUSY, code="busy")
        _asked[account] += 1
    try:
        yield
    finally:
        with _asking:
            _asked[account] -= 1
            if not _asked[account]:
                del _asked[account]
