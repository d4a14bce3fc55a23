"""Whether a tag hides what stands in it: by its name, its attributes, its classes, or its style."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from shield.signs.styles import are_alike, background, colour_of, declarations, hides_by_style

# The stems in names of tags, classes and types, where no sentence is.
_STEM = re.compile(
    r"spoil|rot-?13|spojl|spoyl|divulg[aâ]ch|destrip|verklap|спойлер|ネタバレ|剧透|劇透|스포일러|สปอย"
)
_DENIED = re.compile(r"\b(?:no|non|not|anti|un)[-_ ]?spoil\w*|spoil\w*?[-_]?(?:free|less|safe)\b")
_HIDING_CLASSES = """
    hidden hide hide_me hide-me invis invisible concealed censor censored redact redacted blackout
    blackbar black-bar blacked-out masked blurry collapse collapsed mw-collapsed accordion-content
    accordion-body visually-hidden sr-only screen-reader-text d-none is-hidden hidden-text
    hidden-content invisible-text reveal tooltiptext tooltip-text more-text toggle-content tab-pane popover
    white-text whitetext color-white
"""
# Hidden until clicked, whatever a program calls it: {% fold %}, [su_accordion], <ExpandableText>.
_CLICKED_NAMES = """details secret reveal toggle collapse collapsible hider accordion expand expandable
    expander fold folding showhide showmore readmore blur blurred hidden capture clicktoshow conceal redact
    modal nsfw lj-cut ljcut drawer disclosure dropdown peek veil unveil curtain popover"""
_CLASSES, _CLICKED = frozenset(_HIDING_CLASSES.split()), frozenset(_CLICKED_NAMES.split())
_NAMES = _CLASSES | _CLICKED
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_BLURRED = re.compile(r"blur(?:red|ry)?(?:-(?!none\b)[\w\[\]]+)?")
# Shown at once, or on larger screens.
_SHOWN = re.compile(r"show|active|in|navbar-collapse|d-\w+-[\w-]+|(?:sm|md|lg|xl|2xl):[\w-]+")
_HELD_BACK = {"collapse", "tab-pane", "d-none", "hidden", "reveal"}
_TEXT = re.compile(
    r"has-(?!text-|link-)([\w-]+?)(?<!-background)-color"
    r"|text-(white|black|transparent|light|dark|body|primary|secondary|danger|info|success|warning|\w+-\d{2,3})"
)
_GROUND = re.compile(r"has-([\w-]+?)-(?:gradient-)?background(?:-color)?|bg-([\w-]+)|(wp-block-cover)[\w-]*")
_ATTRIBUTE = re.compile(
    r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(\{\{?[^{}]*\}?\})|([^\s\"'>]+))|([\w:.#-]+)"
)
_ADDRESSES = {"href", "src", "srcset", "action", "alt"}
_FALSE = {"false", "{false}"}
_NO = _FALSE | {"no", "0", "{0}", "never", "{null}", "none"}
_HIDING_PROP = re.compile(
    r"hid(?:e|den)|collaps|closed|reveal|blur|conceal|folded|secret|redact", re.IGNORECASE
)
_HIDING_VALUE = re.compile(
    r"[{\"'`\s]*(?:hid(?:e|den)|collapsed|closed|reveal(?:ed)?|blur(?:red)?|concealed|folded|secret|redacted)[}\"'`\s]*",
    re.IGNORECASE,
)
_OPEN_PROP = re.compile(
    r"(?:is|default|initially?|start)?-?(?:open(?:ed)?|expanded|visible|shown?)", re.IGNORECASE
)
_PAINTED = re.compile(
    r"(?:bgcolor\s*=|background(?:-?color)?\s*:)[\s\"']*([^;\"'<>{},]{3,60})", re.IGNORECASE
)
MAX_BEFORE = 1_000  # letters before a tag in which a background is looked for
_WORD = re.compile(r"[^\W\d_]{3}")


def is_spoiler_word(text: str) -> bool:
    """Whether a name, a class or a type holds the stem of "spoil", and does not deny it."""
    return bool(_STEM.search(_DENIED.sub("", text.lower())))


def hides_by_name(name: str) -> bool:
    """Of a shortcode, a block or a component."""
    lower = name.lower()
    return (
        lower in _NAMES
        or lower.startswith("hide")
        or is_spoiler_word(name)
        or any(part.lower() in _CLICKED for part in _PARTS.findall(name))
    )


def hides_by_props(attributes: Mapping[str, str]) -> bool:
    """Of a component: `collapsed`, `revealOnClick`, `variant="blur"`, `open={false}`."""
    flags = [name for name in attributes.get("class", "").split() if _HIDING_PROP.search(name)]
    return bool(flags) or any(
        (_HIDING_PROP.search(name) and value not in _NO)
        or (_OPEN_PROP.fullmatch(name) and value in _NO)
        or _HIDING_VALUE.fullmatch(value)
        for name, value in attributes.items()
        if name not in _ADDRESSES
    )


def hides_as_element(name: str, attributes: str, text: str, start: int, end: int) -> bool:
    """Whether the tag of HTML or JSX from `start` to `end` hides what follows it; `name` as it is written."""
    is_component = (name[0].isupper() and not name.isupper()) or "-" in name
    return (
        name.lower() in ("details", "dialog")
        or (hides_by_name(name) if is_component else is_spoiler_word(name))
        or hides_by_attributes(attributes)
        or (is_component and hides_by_props(pairs(attributes)))
        or ("aria-hidden" in attributes and _is_hidden_after(attributes, text[end : end + MAX_BEFORE]))
        or ("color" in attributes and _is_painted_over(attributes, text[max(0, start - MAX_BEFORE) : start]))
    )


def _is_hidden_after(attributes: str, rest: str) -> bool:
    return is_hidden_text(pairs(attributes), rest.partition("<")[0])


def _is_painted_over(attributes: str, before: str) -> bool:
    """Whether a tag shortly before set the background that this one writes in."""
    colour = colour_of(declarations(style_of(pairs(attributes))))
    return bool(colour) and any(are_alike(colour, ground.strip()) for ground in _PAINTED.findall(before))


def is_hidden_text(attributes: Mapping[str, str], text: str) -> bool:
    """Whether screen readers shall not read what are words, and no picture of an icon."""
    is_icon = "icon" in attributes.get("class", "")
    return attributes.get("aria-hidden") in ("true", "{true}") and not is_icon and bool(_WORD.search(text))


@lru_cache(maxsize=1000)
def hides_by_attributes(attributes: str) -> bool:
    """Whether the attributes of a tag (HTML, or `.class #id key=value`) hide its text."""
    return hides_by_values(pairs(attributes))


def has_any_name(attributes: Mapping[str, str], names: Collection[str]) -> bool:
    """Whether a tag has one of these classes (`.x`) or ids (`#y`)."""
    found = attributes.get("class", "").split()
    written = {f".{name}" for name in found} | {f"#{name}" for name in (*found, attributes.get("id", ""))}
    return not written.isdisjoint(names)


def pairs(attributes: str) -> dict[str, str]:
    """The attributes of a tag by their names; `.x` and `#y` of Markdown are classes."""
    found: dict[str, str] = {}
    for name, double, single, braced, bare, alone in _ATTRIBUTE.findall(attributes):
        key = name.lower() if name else "class"
        key = "class" if key == "classname" else key
        found[key] = (
            f"{found.get(key, '')} {double or single or braced or bare or alone.lstrip('.#')}".strip()
        )
    return found


def hides_by_values(attributes: Mapping[str, str], behind: str = "", written: str = "") -> bool:
    """`behind`, `written`: the background and the colour of what the tag stands in."""
    return (
        hides_by_style(style_of(attributes), behind, written)
        or any(hides_by_class(attributes.get(name, "").lower().split()) for name in ("class", "id"))
        or any(attributes.get(name, "false") not in _FALSE for name in ("hidden", "popover"))
        or attributes.get("size") == "0"
        or any(
            is_spoiler_word(value) or is_spoiler_word(name)
            for name, value in attributes.items()
            if name not in _ADDRESSES and "://" not in value
        )
    )


def hides_by_class(classes: Iterable[str]) -> bool:
    """Whether one of these classes, of frameworks or of people's own, hides text."""
    classes = set(classes)
    found = {name for name in classes if name in _CLASSES or _BLURRED.fullmatch(name)}
    return bool(found - _HELD_BACK if any(map(_SHOWN.fullmatch, classes)) else found)


def style_of(attributes: Mapping[str, str]) -> str:
    """What classes, old attributes and the style of a tag say of its colours, as one style."""
    pieces = []
    for name in attributes.get("class", "").lower().split():
        if ground := _GROUND.fullmatch(name):
            pieces.append(f"background:{ground[1] or ground[2] or 'url('}")
        elif text := _TEXT.fullmatch(name):
            pieces.append(f"color:{text[1] or text[2]}")
    if "bgcolor" in attributes:
        pieces += [f"background:{attributes['bgcolor']}", f"color:{attributes.get('text', '')}"]
    if "color" in attributes:
        pieces.append(f"color:{attributes['color']}")
    style = attributes.get("style", "")
    if style.startswith("{"):
        style = ";".join(f"{name}:{value}" for name, value in declarations(style).items())
    return ";".join([*pieces, style])


def colours_of(attributes: Mapping[str, str]) -> tuple[str, str]:
    """(the background, the colour of the text) that a tag sets; "" for none."""
    found = declarations(style_of(attributes))
    return background(found), colour_of(found)
