"""The audit as a task: at once, or by a worker (TASKS_BACKEND)."""

try:
    from django.tasks import task  # Django 6
except ImportError:
    from django_tasks import task

from reviewsite.leak_audit.audit import audit


@task()
def audit_leaks() -> int:
    """One audit of the site. The primary key of its run."""
    return audit().pk
