"""What to look at in a document: what is missing, what gives away, what is wrong or said before."""

from reviews.checks.answers import Looked, looked_at
from reviews.checks.completeness import completeness
from reviews.checks.findings import Finding, Kind
from reviews.checks.hidden_before import shown_again
from reviews.checks.leaks import leaks, quotes_what_spoils
from reviews.checks.results import Check, Remark, Result
from reviews.checks.running import CHECKS, run_checks

__all__ = [
    "CHECKS",
    "Check",
    "Finding",
    "Kind",
    "Looked",
    "Remark",
    "Result",
    "completeness",
    "leaks",
    "looked_at",
    "quotes_what_spoils",
    "run_checks",
    "shown_again",
]
