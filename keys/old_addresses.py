"""Addresses of a site that stood here before: path and query in the one spelling that is stored."""

import re
import unicodedata
from urllib.parse import parse_qsl, unquote_to_bytes, urlencode, urlsplit

from django.utils.encoding import repercent_broken_unicode

MAX_LENGTH = 500  # characters
# Of a query, what WordPress names a page or a feed by: the home page is asked for with these.
NUMBERED = ("attachment_id", "feed", "p", "page_id")
_UNUSABLE = re.compile(r"[\x00-\x1f\x7f]|\s|[{}<>\\]|/:|/\.\.?(?:/|$)")  # a pattern like “/:year/:title/” too


def old_address(text: str) -> str:
    """An address as written, with host or without, as it is stored; "" if it is none, or our home page."""
    text = text.strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    is_web = parts.scheme in ("http", "https") and bool(parts.netloc)
    if not is_web and (parts.scheme or not re.search(r"[/?]", text)):
        return ""  # another scheme, a bare word
    address = _joined(_decoded(parts.path), _pairs(parts.query))
    return "" if address == "/" or len(address) > MAX_LENGTH or _UNUSABLE.search(address) else address


def spellings(path: str, query: str) -> tuple[str, ...]:
    """How the address of a request may be stored, the most exact first. `path` is decoded, as Django's is."""
    pairs = _pairs(query)
    numbered = [(name, value) for name, value in pairs if name in NUMBERED]
    addresses = dict.fromkeys((_joined(path, pairs), _joined(path, numbered), _joined(path, [])))
    return tuple(item for item in addresses if len(item) <= MAX_LENGTH and not _UNUSABLE.search(item))


def is_numbered(query: str) -> bool:
    """Whether a query names a page as WordPress does: “p=123”."""
    return bool(query) and any(name in NUMBERED for name, _value in _pairs(query))


def _pairs(query: str) -> list[tuple[str, str]]:
    return sorted(parse_qsl(query, keep_blank_values=True))


def _decoded(path: str) -> str:
    """As Django decodes the path of a request."""
    return repercent_broken_unicode(unquote_to_bytes(path)).decode()


def _joined(path: str, pairs: list[tuple[str, str]]) -> str:
    """Without the last slash; of the home page's query, the numbers alone."""
    path = "/" + "/".join(filter(None, unicodedata.normalize("NFC", path).split("/")))
    pairs = [pair for pair in pairs if path != "/" or pair[0] in NUMBERED]
    return f"{path}?{urlencode(pairs)}" if pairs else path
