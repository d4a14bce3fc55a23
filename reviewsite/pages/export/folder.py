"""The folder of an export: what earlier ones wrote there, and what is written, kept and deleted now."""

import fcntl
import hashlib
import json
from contextlib import contextmanager
from pathlib import Path

STATE = ".foyer-export"


class NotOurs(Exception):
    """A folder or file that no export wrote. Its text is a sentence for the operator."""


class Folder:
    """Writes files by renaming, and touches nothing that it did not write itself.

    `STATE/manifest.json` lists what the last export wrote. Before a file of a new name is written,
    its name goes into `STATE/journal`: an export that was killed leaves both, so that the next one
    knows whose the files are.
    """

    def __init__(self, root: Path, *, is_dry: bool = False):
        self.root, self.is_dry = root, is_dry
        self.state = root / STATE
        self.written = self.unchanged = self.deleted = 0
        self._before: dict[str, list[str]] = {}
        self._now: dict[str, list[str]] = {}

    @contextmanager
    def opened(self):
        """Read what earlier exports wrote, and keep others away meanwhile. Raises NotOurs, OSError."""
        if not (self.state / "manifest.json").is_file():
            if self.root.is_dir() and any(path.name != STATE for path in self.root.iterdir()):
                raise NotOurs(f"{self.root} is not empty, and no export made it. Name an empty folder.")
            if self.is_dry:
                yield self
                return
            self.state.mkdir(parents=True, exist_ok=True)
            self._put(self.state / "manifest.json", b"{}")
        self._before = json.loads((self.state / "manifest.json").read_bytes())
        if (self.state / "journal").is_file():
            names = (self.state / "journal").read_text().splitlines()
            self._before = {name: ["", ""] for name in names} | self._before
        with (self.state / "manifest.json").open() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise NotOurs(f"Another export is writing into {self.root}.") from error
            yield self

    def moment_of(self, name: str, digest: str, now: str) -> str:
        """When this content was first written under this name: now, if it is new."""
        before, moment = self._before.get(name, ("", ""))
        return moment if moment and before == digest else now

    def write(self, name: str, content: bytes, *, digest: str = "", moment: str = "") -> None:
        """`digest`: of what the content says apart from the moment that stands in it."""
        if name in self._now:
            raise NotOurs(f"Two pages would be one file, {name}.")
        path = self.root / name
        if ".." in Path(name).parts or not path.is_relative_to(self.root):
            raise NotOurs(f"{name} is no name for a file.")
        self._now[name] = [digest or digest_of(content), moment]
        if name in self._before and path.is_file() and path.read_bytes() == content:
            self.unchanged += 1
            return
        if name not in self._before and path.exists():
            raise NotOurs(f"{path} was not written by an export. Take it out of the folder.")
        self.written += 1
        if not self.is_dry:
            self._note(name)
            self._put(path, content)

    def _note(self, name: str) -> None:
        if name not in self._before:
            with (self.state / "journal").open("a") as journal:
                journal.write(f"{name}\n")

    def _put(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = self.state / "new"
        new.write_bytes(content)
        new.replace(path)

    def __contains__(self, name: str) -> bool:
        return name in self._now

    def finish(self, *, deletes: bool) -> None:
        """Delete what this export did not write again, unless it could not read all; then the manifest."""
        gone = self._before.keys() - self._now.keys()
        manifest = self._now if deletes else self._before | self._now
        self.deleted = len(gone) if deletes else 0
        if self.is_dry:
            return
        for name in sorted(gone) if deletes else ():
            self._delete(self.root / name)
        content = json.dumps(dict(sorted(manifest.items())), indent=0).encode()
        if (self.state / "manifest.json").read_bytes() != content:
            self._put(self.state / "manifest.json", content)
        (self.state / "journal").unlink(missing_ok=True)

    def _delete(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == self.root or not folder.is_dir() or any(folder.iterdir()):
                return
            folder.rmdir()


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
