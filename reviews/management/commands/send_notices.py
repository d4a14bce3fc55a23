from django.core.management.base import BaseCommand, CommandError

from reviews.notifications.mail import send_due


class Command(BaseCommand):
    help = (
        "Send the mail that is due: the day's notices to whoever wants them in the morning, those of "
        "approvals that can no longer be undone, and whatever could not be sent before. Run it every few "
        "minutes; it may run twice at once, and sends nothing twice. Prints one line; exit status 0 only "
        "if no mail failed."
    )

    def handle(self, *args, **options):
        tally = send_due()
        summary = f"Mails sent: {tally.sent}, with notices: {tally.notices}, failed: {tally.failed}"
        if tally.failed:
            raise CommandError(f"{summary}. These wait for the next run.")
        self.stdout.write(summary)
