"""Which tags of a page hide what they hold: by themselves, by style sheets, or until a button shows it."""

import re
from collections.abc import Iterator
from itertools import islice

from bs4 import BeautifulSoup
from bs4.element import Tag

from shield.signs.hiding import colours_of, hides_by_values, is_hidden_text, is_spoiler_word
from shield.signs.styles import declarations, is_black

MAX_SHEET = 100_000  # letters of all style sheets that are read
MAX_STYLE = 4_000  # of one tag
MAX_CLASSES = 50  # of one tag, and rules of one class
MAX_PARENTS = 20  # that are looked at for a background
WHOLE = ("[document]", "html", "body", "main", "article", "h1")
_LINKED_TO = ("h1", "h2", "h3", "h4", "h5", "h6", "a")  # their id is an address, made of their words
_OF_TABLES = ("caption", "thead", "th")  # read out for those who do not see the table
_FOR_READERS = re.compile(r"\b(?:visually-hidden|sr-only|screen-reader-text)\b")
_COMMENT = re.compile(r"/\*(?:(?!/\*).)*?\*/", re.DOTALL)
_CONDITIONAL = re.compile(r"@[^{};@]{0,300}\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?([.#][\w-]{1,100})|(body|html)", re.IGNORECASE)
_SEEN = re.compile(
    r"display|visibility|opacity|color|background(-color)?|(-webkit-)?filter|font(-size)?|text-indent|left|top"
    r"|right|(max-)?(height|width)|overflow|clip(-path)?|transform|content-visibility|-webkit-text-fill-color"
)
_QUOTED = re.compile(r"['\"]#?([\w-]{1,100})['\"]")
_BUTTONS = "[aria-controls], [onclick], [data-target], [data-bs-target]"

_WORD = re.compile(r"\w")

Rules = dict[str, list[tuple[str, str]]]  # by `.class`, `#id` or a tag: (of which tags, its style)


def mark_hidden(soup: BeautifulSoup) -> None:
    """Write on each tag what style sheets say of it, and whether a button shows it only."""
    rules = _rules("\n".join(sheet.get_text() for sheet in soup.find_all("style"))[:MAX_SHEET])
    for tag in soup.find_all(True) if rules else ():
        if found := ";".join(_styles(tag, rules))[:MAX_STYLE]:
            tag["style"] = f"{found};{tag.get('style', '')}"
    _mark_opened(soup)


def _rules(sheet: str) -> Rules:
    """Of the selectors of one class or id; what depends on the medium is left aside."""
    rules: Rules = {}
    sheet = _CONDITIONAL.sub(" ", _COMMENT.sub(" ", sheet))
    for rule in sheet.split("}"):
        selectors, _, body = rule.partition("{")
        style = ";".join(
            f"{name}:{value}" for name, value in declarations(body).items() if _SEEN.fullmatch(name)
        )
        for selector in selectors.split(",") if style else ():
            if match := _SELECTOR.fullmatch(selector.strip()):
                rules.setdefault(match[2] or match[3].lower(), []).append(((match[1] or "").lower(), style))
    return rules


def _styles(tag: Tag, rules: Rules) -> Iterator[str]:
    classes = (f".{name}" for name in tag.get_attribute_list("class")[:MAX_CLASSES])
    for name in (tag.name, *classes, f"#{tag.get('id')}"):
        found = rules.get(name, [])[-MAX_CLASSES:]
        yield from (style for of_tag, style in found if of_tag in ("", tag.name))


def _mark_opened(soup: BeautifulSoup) -> None:
    """What a button opens is hidden, unless it says that it is open."""
    buttons = soup.select(_BUTTONS)
    tags = {str(tag["id"]): tag for tag in soup.find_all(id=True)} if buttons else {}
    for button in buttons:
        if "true" in (button.get("aria-expanded"), button.get("aria-selected")):
            continue
        for name in _opened_by(button):
            target = tags.get(name)
            if (
                target is not None
                and target.name not in WHOLE
                and all(parent is not target for parent in button.parents)
            ):
                target["hidden"] = ""


def _opened_by(button: Tag) -> Iterator[str]:
    yield from str(button.get("aria-controls") or "").split()
    yield from (str(button.get(name) or "").lstrip("#") for name in ("data-target", "data-bs-target"))
    yield from _QUOTED.findall(str(button.get("onclick") or "")[:MAX_STYLE])


def hides(tag: Tag) -> bool:
    """Whether a tag hides what it holds. A whole page and its headline are not: scripts show them."""
    attributes = {name: _value(value) for name, value in tag.attrs.items()}
    if tag.name in WHOLE:
        return is_spoiler_word(attributes.get("class", ""))
    if tag.name in _LINKED_TO:
        attributes.pop("id", None)
    if tag.name in _OF_TABLES:
        attributes["class"] = _FOR_READERS.sub("", attributes.get("class", ""))
    if _is_frame(tag, attributes):
        attributes["color"] = "gray"  # of no words
    return (
        tag.name in ("details", "dialog")
        or is_spoiler_word(tag.name)
        or hides_by_values(attributes, *(_around(tag) if _has_colour(attributes) else ()))
        or ("aria-hidden" in attributes and is_hidden_text(attributes, tag.get_text()))
    )


def _is_frame(tag: Tag, attributes: dict[str, str]) -> bool:
    """Whether a black background is that of a table's lines: all words in it have colours of their own."""
    ground, colour = colours_of(attributes)
    if colour or not is_black(ground):
        return False
    waiting = list(tag.children)
    while waiting:
        child = waiting.pop()
        if isinstance(child, Tag):
            waiting += [] if any(_colours(child)) else child.children
        elif _WORD.search(child.get_text()):
            return False
    return True


def _colours(tag: Tag) -> tuple[str, str]:
    return colours_of({name: _value(value) for name, value in tag.attrs.items()}) if tag.attrs else ("", "")


def _value(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _has_colour(attributes: dict[str, str]) -> bool:
    return any(colours_of(attributes))


def _around(tag: Tag) -> tuple[str, str]:
    """The background and the colour of the nearest tags around this one that have any."""
    behind = written = ""
    for parent in islice(tag.parents, MAX_PARENTS):
        ground, colour = _colours(parent)
        behind, written = behind or ground, written or colour
    return behind, written
