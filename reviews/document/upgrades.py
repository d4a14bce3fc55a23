"""Upgrades from each document format to the next, on JSON values.

A released upgrade is never changed: stored documents go through all of them,
in memory, each time they are read.
"""

from collections.abc import Callable


def _with_disclosure(values: dict) -> dict:
    """Format 1 had no `seen`, no advisories and no second opinions."""
    defaults = {"seen": {"how": "", "guest_of": "", "format": ""}, "advisories": [], "opinions": []}
    return values | defaults | {"format": 2}


UPGRADES: dict[int, Callable[[dict], dict]] = {1: _with_disclosure}
FORMAT = 1 + max(UPGRADES)  # current
