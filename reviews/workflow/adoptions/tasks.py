"""Adopt what was chosen as a background task; which backend runs it is the setting TASKS_BACKEND."""

from django.conf import settings

try:
    from django.tasks import task  # Django 6
except ImportError:
    from django_tasks import task  # type: ignore[no-redef]

from reviews.models import Adoption
from reviews.workflow.adoptions.adopting import go_on

SECONDS_IN_A_REQUEST = 15  # without a worker, a request works as long as this; the page then goes on


@task()
def run_adoption(adoption: int) -> int:
    """Adopt what is left of an adoption (primary key); returns how many reviews it put live."""
    instance = Adoption.objects.filter(pk=adoption, ended_at=None).first()
    if not instance:
        return 0
    go_on(instance, SECONDS_IN_A_REQUEST if runs_in_request() else None)
    return instance.submissions.count()


def runs_in_request() -> bool:
    """Whether tasks run at once, in the request that enqueues them."""
    return str(settings.TASKS["default"]["BACKEND"]).endswith("ImmediateBackend")
