import json

from django.core.management.base import BaseCommand

from reviews.checks.link_checker.check_links import check_links
from reviews.management.arguments import get_review, json_option


class Command(BaseCommand):
    help = (
        "Ask every address outside that live editions and drafts link to whether it answers, and keep the "
        "result for the check of dead links. Goes to public addresses alone. For a timer, once a night."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", nargs="?", default="", help="the links of one review alone")
        json_option(parser)

    def handle(self, *args, slug, json: bool, **options):
        rows = check_links(get_review(slug) if slug else None).values()
        dead = [row for row in rows if not row.ok]
        if json:
            self._print_json(rows, dead)
            return
        if self.stdout.isatty() or options["verbosity"] > 1:  # a timer's output is a log: drafts link too
            for row in dead:
                self.stdout.write(f"  {row.url}: {row.status or row.error or 'no answer'}")
        self.stdout.write(f"{len(rows)} links checked: {len(rows) - len(dead)} answer, {len(dead)} do not.")

    def _print_json(self, rows, dead):
        values = [{"url": row.url, "status": row.status, "error": row.error} for row in dead]
        self.stdout.write(json.dumps({"links": len(rows), "dead": values}, ensure_ascii=False, indent=2))
