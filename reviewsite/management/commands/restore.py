from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reviewsite.archive.backups.backup import backups_in, check_backup, restore_backup
from reviewsite.archive.backups.base import BackupError


class Command(BaseCommand):
    help = (
        "Restore the newest backup in FOLDER, which `backup` made, into an empty database (before or after "
        "`migrate`) and into MEDIA_ROOT. Stop the site first. Every checksum is recomputed before anything "
        "is changed. Restore with the code of the version that made it, then upgrade. Progress goes to "
        "standard error."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="FOLDER", type=Path)
        parser.add_argument("--name", help="another backup than the newest: 2026-11-30T210500Z")
        parser.add_argument(
            "--check", action="store_true", help="restore nothing: only say whether it could be"
        )

    def handle(self, *args, folder, name, check, verbosity, **options):
        self.stderr.style_func = None  # progress, not errors
        report = self.stderr.write if verbosity > 1 else lambda line: None
        names = backups_in(folder)
        if not names:
            raise CommandError(f"There is no backup in {folder}.")
        if name and name not in names:
            raise CommandError(f"There is no backup {name} in {folder}: {', '.join(names)}")
        name = name or names[-1]
        try:
            (check_backup if check else restore_backup)(folder, name, report)
        except BackupError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.strerror or error}: {error.filename or folder}") from error
        if verbosity:
            done = (
                "whole: it can be restored"
                if check
                else "restored. Start the site, and run send_purges --all"
            )
            self.stdout.write(f"{folder / name}: {done}")
