"""The HTML of a post as Markdown: all of it is the post, unlike a page, of which the article is found."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from bs4.element import (
    CData,
    Comment,
    Declaration,
    Doctype,
    NavigableString,
    ProcessingInstruction,
    Script,
    Stylesheet,
    Tag,
)
from django.conf import settings

from reviews.importing.formats import FormatError, Note
from reviews.importing.formats.spoilers import hides_something
from reviews.importing.formats.word_count import words
from reviews.importing.kinds.html import (
    WITHOUT_WORDS,
    hides,
    markdown,
    show_warnings,
    tree_of,
    without_embeds,
)
from shield.signs.markups import SPACE

LONG = "The post is longer than the {:,} bytes that a review may have. Divide it before you export it."
MAX_SIGNS = 40_000  # tags and lines; each takes the fifth of a millisecond
MANY = f"The post holds more than {MAX_SIGNS:,} tags and lines; that is no review."
MAX_PICTURES = 2_000
MANY_PICTURES = f"The post holds more than {MAX_PICTURES:,} pictures; that is no review."
LEFT_OUT = "Words left out of the text: {}, in forms, comments and scripts of the old page."
NOT_READ = (*WITHOUT_WORDS, "input", "textarea", "select", "button")
# Elements that hold paragraphs; a picture in any other comes after it, on a line of its own.
_BOXES = ("div", "section", "article", "main", "aside", "details", "figure")
CONTAINERS = ("[document]", "html", "body", *_BOXES)
_TYPED_IN = ("div", "section", "aside", "details", "blockquote", "center")
_INLINE = re.compile(
    "a|abbr|b|bd[io]|big|br|cite|code|del|dfn|em|font|i|img|ins|kbd|label|mark|picture|q|ruby|s|samp|small|span"
    "|spoiler|strike|strong|su[bp]|time|tt|u|var|wbr"
)
# Hidden until clicked: Ghost's toggle card, accordions and the like of WordPress.
_TOGGLE = re.compile(r"(^|[\s_-])(toggle-card|accordion|collapsible|collapse|expander|expandable)([\s_-]|$)")
_BY_PROGRAM = re.compile(r"\s*(?:kg-card|members-only|more|\[if)")
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_DIVIDER = "\x1f"  # stands for a blank line: of white space alone, the parser makes one space
_IN_ADDRESS = str.maketrans({" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", '"': "%22"})
_NO_WORDS = Comment | CData | Doctype | Declaration | ProcessingInstruction


@dataclass(frozen=True)
class Body:
    """What of a post is text. `is_typed`: blank lines divide its paragraphs. `base`: of its addresses.

    `embeds`: the addresses of players that were taken out before.
    """

    html: str
    is_typed: bool = False
    base: str = ""
    embeds: tuple[str, ...] = field(default=())


def markdown_of(body: Body) -> tuple[str, tuple[Note, ...]]:
    """(the Markdown of a post, notes on what is not in it). Raises FormatError."""
    soup = _tree(body)
    embeds = [*body.embeds, *_embedded_addresses(soup)]
    everything = _all_words(soup)
    _remove_what_is_no_text(soup)
    _rename_toggles(soup)
    for tag in soup.find_all(["a", "img"]):
        _make_absolute(tag, body.base)
    notes = without_embeds(soup, embeds)
    if body.is_typed:
        _divide_into_paragraphs(soup)
    _give_pictures_their_lines(soup)
    text = markdown(soup)
    left = (everything - words(text)).total()
    notes += [Note("info", LEFT_OUT.format(left))] if left else []
    return text.lstrip("\n"), tuple(notes)


def _tree(body: Body) -> BeautifulSoup:
    """The tree of a post, unless building it would take long. Raises FormatError."""
    refuse_long(body.html)
    html = body.html.replace("\r\n", "\n").replace("\r", "\n").replace(_DIVIDER, "")
    if body.is_typed:
        html = _BLANK_LINE.sub(_DIVIDER, SPACE.sub(r"\g<0>[spoiler]\n\n", html))
    if sum(map(html.count, ("<", "\n", _DIVIDER))) > MAX_SIGNS:
        raise FormatError(MANY)
    return tree_of(html + "\n")  # of an address without a line end the parser warns


def refuse_long(text: str) -> None:
    """Raises FormatError for a text that is longer than any review may be."""
    if len(text) > settings.DOCUMENT_MAX_BYTES or len(text.encode()) > settings.DOCUMENT_MAX_BYTES:
        raise FormatError(LONG.format(settings.DOCUMENT_MAX_BYTES))


def _all_words(soup: BeautifulSoup) -> Counter[str]:
    """The words of everything but scripts, and of remarks those that people wrote."""
    texts = soup.find_all(string=lambda text: not isinstance(text, Stylesheet | Script | Doctype))
    read = (text for text in texts if not (isinstance(text, Comment) and _BY_PROGRAM.match(text)))
    return words(" ".join(read))


def _remove_what_is_no_text(soup: BeautifulSoup) -> None:
    show_warnings(soup)
    for text in soup.find_all(string=lambda text: isinstance(text, _NO_WORDS)):
        text.extract()
    for tag in soup.find_all(NOT_READ):
        if not tag.decomposed:
            tag.decompose()


def _rename_toggles(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(_is_toggle):
        tag.name = "details"
    for tag in soup.select(".kg-toggle-heading-text"):
        tag.name = "summary"


def _is_toggle(tag: Tag) -> bool:
    names = " ".join(value for value in tag.get_attribute_list("class") if value).lower()
    return tag.name in ("div", "section", "dl") and bool(_TOGGLE.search(names))


def _embedded_addresses(soup: BeautifulSoup) -> Iterator[str]:
    """The addresses that WordPress writes where it shows a player, taken out of the text."""
    for wrapper in soup.select(".wp-block-embed__wrapper"):
        address = wrapper.get_text(" ", strip=True)
        if address.startswith(("https://", "http://")) and " " not in address:
            wrapper.decompose()
            yield address


def _make_absolute(tag: Tag, base: str) -> None:
    name = "href" if tag.name == "a" else "src"
    address = str(tag.get(name) or "").replace("__GHOST_URL__", "")
    if name == "src" and (not address or address.startswith("data:")):  # until it is scrolled to
        address = str(tag.get("data-src") or tag.get("data-lazy-src") or "")
    try:
        tag[name] = urljoin(base, address.strip()) if base and address[:1] != "#" else address.strip()
    except ValueError:
        tag[name] = ""


def _divide_into_paragraphs(soup: BeautifulSoup) -> None:
    """Blank lines into paragraphs and line ends into breaks, as WordPress does when it shows a post."""
    _divide(soup, soup)
    for container in soup.find_all(_TYPED_IN):
        if any(_DIVIDER in text for text in container.find_all(string=True, recursive=False)):
            _divide(container, soup)
    for text in soup.find_all(string=re.compile(_DIVIDER)):
        text.replace_with(text.replace(_DIVIDER, "\n\n"))


def _divide(container: Tag, soup: BeautifulSoup) -> None:
    paragraph: Tag | None = None
    for child in list(container.children):
        if isinstance(child, Tag) and not _INLINE.fullmatch(child.name):
            paragraph = None
            continue
        pieces: list[Tag | str] = [child] if isinstance(child, Tag) else [*str(child).split(_DIVIDER)]
        place = soup.new_tag("p")
        child.replace_with(place)
        for index, piece in enumerate(pieces):
            paragraph = None if index else paragraph
            if paragraph is None and (isinstance(piece, Tag) or piece.strip()):
                paragraph = soup.new_tag("p")
                place.insert_before(paragraph)
            if paragraph is not None:
                paragraph.extend(_lines(piece, soup))
        place.decompose()


def _lines(piece: Tag | str, soup: BeautifulSoup) -> Iterator[Tag | NavigableString]:
    if isinstance(piece, Tag):
        yield piece
        return
    for index, line in enumerate(piece.split("\n")):
        if index:
            yield soup.new_tag("br")
        yield NavigableString(line)


def _give_pictures_their_lines(soup: BeautifulSoup) -> None:
    """Each picture on a line of its own, below what it stood in; one that is hidden stays where it is."""
    pictures = soup.find_all("img")
    if len(pictures) > MAX_PICTURES:
        raise FormatError(MANY_PICTURES)
    speaks: dict[int, bool] = {}
    for picture in reversed(pictures):
        place, is_hidden = _outermost(picture), hides(picture)
        if id(place) not in speaks:
            speaks[id(place)] = place is not picture and hides_something(place.get_text())
        address = str(picture.get("src") or "").translate(_IN_ADDRESS)
        picture.attrs = {"src": address, "alt": re.sub(r"[\[\]\s]+", " ", str(picture.get("alt") or ""))}
        picture.attrs |= {"hidden": ""} if is_hidden else {}
        if not address:
            picture.decompose()
        elif not (is_hidden or speaks[id(place)] or any(map(hides, picture.parents))):
            line = soup.new_tag("p")
            place.insert_after(line)
            line.append(picture.extract())


def _outermost(picture: Tag) -> Tag:
    place = picture
    while place.parent is not None and place.parent.name not in CONTAINERS:
        place = place.parent
    return place
