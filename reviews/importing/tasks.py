"""Import an uploaded archive as a background task; which backend runs it is the setting TASKS_BACKEND."""

from django.conf import settings

try:
    from django.tasks import task  # Django 6
except ImportError:
    from django_tasks import task  # type: ignore[no-redef]

from reviews.importing.batches import go_on
from reviews.models import ImportBatch

SECONDS_IN_A_REQUEST = 15  # without a worker, a request imports as long as this; the page then goes on


@task()
def run_import(batch: int) -> int:
    """Import what is left of a batch (primary key); returns how many posts are done."""
    instance = ImportBatch.objects.filter(pk=batch, ended_at=None).first()
    if not instance:
        return 0
    go_on(instance, SECONDS_IN_A_REQUEST if runs_in_request() else None)
    return instance.posts.count()


def runs_in_request() -> bool:
    """Whether tasks run at once, in the request that enqueues them."""
    return str(settings.TASKS["default"]["BACKEND"]).endswith("ImmediateBackend")
