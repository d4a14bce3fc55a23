"""Options of management commands to waive findings of checks, and to print them without spoilers."""

from django.contrib.auth.models import User

from reviews import workflow
from reviews.checks.findings import Finding, Result
from reviews.checks.run import run_checks
from reviews.checks.safe_kinds import NAME as SAFE_KINDS
from reviews.models import Review, Revision, WaiverKind

PAIR_KINDS = {"leak": "leak check", "shown-again": "shown again", "elsewhere": "withheld elsewhere"}


def answer_options(parser) -> None:
    parser.add_argument(
        "--premise",
        default="",
        metavar="REASON",
        help="why every sentence that the leak check finds may stay: known beforehand (trailer, synopsis), "
        "and why sections of a kind that usually spoils are safe; a waiver in this person's name",
    )
    parser.add_argument(
        "--waive",
        default="",
        metavar="REASON",
        help="why all else may stay that a check finds and that may be waived, in this person's name",
    )


def waive_findings_of(review: Review, revision: Revision, by: User, *, premise: str, waive: str) -> dict:
    """Waive the findings for which a reason is given, except passages shown again; returns the counts."""
    results = run_checks(review, revision.document())
    leaks = [item.hash for item in _open(results) if item.pair and item.pair.kind in ("leak", "elsewhere")]
    others = [item.hash for item in _open(results) if not item.pair]
    options = {"premise": (leaks, premise), "waived": (others, waive)}
    counts = {
        name: workflow.waive_findings(review, hashes=hashes, by=by, reason=reason, revision=revision)
        if hashes and reason
        else 0
        for name, (hashes, reason) in options.items()
    }
    if premise:
        counts["premise"] += _answer_safe_kinds(review, revision, by, results, premise)
    return counts


def _answer_safe_kinds(
    review: Review, revision: Revision, by: User, results: tuple[Result, ...], reason: str
) -> int:
    """Answer "premise only" for every section of a kind that usually spoils and is left safe."""
    answer = workflow.SafeAnswer(WaiverKind.PREMISE, reason)
    open_findings = (item for result in results if result.name == SAFE_KINDS for item in result.open)
    answers = {item.hash: answer for item in open_findings}
    return workflow.answer_safe_kinds(review, answers=answers, by=by, revision=revision)


def _open(results: tuple[Result, ...]) -> list[Finding]:
    """Open findings that may be waived, without those that `_answer_safe_kinds` answers."""
    waivable = (row for row in results if row.level == "waivable" and row.name != SAFE_KINDS)
    return [item for result in waivable for item in result.open]


def warnings(review: Review, revision: Revision) -> list[dict[str, str]]:
    """Findings with the severity "warns", as check and place."""
    results = run_checks(review, revision.document())
    return [
        {"check": result.title, "place": item.place}
        for result in results
        if result.level == "warns"
        for item in result.open
    ]


def print_warnings(rows: list[dict[str, str]]) -> str:
    """The lines printed after a summary."""
    return "".join(f"\n  warns: {row['check']}: {row['place']}" for row in rows)


def blocking_findings(review: Review, revision: Revision) -> list[str]:
    """A line for each finding that refuses: its place, and of a leak pair the safe sentence only."""
    results = run_checks(review, revision.document())
    return [_finding_line(result, item) for result in results for item in result.refuses if item.place]


def _finding_line(result: Result, item: Finding) -> str:
    if not item.pair:
        return f"{result.title}: {item.place}"
    return f"{PAIR_KINDS[item.pair.kind]}: {item.place}: “{item.pair.safe}”"
