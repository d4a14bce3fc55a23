"""What to look at in a document: what is missing, what gives away, what was hidden before."""

from reviews.checks.answers import Looked, looked_at
from reviews.checks.completeness import completeness
from reviews.checks.findings import Finding, Kind
from reviews.checks.hidden_before import shown_again
from reviews.checks.leaks import leaks, quotes_what_spoils

__all__ = [
    "Finding",
    "Kind",
    "Looked",
    "completeness",
    "leaks",
    "looked_at",
    "quotes_what_spoils",
    "shown_again",
]
