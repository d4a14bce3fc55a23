"""Files that hold many posts, as other programs export them: WordPress, Ghost, feeds, Letterboxd.

Each is read twice at most and never held; its posts come one by one, as text with front matter.
"""

from collections.abc import Iterator
from typing import BinaryIO

from reviews.importing.archives.exports.feeds import is_feed, posts_of_feed
from reviews.importing.archives.exports.ghost import is_ghost, posts_of_ghost
from reviews.importing.archives.exports.letterboxd import is_letterboxd, posts_of_letterboxd
from reviews.importing.archives.exports.wordpress import is_wordpress, posts_of_wordpress
from reviews.importing.archives.post import Post, Unread

__all__ = ["HEAD_BYTES", "posts_of_export"]

HEAD_BYTES = 4096
# WordPress first: its export is a feed, too.
_FORMATS = (
    (is_wordpress, posts_of_wordpress),
    (is_feed, posts_of_feed),
    (is_ghost, posts_of_ghost),
    (is_letterboxd, posts_of_letterboxd),
)


def posts_of_export(file: BinaryIO, name: str) -> Iterator[Post | Unread] | None:
    """The posts of an export of any known program, whatever its name; None for every other file.

    Reading them raises FormatError. The file must be one in which `seek` works.
    """
    head = file.read(HEAD_BYTES)
    file.seek(0)
    for is_format, posts_of in _FORMATS:
        if is_format(name, head):
            return posts_of(file, name)
    return None
