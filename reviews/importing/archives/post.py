"""`Post`: one review of an archive. `Unread`: one that cannot be read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reviews.importing.formats import Note


@dataclass(frozen=True)
class PostPicture:
    """A picture that came with a post. `reference`: as the text names it. `alt`: the words there, or ""."""

    reference: str
    name: str
    alt: str
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Post:
    """One review of an archive, as text with front matter for `match`, and what came beside it.

    `name`: what the summary calls it: its path in the archive, or the title or address in an export. `data`:
    Markdown, HTML text already converted. `comments`: of its author's editors, no text of the post. `beside`:
    fields that its file's name tells, which the front matter may overrule.
    """

    name: str
    data: bytes
    notes: tuple[Note, ...] = ()
    comments: tuple[str, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    pictures: tuple[PostPicture, ...] = ()


@dataclass(frozen=True)
class Unread:
    """A post or file that cannot be read, and why, in a sentence for its author."""

    name: str
    reason: str
