"""What a Markdown text is made of: its blocks in plain words, its headings, links and pictures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from shield import markdown

KEPT = 512  # texts: of a review that is looked at every second, one field was changed since


@dataclass(frozen=True)
class Block:
    """A paragraph, an item, a cell or a heading as plain text, what is hidden in it included."""

    text: str
    is_quoted: bool = False
    is_heading: bool = False


@dataclass(frozen=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True)
class Image:
    alt: str
    address: str


@dataclass(frozen=True)
class Structure:
    """`headings` are the ranks on the page, where 3 is the first that a text may have."""

    blocks: tuple[Block, ...] = ()
    headings: tuple[int, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()


@lru_cache(maxsize=KEPT)
def structure_of(text: str) -> Structure:
    """Of a Markdown text."""
    tokens = markdown.tokens(text)
    inline = [token.children or [] for token in tokens if token.type == "inline"]
    return Structure(
        blocks=tuple(block for block in _blocks(tokens) if block.text),
        headings=tuple(int(token.tag[1]) for token in tokens if token.type == "heading_open"),
        links=tuple(link for children in inline for link in _links(children)),
        images=tuple(
            Image(child.content, str(child.attrs.get("src", "")))
            for children in inline
            for child in children
            if child.type == "image"
        ),
    )


def plain(text: str) -> Structure:
    """Of one plain line."""
    return Structure(blocks=(Block(text),)) if text else Structure()


def _blocks(tokens: Iterable) -> Iterator[Block]:
    quotes, is_heading = 0, False
    for token in tokens:
        if token.type in ("blockquote_open", "blockquote_close"):
            quotes += token.nesting
        elif token.type in ("heading_open", "heading_close"):
            is_heading = token.nesting == 1
        elif token.type == "inline":
            words = " ".join("".join(map(_said, token.children or [])).split())
            yield Block(words, is_quoted=quotes > 0, is_heading=is_heading)


def _said(token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "code_inline", "image") else ""


def _links(children: Iterable) -> Iterator[Link]:
    url, said = "", list[str]()
    for token in children:
        if token.type == "link_open":
            url, said = str(token.attrs.get("href", "")), []
        elif token.type == "link_close":
            yield Link("".join(said).strip(), url)
        else:
            said.append(_said(token))
