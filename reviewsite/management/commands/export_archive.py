from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reviews.exporting.targets import NotEmpty, target
from reviewsite.archive.writing import write_archive


class Command(BaseCommand):
    help = (
        "Export everything that was written here into PATH, a new folder or a .zip: reviews as Markdown and "
        "every revision as JSON, the film world, franchises, critics, pages, pictures and addresses, with a "
        "manifest of checksums. An open format (docs/archive-format.md), which restore_archive reads. Works "
        "while the site is up. Not in it: passwords, mail addresses, and what is made of other rows. Keep it "
        "as safe as the database: it holds what is not public. Progress goes to standard error."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "path", metavar="PATH", type=Path, help="a folder that is empty or new, or NAME.zip"
        )

    def handle(self, *args, path, verbosity, **options):
        self.stderr.style_func = None  # progress, not errors
        report = self.stderr.write if verbosity > 1 else lambda line: None
        try:
            with target(path) as archive:
                counts = write_archive(archive, report)
        except NotEmpty as error:
            raise CommandError(f"{path} exists and is not empty. Name a new one.") from error
        except OSError as error:
            raise CommandError(
                f"{error.strerror or error}: {error.filename or path}. Nothing is complete."
            ) from error
        if verbosity:
            named = ", ".join(f"{counts[name]} {name}" for name in ("reviews", "pictures", "accounts"))
            self.stdout.write(f"{path}: {named}, {counts['reviews.revision']} revisions.")
