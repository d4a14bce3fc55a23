"""What a post of Ghost says in the formats of its editors, where the export has no HTML of it.

Lexical is a tree of nodes, Mobiledoc a list of sections; the cards of both become the same HTML.
"""

import json
from collections.abc import Callable, Iterator
from html import escape

from markdown_it import MarkdownIt

from reviews.importing.archives.exports.json_rows import Values
from reviews.importing.formats import FormatError

UNREADABLE = "The text of this post cannot be read. Open and save it in Ghost, and export again."
MAX_DEPTH = 100
_QUOTES = ("quote", "extended-quote", "aside")
_BLOCKS = {"paragraph": "p", "listitem": "li", **dict.fromkeys(_QUOTES, "blockquote")}
_FORMATS = ((16, "code"), (4, "s"), (2, "em"), (1, "strong"))
_TAGS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "aside"}
_MARKUPS = {"strong", "b", "em", "i", "s", "u", "code", "sub", "sup"}
# What a card says in words, in its own order.
_TEXTS = (
    "heading",
    "title",
    "header",
    "subheader",
    "productTitle",
    "productDescription",
    "calloutText",
    "text",
    "content",
    "description",
    "caption",
    "fileTitle",
    "fileCaption",
    "buttonText",
)
_PLAYERS = ("embed", "video", "audio")


def html_of_lexical(source: str) -> str:
    """The HTML of a text of Ghost's present editor. Raises FormatError."""
    return _safely(lambda: _node(json.loads(source)["root"], 0))


def html_of_mobiledoc(source: str) -> str:
    """The HTML of a text of Ghost's former editor. Raises FormatError."""
    return _safely(lambda: "".join(_sections(json.loads(source))))


def markdown_alone(source: str) -> str:
    """The Markdown of a text that is one card of it, as Ghost 1 kept all texts; "" for any other."""
    try:
        whole = json.loads(source)
        (name, values), *others = whole["cards"]
        is_markdown = name in ("markdown", "card-markdown") and not others
        return str(values["markdown"]) if is_markdown and len(whole["sections"]) == 1 else ""
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""


def _safely(html: Callable[[], str]) -> str:
    try:
        return html()
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise FormatError(UNREADABLE) from error


def _node(node: Values, depth: int) -> str:
    kind = node["type"]
    if depth > MAX_DEPTH:
        raise FormatError(UNREADABLE)
    if kind in ("text", "extended-text"):
        return _text(node)
    if kind in ("linebreak", "tab"):
        return "<br>" if kind == "linebreak" else " "
    inner = "".join(_node(child, depth + 1) for child in node.get("children", ()))
    if kind in ("link", "autolink"):
        return f'<a href="{escape(str(node.get("url", "")))}">{inner}</a>'
    tag = _BLOCKS.get(kind) or str(node.get("tag", ""))
    if kind == "root":
        return inner
    if tag in _TAGS or tag == "li":
        return f"<{tag}>{inner}</{tag}>"
    return inner or _card(kind, node)


def _text(node: Values) -> str:
    text, style = escape(str(node.get("text", ""))), int(node.get("format") or 0)
    for bit, tag in _FORMATS:
        text = f"<{tag}>{text}</{tag}>" if style & bit and text else text
    return text


def _sections(source: Values) -> Iterator[str]:
    for section in source["sections"]:
        kind = section[0]
        if kind == 1:
            yield f"<{_known(section[1])}>{_markers(section[2], source)}</{_known(section[1])}>"
        elif kind == 2:
            yield f'<p><img src="{escape(str(section[1]))}"></p>'
        elif kind == 3:
            items = "".join(f"<li>{_markers(markers, source)}</li>" for markers in section[2])
            yield f"<{_known(section[1])}>{items}</{_known(section[1])}>"
        else:
            name, values = source["cards"][section[1]]
            yield _card(name.removeprefix("card-"), values)


def _known(tag: str) -> str:
    return tag if tag in _TAGS else "p"


def _markers(markers: list, source: Values) -> str:
    pieces, opened = [], list[str]()
    for kind, opening, closed, value in markers:
        for index in opening:
            name, *given = source["markups"][index]
            href = dict(zip(*[iter(given[0])] * 2, strict=True)).get("href") if given else None
            opened.append("a" if href else name if name in _MARKUPS else "span")
            pieces.append(f'<a href="{escape(str(href))}">' if href else f"<{opened[-1]}>")
        pieces.append("<br>" if kind == 1 else escape(str(value)))
        pieces += [f"</{opened.pop()}>" for _index in range(min(closed, len(opened)))]
    return "".join([*pieces, *(f"</{tag}>" for tag in reversed(opened))])


def _card(kind: str, values: Values) -> str:
    """A card as HTML: text, pictures, what is hidden until it is clicked; the rest as its words."""
    if kind == "markdown":
        return MarkdownIt().render(str(values.get("markdown", "")))
    if kind == "html":
        return f"<div>{values.get('html', '')}</div>"
    if kind in ("code", "codeblock"):
        return f"<pre><code>{escape(str(values.get('code', '')))}</code></pre>"
    if kind == "bookmark":
        values = {"title": f'<a href="{escape(str(values.get("url", "")))}">{_title_of(values)}</a>'}
    pictures = "".join(_pictures(kind, values))
    said = (values[name] for name in _TEXTS if isinstance(values.get(name), str) and values[name])
    address = escape(str(values.get("url", "")))
    frame = f'<iframe src="{address}"></iframe>' if kind in _PLAYERS else ""
    inner = pictures + "".join(f"<p>{text}</p>" for text in said) + frame
    return f"<details>{inner}</details>" if kind in ("toggle", "spoiler") else inner


def _title_of(bookmark: Values) -> str:
    return escape(str(bookmark["metadata"].get("title") or bookmark.get("url", "")))


def _pictures(kind: str, values: Values) -> Iterator[str]:
    images = values.get("images", ()) if kind == "gallery" else [values] if kind == "image" else ()
    for image in images:
        yield f'<img src="{escape(str(image.get("src", "")))}" alt="{escape(str(image.get("alt") or ""))}">'
