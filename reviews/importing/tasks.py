"""Import an uploaded archive as a background task; which backend runs it is the setting TASKS_BACKEND."""

try:
    from django.tasks import task  # Django 6
except ImportError:
    from django_tasks import task  # type: ignore[no-redef]

from reviews.importing.batches import go_on
from reviews.models import ImportBatch
from reviews.workflow.adoptions.tasks import SECONDS_IN_A_REQUEST, runs_in_request


@task()
def run_import(batch: int) -> int:
    """Import what is left of a batch (primary key); returns how many posts are done."""
    instance = ImportBatch.objects.filter(pk=batch, ended_at=None).first()
    if not instance:
        return 0
    go_on(instance, SECONDS_IN_A_REQUEST if runs_in_request() else None)
    return instance.posts.count()
