"""Read a file that somebody named, without waiting for it and without filling memory."""

import os
import re
import stat
from pathlib import Path

from reviews.importing.formats import FormatError

NO_FILE = "This is no file with a text in it, but a folder, a pipe or a device."

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(name: str) -> str:
    """The name of a file as it may be stored and shown.

    Bytes that are no UTF-8 are read as Windows-1252, as the text of a file is; what would steer a terminal,
    or turn the direction of writing, becomes �.
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("cp1252", "replace")
    return _UNPRINTABLE.sub("\ufffd", name)


def read_file(path: Path, max_bytes: int) -> bytes:
    """The bytes of a regular file. Raises FormatError for anything else and what is longer, or OSError."""
    opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe would wait for its writer
    try:
        status = os.fstat(opened)
        if not stat.S_ISREG(status.st_mode):
            raise FormatError(NO_FILE)
        data = b"" if status.st_size > max_bytes else _read(opened, max_bytes + 1)
        if status.st_size > max_bytes or len(data) > max_bytes:  # it may grow meanwhile
            raise FormatError(f"The file is too long: more than the {max_bytes:,} bytes that are allowed.")
        return data
    finally:
        os.close(opened)


def _read(opened: int, count: int) -> bytes:
    with os.fdopen(opened, "rb", closefd=False) as file:
        return file.read(count)
