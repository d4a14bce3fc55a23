"""`of_other_version`: rows whose derived data was made by another version of the code."""

from django.db.models import Q, QuerySet


def of_other_version(rows: QuerySet, field: str, version: int) -> QuerySet:
    """Those of no version or another: by ranges, which an index answers."""
    other = Q((f"{field}__lt", version)) | Q((f"{field}__gt", version))
    return rows.filter(Q((field, None)) | other)
