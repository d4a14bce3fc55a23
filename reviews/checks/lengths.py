"""Whether headline and dek are as short as cards and search results want them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from reviews.checks.document_sentences import Place
from reviews.checks.findings import Finding, finding
from reviews.checks.subject import Subject

HEADLINE, DEK = 70, 160  # letters; what is longer is cut in a list of search results


def lengths(subject: Subject) -> Iterable[Finding]:
    document = subject.document
    advised = (
        (Place(_("Headline"), "headline", "headline"), document.headline, HEADLINE),
        (Place(_("Dek"), "dek", "dek"), document.dek, DEK),
    )
    for place, text, limit in advised:
        if len(text) > limit:
            said = _("%(count)s letters, where %(limit)s are read whole in lists. Shorten it if you can.")
            yield finding(place, said % {"count": len(text), "limit": limit}, text)
