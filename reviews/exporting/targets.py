"""Where an archive is written: an empty folder, or a zip that appears when it is complete."""

import hashlib
import zipfile
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol


class NotEmpty(Exception):
    """Raised for a folder with something in it, or a file that exists."""


class Target(Protocol):
    """`digests`: SHA-256 of each file that was written, by name."""

    digests: dict[str, str]

    def write(self, name: str, content: bytes) -> None: ...


class FolderTarget(AbstractContextManager):
    def __init__(self, root: Path):
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise NotEmpty
        self.root, self.digests = root, dict[str, str]()
        root.mkdir(parents=True, exist_ok=True)

    def write(self, name: str, content: bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.digests[name] = hashlib.sha256(content).hexdigest()

    def __exit__(self, *error) -> None:
        pass


class ZipTarget(AbstractContextManager):
    """Written beside its place under another name, which it loses when all is in it."""

    def __init__(self, path: Path):
        if path.exists():
            raise NotEmpty
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path, self.digests = path, dict[str, str]()
        self.unfinished = path.with_name(f".{path.name}.unfinished")
        self.archive = zipfile.ZipFile(self.unfinished, "w", zipfile.ZIP_DEFLATED)

    def write(self, name: str, content: bytes) -> None:
        entry = zipfile.ZipInfo(name)  # of 1980: the same rows make the same bytes
        entry.external_attr = 0o100644 << 16
        self.archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
        self.digests[name] = hashlib.sha256(content).hexdigest()

    def __exit__(self, error, *traceback) -> None:
        self.archive.close()
        if error:
            self.unfinished.unlink()
        else:
            self.unfinished.replace(self.path)


def target(path: Path) -> FolderTarget | ZipTarget:
    """By the ending of its name. Raises NotEmpty, or OSError."""
    return ZipTarget(path) if path.suffix.lower() == ".zip" else FolderTarget(path)
