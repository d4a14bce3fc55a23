"""The content version: one row, moved inside the transaction of whoever changes what readers get.

Everything else of the page cache reads this row; writers only call `changed()`.
"""

from django.db import connection, models, transaction


class ContentVersion(models.Model):
    """The one row (id 1). `number` only ever grows."""

    number = models.PositiveBigIntegerField(default=0)
    moved_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return str(self.number)


def changed() -> None:
    """Say that what readers get has changed. To be called inside the writer's transaction."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "pagecache.changed() belongs inside the writer's transaction."
        )
    moved = ContentVersion.objects.filter(pk=1).update(number=models.F("number") + 1)
    if not moved:
        ContentVersion.objects.get_or_create(pk=1, defaults={"number": 1})


def content_version() -> int:
    return ContentVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0
