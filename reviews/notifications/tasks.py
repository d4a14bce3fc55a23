"""Send mail as a background task; which backend runs it is the setting TASKS_BACKEND."""

from datetime import datetime

from django.utils import timezone

try:
    from django.tasks import task, task_backends  # Django 6
except ImportError:
    from django_tasks import task, task_backends

from reviews.notifications.mail import send_due


@task()
def send_to(people: list[int]) -> int:
    """Send these accounts (primary keys) their due notices; returns the number of mails sent."""
    return send_due(people).sent


def send(people: list[int], due: datetime) -> None:
    """Enqueue the mail of these accounts: to run at `due` if that is later and the backend can defer.

    The immediate backend cannot: what is due later is then sent with the next
    mail to the same person, or by the command `send_notices`.
    """
    is_later = due > timezone.now()
    if is_later and task_backends["default"].supports_defer:
        send_to.using(run_after=due).enqueue(people)
    else:
        send_to.enqueue(people)
