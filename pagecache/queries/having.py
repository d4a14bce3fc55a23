"""`having`: rows that belong to one of another model, for lists in an order of their own."""

from django.db.models import Exists, Model, OuterRef, QuerySet

MANY = 400  # to sort so many takes as long as to look through a list of 100,000 for a page of them


def having(rows: QuerySet, field: str, other: Model) -> QuerySet:
    """Of `rows`, those whose many-to-many `field` holds `other`. Asks whether there are many.

    Of few, a list sorts them all. Of many, it takes the rows in their order, by the list's index, and looks
    at each until a page is full. PostgreSQL chooses so by itself; SQLite, without statistics, cannot.
    """
    relation = rows.model._meta.get_field(field)
    between = relation.remote_field.through._base_manager.filter(**{relation.m2m_reverse_field_name(): other})
    if between.order_by().values_list("pk")[MANY : MANY + 1]:
        return rows.filter(Exists(between.filter(**{relation.m2m_field_name(): OuterRef("pk")})))
    return rows.filter(**{field: other})
