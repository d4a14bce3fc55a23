"""`Post`, one review of an archive, and `Unread`, what of an archive could not be one."""

from dataclasses import dataclass

from reviews.importing.formats import Note


@dataclass(frozen=True)
class Post:
    """One review of an archive, as text with front matter for `match`, and what came beside it.

    `name`: what the summary calls it: its path in the archive, or the title or address in an export.
    `data`: Markdown, HTML text already converted. `comments`: of its author's editors, no text of the post.
    """

    name: str
    data: bytes
    notes: tuple[Note, ...] = ()
    comments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unread:
    """What was not read, and a sentence that says why; the others of its archive come in."""

    name: str
    reason: str
