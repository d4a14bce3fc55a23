"""Severity of each check: what its findings mean for a submission. No Django here: settings.py reads it."""

from typing import Literal

Severity = Literal["blocks", "waivable", "warns"]
SEVERITIES: tuple[Severity, ...] = ("blocks", "waivable", "warns")

# Not configurable: whether a review spoils, or is complete, is not a matter of house style.
FIXED_SEVERITIES: dict[str, Severity] = {
    "leaks": "waivable",
    "shown-again": "waivable",
    "told-elsewhere": "waivable",
    "safe-kinds": "waivable",
    "spoiler-signs": "waivable",
    "completeness": "blocks",
}
# Defaults of the setting CHECK_LEVELS.
DEFAULT_SEVERITIES: dict[str, Severity] = {
    "facts": "warns",
    "links": "waivable",
    "dead-links": "warns",
    "headings": "warns",
    "alt-texts": "waivable",
    "lengths": "warns",
    "repeats": "warns",
}
