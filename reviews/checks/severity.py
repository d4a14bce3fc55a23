"""What each check means for a submission. No Django in here: the settings read it at start."""

from typing import Literal

Severity = Literal["blocks", "waivable", "warns"]
SEVERITIES: tuple[Severity, ...] = ("blocks", "waivable", "warns")

# Nobody sets these lower, or otherwise: what spoils, and what makes a review one, is not a matter of taste.
FIXED_SEVERITIES: dict[str, Severity] = {
    "leaks": "waivable",
    "shown-again": "waivable",
    "completeness": "blocks",
}
# A house may set these (CHECK_LEVELS).
DEFAULT_SEVERITIES: dict[str, Severity] = {
    "facts": "warns",
    "links": "waivable",
    "dead-links": "warns",
    "headings": "warns",
    "alt-texts": "waivable",
    "lengths": "warns",
    "repeats": "warns",
}
