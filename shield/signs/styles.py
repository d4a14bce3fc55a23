"""Whether a style makes text invisible: not drawn, too small, moved away, or of the colour behind it."""

import re
from functools import lru_cache

from PIL import ImageColor

_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^()]{0,80}\)|var\([^()]{0,80}\)|[a-z]{3,30}")
_IMAGE = re.compile(r"url\(|gradient\(")
_NO_COLOUR = {"none", "inherit", "initial", "unset", "revert", "currentcolor"}
_NAMED_HIDING = re.compile(r"var\(\s*--[\w-]*(?:spoil|bg|background|hidden|paper)")
_NUMBER = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))\s*(%|[a-z]*)")
_FILTER = re.compile(r"blur\((?!0(?:px)?\))|(?:opacity|brightness)\(0(?:\.0\d*)?%?\)")
_NO_AREA = re.compile(
    r"(?:rect|inset)\(\s*(?:[01](?:px)?[\s,)]+){4}|inset\(\s*(?:50|100)%|circle\(0|scale[xy]?\(0[,)]"
)
_KEYWORDS = {"display": "none", "visibility": "hidden", "content-visibility": "hidden"}
_AWAY = {
    "text-indent": -100,
    "left": -100,
    "top": -100,
    "right": -100,
    "margin-left": -500,
    "margin-top": -500,
}
_EM = {"em", "rem", "ch", "vw", "vh"}
ALIKE = 24  # of 255: by how much two colours may differ that nobody tells apart
WHITE, BLACK = 240, 24

Rgba = tuple[int, int, int, float]


def declarations(style: str) -> dict[str, str]:
    """Of an inline style, or of JSX (`{{backgroundColor: "black"}}`)."""
    if style.startswith("{"):
        style = re.sub(r"([a-z])([A-Z])", r"\1-\2", style.strip("{}")).replace('"', "").replace("'", "")
        style = re.sub(r",(?=\s*[\w-]+\s*:)", ";", style)
    pairs = (part.partition(":") for part in style.lower().split(";"))
    return {name.strip(): value.partition("!")[0].strip() for name, _, value in pairs if value.strip()}


@lru_cache(maxsize=2000)
def rgba(value: str) -> Rgba | None:
    """A colour as CSS, HTML and Word write it; None for what is no colour."""
    value = value.strip().lower()
    if value == "transparent":
        return (0, 0, 0, 0.0)
    if re.fullmatch(r"[0-9a-f]{6}", value):
        value = f"#{value}"
    try:
        return _function(value) if "(" in value else _plain(value)
    except ValueError:
        return None


def _plain(value: str) -> Rgba:
    red, green, blue, *alpha = ImageColor.getrgb(value)
    return red, green, blue, alpha[0] / 255 if alpha else 1.0


def _function(value: str) -> Rgba:
    """`rgb(255 255 255 / 50%)` and its older writings."""
    name, _, inner = value.rstrip(")").partition("(")
    parts = [part for part in re.split(r"[\s,/]+", inner.removesuffix(")")) if part]
    parts = [part.removesuffix("deg") for part in parts]
    red, green, blue, *_rest = ImageColor.getrgb(f"{name.removesuffix('a')}({','.join(parts[:3])})")
    alpha = _number(parts[3]) if len(parts) > 3 else None
    return red, green, blue, 1.0 if alpha is None else alpha[0] / (100 if alpha[1] == "%" else 1)


def _number(value: str) -> tuple[float, str] | None:
    match = _NUMBER.fullmatch(value.strip())
    return (float(match[1]), match[2]) if match else None


def hides_by_style(style: str, behind: str = "", written: str = "") -> bool:
    """`behind`, `written`: the background and the colour of what the text stands in, if they are known."""
    found = declarations(style)
    return _is_not_drawn(found) or _is_not_seen(found) or _is_of_its_background(found, behind, written)


def _is_not_drawn(found: dict[str, str]) -> bool:
    return (
        any(found.get(name) == value for name, value in _KEYWORDS.items())
        or any(_FILTER.search(found.get(name, "")) for name in ("filter", "-webkit-filter"))
        or any(_NO_AREA.search(found.get(name, "")) for name in ("clip", "clip-path", "transform"))
    )


def _is_not_seen(found: dict[str, str]) -> bool:
    """Too small, too faint, or out of the page."""
    opacity = _number(found.get("opacity", ""))
    if opacity and opacity[0] / (100 if opacity[1] == "%" else 1) < 0.1:
        return True
    if _is_tiny(found.get("font-size", "")) or re.match(
        r"(?:0|[01](?:px|pt))(?:\s|/)", found.get("font", "")
    ):
        return True
    sides = (found.get(name, "") for name in ("height", "max-height", "width", "max-width"))
    if found.get("overflow") in ("hidden", "clip") and any(map(_is_tiny, sides)):
        return True
    return any(_is_away(found.get(name, ""), least) for name, least in _AWAY.items())


def _is_tiny(value: str) -> bool:
    size = _number(value)
    if size is None:
        return False
    return size[0] <= (1 if size[1] in ("px", "pt") else 5 if size[1] == "%" else 0.1)


def _is_away(value: str, least: float) -> bool:
    size = _number(value)
    return size is not None and size[0] * (10 if size[1] in _EM else 1) <= least


def background(found: dict[str, str]) -> str:
    """The colour behind the text, "image" for a picture; "" for none."""
    value = found.get("background-color") or found.get("background", "")
    if _IMAGE.search(value):
        return "image"
    colours = [colour for colour in _COLOUR.findall(value) if colour not in _NO_COLOUR]
    known = [colour for colour in colours if rgba(colour)]
    colour = next(iter(known or colours), "")
    return "" if is_transparent(colour) else colour


def colour_of(found: dict[str, str]) -> str:
    colour = found.get("-webkit-text-fill-color") or found.get("color", "")
    return "" if colour in _NO_COLOUR else colour


def is_transparent(colour: str) -> bool:
    parsed = rgba(colour)
    return parsed is not None and parsed[3] < 0.1


def _is_of_its_background(found: dict[str, str], behind: str, written: str) -> bool:
    colour, own = colour_of(found), background(found)
    if not colour:
        return are_alike(written, own) if own and written else is_black(own)
    if is_transparent(colour) or _NAMED_HIDING.match(colour):
        return True
    ground = own or behind
    return are_alike(colour, ground) if ground else is_white(colour)


def is_white(colour: str) -> bool:
    parsed = rgba(colour)
    return parsed is not None and min(parsed[:3]) >= WHITE


def is_black(colour: str) -> bool:
    parsed = rgba(colour)
    return parsed is not None and max(parsed[:3]) <= BLACK


def are_alike(colour: str, other: str) -> bool:
    first, second = rgba(colour), rgba(other)
    if first is None or second is None:
        return colour == other
    return all(abs(one - two) <= ALIKE for one, two in zip(first[:3], second[:3], strict=True))
