from django.core.management.base import BaseCommand

from reviewsite.derived import refresh


class Command(BaseCommand):
    help = (
        "Make anew what an earlier version made from other rows: the search index, the pictures for link "
        "previews, what the check of repeated passages compares. Run it after every `migrate`: it looks for "
        "what is older than the code and leaves the rest, works while the site is up, and takes up where it "
        "was stopped. Until it is through, the first page of the desk says so. Progress goes to standard "
        "error; the last line says how many rows were made anew. --verbosity 0 prints nothing."
    )

    def handle(self, *args, verbosity, **options):
        self.stderr.style_func = None  # progress, not errors
        counts = refresh(self.stderr.write if verbosity else lambda line: None)
        if verbosity:
            summary = ", ".join(f"{label.lower()} {count}" for label, count in counts.items())
            self.stdout.write(f"Made anew: {summary}.")
