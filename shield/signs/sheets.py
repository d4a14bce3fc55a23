"""Style sheets: what their rules say of classes and ids, and which of these hide what they stand on."""

import re
from functools import lru_cache

from shield.signs.styles import declarations, hides_by_style

MAX_SHEET = 100_000  # letters of all style sheets that are read
_COMMENT = re.compile(r"/\*(?:(?!/\*).)*?\*/", re.DOTALL)
_CONDITIONAL = re.compile(r"@[^{};@]{0,300}\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?([.#][\w-]{1,100})|(body|html)", re.IGNORECASE)
_SEEN = re.compile(
    r"display|visibility|opacity|color|background(-color)?|(-webkit-)?filter|font(-size)?|text-indent|left|top"
    r"|right|(max-)?(height|width)|overflow|clip(-path)?|transform|content-visibility|-webkit-text-fill-color"
)
_IN_TEXT = re.compile(
    r"<style\b[^<>]{0,500}>((?:(?!<style\b).){0,100000}?)</style\s*>", re.DOTALL | re.IGNORECASE
)
_SCREENS = re.compile(r"@(?:media|supports|layer|container)\b(?![^{}]{0,200}print)[^{};]{0,300}\{")
_NOT = re.compile(r":not\([^()]{0,200}\)")
_COMBINED = re.compile(r"\s*[>+~]\s*|\s+")
_NAME = re.compile(r"[.#][\w-]{1,100}")
_TAG = re.compile(r"[a-z][\w-]{0,40}")

Rules = dict[str, list[tuple[str, str]]]  # by `.class`, `#id` or a tag: (of which tags, its style)


def rules_of(sheet: str) -> Rules:
    """Of the selectors of one class or id; what depends on the medium is left aside."""
    rules: Rules = {}
    for selector, style in _styles(sheet):
        if match := _SELECTOR.fullmatch(selector):
            rules.setdefault(match[2] or match[3].lower(), []).append(((match[1] or "").lower(), style))
    return rules


def _styles(sheet: str) -> list[tuple[str, str]]:
    """(a selector, what its style says of how text is seen)."""
    found = []
    sheet = _CONDITIONAL.sub(" ", _COMMENT.sub(" ", sheet[:MAX_SHEET]))
    for rule in sheet.split("}"):
        selectors, _, body = rule.partition("{")
        said = {name: value for name, value in declarations(body).items() if _SEEN.fullmatch(name)}
        style = ";".join(f"{name}:{value}" for name, value in said.items())
        found += [(selector.strip(), style) for selector in selectors.split(",")] if style else []
    return found


@lru_cache(maxsize=32)
def hiding_names(text: str) -> frozenset[str]:
    """What the style sheets within a text hide: `.class`, `#id`, or the name of a tag.

    They were written for this text, so a selector of several names hides what has any of the last of them.
    """
    sheet = "\n".join(_IN_TEXT.findall(text)) if "<style" in text.lower() else ""
    sheet = _SCREENS.sub("", sheet)
    return frozenset(
        name for selector, style in _styles(sheet) if hides_by_style(style) for name in _names(selector)
    )


def _names(selector: str) -> list[str]:
    """Of what a selector is about; none for a state ("once it is touched")."""
    selector = _NOT.sub("", selector)
    if ":" in selector:
        return []
    parts = [part for part in _COMBINED.split(selector) if part]
    for part in reversed(parts):
        if names := _NAME.findall(part):
            return names
    return parts[-1:] if parts and _TAG.fullmatch(parts[-1].lower()) else []
