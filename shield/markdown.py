"""Render Markdown to sanitised HTML, safe or full. The only renderer.

Inline spoilers are cut from the source before it is parsed (shield.marks), so
that nothing in the Markdown syntax can bring them back. The output is
sanitised by an allow-list. Images are written `![alt](image:KEY)`; they, and
the placeholders of withheld passages, are filled in when a page is rendered
(shield.finish_html).
"""

import re
from collections import Counter
from html import unescape
from urllib.parse import unquote

import nh3
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from shield import marks
from shield.definitions import definitions, used
from shield.markdown_limits import TooComplex, check_html, limit

IMAGE_ADDRESS = re.compile(r"image:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\Z")

TEXT_TAGS = {"a", "br", "code", "del", "em", "img", "s", "span", "strong", "sup"}
BLOCK_TAGS = {"blockquote", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "ul"}
TABLE_TAGS = {"table", "tbody", "td", "th", "thead", "tr"}


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Attribute filter: `image:` URLs only in img, and nothing else there."""
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
    """Shift headings inside a text to h3 and below: the page has the h1, its parts have h2."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, max(3, int(token.tag[1]) + 1))}"


def _drop_unreferenced_footnotes(state) -> None:
    """Remove footnotes that the text does not reference, directly or through others, before inline parsing.

    Otherwise a footnote of a hidden passage would bring the footnotes that it
    references onto the page, and count in the numbering of the others.
    """
    labels = list(_enclosing_footnotes(state.tokens))
    references: dict[str, list[str]] = {}  # by enclosing footnote; "" for the text itself
    for token, label in zip(state.tokens, labels, strict=True):
        if token.type == "inline":
            references.setdefault(label, []).extend(_FOOTNOTE_NAME.findall(token.content))
    reachable, pending = {""}, references.get("", [])
    while pending:
        if (label := pending.pop()) not in reachable:
            reachable.add(label)
            pending += references.get(label, ())
    state.tokens = [token for token, label in zip(state.tokens, labels, strict=True) if label in reachable]


def _enclosing_footnotes(tokens):
    """For each token the label of the outermost footnote that contains it; "" for the text itself."""
    enclosing: list[str] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            enclosing.append(token.meta["label"])
        yield enclosing[0] if enclosing else ""
        if token.type == "footnote_reference_close":
            enclosing.pop()


_FOOTNOTE_NAME = re.compile(r"\[\^([^\]\s]+)\]")
_parser = (
    MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
    .enable(["table", "strikethrough"])
    .use(footnote_plugin)
)
limit(_parser)
_parser.core.ruler.push("lower_headings", _lower_headings)
_parser.core.ruler.before("inline", "drop_unreferenced_footnotes", _drop_unreferenced_footnotes)


def _render(source: str, doc_id: str) -> str:
    return check_html(_parser.render(source, {"docId": doc_id}), source)


def _render_inline(source: str) -> str:
    return check_html(_parser.renderInline(source), source)


_OL_START = re.compile(r'<ol start="\d+"')
_IN_A_TAG = re.compile(r"<[^>]*>")
_TOKEN = re.compile(f"{marks.CUT}(\\d+){marks.CUT_END}")


def safe(text: str, doc_id: str, grade_of: marks.GradeOf = marks.as_written) -> str:
    """Sanitised HTML of the safe text, with a token for each withheld passage.

    `doc_id` prefixes the ids of footnotes, which must be unique on a page. `grade_of`: as `marks.grouped`.
    """
    source, hidden = marks.safe_source(text, grade_of), marks.hidden_passages(text, grade_of)
    has_hidden = bool(hidden)
    if has_hidden:
        source = _without_hidden_links(source, " ".join(hidden))
    html = _clean(_render(source, doc_id))
    # The number of a list that begins after a hidden passage would reveal hidden items.
    return _OL_START.sub("<ol", html) if has_hidden else html


def _without_hidden_links(source: str, hidden: str) -> str:
    """The source without link definitions that only hidden passages use.

    Markdown itself drops well-formed definitions, but would print a malformed one.
    """
    defined = Counter(name.casefold() for name in _LINK_DEFINITION.findall(source))
    mentioned, in_hidden = (Counter(_NAME.findall(words.casefold())) for words in (source, hidden))

    def replacement(definition: re.Match) -> str:
        name = definition[1].casefold()
        return definition[0] if mentioned[name] > defined[name] or name not in in_hidden else ""

    return _LINK_DEFINITION.sub(replacement, source)


def safe_inline(text: str, grade_of: marks.GradeOf = marks.as_written) -> str:
    """As `safe`, for one line, without a paragraph element."""
    source = marks.safe_source(text, grade_of)
    if marks.has_hidden(text):  # inline rendering prints definitions, which may belong to a hidden passage
        source = _DEFINITIONS.sub("", source)
    return _clean(_render_inline(source))


def full(text: str, doc_id: str) -> str:
    """Sanitised HTML of the full text, with hidden passages in `span.spoiler`."""
    return _clean(_spoiler_spans(_render(marks.marked_source(text), doc_id)))


def full_inline(text: str) -> str:
    return _clean(_spoiler_spans(_render_inline(marks.marked_source(text))))


def passages(text: str, doc_id: str, grade_of: marks.GradeOf = marks.as_written) -> tuple[str, ...]:
    """Sanitised HTML of each withheld passage, in the order of the tokens of `safe`."""
    defined = definitions(text)
    hidden = marks.hidden_passages(text, grade_of)
    sources = [f"{marks.without_marks(passage)}\n\n{used(passage, defined)}" for passage in hidden]
    check_html("".join(sources), text)
    html = tuple(full(source, f"{doc_id}-{index}") for index, source in enumerate(sources))
    check_html("".join(html), text)
    return html


_NAME = re.compile(r"\[([^\]\[\n]+)\]")
_IN_BLOCKS = r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*"  # prefixes of quotes and lists around a definition
# A definition of a link, with its continuation lines.
_LINK_DEFINITION = re.compile(
    rf"^{_IN_BLOCKS}\[([^\]^\n][^\]\n]*)\]:.*(?:\n(?![ \t]*(?:\n|\[)).+)*", re.MULTILINE
)
# Everything from the first definition on: in a one-line text there is no telling where it ends.
_DEFINITIONS = re.compile(rf"^{_IN_BLOCKS}\[[^\]\n]+\]:.*\Z", re.MULTILINE | re.DOTALL)


def _clean(html: str) -> str:
    """Sanitised HTML, without tokens inside tags, where they could not be filled in."""
    return _IN_A_TAG.sub(lambda tag: _TOKEN.sub("", tag[0]), _cleaner.clean(html))


def _spoiler_spans(html: str) -> str:
    html = _IN_A_TAG.sub(lambda tag: re.sub(f"[{marks.EDGE}{marks.EDGE_END}]", "", tag[0]), html)
    return html.replace(marks.EDGE, '<span class="spoiler">').replace(marks.EDGE_END, "</span>")


# For texts of the film database: their passages cannot be opened, so a placeholder is a word or nothing.


def safe_html(text: str, *, doc_id: str = "d", placeholder: str = "") -> SafeString:
    """HTML of a text without its spoilers and without pictures, ready for a template.

    Empty for a text that is `TooComplex`, stored before forms refused it: no page fails because of it.
    """
    try:
        return _with_placeholder(safe(text, doc_id), placeholder)
    except TooComplex:
        return SafeString("")


def safe_line(text: str, *, placeholder: str = "") -> SafeString:
    """As `safe_html`, for one line."""
    try:
        return _with_placeholder(safe_inline(text), placeholder)
    except TooComplex:
        return SafeString("")


def _with_placeholder(html: str, placeholder: str) -> SafeString:
    without_pictures = re.sub(r"<img\b(?:[^>\"]|\"[^\"]*\")*>", "", html)
    return mark_safe(_TOKEN.sub(escape(placeholder), without_pictures))


def safe_text(text: str) -> str:
    """The safe text as plain text: for descriptions and word counts."""
    html = _TOKEN.sub(" ", safe(text, "d"))
    return " ".join(unescape(strip_tags(html)).split())


_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_FOOTNOTE = re.compile(r"<sup\b[^>]*>.*?</sup>", re.DOTALL)


def safe_paragraphs(text: str) -> list[str]:
    """The paragraphs of the safe text as plain text, without footnotes; `has_cut` finds what was withheld."""
    html = safe(text, "d").partition("<section")[0]
    pieces = (_FOOTNOTE.sub("", piece) for piece in _PARAGRAPH.findall(html))
    plain = (" ".join(unescape(strip_tags(piece)).split()) for piece in pieces)
    return [piece for piece in plain if piece]


def has_cut(plain: str) -> bool:
    """Whether a passage was withheld from a text of `safe_paragraphs`."""
    return bool(_TOKEN.search(plain))


# Plain text, for the leak check and the leak audit.

_BLOCK = re.compile(r"</?(?:blockquote|h[1-6]|hr|li|ol|p|pre|section|table|tr|ul)\b[^>]*>")
_TEXT_ATTRIBUTE = re.compile(r'\s(?:alt|title)="([^"]*)"')
_LINK_PATH = re.compile(r'\shref="(?:[a-z]+://[^/"]*)?(/[^"?#]+)')
_NO_WORD = re.compile(r"[\W_]+")


def safe_blocks(text: str) -> list[str]:
    """The safe text as plain text: paragraphs, items, table rows, headings, alt texts, titles of links.

    Then the words in the addresses of links, which stand in the page as well.
    """
    html = _TOKEN.sub(" ", safe(text, "d"))
    return _blocks(html) + [words for path in _LINK_PATH.findall(html) if (words := _words_of_path(path))]


def full_blocks(text: str) -> list[str]:
    """As `safe_blocks`, for the full text."""
    return _blocks(full(text, "d"))


def hidden_blocks(text: str) -> list[str]:
    """The plain text of the hidden passages."""
    hidden = "\n\n".join(map(marks.without_marks, marks.hidden_passages(text)))
    return _blocks(full(hidden, "d")) if hidden.strip() else []


def _blocks(html: str) -> list[str]:
    pieces = [*_BLOCK.split(html), *_TEXT_ATTRIBUTE.findall(html)]
    plain = (" ".join(unescape(strip_tags(piece)).split()) for piece in pieces)
    return [piece for piece in plain if piece]


def _words_of_path(path: str) -> str:
    """The words of the path of an address: "2024 a keeper" of "/2024/a-keeper/"."""
    return _NO_WORD.sub(" ", unquote(unescape(path))).strip()


def tokens(text: str) -> list:
    """The parser's tokens of the full text, for `shield.structure`."""
    return _parser.parse(marks.without_marks(text), {"docId": "d"})


def preview_html(text: str) -> SafeString:
    """The full text with spoilers tinted, for staff only: the preview function of markdownx."""
    return mark_safe(full(text, "preview"))
