"""Tables of purges: what a CDN is still to be told, and which scopes pages there depend on unseen."""

from collections.abc import Collection

from django.db import models
from django.utils import timezone


class Purge(models.Model):
    """Pages of this scope are to be dropped from the CDN, from `due_at` on.

    Each is sent twice: an answer that was on its way when the first arrived may be a page of before.
    """

    scope = models.CharField(max_length=60)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)  # that failed
    is_repeat = models.BooleanField(default=False)

    def __str__(self):
        return self.scope


class WithheldScope(models.Model):
    """A scope that some page in the CDN depends on and has no key of."""

    scope = models.CharField(max_length=60, unique=True)

    def __str__(self):
        return self.scope


def note_withheld(scopes: Collection[str]) -> None:
    """Before a page that depends on these is sent to the CDN. Written once for each scope."""
    if not scopes:
        return
    known = WithheldScope.objects.filter(scope__in=scopes).values_list("scope", flat=True)
    if missing := sorted(set(scopes) - set(known)):
        rows = [WithheldScope(scope=name) for name in missing]
        WithheldScope.objects.bulk_create(rows, ignore_conflicts=True)
