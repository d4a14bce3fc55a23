import sqlite3
from argparse import ArgumentTypeError
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from integers import whole_number
from monitoring.models import Job, JobRun
from reviewsite.archive.backups.backup import keep_newest, make_backup
from reviewsite.archive.backups.base import BackupError


def at_least_one(value: str) -> int:
    number = whole_number(value)
    if not number:
        raise ArgumentTypeError(f"'{value}' is no number of backups: 1 or more")
    return number


class Command(BaseCommand):
    help = (
        "Back up database and picture files into FOLDER, while the site runs: the database as it is at one "
        "moment, and of the files those that FOLDER lacks. The backup is then restored into a database of "
        "its own and compared; it stands in FOLDER when all of this is done. Keep FOLDER private and on "
        "another machine: it holds everything, drafts and spoilers too. Progress goes to standard error."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="FOLDER", type=Path)
        parser.add_argument(
            "--keep", type=at_least_one, metavar="N", help="delete all but the newest N afterwards"
        )
        parser.add_argument("--no-check", action="store_true", help="do not try to restore it")

    def handle(self, *args, folder, keep, no_check, verbosity, **options):
        self.stderr.style_func = None  # progress, not errors
        report = self.stderr.write if verbosity > 1 else lambda line: None
        try:
            name = make_backup(folder, report, is_checked=not no_check)
            deleted = keep_newest(folder, keep) if keep else []
        except BackupError as error:
            JobRun.objects.note(Job.BACKUP, failed=1)
            raise CommandError(str(error)) from error
        except sqlite3.Error as error:  # of the copy: its disk is full, or the site's database is locked
            JobRun.objects.note(Job.BACKUP, failed=1)
            raise CommandError(f"The database could not be copied into {folder}: {error}") from error
        except OSError as error:
            JobRun.objects.note(Job.BACKUP, failed=1)
            raise CommandError(f"{error.strerror or error}: {error.filename or folder}") from error
        JobRun.objects.note(Job.BACKUP)
        if verbosity:
            self.stdout.write(f"{folder / name}: {'not tried' if no_check else 'whole, and restored once'}")
            for old in deleted:
                self.stdout.write(f"{folder / old}: deleted")
