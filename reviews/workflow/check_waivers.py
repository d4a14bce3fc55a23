"""Check waivers: let findings of the checks stand, with a reason; refuse steps while findings are open."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Set

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reviews import document as d
from reviews.checks.findings import Finding, Result
from reviews.checks.leak_check.hidden_sentences import VERSION
from reviews.checks.leak_check.leak_pairs import LeakPair
from reviews.checks.leak_check.leaks import quotes_what_spoils
from reviews.checks.leak_check.other_reviews import quotes_other_reviews
from reviews.checks.run import run_checks
from reviews.checks.safe_kinds import NAME as SAFE_KINDS
from reviews.checks.subject import subject_of
from reviews.checks.waivers import pairs_with_waivers
from reviews.drafts import world_of
from reviews.models import Edition, LeakWaiver, Review, Revision, Step, WaiverKind
from reviews.models.text_index.versions import of_other_version
from reviews.permissions.access import may
from reviews.workflow.base import Refused, lock, log_step
from shield.words import readable

QUOTES = gettext_lazy("This note or reason says what only a spoiler says. Others read it: reword it.")
REVISIONS_OF_A_STEP = 2  # as typed, and without its blank parts
STEPS = {
    WaiverKind.LEAK: Step.WAIVE_LEAKS,
    WaiverKind.SHOWN_AGAIN: Step.SHOW_AGAIN,
    WaiverKind.ELSEWHERE: Step.WAIVE_LEAKS,
    WaiverKind.FINDING: Step.WAIVE_CHECKS,
}


@transaction.atomic
def waive_findings(
    review: Review,
    *,
    hashes: Collection[str],
    by: User,
    reason: str,
    revision: Revision | None = None,
    with_upcoming: bool = False,
) -> int:
    """Waive the findings with these hashes, for `by`; returns how many waivers were created.

    Checks `revision`, or else the one last saved. Refused without a reason, if
    the reason quotes a spoiler, or if none of the findings is there any more
    and others are. One that is gone, say flagged in the same step, is left out;
    one that stands beside another hidden sentence now is waived if it shares
    no further word with that. To show again what the live edition hides takes the
    permission to waive the four-eyes rule. `with_upcoming`: as part of a
    decision (`Subject`).
    """
    lock(review)
    revision = revision or review.revisions.first()
    assert revision is not None  # every review has one from its beginning
    if not readable(reason):
        raise Refused(_("Say why these sentences may stay: the reason is kept in the audit log."))
    answered = _answered(review, revision, set(hashes), with_upcoming=with_upcoming)
    refuse_what_spoils(review, reason, revision, with_upcoming=with_upcoming)
    unwaived = [(result, finding) for result, finding in answered if not finding.waiver]
    if any(_kind(finding) == WaiverKind.SHOWN_AGAIN for _result, finding in unwaived):
        _refuse_to_show_again(review, by)
    _create_waivers(review, unwaived, by, readable(reason), revision)
    return len(unwaived)


ResultFindings = Collection[tuple[Result, Finding]]


def _answered(
    review: Review, revision: Revision, hashes: Set[str], *, with_upcoming: bool
) -> list[tuple[Result, Finding]]:
    """The findings that these hashes answer. Refused if none is left and others wait, or one is no such."""
    results = run_checks(review, revision.document(), with_upcoming=with_upcoming)
    waivable = _waivable_findings(results)
    answers = hashes | _repaired(review, revision, hashes - waivable.keys(), waivable)
    answered = [item for hash, item in waivable.items() if hash in answers]
    others = {item.hash for result in results for item in result.findings} - waivable.keys()
    is_waiting = any(not finding.waiver for _result, finding in waivable.values())
    if hashes & others or (hashes and not answered and is_waiting):
        raise Refused(_("A sentence was changed since you opened this page. Look at it again."))
    return answered


def _waivable_findings(results: Iterable[Result]) -> dict[str, tuple[Result, Finding]]:
    """By the hash of the finding. Sections of safe kinds have answers of their own (`safe_answers`)."""
    return {
        finding.hash: (result, finding)
        for result in results
        if result.level == "waivable" and result.name != SAFE_KINDS
        for finding in result.findings
    }


def _repaired(
    review: Review, revision: Revision, gone: Collection[str], waivable: Mapping[str, tuple[Result, Finding]]
) -> set[str]:
    """Of pairs that earlier revisions had: the same safe sentences, beside others and sharing no more."""
    answered = {pair.safe: set(pair.shared) for pair in _earlier_pairs(review, revision, gone)}
    pairs = [(hash, finding.pair) for hash, (_result, finding) in waivable.items() if finding.pair]
    return {
        hash
        for hash, pair in pairs
        if pair.kind != WaiverKind.SHOWN_AGAIN and set(pair.shared) <= answered.get(pair.safe, set())
    }


def _earlier_pairs(review: Review, revision: Revision, hashes: Collection[str]) -> Iterator[LeakPair]:
    """The pairs with these hashes in the revisions that a form may have shown before it was saved."""
    earlier = review.revisions.filter(number__lt=revision.number)[:REVISIONS_OF_A_STEP] if hashes else ()
    for row in earlier:
        yield from (
            item.finding for item in pairs_with_waivers(review, row.document()) if item.finding.hash in hashes
        )


def _kind(finding: Finding) -> WaiverKind:
    return WaiverKind(finding.pair.kind) if finding.pair else WaiverKind.FINDING


def _refuse_to_show_again(review: Review, by: User) -> None:
    if not may(by, "waive", review):
        raise Refused(
            _("The live edition hides this. Hide it again; a chief alone may allow it, with a reason.")
        )


def _create_waivers(review: Review, rows: ResultFindings, by: User, reason: str, revision: Revision) -> None:
    now = timezone.now()
    LeakWaiver.objects.bulk_create(
        LeakWaiver(review=review, pair=finding.hash, kind=_kind(finding), by=by, at=now, reason=reason)
        for _result, finding in rows
    )
    for kind, step in STEPS.items():
        places = [_log_detail(result, finding) for result, finding in rows if _kind(finding) == kind]
        if places:
            log_step(review, step, by, revision=revision, reason=reason, detail=_listed(places)[:300])


def _log_detail(result: Result, finding: Finding) -> str:
    """For the audit log: the place and the name of the check, never the words of the text."""
    return finding.place if finding.pair else f"{result.title}: {finding.place}"


def refuse_unanswered(review: Review, revision: Revision, *, with_upcoming: bool = False) -> None:
    """Raise `Refused` while a finding blocks, or is waivable and not waived. Warnings never refuse."""
    results = run_checks(review, revision.document(), with_upcoming=with_upcoming)
    messages = [_refusal(result) for result in results if result.refuses]
    if messages:
        raise Refused(" ".join(messages))


def refuse_outdated_index() -> None:
    """Raise `Refused` while what a public or an upcoming edition hides is not indexed by this version.

    After an upgrade: until then the leak check does not know what other reviews withhold.
    """
    editions = Edition.objects.live() | Edition.objects.upcoming()
    if of_other_version(editions, "hidden_version", VERSION).exists():
        raise Refused(
            _(
                "Since the upgrade, the leak check does not know yet what other reviews withhold: "
                "an operator runs “manage.py refresh_derived” first."
            )
        )


def _refusal(result: Result) -> str:
    """A sentence that names the check and the places."""
    places = [finding.place for finding in result.refuses]
    values = {"count": len(places), "places": _listed(places), "check": result.title}
    if result.name == "completeness":
        return " ".join([_("Not yet complete."), *(finding.sentence for finding in result.refuses)])
    if result.name == "leaks":
        return _leaks_message(len(places)) % values
    if result.name == "shown-again":
        message = _(
            "The live edition hides what this text shows again: %(places)s. Hide it, "
            "or ask a chief, who alone may allow it, with a reason."
        )
    elif result.name == "told-elsewhere":
        films = dict.fromkeys(film for item in result.refuses if item.pair for film in item.pair.films)
        values["films"] = get_text_list([*films], _("and"))
        message = _(
            "Another review or the film database withholds, of %(films)s, what this text may give away: "
            "%(places)s. Flag it, reword it, or say why it may stay."
        )
    elif result.name == SAFE_KINDS:
        message = _(
            "Safe, though such a section usually gives something away: %(places)s. Flag it, or say why: "
            "premise only, known from the film before, or another reason."
        )
    elif result.level == "waivable":
        message = _("%(check)s: %(places)s. Put it right, or say why it may stay.")
    else:
        message = _("%(check)s: %(places)s. Put it right: in this house it blocks.")
    return message % values


def _leaks_message(count: int) -> str:
    return ngettext(
        "A sentence that anyone reads may give away what a spoiler says: %(places)s. "
        "Flag it, reword it, or say that it is known beforehand (trailer, synopsis).",
        "%(count)s sentences that anyone reads may give away what a spoiler says: %(places)s. "
        "Flag them, reword them, or say that they are known beforehand (trailer, synopsis).",
        count,
    )


def _listed(places: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(places))


def refuse_what_spoils(review: Review, text: str, revision: Revision, *, with_upcoming: bool = False) -> None:
    """Raise `Refused` if a note or reason quotes a spoiler of `revision`, the live edition or another review.

    Other people read it: in the audit log, in a mail, some of it on a public page. `with_upcoming`: as
    part of a decision (`Subject`).
    """
    if not readable(text):
        return
    live = review.editions.live().select_related("revision").first()
    revisions = {row.pk: row for row in (revision, live and live.revision) if row}
    refuse_quoting(text, *(row.document() for row in revisions.values()))
    if quotes_other_reviews(text, subject_of(review, revision.document(), with_upcoming=with_upcoming)):
        raise Refused(QUOTES)


def refuse_quoting(text: str, *documents: d.Document) -> None:
    """Raise `Refused` if `text` says what only the spoilers of one of these documents say."""
    for document in documents:
        if quotes_what_spoils(text, document, world_of(document)):
            raise Refused(QUOTES)
