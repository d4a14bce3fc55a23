"""The storage of pictures: whole files, under names made of their bytes."""

import os
import time
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils.crypto import get_random_string

ASIDE = ".partial"  # folder in MEDIA_ROOT of files that are being written
OLD = 24 * 60 * 60  # seconds after which nobody writes such a file any more


class WholeFileStorage(FileSystemStorage):
    """A file appears under its name when it is on the disk, whole: written aside, and renamed.

    Else a full disk or a killed process leaves the beginning of a picture under its name, and whoever
    stores the same picture later finds it there. What a kill leaves aside is deleted a day later.
    """

    def _save(self, name: str, content) -> str:
        aside = f"{ASIDE}/{get_random_string(16)}"
        self._delete_old_parts()
        try:
            written = Path(self.path(super()._save(aside, content)))
            with written.open("rb") as file:
                os.fsync(file.fileno())
            target = Path(self.path(name))
            target.parent.mkdir(parents=True, exist_ok=True)
            written.replace(target)
        except BaseException:
            Path(self.path(aside)).unlink(missing_ok=True)
            raise
        return name

    def _delete_old_parts(self) -> None:
        for part in Path(self.path(ASIDE)).glob("*"):
            try:
                if part.stat().st_mtime < time.time() - OLD:
                    part.unlink()
            except FileNotFoundError:
                continue  # another process renamed or deleted it


def save_once(name: str, content: bytes) -> str:
    """Store a file whose name is made of its bytes, unless it is there whole; return the name.

    Raises whatever the storage raises, such as OSError on a full disk; nothing stands under the name then.
    """
    if default_storage.exists(name):
        if default_storage.size(name) == len(content):
            return name
        default_storage.delete(name)  # the beginning of it, left by a storage that writes in place
    return default_storage.save(name, ContentFile(content))
