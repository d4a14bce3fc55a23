"""Finishing stored HTML when a page is made: withheld passages get their links, pictures their files."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urljoin
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from shield import marks
from shield.markdown import IMAGE_ADDRESS

_CUT = re.compile(f"{marks.CUT}(\\d+){marks.CUT_END}")
_IMG = re.compile(r"<img\b((?:\s+[\w-]+(?:=\"[^\"]*\")?)*)\s*/?>")
_A = re.compile(r"<a\b((?:\s+[\w-]+(?:=\"[^\"]*\")?)*)\s*>")
_ATTRIBUTE = re.compile(r"([\w-]+)=\"([^\"]*)\"")


def fill(html: str, *, spoiler: Callable[[int], str], picture: Callable[[UUID], object | None]) -> SafeString:
    """`html` (as shield.markdown made it) with its places filled.

    `spoiler(n)` is the HTML for the n-th withheld passage; `picture(key)` a
    value with url, width and height, or None for one that may not be shown:
    then nothing stands in its place.
    """
    html = _IMG.sub(lambda tag: _picture(tag[1], picture), html)
    return mark_safe(_CUT.sub(lambda token: spoiler(int(token[1])), html))


def without_places(html: str) -> str:
    """`html` with a gap in the place of each withheld passage."""
    return _CUT.sub(" […] ", html)


def _picture(attributes: str, picture: Callable[[UUID], object | None]) -> str:
    values = dict(_ATTRIBUTE.findall(attributes))
    address = IMAGE_ADDRESS.match(values.get("src", ""))
    found = picture(UUID(address[1])) if address else None
    if not found:
        return ""
    # The alternative text was escaped when the HTML was cleaned.
    alt = mark_safe(values.get("alt", ""))
    return render_to_string("shield/_picture.html", {"picture": found, "alt": alt}).strip()


def absolute(html: str, base: str) -> SafeString:
    """The same HTML (cleaned, or ours) for readers elsewhere: its links lead to where they did at `base`."""

    def whole(attribute: re.Match) -> str:
        name, value = attribute.groups()
        return f'href="{escape(_from(base, unescape(value)))}"' if name == "href" else attribute[0]

    return mark_safe(_A.sub(lambda tag: _ATTRIBUTE.sub(whole, tag[0]), html))


def _from(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # “http://[”: no address at all, here or there
        return base


def pictures_in(text: str) -> tuple[UUID, ...]:
    """The keys of the pictures that a Markdown text names, each once, in order."""
    found = re.findall(r"(?:\(|\]:)\s*<?image:([0-9a-fA-F-]{36})", text)
    return tuple(dict.fromkeys(UUID(key) for key in found if IMAGE_ADDRESS.match(f"image:{key}")))
