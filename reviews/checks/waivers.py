"""The findings of the leak check, each with the answer that somebody gave to it."""

from dataclasses import dataclass

from reviews import document as d
from reviews.checks.leak_check.leak_pairs import LeakPair
from reviews.checks.leak_check.leaks import leaks
from reviews.checks.leak_check.shown_again import shown_again
from reviews.checks.subject import Subject, subject_of
from reviews.models import LeakWaiver, Review


@dataclass(frozen=True)
class AnsweredPair:
    finding: LeakPair
    waiver: LeakWaiver | None


def answered_pairs(review: Review, document: d.Document) -> list[AnsweredPair]:
    """What the document may give away, then what it shows again of what the live edition hides."""
    subject = subject_of(review, document)
    found = leaks_of(subject) + shown_again_of(subject)
    waivers = waivers_of(review) if found else {}
    return [AnsweredPair(item, waivers.get(item.hash)) for item in found]


def leaks_of(subject: Subject) -> list[LeakPair]:
    return leaks(subject.document, subject.world, subject.review.slug)


def shown_again_of(subject: Subject) -> list[LeakPair]:
    return shown_again(subject.live, subject.document, subject.world) if subject.live else []


def waivers_of(review: Review) -> dict[str, LeakWaiver]:
    """By the hash of what they answer."""
    return {row.pair: row for row in review.leak_waivers.select_related("by")}
