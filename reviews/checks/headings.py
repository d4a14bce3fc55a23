"""Whether the headings inside a text are in order, so that whoever listens finds the way."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from reviews.checks.findings import Finding, finding
from reviews.checks.subject import Subject

FIRST = 3  # the rank on the page of the first heading inside a text; the part itself has the second


def headings(subject: Subject) -> Iterable[Finding]:
    for text in subject.texts:
        ranks = text.anatomy.headings
        if _skips(ranks):
            said = _("A heading skips a rank. Let each be at most one rank below the one before it.")
            yield finding(text.place, said, *map(str, ranks))
        named = sum(block.is_heading for block in text.anatomy.blocks)
        if named < len(ranks):
            yield finding(text.place, _("A heading has no words. Write it or delete it."), str(named))


def _skips(ranks: tuple[int, ...]) -> bool:
    return any(rank > before + 1 for before, rank in zip((FIRST - 1, *ranks), ranks, strict=False))
