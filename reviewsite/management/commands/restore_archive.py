from contextlib import ExitStack
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reviews.importing.archives.file_trees import Folder, Zip
from reviews.importing.formats import FormatError
from reviewsite.archive.restoring import CannotRestore, restore_archive
from reviewsite.derived import refresh


class Command(BaseCommand):
    help = (
        "Restore the archive at PATH, which export_archive wrote, into an empty site: a database after "
        "`migrate`, without a row. Every file is checked against the manifest first, and every revision "
        "against its own checksum; all of it is restored, or nothing. Accounts come back inactive and "
        "without a password; it prints each on a line. Then it makes the search index and what else is made "
        "of other rows. Progress goes to standard error."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="PATH", type=Path, help="a folder or a .zip")

    def handle(self, *args, path, verbosity, **options):
        self.stderr.style_func = None  # progress, not errors
        report = self.stderr.write if verbosity > 1 else lambda line: None
        try:
            with ExitStack() as stack:
                tree = Folder(path) if path.is_dir() else Zip(stack.enter_context(path.open("rb")))
                users = restore_archive(tree, report)
        except (CannotRestore, FormatError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.strerror or error}: {error.filename or path}") from error
        refresh(report)
        if verbosity:
            for user in users:
                names = [group.name for group in user.groups.all()] + ["superuser"] * user.is_superuser
                roles = ", ".join(names)
                self.stdout.write(f"{user.username}: inactive, no password{f', {roles}' if roles else ''}")
            self.stdout.write(
                "Restored. Activate who works here: `changepassword NAME`, then the desk's accounts."
            )
