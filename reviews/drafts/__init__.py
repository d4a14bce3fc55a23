"""Between the draft tables and the document: freeze and thaw.

Freezing is total: any saved draft freezes, however incomplete. In the same
film world, freezing what was thawed gives the same document.
"""

from reviews.drafts.freezing import freeze, freeze_loaded, markdown_of, with_embedded
from reviews.drafts.thawing import thaw
from reviews.drafts.world import World, world_of

__all__ = ["World", "freeze", "freeze_loaded", "markdown_of", "thaw", "with_embedded", "world_of"]
