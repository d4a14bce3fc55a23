"""Files of a folder or a zip, by name. Nothing outside of it is read, and nothing without an end."""

import os
import stat
import zipfile
import zlib
from collections.abc import Container, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol, cast

from reviews.importing.files import printable, read_file
from reviews.importing.formats import FormatError

MAX_FILES = 100_000
MAX_DEPTH = 30
MAX_UNPACKED = 8 * 1024**3  # bytes, of all files of a zip together
TOO_MANY = f"There are more than {MAX_FILES:,} files in it. Import a part of it at a time."
LEAVES = "This zip holds a file that would lie outside of it: “{}”. It was not made by an honest program."
NO_ZIP = "This zip is damaged or cut off. Make it again, or unpack it and import the folder."
LOCKED = "This zip is locked with a password. Unpack it and import the folder."
UNPACKS = (
    f"This zip unpacks to more than {MAX_UNPACKED // 1024**3} GB. Unpack it and import a part at a time."
)
TOO_LONG = "The file is too long: more than the {:,} bytes that are allowed."
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


class FileTree(Protocol):
    """`names`: paths with `/`, in order. `read` raises FormatError for more than `max_bytes`."""

    names: list[str]

    def read(self, name: str, max_bytes: int) -> bytes: ...

    def opened(self, name: str) -> BinaryIO: ...


class Folder:
    """The regular files below a folder. Links are left out: they may lead out of it. Raises FormatError."""

    def __init__(self, root: Path):
        self.root = root
        self.paths: dict[str, Path] = {}
        for path in self._files():
            name = printable(path.relative_to(root).as_posix())
            self.paths[_unused(name, self.paths)] = path
        self.names = sorted(self.paths)

    def _files(self) -> Iterator[Path]:
        number = 0
        for folder, folders, files in os.walk(self.root, followlinks=False):
            inner = Path(folder).relative_to(self.root)
            folders[:] = [] if len(inner.parts) >= MAX_DEPTH else sorted(folders)
            for file in files:
                number += 1
                if number > MAX_FILES:
                    raise FormatError(TOO_MANY)
                path = Path(folder) / file
                if stat.S_ISREG(os.lstat(path).st_mode):
                    yield path

    def read(self, name: str, max_bytes: int) -> bytes:
        return read_file(self.paths[name], max_bytes)

    def opened(self, name: str) -> BinaryIO:
        return self.paths[name].open("rb")


class Zip:
    """The files of a zip. Raises FormatError for one damaged, locked, endless, or that leaves its folder."""

    def __init__(self, file: BinaryIO):
        with _readable():
            self.archive = zipfile.ZipFile(file)
            entries = [entry for entry in self.archive.infolist() if not entry.is_dir()]
        if len(entries) > MAX_FILES:
            raise FormatError(TOO_MANY)
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise FormatError(UNPACKS)
        if any(entry.flag_bits & 1 for entry in entries):
            raise FormatError(LOCKED)
        self.entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            if not _is_link(entry):
                self.entries[_unused(_safe_name(entry), self.entries)] = entry
        self.names = sorted(self.entries)

    def read(self, name: str, max_bytes: int) -> bytes:
        if self.entries[name].file_size > max_bytes:
            raise FormatError(TOO_LONG.format(max_bytes))
        with _readable(), self.archive.open(self.entries[name]) as file:
            data = file.read(max_bytes + 1)  # the size that an entry tells may be a lie
        if len(data) > max_bytes:
            raise FormatError(TOO_LONG.format(max_bytes))
        return data

    def opened(self, name: str) -> BinaryIO:
        with _readable():
            return cast(BinaryIO, self.archive.open(self.entries[name]))


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except FormatError:
        raise
    except _DAMAGED as error:
        raise FormatError(NO_ZIP) from error


def _safe_name(entry: zipfile.ZipInfo) -> str:
    name = entry.filename.replace("\\", "/")
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or ":" in parts[0] or "\0" in name:
        raise FormatError(LEAVES.format(name[:100]))
    return printable("/".join(part for part in parts if part not in ("", ".")))


def _unused(name: str, names: Container[str]) -> str:
    """The name, with a number if the zip holds another file under it: `a.md`, `a (2).md`."""
    path = PurePosixPath(name)
    candidates = (str(path.with_stem(f"{path.stem} ({number})")) for number in count(2))
    return name if name not in names else next(other for other in candidates if other not in names)


def _is_link(entry: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(entry.external_attr >> 16)
