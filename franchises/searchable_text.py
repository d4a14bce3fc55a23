"""Search entry of a franchise: name and description. Its films have entries of their own."""

from franchises.models import Franchise
from search.index import Entry
from shield.markdown import safe_text
from shield.marks import words_with_hidden

KIND = "franchise"


def franchise_entry(franchise: Franchise) -> Entry:
    return Entry(
        kind=KIND,
        thing=franchise.pk,
        title=franchise.name,
        body=safe_text(franchise.description),
        spoilers=words_with_hidden(franchise.description),
    )
