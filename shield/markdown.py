"""The one renderer: Markdown in, cleaned HTML out, safe or full.

Inline spoilers are cut from the source before it is parsed (shield.marks), so
nothing that Markdown does with the rest can bring them back. What comes out is
cleaned by an allow-list. Pictures are written `![alt](image:KEY)`; they, and
the places of withheld passages, are filled in when a page is made
(shield.fill).
"""

import re
from collections import Counter
from html import unescape

import nh3
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from shield import marks

IMAGE_ADDRESS = re.compile(r"image:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\Z")

TEXT_TAGS = {"a", "br", "code", "del", "em", "img", "s", "span", "strong", "sup"}
BLOCK_TAGS = {"blockquote", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "ul"}
TABLE_TAGS = {"table", "tbody", "td", "th", "thead", "tr"}


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Only our own pictures, and pictures only where a picture goes."""
    is_image = bool(IMAGE_ADDRESS.match(value))
    if (tag, name) == ("img", "src"):
        return value if is_image else None
    if (tag, name) == ("a", "href") and value.lower().startswith("image:"):
        return None
    return value


_cleaner = nh3.Cleaner(
    tags=TEXT_TAGS | BLOCK_TAGS | TABLE_TAGS,
    attributes={
        "a": {"href", "title", "id"},
        "img": {"src", "alt", "title"},
        "li": {"id"},
        "ol": {"start"},
        "td": {"align"},
        "th": {"align"},
    },
    allowed_classes={
        "span": {"spoiler"},
        "sup": {"footnote-ref"},
        "section": {"footnotes"},
        "li": {"footnote-item"},
        "a": {"footnote-backref"},
    },
    url_schemes={"https", "http", "mailto", "image"},
    link_rel="noopener noreferrer",
    attribute_filter=_attribute,
)


def _lower_headings(state) -> None:
    """A page has one h1 and its parts have an h2: headings inside a text begin at h3."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, max(3, int(token.tag[1]) + 1))}"


def _drop_unread_footnotes(state) -> None:
    """Take out the footnotes that nothing on the page leads to, before what they say is read.

    A footnote to a spoiler would else bring those onto the page that it alone
    names, and count in the numbers of the others.
    """
    inside = list(_footnotes_around(state.tokens))
    says: dict[str, list[str]] = {}
    for token, label in zip(state.tokens, inside, strict=True):
        if token.type == "inline":
            says.setdefault(label, []).extend(_FOOTNOTE_NAME.findall(token.content))
    read, waiting = {""}, says.get("", [])
    while waiting:
        if (label := waiting.pop()) not in read:
            read.add(label)
            waiting += says.get(label, ())
    state.tokens = [token for token, label in zip(state.tokens, inside, strict=True) if label in read]


def _footnotes_around(tokens):
    """For each token the footnote it is part of, the outermost one; "" for the text itself."""
    around: list[str] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            around.append(token.meta["label"])
        yield around[0] if around else ""
        if token.type == "footnote_reference_close":
            around.pop()


_FOOTNOTE_NAME = re.compile(r"\[\^([^\]\s]+)\]")
_parser = (
    MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
    .enable(["table", "strikethrough"])
    .use(footnote_plugin)
)
_parser.core.ruler.push("lower_headings", _lower_headings)
_parser.core.ruler.before("inline", "drop_unread_footnotes", _drop_unread_footnotes)
_OL_START = re.compile(r'<ol start="\d+"')
_IN_A_TAG = re.compile(r"<[^>]*>")
_TOKEN = re.compile(f"{marks.CUT}(\\d+){marks.CUT_END}")


def safe(text: str, doc_id: str) -> str:
    """Cleaned HTML of what may be shown, with a token for each withheld passage."""
    source, has_hidden = marks.safe_source(text), marks.has_hidden(text)
    if has_hidden:
        source = _without_hidden_links(source, " ".join(marks.hidden_passages(text)))
    html = _clean(_parser.render(source, {"docId": doc_id}))
    # A list that begins after something hidden must not count it.
    return _OL_START.sub("<ol", html) if has_hidden else html


def _without_hidden_links(source: str, hidden: str) -> str:
    """The source without the definitions of links that hidden words alone use.

    Markdown drops the well-formed ones by itself; one that is not would be printed.
    """
    defined = Counter(name.casefold() for name in _LINK_DEFINITION.findall(source))
    named, in_hidden = (Counter(_NAME.findall(words.casefold())) for words in (source, hidden))

    def keep(definition: re.Match) -> str:
        name = definition[1].casefold()
        return definition[0] if named[name] > defined[name] or name not in in_hidden else ""

    return _LINK_DEFINITION.sub(keep, source)


def safe_inline(text: str) -> str:
    """As `safe`, of one line, without a paragraph around it."""
    source = marks.safe_source(text)
    if marks.has_hidden(text):  # a definition would be printed, and may belong to what is hidden
        source = _DEFINITIONS.sub("", source)
    return _clean(_parser.renderInline(source))


def full(text: str, doc_id: str) -> str:
    """Cleaned HTML of everything, what was hidden inside `span.spoiler`."""
    return _clean(_edges(_parser.render(marks.marked_source(text), {"docId": doc_id})))


def full_inline(text: str) -> str:
    return _clean(_edges(_parser.renderInline(marks.marked_source(text))))


def passages(text: str, doc_id: str) -> tuple[str, ...]:
    """Cleaned HTML of each withheld passage, in the order of the tokens of `safe`."""
    notes = "\n".join(_DEFINITION.findall(text))
    sources = (f"{marks.without_marks(passage)}\n\n{notes}" for passage in marks.hidden_passages(text))
    return tuple(full(source, f"{doc_id}-{index}") for index, source in enumerate(sources))


# A footnote or a link defined on a line of its own, which a passage may refer to.
_DEFINITION = re.compile(r"^\[[^\]\n]+\]:.*$", re.MULTILINE)
_NAME = re.compile(r"\[([^\]\[\n]+)\]")
_IN_BLOCKS = r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*"  # quotes and lists, in which a definition may stand
# The same of a link, with the lines that go on behind it.
_LINK_DEFINITION = re.compile(
    rf"^{_IN_BLOCKS}\[([^\]^\n][^\]\n]*)\]:.*(?:\n(?![ \t]*(?:\n|\[)).+)*", re.MULTILINE
)
# From the first such line on: in a text of one line there is no telling where its words end.
_DEFINITIONS = re.compile(rf"^{_IN_BLOCKS}\[[^\]\n]+\]:.*\Z", re.MULTILINE | re.DOTALL)


def _clean(html: str) -> str:
    """Cleaned, and with no token left inside a tag, where it could not be filled in."""
    return _IN_A_TAG.sub(lambda tag: _TOKEN.sub("", tag[0]), _cleaner.clean(html))


def _edges(html: str) -> str:
    html = _IN_A_TAG.sub(lambda tag: re.sub(f"[{marks.EDGE}{marks.EDGE_END}]", "", tag[0]), html)
    return html.replace(marks.EDGE, '<span class="spoiler">').replace(marks.EDGE_END, "</span>")


# For texts of the film world: nothing can be opened there, so a withheld passage is a word or nothing.


def safe_html(text: str, *, doc_id: str = "d", placeholder: str = "") -> SafeString:
    """A finished text without its spoilers and without pictures."""
    return _finished(safe(text, doc_id), placeholder)


def safe_line(text: str, *, placeholder: str = "") -> SafeString:
    """As `safe_html`, of one line."""
    return _finished(safe_inline(text), placeholder)


def _finished(html: str, placeholder: str) -> SafeString:
    without_pictures = re.sub(r"<img\b(?:[^>\"]|\"[^\"]*\")*>", "", html)
    return mark_safe(_TOKEN.sub(escape(placeholder), without_pictures))


def safe_text(text: str) -> str:
    """The words alone, without what spoils: for descriptions and counts."""
    html = _TOKEN.sub(" ", safe(text, "d"))
    return " ".join(unescape(strip_tags(html)).split())


# For whoever reads the words and not the page: the leak check, the audit.

_BLOCK = re.compile(r"</?(?:blockquote|h[1-6]|hr|li|ol|p|pre|section|table|td|th|tr|ul)\b[^>]*>")
_SAID_BY_TAG = re.compile(r'\s(?:alt|title)="([^"]*)"')


def safe_blocks(text: str) -> list[str]:
    """What may be shown, as plain text: paragraphs, items, headings, the texts of pictures and links."""
    return _blocks(_TOKEN.sub(" ", safe(text, "d")))


def full_blocks(text: str) -> list[str]:
    """As `safe_blocks`, of everything."""
    return _blocks(full(text, "d"))


def hidden_blocks(text: str) -> list[str]:
    """The plain text of what is hidden inside a text."""
    hidden = "\n\n".join(map(marks.without_marks, marks.hidden_passages(text)))
    return _blocks(full(hidden, "d")) if hidden.strip() else []


def _blocks(html: str) -> list[str]:
    pieces = [*_BLOCK.split(html), *_SAID_BY_TAG.findall(html)]
    plain = (" ".join(unescape(strip_tags(piece)).split()) for piece in pieces)
    return [piece for piece in plain if piece]


def tokens(text: str) -> list:
    """What the parser makes of the whole text, hidden words included: for `shield.structure`."""
    return _parser.parse(marks.without_marks(text), {"docId": "d"})


def preview_html(text: str) -> SafeString:
    """For staff alone: the whole text, spoilers tinted. What markdownx calls for its preview."""
    return mark_safe(full(text, "preview"))
