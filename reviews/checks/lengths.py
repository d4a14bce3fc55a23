"""Check of lengths: headline and dek short enough for cards and search results."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from reviews.checks.document_sentences import Place
from reviews.checks.findings import Finding, finding
from reviews.checks.subject import Subject

MAX_HEADLINE, MAX_DEK = 70, 160  # characters; search engines cut what is longer


def lengths(subject: Subject) -> Iterable[Finding]:
    document = subject.document
    limits = (
        (Place(_("Headline"), "headline", "headline"), document.headline, MAX_HEADLINE),
        (Place(_("Dek"), "dek", "dek"), document.dek, MAX_DEK),
    )
    for place, text, limit in limits:
        if len(text) > limit:
            message = _("%(count)s letters, where %(limit)s are read whole in lists. Shorten it if you can.")
            yield finding(place, message % {"count": len(text), "limit": limit}, text)
