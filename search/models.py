"""Models of the search index: the safe text of each object, and separately its words with spoilers.

This app imports no other models: `kind` and `thing` (a primary key) identify
the object. Whether it may be found is decided at search time (search.results).
"""

from django.db import models


class Row(models.Model):
    """The safe text of an object, for display, and its stems, for searching.

    The database updates the full-text index itself: a generated column on
    PostgreSQL, triggers on SQLite (first migration).
    """

    kind = models.CharField(max_length=20)
    thing = models.PositiveBigIntegerField()
    # Stems with a space around each. The short columns, from which the score is computed, come first:
    # to read a column, SQLite walks over all columns before it.
    title_words = models.TextField()
    names_words = models.TextField()
    opening_words = models.TextField()  # the first words of the body again
    body_words = models.TextField()
    title = models.TextField()
    names = models.TextField(blank=True)
    body = models.TextField(blank=True)
    version = models.PositiveSmallIntegerField(null=True)  # index.VERSION of the writer; null: older

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "thing"], name="one_search_row_a_thing")]
        indexes = [models.Index(fields=["version"], name="search_row_version")]

    def __str__(self):
        return f"{self.kind} {self.thing}"


class SpoilerWords(models.Model):
    """All stems of an object, spoilers included. Read only in searches that include spoilers."""

    row = models.OneToOneField(Row, on_delete=models.CASCADE, primary_key=True, related_name="spoilers")
    words = models.TextField()

    def __str__(self):
        return str(self.row_id)
