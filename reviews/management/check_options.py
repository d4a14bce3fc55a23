"""Answering the checks from the command line, and what is printed of them: never what they quote."""

from django.contrib.auth.models import User

from reviews import workflow
from reviews.checks.findings import Finding, Result
from reviews.checks.run import run_checks
from reviews.models import Review, Revision


def answer_options(parser) -> None:
    parser.add_argument(
        "--premise",
        default="",
        metavar="REASON",
        help="why every sentence that the leak check finds may stay: known beforehand (trailer, synopsis), "
        "a waiver in this person's name",
    )
    parser.add_argument(
        "--waive",
        default="",
        metavar="REASON",
        help="why all else may stay that a check finds and that may be waived, in this person's name",
    )


def waive_findings_of(review: Review, revision: Revision, by: User, *, premise: str, waive: str) -> dict:
    """Waive what the two reasons are given for: how many of each. What the live edition hides, never."""
    found = run_checks(review, revision.document())
    leaks = [item.hash for item in _open(found) if item.pair and item.pair.kind == "leak"]
    others = [item.hash for item in _open(found) if not item.pair]
    given = {"premise": (leaks, premise), "waived": (others, waive)}
    return {
        name: workflow.waive_findings(review, hashes=hashes, by=by, reason=reason, revision=revision)
        if hashes and reason
        else 0
        for name, (hashes, reason) in given.items()
    }


def _open(results: tuple[Result, ...]) -> list[Finding]:
    return [item for result in results if result.level == "waivable" for item in result.open]


def warnings(review: Review, revision: Revision) -> list[dict[str, str]]:
    """What refuses nothing and should be looked at: the check and the place."""
    found = run_checks(review, revision.document())
    return [
        {"check": result.title, "place": item.place}
        for result in found
        if result.level == "warns"
        for item in result.open
    ]


def print_warnings(rows: list[dict[str, str]]) -> str:
    """The lines that follow a summary."""
    return "".join(f"\n  warns: {row['check']}: {row['place']}" for row in rows)


def blocking_findings(review: Review, revision: Revision) -> list[str]:
    """Each pair that is unanswered, by its safe sentence alone; of other checks the place."""
    found = run_checks(review, revision.document())
    return [_in_words(result, item) for result in found for item in result.refuses if item.place]


def _in_words(result: Result, item: Finding) -> str:
    if not item.pair:
        return f"{result.title}: {item.place}"
    said = "shown again" if item.pair.kind == "shown-again" else "leak check"
    return f"{said}: {item.place}: “{item.pair.safe}”"
