"""Which tags of a page hide what they hold: by themselves, by style sheets, or until a button shows it."""

import re
from collections.abc import Iterator
from itertools import islice

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from reviews.importing.formats.spoilers import hides_something
from shield.signs.buttons import is_check_box, opened_ids, opens_itself, opens_next
from shield.signs.hiding import colours_of, hides_by_values, is_hidden_text, is_spoiler_word
from shield.signs.sheets import Rules, rules_of
from shield.signs.styles import is_black

MAX_STYLE = 4_000  # of one tag
MAX_CLASSES = 50  # of one tag, and rules of one class
MAX_IN_FRAME = 20  # tags
_FRAMES = {"wp-caption", "wp-block-image", "image-caption", "gallery-item"}
MAX_EMPTY = 10  # lines
SPACE = "[spoiler]"
MAX_STEPS = 3  # from a button to what holds it
_HOLD_BUTTONS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "label", "strong", "b", "span")
_PASSED = ("br", "label", "style", "script")
MAX_PARENTS = 20  # that are looked at for a background
WHOLE = ("[document]", "html", "body", "main", "article", "h1")
_LINKED_TO = ("h1", "h2", "h3", "h4", "h5", "h6", "a")  # their id is an address, made of their words
_OF_TABLES = ("caption", "thead", "th")  # read out for those who do not see the table
_FOR_READERS = re.compile(r"\b(?:visually-hidden|sr-only|screen-reader-text)\b")
_OPENING = {"aria-controls", "aria-expanded", "onclick", "data-target", "data-bs-target", "popovertarget"}
_OPENING |= {"commandfor", "data-toggle", "data-bs-toggle"}

_WORD = re.compile(r"\w")


def mark_hidden(soup: BeautifulSoup) -> None:
    """Write on each tag what style sheets say of it, and whether a button shows it only."""
    rules = rules_of("\n".join(sheet.get_text() for sheet in soup.find_all("style")))
    for tag in soup.find_all(True) if rules else ():
        if found := ";".join(_styles(tag, rules))[:MAX_STYLE]:
            tag["style"] = f"{found};{tag.get('style', '')}"
    _mark_opened(soup)
    _mark_space(soup)
    _mark_pictures(soup)


def _styles(tag: Tag, rules: Rules) -> Iterator[str]:
    classes = (f".{name}" for name in tag.get_attribute_list("class")[:MAX_CLASSES])
    for name in (tag.name, *classes, f"#{tag.get('id')}"):
        found = rules.get(name, [])[-MAX_CLASSES:]
        yield from (style for of_tag, style in found if of_tag in ("", tag.name))


def _mark_opened(soup: BeautifulSoup) -> None:
    """What a button or a check box opens is hidden, unless it says that it is open."""
    buttons = [(button, _attributes(button)) for button in soup.find_all(_may_open)]
    tags = {str(tag["id"]): tag for tag in soup.find_all(id=True)} if buttons else {}
    for button, attributes in buttons:
        targets = [tags[name] for name in opened_ids(attributes) if name in tags]
        if not targets and opens_next(attributes):
            targets = [*islice(_following(button), 1)]
        targets += [button] if opens_itself(button.name, attributes) else []
        for target in targets:
            _hide(target, button)
    for box in soup.find_all("input"):
        if is_check_box("input", _attributes(box)):
            for target in islice(_following(box), 1):
                _hide(target, box)


def _may_open(tag: Tag) -> bool:
    return not _OPENING.isdisjoint(tag.attrs) or any(
        (name.startswith("data-") and str(value).startswith("#"))
        or (name == "href" and str(value).startswith("javascript:"))
        for name, value in tag.attrs.items()
    )


def _mark_space(soup: BeautifulSoup) -> None:
    """What stands below many empty lines is hidden, as far as the reader of texts finds no end of it."""
    empty = 0
    for tag in soup.find_all(["br", "p"]):
        before = tag.previous_sibling
        if isinstance(before, NavigableString) and not before.strip():
            before = before.previous_sibling
        is_empty = tag.name == "br" or (not tag.find("img") and len(tag.get_text(strip=True)) < 2)
        follows = isinstance(before, Tag) and before.name in ("br", "p")
        empty = empty + 1 if is_empty and follows else int(is_empty)
        if empty == MAX_EMPTY:
            tag.insert_after(SPACE)


def _mark_pictures(soup: BeautifulSoup) -> None:
    """Words of a picture are hidden with what is hidden within its frame or right beside it."""
    for frame in soup.find_all(_is_frame_of_picture):
        words = frame.get_text()
        if any(map(hides, islice(frame.find_all(True), MAX_IN_FRAME))) or hides_something(words):
            frame["hidden"] = ""
    for picture in soup.find_all(["img", "figure"]):
        if any(hides(tag) and _WORD.search(tag.get_text()) for tag in _beside(picture)):
            picture["hidden"] = ""


def _is_frame_of_picture(tag: Tag) -> bool:
    return tag.name == "figure" or not _FRAMES.isdisjoint(tag.get_attribute_list("class"))


def _beside(picture: Tag) -> Iterator[Tag]:
    """The tags right before and after a picture, with no words between."""
    for siblings in (picture.previous_siblings, picture.next_siblings):
        for tag in islice(siblings, MAX_STEPS):
            if isinstance(tag, Tag) and tag.name != "br":
                yield tag
                break
            if not isinstance(tag, Tag) and str(tag).strip():
                break


def _following(button: Tag) -> Iterator[Tag]:
    """The tag after a button, or after the heading or label that holds it, with no words between."""
    tag: Tag | None = button.find_parent("label") or button
    for _step in range(MAX_STEPS):
        for after in tag.next_siblings if tag else ():
            if isinstance(after, Tag) and after.name not in _PASSED:
                yield after
                return
            if not isinstance(after, Tag) and str(after).strip():
                return
        tag = tag.parent if tag and tag.parent and tag.parent.name in _HOLD_BUTTONS else None


def _hide(target: Tag, button: Tag) -> None:
    is_around = target is not button and any(parent is target for parent in button.parents)
    if target.name not in WHOLE and not is_around:
        target["hidden"] = ""


def hides(tag: Tag) -> bool:
    """Whether a tag hides what it holds. A whole page and its headline are not: scripts show them."""
    attributes = _attributes(tag)
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
    return colours_of(_attributes(tag)) if tag.attrs else ("", "")


def _attributes(tag: Tag) -> dict[str, str]:
    return {name: _value(value) for name, value in tag.attrs.items()}


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
