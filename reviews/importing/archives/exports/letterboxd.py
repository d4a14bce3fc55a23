"""Read `reviews.csv` and `diary.csv` of a Letterboxd export, row by row."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any, BinaryIO, TextIO

from django.conf import settings

from reviews.importing.archives.exports.heads import head_text
from reviews.importing.archives.exports.post_body import Body, markdown_of
from reviews.importing.archives.exports.post_text import line, post_text
from reviews.importing.archives.post import Post, Unread
from reviews.importing.formats import FormatError, Note
from reviews.importing.formats.decode import BINARY, UNDECODABLE, UNICODE_BOMS

OTHER_TABLE = "This table is none of Letterboxd's. Of tables, only its reviews.csv and diary.csv are read."
NO_REVIEWS = "This file of Letterboxd has no reviews in it: only reviews.csv and diary.csv do."
OPEN_QUOTE = "Line {}: a quotation mark is not closed, or a cell is too long. Export the file again."
NO_ROWS = "This file of Letterboxd holds no row with a review or a rating."
EMPTY_ROWS = "Rows with neither a review nor a rating: {}. Nothing was made of them."
SEEN = "Seen on {}, says Letterboxd."
AGAIN = "Letterboxd says that the film was seen again."
ITS_TITLE = "Letterboxd has no titles, so that of the film stands as the headline. Give it its own."
ONLY_A_RATING = "Letterboxd has no text of this, only what its diary says."
_COLUMNS = {"name", "year", "letterboxd uri"}
_FALSE = ("", "no", "false", "0")


def is_letterboxd(name: str, head: bytes) -> bool:
    """Whether a file is a table of Letterboxd, by its first line, or by its name any table at all."""
    first = head_text(head).partition("\n")[0].lower()
    return name.lower().endswith(".csv") or "letterboxd uri" in first or first.startswith("letterboxd list")


def posts_of_letterboxd(file: BinaryIO, name: str) -> Iterator[Post | Unread]:
    """A draft for each row with a review or a rating. Raises FormatError, before the first of them."""
    says_something = [bool(row.get("review") or row.get("rating")) for row in _rows(file)]
    if not any(says_something):
        raise FormatError(NO_ROWS)
    file.seek(0)
    yield from (_read(row) for row, is_said in zip(_rows(file), says_something, strict=True) if is_said)
    if empty := says_something.count(False):
        yield Unread(name, EMPTY_ROWS.format(empty))


def _rows(file: BinaryIO) -> Iterator[dict[str, str]]:
    """The rows by the names of their columns, in small letters. Raises FormatError."""
    max_line = 16 * settings.DOCUMENT_MAX_BYTES
    csv.field_size_limit(max(csv.field_size_limit(), max_line))
    start = file.read(4)
    file.seek(0)
    encoding = next((encoding for mark, encoding in UNICODE_BOMS if start.startswith(mark)), "utf-8")
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    reader = csv.reader(_lines(text, max_line), strict=True)
    try:
        names = _header(next(reader, []))
        for cells in reader:
            if any(cells):
                yield dict(zip(names, map(str.strip, cells), strict=False))
    except csv.Error as error:
        raise FormatError(OPEN_QUOTE.format(reader.line_num)) from error
    except UnicodeError as error:
        raise FormatError(UNDECODABLE) from error
    finally:
        text.detach()


def _lines(text: TextIO, max_line: int) -> Iterator[str]:
    while read := text.readline(max_line):
        if "\0" in read:
            raise FormatError(BINARY)
        yield read


def _header(cells: list[str]) -> list[str]:
    names = [cell.strip().lstrip("\ufeff").lower() for cell in cells]
    if not _COLUMNS.issubset(names):
        raise FormatError(NO_REVIEWS if names[:1] and names[0].startswith("letterboxd") else OTHER_TABLE)
    if not {"review", "watched date"}.intersection(names):
        raise FormatError(NO_REVIEWS)
    return names


def _read(row: dict[str, str]) -> Post | Unread:
    name = line(row["name"]) or line(row["letterboxd uri"]) or "A row without a film"
    year = f" ({row['year']})" if row.get("year") else ""
    try:
        text, notes = markdown_of(Body(row.get("review", ""), is_typed=True))
    except FormatError as error:
        return Unread(f"{name}{year}", str(error))
    return Post(f"{name}{year}", post_text(_fields(row), text), (*_notes(row), *notes))


def _fields(row: dict[str, str]) -> dict[str, Any]:
    rating = row.get("rating", "")
    tags = [tag.strip() for tag in row.get("tags", "").split(",")]
    spoilers = {name: value for name, value in row.items() if "spoil" in name and value.lower() not in _FALSE}
    return {
        "title": row["name"],
        "film": row["name"],
        "year": row["year"],
        "date": row.get("date", ""),
        "rating": f"{rating.removesuffix('.0')}/5" if re.fullmatch(r"[0-5](\.\d)?", rating) else rating,
        "tags": tags,
        "link": row["letterboxd uri"],
        **spoilers,
    }


def _notes(row: dict[str, str]) -> Iterator[Note]:
    yield Note("info", ITS_TITLE if row.get("review") else ONLY_A_RATING)
    with suppress(ValueError):
        yield Note("info", SEEN.format(date.fromisoformat(row.get("watched date", "")).isoformat()))
    if row.get("rewatch", "").lower() not in _FALSE:
        yield Note("info", AGAIN)
