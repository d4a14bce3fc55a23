"""What a Word document hides, which mammoth does not tell: written as highlighted in black, which it does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from shield.signs.hiding import is_spoiler_word
from shield.signs.styles import hides_by_style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_BASES = 10  # styles that a style is based on, one on another
TINY = 2  # half points
LOWEST = 9  # of the levels of headings
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_OFF = ("0", "false", "off")
_HIDDEN = ("vanish", "specVanish", "webHidden")
_THEME = {"background1": "white", "light1": "white", "text1": "black", "dark1": "black"}


@dataclass(frozen=True)
class HidingStyles:
    """By their ids: which styles hide, which the document names at all, of which level headings are.

    `collapsed`: those whose headings are closed from the beginning.
    """

    hiding: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    levels: dict[str, int] = field(default_factory=dict)
    collapsed: set[str] = field(default_factory=set)

    def hides_by(self, name: str) -> bool:
        """A style that is nowhere described is known by its id alone."""
        return name in self.hiding or (name not in self.named and is_spoiler_word(name))


def hiding_styles(part: bytes) -> HidingStyles:
    """Of word/styles.xml. Those that mammoth finds by their name are not among them."""
    styles = {_value(style, "styleId"): style for style in ElementTree.fromstring(part)} if part else {}
    hiding = {name for name in styles if any(map(_is_hiding_style, _with_bases(name, styles)))}
    collapsed = {name for name in styles if any(map(_is_collapsed, _with_bases(name, styles)))}
    levels = {name: max(map(_level_of_style, _with_bases(name, styles))) for name in styles}
    return HidingStyles(hiding, set(styles), levels, collapsed)


def _level_of_style(style: Element) -> int:
    """1 for the highest headings; 0 for what is none."""
    named = _HEADING.fullmatch(_value(style.find(f"{W}name")))
    return int(named[1]) if named else _outline_level(style.find(f"{W}pPr"))


def _outline_level(properties: Element | None) -> int:
    found = _value(properties.find(f"{W}outlineLvl")) if properties is not None else ""
    return int(found) + 1 if found in list("012345678") else 0


def _is_collapsed(paragraph: Element) -> bool:
    """Whether a heading is closed, and with it what stands below it: in the namespace of a later Word."""
    properties = paragraph.find(f"{W}pPr")
    found = properties.find("{*}collapsed") if properties is not None else None
    return found is not None and not set(found.attrib.values()).intersection(_OFF)


def _below_collapsed(root: Element, styles: HidingStyles) -> set[Element]:
    """The paragraphs between a closed heading and the next one of its level."""
    below, closed = set(), 0
    for paragraph in root.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        style = _value(properties.find(f"{W}pStyle")) if properties is not None else ""
        level = _outline_level(properties) or styles.levels.get(style, 0)
        if closed and not 0 < level <= closed:
            below.add(paragraph)
            continue
        is_closed = _is_collapsed(paragraph) or (level > 0 and style in styles.collapsed)
        closed = (level or LOWEST) if is_closed else 0
    return below


def _with_bases(name: str, styles: dict[str, Element]) -> Iterator[Element]:
    for _step in range(MAX_BASES):
        if name not in styles:
            return
        yield styles[name]
        name = _value(styles[name].find(f"{W}basedOn"))


def _is_hiding_style(style: Element) -> bool:
    name = _value(style.find(f"{W}name"))
    is_found = name.lower().startswith("spoiler")
    behind = _fill(style.find(f"{W}pPr"))
    return (is_spoiler_word(name) and not is_found) or _hides(style.find(f"{W}rPr"), behind)


def blacken_hidden(part: bytes, styles: HidingStyles) -> bytes:
    """The same part with what is hidden highlighted in black."""
    root, is_changed = ElementTree.fromstring(part), False
    waiting, below = [(root, False, "")], _below_collapsed(root, styles)
    while waiting:
        element, is_hidden, behind = waiting.pop()
        if element.tag in (f"{W}p", f"{W}tc"):
            properties = element.find(f"{element.tag}Pr")
            behind = _fill(properties) or behind
            is_hidden = is_hidden or element in below or _hides_all(properties, styles)
        elif element.tag == f"{W}r" and (is_hidden or _hides_run(element, styles, behind)):
            _blacken(element)
            is_changed = True
        waiting += [(child, is_hidden, behind) for child in element]
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) if is_changed else part


def _hides_all(properties: Element | None, styles: HidingStyles) -> bool:
    """Whether a paragraph is hidden by its style, or by how its end is written."""
    if properties is None:
        return False
    end = properties.find(f"{W}rPr")
    is_hidden = end is not None and any(_is_on(end, name) for name in _HIDDEN)
    return is_hidden or styles.hides_by(_value(properties.find(f"{W}pStyle")))


def _hides_run(run: Element, styles: HidingStyles, behind: str) -> bool:
    properties = run.find(f"{W}rPr")
    if properties is None:
        return False
    return _hides(properties, behind) or styles.hides_by(_value(properties.find(f"{W}rStyle")))


def _hides(properties: Element | None, behind: str) -> bool:
    if properties is None:
        return False
    size = _value(properties.find(f"{W}sz"))
    if any(_is_on(properties, name) for name in _HIDDEN) or (size.isdecimal() and int(size) <= TINY):
        return True
    highlight = _value(properties.find(f"{W}highlight"))
    ground = "" if highlight == "none" else highlight
    style = f"color:{_colour(properties)};background:{_fill(properties) or ground}"
    return hides_by_style(style, behind)


def _is_on(properties: Element, name: str) -> bool:
    found = properties.find(f"{W}{name}")
    return found is not None and _value(found) not in _OFF


def _colour(properties: Element) -> str:
    found = properties.find(f"{W}color")
    return _THEME.get(_value(found, "themeColor")) or _hex(_value(found))


def _fill(properties: Element | None) -> str:
    """The background that is painted behind a run, a paragraph or a cell."""
    found = properties.find(f"{W}shd") if properties is not None else None
    return _THEME.get(_value(found, "themeFill")) or _hex(_value(found, "fill"))


def _hex(value: str) -> str:
    return "" if value in ("", "auto") else f"#{value}"


def _value(element: Element | None, name: str = "val") -> str:
    return element.get(f"{W}{name}", "") if element is not None else ""


def _blacken(run: Element) -> None:
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = Element(f"{W}rPr")
        run.insert(0, properties)
    for other in properties.findall(f"{W}highlight"):
        properties.remove(other)
    ElementTree.SubElement(properties, f"{W}highlight", {f"{W}val": "black"})
