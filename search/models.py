"""The index: safe text by kind and thing, and apart from it the words of what spoils.

This app knows no model of the others. `thing` is the primary key of a row in
the table of its kind; whether that row may be found is asked when somebody
searches (search.results).
"""

from django.db import models


class Row(models.Model):
    """The safe text of a thing, as shown, and its words, as compared.

    An index over the words is kept by the database itself: a generated column
    on PostgreSQL, triggers on SQLite (its first migration).
    """

    kind = models.CharField(max_length=20)
    thing = models.PositiveBigIntegerField()
    # Stems with a space around each. The short columns, which the order of hits is made of, stand first:
    # to read one, SQLite walks over all before it.
    title_words = models.TextField()
    names_words = models.TextField()
    opening_words = models.TextField()  # the first words of the body once more
    body_words = models.TextField()
    title = models.TextField()
    names = models.TextField(blank=True)
    body = models.TextField(blank=True)
    version = models.PositiveSmallIntegerField(null=True)  # of the code that made it; empty: an earlier one

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "thing"], name="one_search_row_a_thing")]

    def __str__(self):
        return f"{self.kind} {self.thing}"


class SpoilerWords(models.Model):
    """All words of a thing, those that spoil among them. Read only where somebody asks for spoilers."""

    row = models.OneToOneField(Row, on_delete=models.CASCADE, primary_key=True, related_name="spoilers")
    words = models.TextField()

    def __str__(self):
        return str(self.row_id)
