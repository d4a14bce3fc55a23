from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reviews.importing import formats
from reviews.management.arguments import get_review


class Command(BaseCommand):
    help = (
        "Write reviews as Markdown that imports back to the same document, spoilers and keys included: "
        "the latest saved revision, or the live edition. To standard output, or one file each into a folder."
    )

    def add_arguments(self, parser):
        parser.add_argument("slugs", nargs="+", metavar="SLUG", help="the address of a review")
        parser.add_argument("--live", action="store_true", help="the text that readers get now")
        parser.add_argument("--to", type=Path, metavar="FOLDER", help="write SLUG.md into this folder")

    def handle(self, *args, slugs, live, to, **options):
        texts = {slug: formats.write(self.document(get_review(slug), live)) for slug in slugs}
        if not to:
            self.stdout.write("\n".join(texts.values()), ending="")
            return
        to.mkdir(parents=True, exist_ok=True)
        for slug, text in texts.items():
            (to / f"{slug}.md").write_text(text, encoding="utf-8", newline="\n")
        self.stdout.write(f"Wrote {len(texts)} to {to}.")

    def document(self, review, live):
        if not live:
            return review.revisions.first().document()
        edition = review.editions.live().select_related("revision").first()
        if not edition:
            raise CommandError(f"“{review.slug}” is not public.")
        return edition.revision.document()
