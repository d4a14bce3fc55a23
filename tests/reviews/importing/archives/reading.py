"""Read exports in tests: their posts, and what readers of each would see."""

import io

from reviews.document import TEXT_FIELDS, Document
from reviews.importing.archives.exports import posts_of_export
from reviews.importing.archives.post import Post, Unread
from reviews.importing.formats import read
from shield.marks import cut


def posts_of(data: bytes, name: str = "export") -> list[Post | Unread]:
    return list(posts_of_export(io.BytesIO(data), name))


def post_of(data: bytes, name: str = "export") -> Post:
    (post,) = posts_of(data, name)
    assert isinstance(post, Post), post
    return post


def body_of(post: Post) -> str:
    """The text below the front matter and the title."""
    return post.data.decode().partition("\n---\n\n")[2].partition("\n\n")[2]


def messages_of(post: Post) -> list[str]:
    return [note.message for note in post.notes]


def fields_of(post: Post):
    return read(post.data).fields


def shown(document: Document) -> str:
    """All words that are not hidden."""
    parts = [*document.parts(), document.verdict]
    texts = [
        getattr(part, field)
        for part in parts
        if not getattr(part, "spoiler", None)
        for field in TEXT_FIELDS[type(part)]
    ]
    runs = (run for text in texts for run in cut(text).runs if not run.is_hidden)
    return "\n".join([document.headline, document.dek, *(run.text for run in runs)])


def whole(document: Document) -> str:
    parts = [*document.parts(), document.verdict]
    texts = [getattr(part, field) for part in parts for field in TEXT_FIELDS[type(part)]]
    return "\n".join([document.headline, document.dek, *texts])
