"""Passages that stand in another review of ours of the same film, franchise or critic."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db.models import Q
from django.utils.translation import gettext as _

from franchises.models import Instalment
from reviews.checks.findings import Finding, finding
from reviews.checks.leak_check.names import names_of
from reviews.checks.shingles import LENGTH, Stretch, stretches
from reviews.checks.subject import Subject
from reviews.models import Draft, DraftByline, Shingle
from shield.leaks import Names
from shield.words import Stems, raw_words

TELLING = 3  # words of a passage: what has less is a title, a name or a turn of phrase
AT_ONCE = 1_000  # hashes in one question
ENOUGH = 5_000  # rows of its answer: more is something that every review of the house says
MOST = 20  # passages that are shown


def repeats(subject: Subject) -> Iterable[Finding]:
    every = [
        item for text in subject.texts if not text.is_name for item in stretches(text.place, text.anatomy)
    ]
    hashes = [list(item.hashes()) for item in every]
    others = _held_by(subject, {hash for found in hashes for hash in found})
    if not others:
        return []
    names, stems = Names(names_of(subject.document, subject.film)), Stems(subject.document.language)
    found = (
        _remark(item, *passage)
        for item, own in zip(every, hashes, strict=True)
        for tells in [_telling(item, names, stems)]
        for passage in _passages(own, others)
        if sum(tells[passage[0] : passage[1] + 1]) >= TELLING
    )
    return islice(found, MOST)


def _remark(item: Stretch, first: int, last: int, review: int) -> Finding:
    said = _("This stands in another review of ours as well. Say it anew, or quote it.")
    quote = item.passage(first, last)
    return finding(item.place, said, str(review), quote, quote=quote, review=review)


def _held_by(subject: Subject, hashes: set[int]) -> dict[int, set[int]]:
    """For each run that others have: those of their reviews that are near ours.

    First by the runs, which few have, then by what the reviews are of: asked
    at once, a database looks for every run in every review of a critic.
    """
    found: dict[int, set[int]] = defaultdict(set)
    wanted = list(hashes)
    for at in range(0, len(wanted), AT_ONCE):
        rows = Shingle.objects.filter(hash__in=wanted[at : at + AT_ONCE]).exclude(review=subject.review)
        for hash, review in rows.values_list("hash", "review")[:ENOUGH]:
            found[hash].add(review)
    near = _near(subject, set().union(*found.values())) if found else set()
    return {hash: others & near for hash, others in found.items() if others & near}


def _near(subject: Subject, reviews: set[int]) -> set[int]:
    """Those of the same film, of its franchises, or by a critic of ours."""
    same = Q(pk__in=())
    if subject.film:
        tied = Instalment.objects.filter(franchise__instalments__film=subject.film).values("film")
        same |= Q(film=subject.film) | Q(film__in=tied)
    critics = {critic.pk for critic in subject.world.critics.values()}
    if critics:
        same |= Q(pk__in=DraftByline.objects.filter(critic__in=critics, draft__in=reviews).values("draft"))
    return set(Draft.objects.filter(same, pk__in=reviews).values_list("pk", flat=True))


def _telling(item: Stretch, names: Names, stems: Stems) -> list[bool]:
    """For each word whether it says something and is no name."""
    named = names.among(raw_words(item.text), item.words)
    return [at not in named and stems.tells(word) for at, word in enumerate(item.words)]


def _passages(hashes: Sequence[int], others: dict[int, set[int]]) -> Iterator[tuple[int, int, int]]:
    """(first word, last word, review): runs that follow one another are one passage, the longest of all."""
    begun: dict[int, int] = {}  # review: the first run of the passage that goes on
    for at in range(len(hashes) + 1):
        here = others.get(hashes[at], frozenset()) if at < len(hashes) else frozenset()
        over = {review: begun.pop(review) for review in list(begun) if review not in here}
        if over:
            first, review = min((first, review) for review, first in over.items())
            if not any(start <= first for start in begun.values()):
                yield first, at + LENGTH - 2, review
        for review in here:
            begun.setdefault(review, at)
