"""Django's sessions of the database, which end when nobody uses them, and after a time in any case.

Loaded on every page of the desk by a query said once a process.
"""

from contextlib import suppress
from datetime import datetime, timedelta

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import DatabaseError, transaction
from django.utils import timezone

from integers import whole_number
from pagecache.queries.prepared import PreparedQuery
from reviewsite.desk.accounts.models import StaffSession

NOTED_EVERY = timedelta(minutes=1)  # no page writes when it is used more often than this

_unexpired = PreparedQuery(
    lambda key, now: StaffSession.objects.filter(session_key=key, expire_date__gt=now), key=str, now=datetime
)


class SessionStore(DatabaseStore):
    row: StaffSession | None = None  # as it was loaded or saved

    @classmethod
    def get_model_class(cls):
        return StaffSession

    def _get_session_from_db(self):
        self.row = _unexpired.first(key=self.session_key, now=timezone.now())
        if self.row is None:
            self._session_key = None
        return self.row

    def create_model_instance(self, data):
        row, former = super().create_model_instance(data), self.row
        if former and former.session_key == row.session_key:
            row.began_at = former.began_at
        row.user_id = whole_number(data.get(SESSION_KEY))
        row.expire_date = row.ends_at
        self.row = row
        return row

    def note_use(self) -> None:
        """Put the end off, as the session is in use. A database that cannot write breaks no page for it."""
        row, now = self.row, timezone.now()
        if not row or row.session_key != self.session_key or now - row.used_at < NOTED_EVERY:
            return
        row.used_at = now
        with suppress(DatabaseError), transaction.atomic():
            StaffSession.objects.filter(pk=row.pk).update(used_at=now, expire_date=row.ends_at)
