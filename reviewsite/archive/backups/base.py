"""What both engines' copies of a database have in common."""

from typing import TypeAlias

Totals: TypeAlias = dict[str, tuple[int, str]]  # by table: rows, and a checksum of all of them


class BackupError(Exception):
    """A backup that could not be made, or that may not be or cannot be restored; says what to do."""


def differences(expected: Totals, found: Totals) -> list[str]:
    """The tables whose rows are not those that were expected."""
    return sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
