"""Leak pairs of a document (leaks, passages shown again, leaks of other reviews), each with its waiver."""

from dataclasses import dataclass

from reviews import document as d
from reviews.checks.leak_check.leak_pairs import LeakPair
from reviews.checks.leak_check.leaks import leaks
from reviews.checks.leak_check.other_reviews import told_elsewhere
from reviews.checks.leak_check.shown_again import shown_again
from reviews.checks.subject import Subject, subject_of
from reviews.models import LeakWaiver, Review


@dataclass(frozen=True)
class PairWithWaiver:
    finding: LeakPair
    waiver: LeakWaiver | None


def pairs_with_waivers(review: Review, document: d.Document) -> list[PairWithWaiver]:
    """Leaks first, then what the live edition hides and is shown again, then what other reviews hide."""
    subject = subject_of(review, document)
    pairs = [*subject.once(leaks_of), *subject.once(shown_again_of), *told_elsewhere_of(subject)]
    waivers = waivers_of(review) if pairs else {}
    return [PairWithWaiver(pair, waivers.get(pair.hash)) for pair in pairs]


def leaks_of(subject: Subject) -> list[LeakPair]:
    return leaks(subject.document, subject.world, subject.review.slug)


def shown_again_of(subject: Subject) -> list[LeakPair]:
    return shown_again(subject.live, subject.document, subject.world) if subject.live else []


def told_elsewhere_of(subject: Subject) -> list[LeakPair]:
    """Without the sentences that already give away a spoiler of the document itself."""
    if not (pairs := told_elsewhere(subject)):
        return []
    own = {pair.safe for pair in (*subject.once(leaks_of), *subject.once(shown_again_of))}
    return [pair for pair in pairs if pair.safe not in own]


def waivers_of(review: Review) -> dict[str, LeakWaiver]:
    """By the hash of the finding that they waive."""
    return {row.pair: row for row in review.leak_waivers.select_related("by")}
