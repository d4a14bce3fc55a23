"""The last audit, for the first page of the desk."""

from pagecache.queries.prepared import PreparedQuery
from reviewsite.leak_audit.models import AuditRun

_last_finished = PreparedQuery(lambda: AuditRun.objects.finished()[:1])


def last_audit_summary(user) -> dict:
    """Template context: the last finished audit, for users who may run one. One query."""
    if not user.has_perm("audit.run_audit"):
        return {}
    return {"may_audit": True, "audit": _last_finished.first()}
