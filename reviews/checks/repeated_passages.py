"""Check of repeated passages: those also found in another review of the same film, franchise or critic."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db.models import Q
from django.utils.translation import gettext as _

from franchises.models import Instalment
from reviews.checks.findings import Finding, finding
from reviews.checks.leak_check.names import names_of
from reviews.checks.shingles import LENGTH, Stretch, stretches_of
from reviews.checks.subject import Subject
from reviews.models import Draft, DraftByline, Shingle
from shield.leaks import Names
from shield.words import Stems, raw_words

MIN_CONTENT_WORDS = 3  # of a passage: with fewer it is a title, a name or a turn of phrase
BATCH_SIZE = 1_000  # hashes in one query
MAX_ROWS = 5_000  # of a query's result: more is something that every review says
MAX_FINDINGS = 20


def repeats(subject: Subject) -> Iterable[Finding]:
    texts = [text for text in subject.texts if not text.is_name]
    stretches = [stretch for text in texts for stretch in stretches_of(text.place, text.structure)]
    hashes = [stretch.hashes() for stretch in stretches]
    others = _reviews_by_hash(subject, {hash for group in hashes for hash in group})
    if not others:
        return []
    names, stems = Names(names_of(subject.document, subject.film)), Stems(subject.document.language)
    findings = (
        _passage_finding(stretch, *passage)
        for stretch, own in zip(stretches, hashes, strict=True)
        for is_content in [_content_words(stretch, names, stems)]
        for passage in _passages(own, others)
        if sum(is_content[passage[0] : passage[1] + 1]) >= MIN_CONTENT_WORDS
    )
    return islice(findings, MAX_FINDINGS)


def _passage_finding(stretch: Stretch, first: int, last: int, review: int) -> Finding:
    message = _("This stands in another review of ours as well. Say it anew, or quote it.")
    quote = stretch.passage(first, last)
    return finding(stretch.place, message, str(review), quote, quote=quote, review=review)


def _reviews_by_hash(subject: Subject, hashes: set[int]) -> dict[int, set[int]]:
    """For each shingle: the related reviews (primary keys) that have it too.

    In two steps, first by hash, which few reviews share, then by film and
    critic: in one query the database would search all reviews of a critic for
    every hash.
    """
    reviews: dict[int, set[int]] = defaultdict(set)
    pending = list(hashes)
    for start in range(0, len(pending), BATCH_SIZE):
        batch = pending[start : start + BATCH_SIZE]
        rows = Shingle.objects.filter(hash__in=batch).exclude(review=subject.review)
        for hash, review in rows.values_list("hash", "review")[:MAX_ROWS]:
            reviews[hash].add(review)
    related = _related(subject, set().union(*reviews.values())) if reviews else set()
    return {hash: others & related for hash, others in reviews.items() if others & related}


def _related(subject: Subject, reviews: set[int]) -> set[int]:
    """Those of the reviews that share the film, a franchise or a critic with the subject."""
    same = Q(pk__in=())
    if subject.film:
        franchise_films = Instalment.objects.filter(franchise__instalments__film=subject.film).values("film")
        same |= Q(film=subject.film) | Q(film__in=franchise_films)
    critics = {critic.pk for critic in subject.world.critics.values()}
    if critics:
        same |= Q(pk__in=DraftByline.objects.filter(critic__in=critics, draft__in=reviews).values("draft"))
    return set(Draft.objects.filter(same, pk__in=reviews).values_list("pk", flat=True))


def _content_words(stretch: Stretch, names: Names, stems: Stems) -> list[bool]:
    """For each word whether it is a content word and not part of a name."""
    in_names = names.among(raw_words(stretch.text), stretch.words)
    return [index not in in_names and stems.is_content(word) for index, word in enumerate(stretch.words)]


def _passages(hashes: Sequence[int], others: dict[int, set[int]]) -> Iterator[tuple[int, int, int]]:
    """(first word, last word, review): consecutive shingles merged into the longest passages."""
    started: dict[int, int] = {}  # review: index of the first shingle of its current passage
    for index in range(len(hashes) + 1):
        here = others.get(hashes[index], set()) if index < len(hashes) else set()
        ended = {review: started.pop(review) for review in list(started) if review not in here}
        if ended:
            first, review = min((first, review) for review, first in ended.items())
            if not any(start <= first for start in started.values()):
                yield first, index + LENGTH - 2, review
        for review in here:
            started.setdefault(review, index)
