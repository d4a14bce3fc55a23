"""Check of headings inside a text: no skipped rank, none empty. Screen readers navigate by them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from reviews.checks.findings import Finding, finding
from reviews.checks.subject import Subject

FIRST_RANK = 3  # of a heading inside a text: the page has h1, the part h2


def headings(subject: Subject) -> Iterable[Finding]:
    for text in subject.texts:
        ranks = text.structure.headings
        if _skips(ranks):
            message = _("A heading skips a rank. Let each be at most one rank below the one before it.")
            yield finding(text.place, message, *map(str, ranks))
        named = sum(block.is_heading for block in text.structure.blocks)
        if named < len(ranks):
            yield finding(text.place, _("A heading has no words. Write it or delete it."), str(named))


def _skips(ranks: tuple[int, ...]) -> bool:
    return any(rank > before + 1 for before, rank in zip((FIRST_RANK - 1, *ranks), ranks, strict=False))
