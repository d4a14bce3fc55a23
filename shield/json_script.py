"""Data inside a page: JSON that no browser can take for markup, whatever words it holds."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# “<” and “&” begin markup, “>” ends a comment or a CDATA section; the last two end a line of a script.
_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def script_json(value: Any) -> SafeString:
    """For the inside of `<script type="application/ld+json">`: reads back to the same value."""
    return mark_safe(json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))
