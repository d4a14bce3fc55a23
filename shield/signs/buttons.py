"""What buttons, links and check boxes open, so that nobody saw it before: what they name, or what follows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from shield.signs.hiding import pairs
from shield.signs.tokens import Tag

MAX_SCRIPT = 4_000  # letters of one attribute
_QUOTED = re.compile(r"['\"]#?([\w-]{1,100})['\"]")
_NEXT = re.compile(
    r"\bnext|sibling|this\.parent|(?:toggle|show|open|reveal|expand|spoil)\w*\(\s*this", re.IGNORECASE
)
_ITSELF = re.compile(r"this\.(?:style|class)", re.IGNORECASE)
_BY_NAME = ("data-target", "data-bs-target", "popovertarget", "commandfor", "data-toggle-target")
_MAY_OPEN = re.compile(
    r"aria-(?:controls|expanded)|data-(?:bs-)?(?:target|toggle)|click\s*=|popovertarget|commandfor|<input\s"
    r"|<script\b|javascript:|data-[\w-]{1,40}=[\"']?#",
    re.IGNORECASE,
)
_BUTTONS = ("button", "a", "summary", "label", "img", "input")
_BETWEEN = (
    "br",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "strong",
    "b",
    "span",
)  # ends that may follow a button
MAX_TAGS = 20  # within and after a button that are looked at
_SCRIPTS = re.compile(
    r"<script\b[^<>]{0,500}>((?:(?!<script\b).){0,20000}?)</script\s*>", re.DOTALL | re.IGNORECASE
)
_HIDES = re.compile(r"hid(?:e|den)|display|toggle|visib|opacity|blur|classList", re.IGNORECASE)
_FOLDS = {"collapse", "modal", "tab", "toggle", "dropdown"}


def opened_ids(attributes: Mapping[str, str]) -> Iterator[str]:
    """The ids of what a button opens, unless it says that it is open."""
    if "true" in (attributes.get("aria-expanded"), attributes.get("aria-selected")):
        return
    yield from attributes.get("aria-controls", "").split()
    yield from (attributes[name].lstrip("#") for name in _BY_NAME if attributes.get(name))
    yield from (value[1:] for name, value in attributes.items() if name[:5] == "data-" and value[:1] == "#")
    yield from _QUOTED.findall(_script(attributes))
    if _FOLDS.intersection((attributes.get("data-toggle"), attributes.get("data-bs-toggle"))):
        yield attributes.get("href", "").lstrip("#")


def opens_next(attributes: Mapping[str, str]) -> bool:
    """Whether a button opens what stands after it: it is closed, or its script looks there."""
    is_closed = attributes.get("aria-expanded") == "false" and not attributes.get("aria-controls")
    return is_closed or bool(_NEXT.search(_script(attributes)))


def opens_itself(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether a script changes how a tag looks when it is touched, which is no button."""
    return name not in _BUTTONS and bool(_ITSELF.search(_script(attributes)))


def is_check_box(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether it may be there to show and hide what follows; a disabled one is an item of a list."""
    return (
        name == "input" and attributes.get("type") in ("checkbox", "radio") and "disabled" not in attributes
    )


def _script(attributes: Mapping[str, str]) -> str:
    address = attributes.get("href", "")
    scripts = [attributes.get(name, "") for name in ("onclick", "click", "x-on:click")]
    scripts += [address] if address.startswith("javascript:") else []
    return next(filter(None, scripts), "")[:MAX_SCRIPT]


def with_opened(tags: list[Tag], text: str) -> list[Tag]:
    """The tags of a text, with those hiding what a button or a check box among them opens."""
    if not _MAY_OPEN.search(text):
        return tags
    found = {
        index: pairs(tag.attributes) for index, tag in enumerate(tags) if tag.attributes and not tag.is_end
    }
    ids = {
        name for script in _SCRIPTS.findall(text) if _HIDES.search(script) for name in _QUOTED.findall(script)
    }
    ids |= {name for attributes in found.values() for name in opened_ids(attributes)} - {""}
    opened = {index for index, attributes in found.items() if attributes.get("id") in ids}
    opened |= {index for index, attributes in found.items() if opens_itself(tags[index].name, attributes)}
    for index, attributes in found.items():
        if is_check_box(tags[index].name, attributes) or opens_next(attributes):
            opened |= _next(tags, index, text)
    return [replace(tag, hides=True) if index in opened else tag for index, tag in enumerate(tags)]


def _next(tags: list[Tag], index: int, text: str) -> set[int]:
    """Where the tag stands that follows a button or the label of a check box, with no words between."""
    last = index if tags[index].name == "input" else _end_of(tags, index)
    for after in range(last + 1, min(last + MAX_TAGS, len(tags))):
        tag = tags[after]
        is_label = tag.name == "label"
        if after <= last:
            continue
        if text[tags[last].end : tag.start].strip() and not (is_label and tag.is_end):
            return set()
        if is_label and not tag.is_end:
            last = _end_of(tags, after)
        elif not (is_label or tag.name == "br" or (tag.is_end and tag.name in _BETWEEN)):
            return set() if tag.is_end else {after}
        else:
            last = after
    return set()


def _end_of(tags: list[Tag], index: int) -> int:
    """The place of the tag that ends another, which is the tag itself if none does soon."""
    name = tags[index].name
    places = range(index + 1, min(index + MAX_TAGS, len(tags)))
    return next((at for at in places if tags[at].name == name and tags[at].is_end), index)
