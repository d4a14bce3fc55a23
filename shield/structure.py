"""Structure of a Markdown text: plain-text blocks, headings, links and images."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from shield import markdown

CACHE_SIZE = 512  # texts: the live preview parses a review every second, with one field changed since


@dataclass(frozen=True)
class Block:
    """A paragraph, item, cell or heading as plain text, hidden passages included."""

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
    """`headings` are ranks on the page: headings inside a text begin at 3."""

    blocks: tuple[Block, ...] = ()
    headings: tuple[int, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()


@lru_cache(maxsize=CACHE_SIZE)
def structure_of(text: str) -> Structure:
    """The structure of a Markdown text (cached)."""
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
    """The structure of a line of plain text."""
    return Structure(blocks=(Block(text),)) if text else Structure()


def _blocks(tokens: Iterable) -> Iterator[Block]:
    quotes, is_heading = 0, False
    for token in tokens:
        if token.type in ("blockquote_open", "blockquote_close"):
            quotes += token.nesting
        elif token.type in ("heading_open", "heading_close"):
            is_heading = token.nesting == 1
        elif token.type == "inline":
            text = " ".join("".join(map(_token_text, token.children or [])).split())
            yield Block(text, is_quoted=quotes > 0, is_heading=is_heading)


def _token_text(token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "code_inline", "image") else ""


def _links(children: Iterable) -> Iterator[Link]:
    url, texts = "", list[str]()
    for token in children:
        if token.type == "link_open":
            url, texts = str(token.attrs.get("href", "")), []
        elif token.type == "link_close":
            yield Link("".join(texts).strip(), url)
        else:
            texts.append(_token_text(token))
