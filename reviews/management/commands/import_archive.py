from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from reviews.importing.archives.reading import archive_posts
from reviews.importing.archives.splitting import split_posts
from reviews.importing.batches import begin_batch, import_posts, undo_batch
from reviews.importing.formats import FormatError
from reviews.importing.match import find_film
from reviews.management.arguments import allowed, get_user, json_option, print_summary
from reviews.models import ImportBatch, PostOutcome
from reviews.workflow import Refused


class Command(BaseCommand):
    help = (
        "Make drafts of all reviews in an archive: a folder or zip of a site or a notebook (Hugo, Jekyll, "
        "Hexo, Eleventy, Obsidian), a WordPress, Ghost or Letterboxd export, or a feed. What is done stays "
        "done: run it again after it was interrupted, and it goes on; no text is made into a draft twice. "
        "Prints what became of each post, and what to check."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="*", metavar="PATH", help="a folder, a zip, an export or a text")
        parser.add_argument("--author", required=True, help="the account that the drafts belong to")
        parser.add_argument("--film", default="", help='of all posts: a title, "Title (year)", or a key')
        parser.add_argument(
            "--split", action="store_true", help="a draft for each film of posts with headings of several"
        )
        parser.add_argument(
            "--undo", type=int, metavar="NUMBER", help="delete the drafts of this import that nobody changed"
        )
        json_option(parser)

    def handle(self, *args, paths, author, film, undo, **options):
        author = allowed(get_user(author), "begin")
        if undo is not None:
            self.undo(undo, author, options)
        elif not paths:
            raise CommandError("Name what to import: a folder, a zip or a file.")
        else:
            self.import_paths(map(Path, paths), author, film, options)

    def import_paths(self, paths, author, film, options):
        try:
            film = find_film(film) if film else None
        except Refused as error:
            raise CommandError(str(error)) from error
        batches = [self.import_path(path, author, film, options) for path in paths]
        if options["json"]:
            print_summary(self, {"imports": batches}, "", as_json=True)

    def import_path(self, path, author, film, options):
        """The summary of the import of one path as JSON values; printed unless JSON is asked for."""
        with ExitStack() as stack:
            try:
                total, posts = stack.enter_context(archive_posts(path))
            except FormatError as error:
                raise CommandError(f"{path}: {error}") from error
            except OSError as error:
                raise CommandError(f"{path}: {error.strerror or 'cannot be read'}") from error
            batch = begin_batch(path.resolve().name, by=author, total=total, film=film)
            posts = split_posts(posts) if options["split"] else posts
            rows = self.with_progress(import_posts(batch, posts), total, path)
            counts = Counter(self.report(row, options) for row in rows)
        values = {
            "number": batch.pk,
            "source": batch.source,
            **counts,
            "posts": list(map(as_json, batch.posts.all())),
        }
        if not options["json"]:
            self.stdout.write(summary(batch, counts))
        return values

    def with_progress(self, rows, total, path):
        """The rows as they come; on a terminal with a bar of how many are done."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        console = Console(stderr=True)
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            task = progress.add_task(path.name, total=total)
            for row in rows:
                progress.advance(task)
                yield row

    def report(self, row, options):
        """Print a line for a post, unless it came in whole; returns its outcome."""
        warnings = [note[1] for note in row.notes if note[0] == "warning"]
        is_whole = row.outcome == PostOutcome.KNOWN or (row.outcome == PostOutcome.MADE and not warnings)
        if not options["json"] and (not is_whole or options["verbosity"] > 1):
            checks = "".join(f"\n  check: {message}" for message in warnings)
            self.stdout.write(f"{row.name}: {row.reason or row.get_outcome_display().lower()}{checks}")
        return row.outcome

    def undo(self, number, author, options):
        batch = ImportBatch.objects.filter(pk=number, by=author).first()
        if not batch:
            raise CommandError(f"{author} has made no import with the number {number}.")
        try:
            counts = undo_batch(batch, by=author)
        except Refused as error:
            raise CommandError(str(error)) from error
        sentence = (
            f"{counts['deleted']} drafts deleted; {counts['kept']} kept, since somebody worked on them."
        )
        print_summary(self, {"number": number, **counts}, sentence, as_json=options["json"])


def summary(batch, counts):
    made, known, unread = (counts[outcome] for outcome in PostOutcome)
    return (
        f"{batch.source}: {made} drafts made, {known} already here, {unread} not read. "
        f"Import {batch.pk}: --undo {batch.pk} takes it back."
    )


def as_json(row):
    return {
        "name": row.name,
        "outcome": row.outcome,
        "review": row.review and row.review.slug,
        "reason": row.reason,
        "notes": [{"level": level, "message": message} for level, message, _part in row.notes],
    }
