"""The audit as a Django task (TASKS_BACKEND)."""

try:
    from django.tasks import task  # Django 6
except ImportError:
    from django_tasks import task

from reviewsite.leak_audit.audit import audit


@task()
def audit_leaks() -> int:
    """Run an audit. Returns the primary key of the AuditRun."""
    return audit().pk
