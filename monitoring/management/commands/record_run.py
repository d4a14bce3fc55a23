from django.core.management.base import BaseCommand

from monitoring.models import Job, JobRun


class Command(BaseCommand):
    help = (
        "Record that a job outside of Foyer ran, as a backup by pg_dump: `pg_dump … && manage.py record_run "
        "backup || manage.py record_run backup --failed`. The status page and the metrics show it."
    )

    def add_arguments(self, parser):
        parser.add_argument("job", choices=[Job.BACKUP.value])
        parser.add_argument("--failed", action="store_true", help="it did not do what it should")

    def handle(self, *args, job, failed, **options):
        JobRun.objects.note(Job(job), failed=int(failed))
        self.stdout.write(f"Recorded: {job} {'failed' if failed else 'done'}.")
