"""Whether a tag hides what stands in it: by its name, its classes, or its colours."""

import re

# The stems in names of tags, classes and types, where no sentence is.
_STEM = re.compile(r"spoil|spojl|spoyl|divulg[aâ]ch|destrip|verklap|спойлер|ネタバレ|剧透|劇透|스포일러|สปอย")
_DENIED = re.compile(r"\b(?:no|non|not|anti|un)[-_ ]?spoil\w*|spoil\w*?[-_]?(?:free|less|safe)\b")
_SHORTCODES = {"details", "secret", "reveal", "toggle", "collapse", "collapsible", "hider"}
_CLASSES = {"hidden", "hide", "blur", "blurred", "invisible", "concealed", "censored", "redacted"}
_CLASSES |= {"blackout", "masked", "collapsed", "visually-hidden"}
_NAMES = _SHORTCODES | _CLASSES
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))|([\w:.#-]+)")
_ADDRESSES = {"href", "src", "srcset", "action", "alt"}
_WHITE = r"(?:white|transparent|#fff(?:f|fff|fffff)?|rgb\(255,255,255\)|rgba\(\d+,\d+,\d+,0(?:\.0+)?\))"
_INVISIBLE = re.compile(
    r"display:none|visibility:hidden|filter:[^;]{0,60}blur|opacity:0(?:\.0+)?(?:;|$)|font-size:0(?:px|em|;|$)"
)
_COLOUR = re.compile(r"(?:^|;)color:([^;!]+)")
_BACKGROUND = re.compile(r"(?:^|;)background(?:-color)?:([^;!]+)")
_SAME_COLOUR = {"#000": "black", "#000000": "black", "#fff": "white", "#ffffff": "white"}


def is_spoiler_word(text: str) -> bool:
    """Whether a name, a class or a type holds the stem of "spoil", and does not deny it."""
    return bool(_STEM.search(_DENIED.sub("", text.lower())))


def hides_by_name(name: str) -> bool:
    name = name.lower()
    return name in _NAMES or name.startswith("hide") or is_spoiler_word(name)


def hides_by_attributes(attributes: str) -> bool:
    """Whether the attributes of a tag (HTML, or `.class #id key=value`) hide its text."""
    return any(
        _hides(name.lower(), double or single or bare) if name else _hides("class", alone.lstrip(".#"))
        for name, double, single, bare, alone in _ATTRIBUTE.findall(attributes)
    )


def _hides(name: str, value: str) -> bool:
    if name in _ADDRESSES:
        return False
    if name == "style":
        return hides_by_style(value)
    if name == "color":
        return bool(re.fullmatch(_WHITE, _compact(value)))
    if name in ("class", "id") and _CLASSES.intersection(value.lower().split()):
        return True
    return is_spoiler_word(value) or is_spoiler_word(name)


def hides_by_style(style: str) -> bool:
    """Whether an inline style makes text invisible: not drawn, blurred, or of its background's colour."""
    style = _compact(style)
    if _INVISIBLE.search(style):
        return True
    colour, background = _colour(_COLOUR, style), _colour(_BACKGROUND, style)
    if colour and background:
        return colour == background
    return bool(re.fullmatch(_WHITE, colour)) or background == "black"


def _colour(declaration: re.Pattern, style: str) -> str:
    match = declaration.search(style)
    return _SAME_COLOUR.get(match[1], match[1]) if match else ""


def _compact(value: str) -> str:
    return "".join(value.lower().split())
