"""Find the pictures of a post among the files that came with it."""

import posixpath
import re
from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import unquote

from reviews.importing.archives.post import PostPicture
from reviews.importing.archives.site_files import PICTURE_ENDINGS
from shield.signs.hiding import is_spoiler_word

_PICTURE = re.compile(r"!\[(?P<alt>[^\]\n]*)\]\(<?(?P<address>[^\s()<>]+)>?(?:[ \t]+[\"'][^\"'\n]*[\"'])?\)")
# Where sites keep what they serve as it is: `/img/a.jpg` is `static/img/a.jpg`.
ROOTS = ("static", "public", "assets", "source", "src", "content", "")


class PictureFinder:
    """Pictures by their addresses. `read`: (name of a file) → its bytes."""

    def __init__(self, names: list[str], read: Callable[[str], bytes]):
        self.read = read
        self.names = {name for name in names if name.lower().endswith(PICTURE_ENDINGS)}
        self.by_file: dict[str, list[str]] = {}
        for name in sorted(self.names):
            self.by_file.setdefault(posixpath.basename(name).casefold(), []).append(name)

    def of(self, text: str, post: str) -> tuple[PostPicture, ...]:
        """The pictures of a text that came with it, each once. `post`: the name of its file."""
        return tuple({picture.reference: picture for picture in self._found(text, post)}.values())

    def _found(self, text: str, post: str) -> Iterator[PostPicture]:
        for match in _PICTURE.finditer(text) if self.names else ():
            if name := self.file_of(match["address"], post):
                yield self.picture(match["address"], name, match["alt"].strip())

    def picture(self, reference: str, name: str, alt: str = "") -> PostPicture:
        return PostPicture(reference, name, alt, partial(self.read, name))

    def file_of(self, address: str, post: str) -> str:
        """The file at an address: beside the post, from a root of the site, or by its name alone."""
        if re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.IGNORECASE):
            return ""
        path = unquote(address.partition("?")[0].partition("#")[0])
        beside = [posixpath.join(posixpath.dirname(post), path)] if not path.startswith("/") else []
        from_roots = [posixpath.join(root, path.lstrip("/")) for root in ROOTS]
        candidates = [posixpath.normpath(name) for name in (*beside, *from_roots)]
        found = next((name for name in candidates if name in self.names), "")
        alike = self.by_file.get(posixpath.basename(path).casefold(), [])
        return found or (alike[0] if len(alike) == 1 else "")


def with_keys(text: str, keys: dict[str, str]) -> str:
    """The text with pictures as `image:KEY` where their address is one of `keys`.

    The name of one that warns of spoilers is kept as its words, for the reader of texts to heed.
    """

    def replaced(match: re.Match) -> str:
        key, name = keys.get(match["address"]), posixpath.basename(match["address"])
        words = match["alt"] or (name if is_spoiler_word(name) else "")
        return f"![{words}](image:{key})" if key else match[0]

    return _PICTURE.sub(replaced, text) if keys else text
