"""Check of sections whose kind usually gives something away (plot, cameos, twists, ending) and that are safe.

Each is flagged, or answered for: premise only, known from the film before, or another reason. The hash of a
finding is that of the section's key and kind, so that an answer outlives corrections of the text, of which
the leak check takes care. Another kind asks anew; a flagged section has no finding.
"""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from reviews import document as d
from reviews.checks.document_sentences import Place
from reviews.checks.findings import Finding, finding
from reviews.checks.subject import Subject
from reviews.document.grades import is_left_safe
from reviews.models import Review

NAME = "safe-kinds"


def safe_kinds(subject: Subject) -> Iterable[Finding]:
    sections = [section for section in subject.document.sections if is_left_safe(section)]
    imported = _kinds_as_imported(subject.review) if sections else {}
    for section in sections:
        place = Place(subject.titles[section.key], str(section.key), "kind")
        is_as_imported = imported.get(section.key) == section.kind
        yield finding(place, _sentence(is_as_imported=is_as_imported), section.kind)


def _kinds_as_imported(review: Review) -> dict[UUID, d.Kind]:
    """The kinds of the sections that were imported safe. A first revision has words by an import alone."""
    first = review.revisions.filter(number=1).first()
    sections = first.document().sections if first else ()
    return {section.key: section.kind for section in sections if is_left_safe(section)}


def _sentence(*, is_as_imported: bool) -> str:
    if is_as_imported:
        return _("It is safe as imported, and such a section usually gives something away.")
    return _("It is safe, and such a section usually gives something away.")
