"""The log of changes: what has changed on public pages, and when."""

from datetime import datetime, timedelta

from django.db import connection, models, transaction
from django.utils import timezone

from pagecache.http.cdn.purging import queue_purges
from pagecache.scopes import Thing, changed_scopes

KEPT_FOR = timedelta(days=7)  # entries; nothing built earlier is valid
CLEANED_EVERY = 1000  # entries


class CurrentTransaction(models.Func):
    """The number of the running transaction on PostgreSQL; NULL on SQLite, where one writes at a time."""

    output_field = models.BigIntegerField()

    def as_sql(self, compiler, connection, **extra):
        return "NULL", []

    def as_postgresql(self, compiler, connection, **extra):
        return "pg_current_xact_id()::text::bigint", []


class Change(models.Model):
    """An entry of the log: pages made of `scope` have changed.

    `at`: they change then, by the clock; None: with the commit of this row.
    """

    scope = models.CharField(max_length=60)
    at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    transaction = models.BigIntegerField(null=True, db_index=True)

    def __str__(self):
        return f"{self.scope} {self.at or ''}".strip()


def changed(*things: Thing, at: datetime | None = None) -> None:
    """Record that public pages made of these things have changed, or will `at` a moment.

    Call it in the writer's transaction. A row stands for itself and for the lists of its model.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("changed() belongs inside the writer's transaction.")
    if names := sorted(changed_scopes(things)):
        entries = [Change(scope=name, at=at, transaction=CurrentTransaction()) for name in names]
        entries = Change.objects.bulk_create(entries)
        queue_purges(names, at)
        if any(entry.pk % CLEANED_EVERY == 0 for entry in entries):
            transaction.on_commit(delete_old_entries)


def delete_old_entries() -> int:
    """Delete entries that nothing valid can depend on any more; returns how many."""
    before = timezone.now() - KEPT_FOR - timedelta(hours=1)
    old = Change.objects.filter(made_at__lt=before).exclude(at__gte=before)
    return old.delete()[0]
