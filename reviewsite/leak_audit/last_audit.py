"""What the desk's first page says of the last audit."""

from reviewsite.leak_audit.models import AuditRun


def last_audit_summary(user) -> dict:
    """The last audit that came to an end, for those who may run one. One query."""
    if not user.has_perm("audit.run_audit"):
        return {}
    return {"may_audit": True, "audit": AuditRun.objects.finished().first()}
