"""Mail as a task: at once, or by a worker (TASKS_BACKEND)."""

from datetime import datetime

from django.utils import timezone

try:
    from django.tasks import task, task_backends  # Django 6
except ImportError:
    from django_tasks import task, task_backends

from reviews.notifications.mail import send_due


@task()
def send_to(people: list[int]) -> int:
    """Send these accounts whatever is due to them. How many mails went out."""
    return send_due(people).sent


def send(people: list[int], due: datetime) -> None:
    """Now; or, where the mail is not due yet and the backend can wait, then.

    A backend that runs everything at once cannot wait: what is due later is
    sent with the next mail to the same person, or by `send_notices`.
    """
    later = due > timezone.now()
    if later and task_backends["default"].supports_defer:
        send_to.using(run_after=due).enqueue(people)
    else:
        send_to.enqueue(people)
