"""Work after a step, as a background task; which backend runs it is the setting TASKS_BACKEND."""

try:
    from django.tasks import task  # Django 6
except ImportError:
    from django_tasks import task  # type: ignore[no-redef]

from reviews.models import Edition
from reviews.workflow.text_index.tellings import find_tellings
from reviews.workflow.text_index.world_tellings import find_world_tellings


@task()
def find_tellings_of_edition(edition: int) -> int:
    """Which live reviews and texts of the film world tell what this edition (primary key) withholds.

    Returns their number.
    """
    instance = Edition.objects.filter(pk=edition).first()
    return find_tellings(instance) + find_world_tellings(instance) if instance else 0
