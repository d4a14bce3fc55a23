"""JSON for script elements, escaped so that no browser can take any of it for markup."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# “<” and “&” start markup, “>” ends a comment or CDATA section; the last two are line ends in JavaScript.
_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def script_json(value: Any) -> SafeString:
    """The content of a `<script type="application/ld+json">`; it parses back to the same value."""
    return mark_safe(json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))
