from django.core.management.base import BaseCommand

from reviewsite.derived.search_index import KINDS, rebuild


class Command(BaseCommand):
    help = (
        "Make the search index new: one row for every edition, film, franchise, person and character, from "
        "what stands in the tables now, and take out rows of what is gone. Needed once after an upgrade from "
        "a version without search, and after rows were written past the desk and the commands. It works in "
        "batches while the site goes on, changes nothing but the index, and may be run any number of times. "
        "Progress goes to standard error; the last line says how many rows there are. --verbosity 0 prints "
        "nothing."
    )

    def handle(self, *args, verbosity, **options):
        self.stderr.style_func = None  # progress, not errors
        counts = rebuild(self.stderr.write if verbosity else lambda line: None)
        if verbosity:
            summary = ", ".join(f"{counts[kind.name]} {str(kind.label).lower()}" for kind in KINDS)
            self.stdout.write(f"Search index made new: {summary}; {counts['']} rows of nothing taken out.")
