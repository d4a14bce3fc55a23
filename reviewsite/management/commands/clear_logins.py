from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from reviewsite.desk.accounts.models import LoginAttempt, StaffSession


class Command(BaseCommand):
    help = (
        "Delete sessions that have ended, and wrong passwords that are older than LOGIN_ATTEMPT_DAYS. "
        "Run it once a day. Prints one line."
    )

    def handle(self, *args, **options):
        past = timezone.now() - timedelta(days=settings.LOGIN_ATTEMPT_DAYS)
        deleted, _by_table = LoginAttempt.objects.filter(at__lt=past).delete()
        ended, _by_table = StaffSession.objects.filter(expire_date__lt=timezone.now()).delete()
        self.stdout.write(f"Tries to log in deleted: {deleted}, sessions: {ended}")
