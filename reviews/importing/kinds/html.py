"""HTML as Markdown: the article of a page, without the menus and boxes around it.

What hides something in the page (a class, a colour, `<details>`) is written as the tags that the reader of
texts takes for spoilers, so that nothing is left to see which its author hid.
"""

import json
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import CData, Comment, Declaration, Doctype, ProcessingInstruction, Tag
from bs4.exceptions import ParserRejectedMarkup
from markdownify import ATX, MarkdownConverter

from reviews.importing.formats import FormatError, Note
from reviews.importing.formats.word_count import words
from reviews.importing.kinds.headlines import note_on_articles, take_headline, with_headline
from reviews.importing.kinds.hidden_tags import hides, mark_hidden
from reviews.importing.kinds.readers_comments import remove_comments
from shield.signs.hiding import is_spoiler_word
from shield.signs.sentences import signs_in
from shield.signs.tags import hidden_in

MAX_DEPTH = 120
TOO_DEEP = f"The tags of this page stand more than {MAX_DEPTH} deep in each other; that is no review."
META = {"author": "meta[name=author]", "date": "meta[property='article:published_time']"}
NO_HTML = "The HTML of this text cannot be read. Open the page in a browser, and copy the text from there."
NO_ARTICLE = "The page holds no words. If it is made by a script, copy the text from the browser."
# Neither text nor structure of a review.
WITHOUT_WORDS = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "math",
    "canvas",
    "head",
    "title",
    "meta",
    "link",
)
AROUND = ("nav", "footer", "aside", "form", "button", "select", "dialog", "menu", "search")
EMBEDS = ("iframe", "object", "embed", "video", "audio")
ARTICLES = (
    "[itemprop=articleBody]",
    ".e-content",
    ".entry-content",
    ".post-content",
    ".article-body",
    ".post-body",
    "article",
    "main",
    "[role=main]",
)
_AROUND = re.compile(
    r"\b(comments?|comment-list|respond|sidebar|related|share|sharing|social|breadcrumbs?|newsletter|widget"
    r"|cookie|menu|navigation|pagination|site-header|site-footer|skip-link|screen-reader-text)\b"
)
_DECLARATION = re.compile(r"<!\[CDATA\[|<(?:!(?!--)|\?)[^<>]*>")
_WORD = re.compile(r"\w")
_NO_TAG = re.compile(r"<(?!!--|/?[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)")
BLOCKS = ("details", "div", "p", "section", "blockquote", "ul", "ol", "table", "figure", "pre")
_TAG_START = re.compile(r"<(?=[/a-zA-Z!])")
_TYPED_MARKS = re.compile(r"\|\|[^\s|][^|]{0,2000}\|\||>!(?:(?!>!)[^<]){1,2000}!<")
_MORE = re.compile(r"\s*more\b")
_BLANK_LINES = re.compile(r"\n{3,}")


def markdown_of_page(source: str) -> tuple[str, tuple[Note, ...]]:
    """(the article of a page as Markdown, notes). Raises FormatError."""
    soup = tree_of(source)
    everything = words((soup.body or soup).get_text(" "))
    title, fields = take_headline(soup), _fields(soup)
    article = _article(soup)
    notes = note_on_articles(soup.body or soup, article) + _without_pictures(article)
    is_headed = with_headline(article, title)
    text = markdown(article)
    if not words(text):
        raise FormatError(NO_ARTICLE)
    if title and not is_headed:
        text = f"# {title}\n\n{text}"
    left = (everything - words(text)).total()
    if left:
        around = f"Around the article, {left} words of the page were left out: menus, boxes, comments."
        notes.append(Note("info", around))
    return fields + text, tuple(notes)


def tree_of(source: str) -> BeautifulSoup:
    """The tree of HTML, in bounded time. Raises FormatError.

    What begins like a tag, a remark or a declaration and does not end stands for itself: for each of them the
    parser would look through all of the rest.
    """
    ended, end, rest = source.rpartition("-->")
    source = ended + end + rest.replace("<!--", "&lt;!--")
    try:
        soup = BeautifulSoup(_NO_TAG.sub("&lt;", _DECLARATION.sub(" ", source)), "html.parser")
    except ParserRejectedMarkup as error:
        raise FormatError(NO_HTML) from error
    _refuse_depth(soup)
    mark_hidden(soup)
    return soup


def _fields(soup: BeautifulSoup) -> str:
    """What the page says of itself, as front matter; "" if nothing."""
    found = {
        name: tag.get("content")
        for name, selector in META.items()
        if (tag := soup.select_one(selector)) and tag.get("content")
    }
    language = soup.html.get("lang") if soup.html else None
    lines = [
        f"{name}: {json.dumps(str(value))}" for name, value in (found | {"lang": language}).items() if value
    ]
    return "\n".join(["---", *lines, "---", "", ""]) if lines else ""


def markdown(tree: Tag) -> str:
    """A cleaned tree as Markdown. Raises FormatError."""
    try:
        text = _Writer(heading_style=ATX, bullets="-").convert_soup(tree)
    except RecursionError as error:
        raise FormatError(TOO_DEEP) from error
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"


def _refuse_depth(soup: BeautifulSoup) -> None:
    depths = {id(soup): 0}
    for tag in soup.descendants:
        if isinstance(tag, Tag):
            depths[id(tag)] = depth = depths[id(tag.parent)] + 1
            if depth > MAX_DEPTH:
                raise FormatError(TOO_DEEP)


def _article(soup: BeautifulSoup) -> Tag:
    """The part of the page that holds the review, without what stands around it."""
    show_warnings(soup)
    for button in soup.select(":is(h1, h2, h3, h4, h5, h6) button"):
        button.unwrap()  # of what folds below its heading
    for tag in soup.find_all([*WITHOUT_WORDS, *AROUND]):
        tag.decompose()
    for text in soup.find_all(
        string=lambda text: isinstance(text, Comment | CData | Doctype | Declaration | ProcessingInstruction)
    ):
        text.extract()
    for tag in soup.find_all(_stands_around):
        if not tag.decomposed:
            tag.decompose()
    body = soup.body or soup
    remove_comments(body)
    found = [tag for selector in ARTICLES for tag in body.select(selector)]
    most = max((len(tag.get_text()) for tag in found), default=0)
    whole = next((tag for tag in found if len(tag.get_text()) > 0.6 * most), None)
    return whole if whole is not None and most > 0.3 * len(body.get_text()) else body


def show_warnings(soup: BeautifulSoup) -> None:
    """Comments and buttons that speak of spoilers become paragraphs: what they warn of follows."""
    comments = soup.find_all(string=lambda text: isinstance(text, Comment) and bool(signs_in(text)))
    buttons = [button for button in soup.find_all("button") if signs_in(button.get_text(" "))]
    for element in [*comments, *buttons]:
        paragraph = soup.new_tag("p")
        words = element.get_text(" ") if isinstance(element, Tag) else _MORE.sub("", str(element))
        paragraph.string = words.strip()
        element.replace_with(paragraph)


def _values(tag: Tag, *names: str) -> str:
    """Of these attributes, in lower case, separated by spaces."""
    return " ".join(value for name in names for value in tag.get_attribute_list(name) if value).lower()


def _stands_around(tag: Tag) -> bool:
    names = _values(tag, "class", "id", "role")
    is_whole = tag.name in ("html", "body", "article", "main")
    return not is_whole and bool(_AROUND.search(names)) and not is_spoiler_word(names)


def _without_pictures(article: Tag) -> list[Note]:
    """Take pictures and embeds out, and say so: they stand on no page of ours."""
    pictures = [tag for tag in article.find_all("img") if not _is_banner(tag)]
    for tag in pictures:
        tag.decompose()
    return ([picture_note(len(pictures))] if pictures else []) + without_embeds(article)


def _is_banner(picture: Tag) -> bool:
    """Whether a picture warns of spoilers, by its words or its name."""
    name = str(picture.get("src") or "").rpartition("/")[2]
    return is_spoiler_word(name) or bool(signs_in(str(picture.get("alt") or "")))


def without_embeds(tree: Tag, addresses: Iterable[str] = ()) -> list[Note]:
    """Take players and other frames out, and say so. `addresses`: of those that were taken out before."""
    embeds = tree.find_all(EMBEDS)
    sources = [*addresses, *(str(tag.get("src") or "") for tag in embeds)]
    for tag in embeds:
        if not tag.decomposed:
            tag.decompose()
    if not sources:
        return []
    sites = {urlsplit(source).hostname or "another site" for source in sources}
    return [Note("warning", f"Embedded players left out: {len(sources)} (of {', '.join(sorted(sites))}).")]


def picture_note(count: int) -> Note:
    return Note(
        "warning", f"Pictures left out: {count}. Upload those that you may use, and say what they show."
    )


def _quotes_hidden(tag: Tag) -> bool:
    """Whether a tag shows as code what forums' tags or marks in it were to hide."""
    text = tag.get_text() if tag.name == "pre" else ""
    return bool(hidden_in(text) or _TYPED_MARKS.search(text))


class _Writer(MarkdownConverter):  # its stub names no method
    """Markdown, with what hides something in the tags that the reader of texts knows."""

    def process_tag(self, node, parent_tags=None):
        text = super().process_tag(node, parent_tags=parent_tags)  # type: ignore[misc]
        is_hidden = isinstance(node, Tag) and (hides(node) or _quotes_hidden(node))
        if not (is_hidden and _WORD.search(text)):
            return text
        if node.name in BLOCKS or "\n\n" in text.strip():
            return f"\n\n<details>\n\n{text.strip()}\n\n</details>\n\n"
        return f'<span class="spoiler">{text.strip()}</span>'

    def escape(self, text, parent_tags):
        """A sign of less-than that would begin a tag in our texts is set apart; typed marks stay marks."""
        return _TAG_START.sub("< ", super().escape(text, parent_tags))  # type: ignore[misc]

    def convert_a(self, el, text, parent_tags):
        """Links within the other site lead nowhere from here."""
        is_link = str(el.get("href") or "").startswith(("https://", "http://", "mailto:"))
        return super().convert_a(el, text, parent_tags) if is_link else text  # type: ignore[misc]

    def convert_summary(self, el, text, parent_tags):
        return f"\n\n**{text.strip()}**\n\n" if text.strip() else ""

    def convert_figcaption(self, el, text, parent_tags):
        return f"\n\n*{text.strip()}*\n\n" if text.strip() else ""
