"""Template filter `highlighted`: the pieces of a search hit's text as HTML."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString


def highlighted(pieces: Iterable[tuple[str, bool]]) -> SafeString:
    """Pieces of plain text, in `<mark>` if they match. No template: a page of hits has sixty such texts."""
    return SafeString(
        "".join(f"<mark>{escape(text)}</mark>" if is_match else escape(text) for text, is_match in pieces)
    )
