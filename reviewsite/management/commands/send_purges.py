from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from monitoring.models import Job, JobRun
from pagecache.http.cdn.purging import send_due_purges
from pagecache.models import changed
from pagecache.scopes import EVERYTHING


class Command(BaseCommand):
    help = (
        "Tell the CDN (PURGE_URL) which pages to drop: what is due and was not sent, after a failure, a "
        "worker that died, or a moment that came. Run it every minute; it may run twice at once. --all "
        "drops every page: after an upgrade, a new SECRET_KEY, or a database put back from a backup. "
        "Prints one line; exit status 0 only if nothing failed."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="purge every page")

    def handle(self, *args, **options):
        if options["all"]:
            with transaction.atomic():
                changed(EVERYTHING)
        tally = send_due_purges()
        JobRun.objects.note(Job.PURGES, failed=tally.failed)
        summary = f"Scopes purged: {tally.sent}, failed: {tally.failed}"
        if tally.failed:
            raise CommandError(f"{summary}. These wait for the next run.")
        self.stdout.write(summary)
