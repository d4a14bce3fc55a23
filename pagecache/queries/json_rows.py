"""`JSONRows`: the rows of a sub-query as one value, so that a page need not ask for them by themselves."""

from django.db.models import F, JSONField, QuerySet, Subquery


class JSONRows(Subquery):
    """A list with a list of values for each row of `queryset`, in its order; [] if there are none.

    Dates and keys come as strings.
    """

    output_field = JSONField()
    _ON = {
        "sqlite": "(SELECT json_group_array(json_array({})) FROM (%(subquery)s) AS rows)",
        "postgresql": (
            "(SELECT COALESCE(jsonb_agg(jsonb_build_array({})), '[]') FROM (%(subquery)s) AS rows)"
        ),
    }

    def __init__(self, queryset: QuerySet, *fields: str):
        values = {f"value_{place}": F(field) for place, field in enumerate(fields)}
        self.columns = ", ".join(f"rows.{name}" for name in values)
        super().__init__(queryset.values(**values))

    def as_sql(self, compiler, connection, template=None, **extra):
        template = self._ON[connection.vendor].format(self.columns)
        return super().as_sql(compiler, connection, template=template, **extra)
