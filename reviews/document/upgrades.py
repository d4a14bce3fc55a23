"""From each older format of the document to the next: plain JSON values in, plain JSON values out.

A step that was ever released is never changed: stored documents pass through all of them, in memory, each
time they are read.
"""

from collections.abc import Callable


def _with_disclosure(values: dict) -> dict:
    """Format 1 knew no way of seeing, no advisories and no second opinions."""
    nothing = {"seen": {"how": "", "guest_of": "", "format": ""}, "advisories": [], "opinions": []}
    return values | nothing | {"format": 2}


UPGRADES: dict[int, Callable[[dict], dict]] = {1: _with_disclosure}
FORMAT = 1 + max(UPGRADES)  # of documents that are stored now
