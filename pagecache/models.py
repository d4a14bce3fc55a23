"""The content version: a number that every change of public content increments, in its own transaction.

The page cache compares it; writers only call `bump_content_version()`.
"""

from django.db import connection, models, transaction


class ContentVersion(models.Model):
    """A table with one row (id 1). `number` only grows."""

    number = models.PositiveBigIntegerField(default=0)
    moved_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return str(self.number)


def bump_content_version() -> None:
    """Record that public content has changed. Call it in the writer's transaction."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "bump_content_version() belongs inside the writer's transaction."
        )
    updated = ContentVersion.objects.filter(pk=1).update(number=models.F("number") + 1)
    if not updated:
        ContentVersion.objects.get_or_create(pk=1, defaults={"number": 1})


def content_version() -> int:
    return ContentVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0
