"""The list of checks (`CHECKS`), and `run_checks`, which runs them on a document."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews import document as d
from reviews.checks.alt_texts import alt_texts
from reviews.checks.completeness import completeness
from reviews.checks.facts import facts
from reviews.checks.findings import Check, Finding, Result, findings_of_check, hash_of
from reviews.checks.headings import headings
from reviews.checks.leak_check.leak_pairs import LeakPair, by_strength
from reviews.checks.lengths import lengths
from reviews.checks.links import dead_links, links
from reviews.checks.repeated_passages import repeats
from reviews.checks.safe_kinds import NAME as SAFE_KINDS
from reviews.checks.safe_kinds import safe_kinds
from reviews.checks.spoiler_signs import NAME as SPOILER_SIGNS
from reviews.checks.spoiler_signs import spoiler_signs
from reviews.checks.subject import Subject, subject_of
from reviews.checks.waivers import leaks_of, shown_again_of, told_elsewhere_of, waivers_of
from reviews.models import LeakWaiver, Review


def _leaks(subject: Subject) -> Iterable[Finding]:
    message = _("A sentence that anyone reads may give away what a spoiler says.")
    return (_pair_finding(pair, message) for pair in by_strength(subject.once(leaks_of)))


def _shown_again(subject: Subject) -> Iterable[Finding]:
    message = _("The live edition hides what this text shows again. Hide it, or ask a chief.")
    return (_pair_finding(pair, message) for pair in subject.once(shown_again_of))


def _told_elsewhere(subject: Subject) -> Iterable[Finding]:
    by_review = _("This sentence may give away %(films)s: another review withholds it.")
    by_record = _("This sentence may give away %(films)s: the film database hides it (%(field)s).")
    for pair in by_strength(told_elsewhere_of(subject)):
        values = {"films": get_text_list([*pair.films], _("and")), "field": pair.record and pair.record.field}
        yield _pair_finding(pair, (by_record if pair.record else by_review) % values)


def _pair_finding(pair: LeakPair, message: str) -> Finding:
    return Finding(
        message,
        place=pair.place,
        key=pair.key,
        field=pair.field,
        hash=pair.hash,
        review=pair.review,
        pair=pair,
    )


def _completeness(subject: Subject) -> Iterable[Finding]:
    return (Finding(problem, hash=hash_of(problem)) for problem in completeness(subject.document))


CHECKS = (
    Check("leaks", gettext_lazy("Leak check"), _leaks),
    Check("shown-again", gettext_lazy("Shown again"), _shown_again),
    Check("told-elsewhere", gettext_lazy("What is withheld elsewhere"), _told_elsewhere),
    Check(SAFE_KINDS, gettext_lazy("Kinds that usually spoil"), safe_kinds),
    Check(SPOILER_SIGNS, gettext_lazy("Signs of spoilers"), spoiler_signs),
    Check("facts", gettext_lazy("Facts"), facts),
    Check("completeness", gettext_lazy("Completeness"), _completeness),
    Check("links", gettext_lazy("Links to our own pages"), links),
    Check("dead-links", gettext_lazy("Links that answer"), dead_links),
    Check("headings", gettext_lazy("Headings in order"), headings),
    Check("alt-texts", gettext_lazy("Alt texts"), alt_texts),
    Check("lengths", gettext_lazy("Lengths"), lengths),
    Check("repeats", gettext_lazy("Repeats of other reviews"), repeats),
)


def run_checks(review: Review, document: d.Document, *, with_upcoming: bool = False) -> tuple[Result, ...]:
    """The results of all checks on a document of this review, with waivers. Writes nothing.

    `with_upcoming`: as a decision needs them (`Subject`).
    """
    subject = subject_of(review, document, with_upcoming=with_upcoming)
    checked = [(check, findings_of_check(check.name, check.run(subject))) for check in CHECKS]
    waivers = waivers_of(review) if any(findings for _check, findings in checked) else {}
    return tuple(
        Result(check.name, str(check.title), check.level, _with_waivers(findings, waivers))
        for check, findings in checked
    )


def findings_of(name: str, review: Review, document: d.Document) -> tuple[Finding, ...]:
    """The findings of one check alone, with waivers."""
    check = next(check for check in CHECKS if check.name == name)
    findings = findings_of_check(name, check.run(subject_of(review, document)))
    return _with_waivers(findings, waivers_of(review) if findings else {})


def _with_waivers(findings: Iterable[Finding], waivers: Mapping[str, LeakWaiver]) -> tuple[Finding, ...]:
    return tuple(replace(item, waiver=waivers.get(item.hash)) for item in findings)
