from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from reviews import workflow
from reviews.importing.match import FormatError, find_film, match
from reviews.management.arguments import allowed, get_person, json_option, print_summary
from reviews.workflow import Refused


class Command(BaseCommand):
    help = (
        "Read reviews from .txt or .md files and make a draft of each. Of several files, all are "
        "imported or none. Prints address, revision and checksum of each draft, and what to check."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", help="a text or Markdown file")
        parser.add_argument("--film", default="", help='the film: a title, "Title (year)", or a key')
        parser.add_argument("--author", required=True, help="the account that the drafts belong to")
        json_option(parser)

    @transaction.atomic
    def handle(self, *args, files, film, author, **options):
        author = allowed(get_person(author), "edit")
        made = [self.import_one(Path(name), film, author) for name in files]
        for values in made:
            warnings = "".join(f"\n  check: {note['message']}" for note in values["notes"])
            sentence = f"{values['slug']}: draft, revision {values['revision']}, {values['digest']}{warnings}"
            if not options["json"]:
                print_summary(self, values, sentence, as_json=False)
        if options["json"]:
            print_summary(self, made[0] if len(made) == 1 else {"drafts": made}, "", as_json=True)

    def import_one(self, path, film, author):
        try:
            understood = match(path.read_bytes(), find_film(film) if film else None)
            review = workflow.begin(author=author, document=understood.document)
        except (FormatError, Refused) as error:
            raise CommandError(f"{path.name}: {error}") from error
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror or 'cannot be read'}") from error
        return summary(review, understood)


def summary(review, understood):
    """What was made of a file, as plain values."""
    text, revision = understood.document, review.revisions.first()
    return {
        "slug": review.slug,
        "revision": revision.number,
        "digest": revision.digest,
        "film": understood.film and {"key": understood.film.key, "title": str(understood.film)},
        "headline": text.headline,
        "bylines": [byline.name for byline in text.bylines],
        "sections": [
            {"kind": part.kind, "heading": "" if part.spoiler else part.heading, "spoiler": _level(part)}
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
        "notes": [{"level": note.level, "message": note.message} for note in understood.notes],
    }


def _level(part):
    return part.spoiler.level if part.spoiler else ""
