"""Make, check, restore and delete backups."""

import fcntl
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import connection

from reviewsite.archive.backups import media, postgresql, sqlite
from reviewsite.archive.backups.base import BackupError, Totals, differences

DATABASE, MANIFEST, MEDIA = "database", "manifest.json", "media"
NAME = "%Y-%m-%dT%H%M%SZ"  # of a backup, in UTC: the moment at which it began
PARTIAL, LOCK = ".partial-", ".lock"
ENGINES = {"sqlite": sqlite, "postgresql": postgresql}

Report = Callable[[str], None]


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `tables` as `Totals`, `files` as `media.Files`."""

    made_at: str  # ISO 8601
    engine: str
    database: str  # SHA-256 of the file
    tables: Totals
    files: media.Files

    @classmethod
    def read(cls, path: Path) -> "Manifest":
        try:
            values = json.loads(path.read_text())
            for name in ("tables", "files"):
                values[name] = {key: tuple(pair) for key, pair in values[name].items()}
            return cls(**values)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise BackupError(f"{path} is missing or damaged: this backup cannot be used.") from error


def backups_in(folder: Path) -> list[str]:
    """The names of the whole backups in a folder, the oldest first."""
    return sorted(path.parent.name for path in folder.glob(f"[0-9]*/{MANIFEST}"))


def make_backup(folder: Path, report: Report, *, is_checked: bool = True) -> str:
    """Make a backup while the site runs; its name. Raises BackupError, or OSError.

    `is_checked`: it is restored into a database of its own, and compared with what the site's held.
    """
    began = datetime.now(UTC)
    name = began.strftime(NAME)
    if (folder / name).exists():
        raise BackupError(f"{name} exists already: another backup began in the same second.")
    folder.mkdir(parents=True, exist_ok=True)
    _refuse_own_files(folder.resolve())
    with _alone_in(folder):
        return _make(folder, name, began, report, is_checked)


def _make(folder: Path, name: str, began: datetime, report: Report, is_checked: bool) -> str:
    known, aside = _known_files(folder), folder / f"{PARTIAL}{name}"
    for left in folder.glob(f"{PARTIAL}*"):  # by a killed backup
        shutil.rmtree(left, ignore_errors=True)
    aside.mkdir()
    try:
        report("picture files")
        files = media.copy_new(
            folder / MEDIA, known
        )  # before the database, so that none is deleted in between
        report("database")
        tables = _engine().dump(aside / DATABASE)
        files |= media.copy_new(folder / MEDIA, known | files)  # those that came meanwhile
        digest = media.digest_of(aside / DATABASE)
        manifest = Manifest(began.isoformat(), connection.vendor, digest, tables, files)
        if is_checked:
            report("trying to restore it")
            _refuse_differences(tables, _engine().restored_totals(aside / DATABASE))
        (aside / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1))
        aside.replace(folder / name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return name


def check_backup(folder: Path, name: str, report: Report) -> Manifest:
    """Recompute every checksum of a backup, and try it in a database of its own. Raises BackupError."""
    manifest = Manifest.read(folder / name / MANIFEST)
    if manifest.engine != connection.vendor:
        raise BackupError(
            f"This backup is of {manifest.engine}, and DATABASE_URL names {connection.vendor}. To move to "
            "another database, use export_archive and restore_archive."
        )
    report("checksums")
    if media.digest_of(folder / name / DATABASE) != manifest.database:
        raise BackupError(f"{folder / name / DATABASE} is damaged: its checksum is another one.")
    if damaged := media.damaged(folder / MEDIA, manifest.files):
        shown = ", ".join(damaged[:5]) + (" …" if len(damaged) > 5 else "")
        raise BackupError(f"{len(damaged)} picture files are missing or damaged: {shown}")
    report("trying to restore it")
    _refuse_differences(manifest.tables, _engine().restored_totals(folder / name / DATABASE))
    return manifest


def restore_backup(folder: Path, name: str, report: Report) -> None:
    """Restore a backup into an empty database and the storage. Raises BackupError, with nothing changed."""
    manifest = check_backup(folder, name, report)
    report("database")
    _refuse_differences(manifest.tables, _engine().restore(folder / name / DATABASE))
    report("picture files")
    media.put_back(folder / MEDIA, manifest.files)


def keep_newest(folder: Path, count: int) -> list[str]:
    """Delete all but the newest backups, and the picture files that none of these has; their names.

    `count`: how many are kept, at least 1.
    """
    old = backups_in(folder)[:-count]
    for name in old:
        shutil.rmtree(folder / name)
    kept = _known_files(folder)
    for path in (folder / MEDIA).rglob("*"):
        if path.is_file() and str(path.relative_to(folder / MEDIA)) not in kept:
            path.unlink()
    return old


def _refuse_own_files(folder: Path) -> None:
    """A backup among the files that it backs up would hold itself, and grow with each."""
    own = getattr(default_storage, "location", "")  # none of a storage elsewhere
    if own and (folder.is_relative_to(own) or Path(own).is_relative_to(folder / MEDIA)):
        raise BackupError(f"{folder} is where the site's own pictures are: choose another folder.")


def _engine():
    return ENGINES[connection.vendor]


def _refuse_differences(expected: Totals, found: Totals) -> None:
    if tables := differences(expected, found):
        raise BackupError(f"Restored, these tables have other rows: {', '.join(tables)}")


def _known_files(folder: Path) -> media.Files:
    files: media.Files = {}
    for name in backups_in(folder):
        files |= Manifest.read(folder / name / MANIFEST).files
    return files


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BackupError(f"Another backup into {folder} is running.") from error
        yield
