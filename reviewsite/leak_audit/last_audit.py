"""The last audit, for the first page of the desk."""

from reviewsite.leak_audit.models import AuditRun


def last_audit_summary(user) -> dict:
    """Template context: the last finished audit, for users who may run one. One query."""
    if not user.has_perm("audit.run_audit"):
        return {}
    return {"may_audit": True, "audit": AuditRun.objects.finished().first()}
