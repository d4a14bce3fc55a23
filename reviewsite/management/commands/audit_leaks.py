"""Run the leak audit: crawl the public site and report where hidden text appears."""

import json
import sys

from django.core.management.base import BaseCommand

from reviewsite.leak_audit.audit import EDITORIAL, MACHINE, UNREAD, audit

TITLES = {
    MACHINE: "Machine leaks: in an output channel, but in no approved safe text",
    EDITORIAL: "Editorial leaks: an approved safe text says it; reword it, or waive it",
    UNREAD: "Could not be read",
}


class Command(BaseCommand):
    help = (
        "Walks every public address: pages, feeds, sitemaps, metadata, structured data, file names, search. "
        "Compares them with all that is hidden in live reviews and in the film world, by runs of four words, "
        "names and titles aside. Says where a leak stands and what it gives away, without quoting it. "
        "Exit status: 0 clean, 1 machine leak (or a page that could not be read), 2 editorial leak."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--site",
            default="",
            metavar="URL",
            help="read this running site instead of asking inside the process",
        )
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args, site, json: bool, **options):
        run = audit(site=site, on_progress=self._progress)
        (self._print_json if json else self._print)(run)
        sys.exit(1 if run.machine or run.unread else 2 if run.editorial else 0)

    def _progress(self, pages: int):
        if pages % 100 == 0 and self.stderr.isatty():
            self.stderr.write(f"{pages} addresses read …")

    def _print_json(self, run):
        self.stdout.write(
            json.dumps(
                {
                    "pages": run.pages,
                    "seconds": round((run.ended_at - run.started_at).total_seconds(), 1),
                    MACHINE: run.machine,
                    EDITORIAL: run.editorial,
                    UNREAD: run.unread,
                    "findings": run.findings,
                },
                ensure_ascii=False,
                indent=2,
            )
        )

    def _print(self, run):
        for kind, title in TITLES.items():
            findings = [finding for finding in run.findings if finding["kind"] == kind]
            if findings:
                self.stdout.write(f"{title}:")
            for finding in findings:
                place = f"{finding['surface']} of " if finding["surface"] else ""
                self.stdout.write(f"  {place}{finding['address']}: {finding['source']}")
        seconds = (run.ended_at - run.started_at).total_seconds()
        self.stdout.write(
            f"{run.pages} addresses read in {seconds:.1f} s: {run.machine} machine leaks, "
            f"{run.editorial} editorial leaks, {run.unread} unread."
        )
