"""Convert between draft rows and documents: `freeze` (rows to document) and `thaw` (document to rows).

Any saved draft can be frozen, however incomplete. As long as the film
database does not change, freezing a thawed document returns the same document.
"""

from reviews.drafts.freezing import freeze, freeze_loaded, markdown_of, with_embedded
from reviews.drafts.named_films import (
    store_keys,
    titles_for,
    titles_of,
    with_named_films,
    with_titles,
)
from reviews.drafts.thawing import thaw
from reviews.drafts.world import World, world_of

__all__ = [
    "World",
    "freeze",
    "freeze_loaded",
    "markdown_of",
    "store_keys",
    "thaw",
    "titles_for",
    "titles_of",
    "with_embedded",
    "with_named_films",
    "with_titles",
    "world_of",
]
