"""Read elements of an XML file one by one, without holding the file: `elements`.

The names of elements get the usual prefixes of their namespaces (`wp-post_id`), whatever those of the
file are. Nothing that a document type declares is expanded, and nothing is fetched.
"""

import re
from collections.abc import Collection, Iterator
from html import unescape
from typing import BinaryIO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from reviews.importing.formats import FormatError

CHUNK = 65_536
MAX_DEPTH = 200
MAX_TAG = 8_388_608  # bytes of one tag or comment
MAX_ELEMENT = 8_388_608  # characters of one element, with 64 for each tag
DECLARES = "Line {}: the file declares entities, which no export does. Please remove its DOCTYPE."
DEEP = f"Line {{}}: tags stand more than {MAX_DEPTH} deep in each other; that is no export."
LONG_TAG = "From line {} on, one tag or comment is longer than 8 MiB; that is no export."
BROKEN = "Line {}: the XML is broken ({}). Export it again, or mend that line."
CUT_OFF = "The file ends in the middle of line {}, so something is missing. Export or download it again."
NO_ENCODING = "The file names an encoding that cannot be read. Save it as UTF-8."
_NAMESPACES = {
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://search.yahoo.com/mrss/": "media",
    "https://letterboxd.com": "letterboxd",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/2007/app": "app",
    "http://schemas.google.com/blogger/2018": "blogger",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
}
_WITHOUT_PREFIX = re.compile(
    r"http://(www\.w3\.org/(2005/Atom|1999/xhtml)|purl\.org/(rss/1\.0|atom/ns#)|my\.netscape\.com/rdf/.*)/?"
)
_WORDPRESS = re.compile(r"https?://wordpress\.org/export/[\d.]+(/excerpt)?/?")
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r")
_CUT = {
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
}


def elements(file: BinaryIO, names: Collection[str], counted: Collection[str] = ()) -> Iterator[Element]:
    """Each element of one of these names that stands in no other of them. Raises FormatError.

    Of `counted` elements within, only the number is kept, as an attribute of that name. An element that is
    too long has the attribute `too-long`, and not all of its text.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    builder = _Builder(parser, names, counted)
    fed, is_wide = 0, False
    try:
        while chunk := file.read(CHUNK):
            is_wide = is_wide or (not fed and (b"\0" in chunk[:4] or chunk[:2] in (b"\xff\xfe", b"\xfe\xff")))
            chunk = chunk if is_wide else chunk.translate(None, _CONTROLS)
            parser.Parse(chunk)
            fed += len(chunk)
            yield from builder.taken()
            if fed - parser.CurrentByteIndex > MAX_TAG:
                raise FormatError(LONG_TAG.format(parser.CurrentLineNumber))
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise FormatError(_sentence(error, at_end=not chunk)) from error
    except (LookupError, ValueError) as error:
        raise FormatError(NO_ENCODING) from error


def _sentence(error: expat.ExpatError, *, at_end: bool) -> str:
    if error.code in _CUT and at_end:
        return CUT_OFF.format(error.lineno)
    return BROKEN.format(error.lineno, expat.ErrorString(error.code))


def _short(name: str) -> str:
    """The name of an element or attribute with the usual prefix of its namespace."""
    namespace, _, local = name.rpartition(" ")
    if not namespace or _WITHOUT_PREFIX.fullmatch(namespace):
        return local
    if found := _WORDPRESS.fullmatch(namespace):
        return f"{'excerpt' if found[1] else 'wp'}-{local}"
    return f"{_NAMESPACES.get(namespace, 'other')}-{local}"


class _Builder:
    def __init__(self, parser, names: Collection[str], counted: Collection[str]) -> None:
        self.parser, self.names, self.counted = parser, names, counted
        self.depth = self.built = 0  # open elements, and those of them that are built
        self.size = 0  # of the outermost that is built
        self.left_out = 0  # the depth of the element within which nothing is built
        self.counts: dict[str, int] = {}
        self.tree = TreeBuilder()
        self.done: list[Element] = []
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler, parser.SkippedEntityHandler = self.text, self.entity
        parser.EntityDeclHandler = parser.UnparsedEntityDeclHandler = self.refuse

    def taken(self) -> list[Element]:
        done, self.done = self.done, []
        return done

    def refuse(self, *_declaration: object) -> None:
        raise FormatError(DECLARES.format(self.parser.CurrentLineNumber))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise FormatError(DEEP.format(self.parser.CurrentLineNumber))
        tag = _short(name)
        if self.left_out or not (self.built or tag in self.names):
            return
        if self.built and tag in self.counted:
            self.counts[tag] = self.counts.get(tag, 0) + 1
            self.left_out = self.depth
            return
        self.size += 64 + sum(map(len, attributes.values()))
        if self.built and self.size > MAX_ELEMENT:
            self.left_out = self.depth
            return
        self.built += 1
        self.tree.start(tag, {_short(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        if self.left_out == self.depth:
            self.left_out = 0
        elif self.built and not self.left_out:
            self.tree.end(_short(name))
            self.built -= 1
            if not self.built:
                self._finish()
        self.depth -= 1

    def text(self, data: str) -> None:
        if self.built and not self.left_out:
            self.size += len(data)
            if self.size <= MAX_ELEMENT:
                self.tree.data(data)

    def entity(self, name: str, is_parameter: bool) -> None:
        """An entity of HTML in a feed that names a document type, which is not fetched."""
        if not is_parameter:
            self.text(unescape(f"&{name};"))

    def _finish(self) -> None:
        element = self.tree.close()
        for tag, count in self.counts.items():
            element.set(tag, str(count))
        if self.size > MAX_ELEMENT:
            element.set("too-long", "yes")
        self.tree, self.size, self.counts = TreeBuilder(), 0, {}
        self.done.append(element)
