"""Word documents (.docx) as Markdown, by their styles; footnotes stay footnotes."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import mammoth
from bs4 import BeautifulSoup
from bs4.element import Tag

from reviews.importing.formats import FormatError
from reviews.importing.kinds.html import markdown
from reviews.importing.kinds.word_hiding import blacken_hidden, hiding_styles

MAX_ENTRIES = 2_000
MAX_UNPACKED = 50 * 1024 * 1024  # bytes, of all parts together
TEXT_PARTS = re.compile(r"word/(document|footnotes|endnotes|comments)\.xml")
STYLE_PART = "word/styles.xml"
NOT_READABLE = (
    "This Word document cannot be read. Open it in your word processor, save it anew, and try again."
)
TOO_LARGE = "This Word document unpacks to more than a review can hold. Take the pictures out, and try again."
OLD = "This is no .docx file. Open it in a word processor and save it as .docx, or as plain text."
TRACKED = (
    "This Word document holds changes that nobody accepted or refused, so that two texts stand in it. "
    "Accept or refuse them (Review, Accept All Changes), save it, and try again."
)
_TRACKED = re.compile(rb"<w:(ins|del|moveFrom|moveTo)\s")
_XML = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
strike => s
highlight[color='black'] => span.spoiler
r[style-name^='Spoiler'] => span.spoiler
p[style-name^='Spoiler'] => div.spoiler > p:fresh
comment-reference =>
"""


@dataclass(frozen=True)
class WordText:
    """A Word document: its Markdown, the pictures that stand there by these names, its comments."""

    markdown: str
    pictures: dict[str, bytes] = field(default_factory=dict)
    comments: tuple[str, ...] = ()


def is_word(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")


def read_word(data: bytes, *, max_bytes: int) -> WordText:
    """`max_bytes`: of its text parts. Raises FormatError."""
    parts = _text_parts(data, max_bytes)
    pictures: dict[str, bytes] = {}

    def named(image: Any) -> dict[str, str]:
        with image.open() as file:
            name = f"picture-{len(pictures) + 1}.{image.content_type.rpartition('/')[2]}"
            pictures[name] = file.read()
        return {"src": name}

    try:
        html = mammoth.convert_to_html(
            _hidden_highlighted(data),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(named),
            external_file_access=False,
        ).value
    except Exception as error:  # whatever a damaged file makes the library raise
        raise FormatError(NOT_READABLE) from error
    soup = BeautifulSoup(html, "html.parser")
    _write_footnotes(soup)
    return WordText(markdown(soup), pictures, tuple(_comments(parts.get("word/comments.xml", b""))))


def _text_parts(data: bytes, max_bytes: int) -> dict[str, bytes]:
    """The XML parts that hold text, which are what they say. Raises FormatError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise FormatError(TOO_LARGE)
            xml = [entry for entry in entries if entry.filename.endswith((".xml", ".rels"))]
            parts = {entry.filename: archive.read(entry) for entry in xml}
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise FormatError(NOT_READABLE) from error
    if "word/document.xml" not in parts:
        raise FormatError(OLD)
    if any(b"<!DOCTYPE" in part or b"<!ENTITY" in part for part in parts.values()):
        raise FormatError(NOT_READABLE)
    texts = {name: part for name, part in parts.items() if TEXT_PARTS.fullmatch(name)}
    if sum(map(len, texts.values())) > 20 * max_bytes:  # markup around the words takes most of it
        raise FormatError(TOO_LARGE)
    if any(map(_TRACKED.search, texts.values())):
        raise FormatError(TRACKED)
    return texts


def _hidden_highlighted(data: bytes) -> io.BytesIO:
    """The same document with hidden and white text highlighted in black."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(result, "w") as changed:
        styles = hiding_styles(archive.read(STYLE_PART) if STYLE_PART in archive.namelist() else b"")
        for entry in archive.infolist():
            part = archive.read(entry)
            is_text = TEXT_PARTS.fullmatch(entry.filename)
            changed.writestr(entry, blacken_hidden(part, styles) if is_text else part)
    result.seek(0)
    return result


def _write_footnotes(soup: BeautifulSoup) -> None:
    """Footnotes as Markdown writes them: `[^1]` in the text, `[^1]: …` at the end."""
    for link in soup.select("sup > a[href^='#footnote-'], sup > a[href^='#endnote-']"):
        assert isinstance(link.parent, Tag)
        link.parent.replace_with(f"[^{_number(str(link['href']))}]")
    for item in soup.select("li[id^=footnote-], li[id^=endnote-]"):
        for back in item.select("a[href*='note-ref-']"):
            back.decompose()
        paragraph = soup.new_tag("p")
        paragraph.string = f"[^{_number(str(item['id']))}]: {' '.join(item.get_text(' ').split())}"
        assert isinstance(item.parent, Tag)
        item.parent.insert_before(paragraph)
        item.decompose()


def _number(name: str) -> str:
    """Footnotes and endnotes are counted apart in the file."""
    return ("e" if "endnote" in name else "") + name.rpartition("-")[2]


def _comments(part: bytes) -> Iterator[str]:
    """The comments, each with the name of who wrote it."""
    for comment in ElementTree.fromstring(part).iter(f"{_XML}comment") if part else ():
        paragraphs = (
            "".join(text.text or "" for text in line.iter(f"{_XML}t")) for line in comment.iter(f"{_XML}p")
        )
        words = " ".join(" ".join(paragraphs).split())
        author = comment.get(f"{_XML}author", "")
        if words:
            yield f"{author}: {words}" if author else words
