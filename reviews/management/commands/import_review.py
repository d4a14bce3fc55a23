from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from reviews import workflow
from reviews.document.grades import is_left_safe
from reviews.importing.files import read_file
from reviews.importing.match import FormatError, find_film, match, read_as_text
from reviews.management.arguments import allowed, get_user, json_option, print_summary
from reviews.workflow import Refused


class Command(BaseCommand):
    help = (
        "Read reviews from .txt, .md, .html or .docx files and make a draft of each. Of several files, "
        "all are imported or none. Prints address, revision and checksum of each draft, and what to check."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "files", nargs="+", metavar="FILE", help="a text, Markdown or HTML file, or a Word document"
        )
        parser.add_argument("--film", default="", help='the film: a title, "Title (year)", or a key')
        parser.add_argument("--author", required=True, help="the account that the drafts belong to")
        json_option(parser)

    def handle(self, *args, files, film, author, **options):
        author = allowed(get_user(author), "edit")
        texts = [(Path(name), *self.read(Path(name))) for name in files]  # before the transaction begins
        with transaction.atomic():
            drafts = [self.import_one(path, text, notes, film, author) for path, text, notes in texts]
        for values in drafts:
            warnings = "".join(f"\n  check: {note['message']}" for note in values["notes"])
            sentence = f"{values['slug']}: draft, revision {values['revision']}, {values['digest']}{warnings}"
            if not options["json"]:
                print_summary(self, values, sentence, as_json=False)
        if options["json"]:
            print_summary(self, drafts[0] if len(drafts) == 1 else {"drafts": drafts}, "", as_json=True)

    def read(self, path):
        try:
            return read_as_text(read_file(path, settings.IMPORT_MAX_BYTES), path.name)
        except FormatError as error:
            raise CommandError(f"{path.name}: {error}") from error
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror or 'cannot be read'}") from error

    def import_one(self, path, text, notes, film, author):
        try:
            matched = match(text, find_film(film) if film else None, notes)
            review = workflow.begin(
                author=author,
                document=matched.document,
                slug=matched.slug,
                old_addresses=matched.old_addresses,
            )
        except (FormatError, Refused) as error:
            raise CommandError(f"{path.name}: {error}") from error
        return summary(review, matched)


def summary(review, matched):
    """The imported review as JSON values, without spoilers."""
    text, revision = matched.document, review.revisions.first()
    return {
        "slug": review.slug,
        "revision": revision.number,
        "digest": revision.digest,
        "film": matched.film and {"key": matched.film.key, "title": str(matched.film)},
        "headline": text.headline,
        "bylines": [byline.name for byline in text.bylines],
        "sections": [
            {
                "kind": part.kind,
                "heading": "" if part.spoiler else part.heading,
                "spoiler": _level(part),
                "safe_as_imported": is_left_safe(part),
            }
            for part in text.sections
        ],
        "cast_notes": [
            {"name": note.name, "role": note.role, "cameo": note.cameo, "credits": len(note.credits)}
            for note in text.cast_notes
            if not note.spoiler
        ],
        "advice": [line.answer for line in text.advice],
        "good": sum(point.side == "good" for point in text.points),
        "bad": sum(point.side == "bad" for point in text.points),
        "verdict": {"label": text.verdict.label, "words": len(text.verdict.text.split())},
        "notes": [{"level": note.level, "message": note.message} for note in matched.notes],
    }


def _level(part):
    return part.spoiler.level if part.spoiler else ""
