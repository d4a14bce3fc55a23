"""Finish stored HTML when a page is rendered: insert placeholders for withheld passages, and pictures."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urljoin
from uuid import UUID

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from pagecache.fragments import rendered
from shield import marks
from shield.markdown import IMAGE_ADDRESS

_CUT = re.compile(f"{marks.CUT}(\\d+){marks.CUT_END}")
_IMG = re.compile(r"<img\b((?:\s+[\w-]+(?:=\"[^\"]*\")?)*)\s*/?>")
_A = re.compile(r"<a\b((?:\s+[\w-]+(?:=\"[^\"]*\")?)*)\s*>")
_ATTRIBUTE = re.compile(r"([\w-]+)=\"([^\"]*)\"")


def fill(html: str, *, spoiler: Callable[[int], str], picture: Callable[[UUID], object | None]) -> SafeString:
    """`html` (rendered by shield.markdown) with its placeholders and pictures filled in.

    `spoiler(n)` returns the HTML for the n-th withheld passage; `picture(key)`
    a value with url, width and height, or None to leave the picture out.
    """
    html = _IMG.sub(lambda tag: _picture(tag[1], picture), html)
    return mark_safe(_CUT.sub(lambda token: spoiler(int(token[1])), html))


def without_tokens(html: str) -> str:
    """`html` with “[…]” in place of each withheld passage."""
    return _CUT.sub(" […] ", html)


def _picture(attributes: str, picture: Callable[[UUID], object | None]) -> str:
    values = dict(_ATTRIBUTE.findall(attributes))
    address = IMAGE_ADDRESS.match(values.get("src", ""))
    view = picture(UUID(address[1])) if address else None
    if not view:
        return ""
    # The alternative text was escaped when the HTML was sanitised.
    alt = mark_safe(values.get("alt", ""))
    return rendered("shield/_picture.html", picture=view, alt=alt).strip()


def absolute(html: str, base: str) -> SafeString:
    """The same HTML (sanitised, or our own) with absolute links, resolved against `base`: for feeds."""

    def absolute_link(attribute: re.Match) -> str:
        name, value = attribute.groups()
        return f'href="{escape(_resolve(base, unescape(value)))}"' if name == "href" else attribute[0]

    return mark_safe(_A.sub(lambda tag: _ATTRIBUTE.sub(absolute_link, tag[0]), html))


def _resolve(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # not a URL at all: “http://[”
        return base


def pictures_in(text: str) -> tuple[UUID, ...]:
    """The unique keys of the images in a Markdown text, in order."""
    keys = re.findall(r"(?:\(|\]:)\s*<?image:([0-9a-fA-F-]{36})", text)
    return tuple(dict.fromkeys(UUID(key) for key in keys if IMAGE_ADDRESS.match(f"image:{key}")))
