"""Read the rows of the tables in a JSON file one by one, without holding the file: `rows`."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from reviews.importing.formats import FormatError

CHUNK = 262_144
MAX_VALUE = 33_554_432  # characters of one row
BROKEN = "The JSON is broken near letter {:,}. Export it again."
CUT_OFF = "The file ends in the middle, so something is missing. Export or download it again."
LONG = "From letter {:,} on, one entry is longer than 32 MiB; that is no export."
DEEP = "Near letter {:,}, lists stand too deep in each other; that is no export."
NOT_UTF8 = "The letters of this file cannot be read. Save it as UTF-8 and try again."
Values = dict[str, Any]
_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str)  # no number is too long


def rows(file: BinaryIO) -> Iterator[tuple[str, Any]]:
    """(table, row) of each list below `data`, also within `db`, as they stand in the file; numbers are texts.

    Raises FormatError.
    """
    text = _Text(file)
    yield from _rows(text)
    if text.peek():
        raise FormatError(BROKEN.format(text.position))


def _rows(text: "_Text") -> Iterator[tuple[str, Any]]:
    for key in text.members():
        if key == "db" and text.peek() == "[":
            for _index in text.items():
                yield from _rows(text)
        elif key == "data" and text.peek() == "{":
            for table in text.members():
                yield from ((table, row) for row in text.values())
        else:
            text.value()


class _Text:
    """The text of the file from where it is read; `position`: of its beginning in the file."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.decode = file, codecs.getincrementaldecoder("utf-8-sig")().decode
        self.buffer, self.start, self.dropped, self.is_whole = "", 0, 0, False

    @property
    def position(self) -> int:
        return self.dropped + self.start

    def members(self) -> Iterator[str]:
        """The names of an object; the caller reads the value of each."""
        self.expect("{")
        while self.peek() != "}":
            name = self.value()
            if not isinstance(name, str):
                raise FormatError(BROKEN.format(self.position))
            self.expect(":")
            yield name
            self._comma("}")
        self.expect("}")

    def items(self) -> Iterator[int]:
        """The numbers of a list; the caller reads the value of each."""
        self.expect("[")
        index = 0
        while self.peek() != "]":
            yield index
            index += 1
            self._comma("]")
        self.expect("]")

    def values(self) -> Iterator[Any]:
        """The items of a list; of anything else none."""
        if self.peek() == "[":
            yield from (self.value() for _index in self.items())
        else:
            self.value()

    def _comma(self, end: str) -> None:
        if self.peek() != end:
            self.expect(",")

    def expect(self, sign: str) -> None:
        found = self.peek()
        if found != sign:
            raise FormatError(BROKEN.format(self.position) if found else CUT_OFF)
        self.start += 1

    def peek(self) -> str:
        """The next sign that is no space; "" at the end."""
        while True:
            match = _SPACE.match(self.buffer, self.start)
            self.start = match.end() if match else self.start
            if self.start < len(self.buffer) or self.is_whole:
                return self.buffer[self.start : self.start + 1]
            self._read(CHUNK)

    def value(self) -> Any:
        """The next value, whole."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self.buffer, self.start)
            except RecursionError as error:
                raise FormatError(DEEP.format(self.position)) from error
            except json.JSONDecodeError as error:
                self._refuse(error)
            else:
                if end < len(self.buffer) or self.is_whole:  # a number may go on
                    self.start = end
                    return value
            self._read(max(CHUNK, len(self.buffer) - self.start))

    def _refuse(self, error: json.JSONDecodeError) -> None:
        """Raises FormatError, unless the value may go on beyond what was read."""
        is_open = error.msg.startswith("Unterminated") or error.pos > len(self.buffer) - 16
        if not is_open or self.is_whole:
            message = CUT_OFF if is_open else BROKEN.format(self.dropped + error.pos)
            raise FormatError(message) from error

    def _read(self, count: int) -> None:
        """More of the file, as much again as is not read yet."""
        if len(self.buffer) - self.start > MAX_VALUE:
            raise FormatError(LONG.format(self.position))
        data = self.file.read(count)
        try:
            more = self.decode(data, not data)
        except UnicodeDecodeError as error:
            raise FormatError(NOT_UTF8) from error
        self.dropped += self.start
        self.buffer, self.start, self.is_whole = self.buffer[self.start :] + more, 0, not data
