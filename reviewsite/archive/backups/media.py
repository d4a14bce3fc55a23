"""Picture files in a backup: each is copied once, as it never changes."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias
from uuid import uuid4

from django.core.files.storage import default_storage

from images.storage import ASIDE
from reviewsite.archive.backups.base import BackupError

CHUNK = 1024 * 1024  # bytes
Files: TypeAlias = dict[str, tuple[int, str]]  # by storage name: bytes, and SHA-256


def copy_new(folder: Path, known: Files) -> Files:
    """Copy what the folder lacks; every file that is stored now. `known`: of earlier backups."""
    return {name: _kept(folder / name, name, known) for name in _stored()}


def put_back(folder: Path, files: Files) -> None:
    """Store the files of a backup, where they are not stored whole already."""
    for name, (size, _digest) in files.items():
        if default_storage.exists(name):
            if default_storage.size(name) == size:
                continue
            default_storage.delete(name)
        with (folder / name).open("rb") as file:
            default_storage.save(name, file)


def damaged(folder: Path, files: Files) -> list[str]:
    """The names of the files that are missing or have other bytes than when they were copied."""
    return [name for name, (_size, digest) in files.items() if digest_of(folder / name) != digest]


def _stored(folder: str = "") -> Iterator[str]:
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever stored
        return
    yield from (f"{folder}{name}" for name in sorted(names))
    for inner in sorted(folders):
        if inner != ASIDE:
            yield from _stored(f"{folder}{inner}/")


def _kept(target: Path, name: str, known: Files) -> tuple[int, str]:
    if name in known and target.exists() and target.stat().st_size == known[name][0]:
        return known[name]
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{uuid4().hex}.partial")
    digest, size = hashlib.sha256(), 0
    try:
        with default_storage.open(name) as source, aside.open("wb") as copy:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                size += copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    return size, digest.hexdigest()


def digest_of(path: Path) -> str:
    """SHA-256 of a file; "" if there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise BackupError(f"{path}: {error.strerror}") from error
