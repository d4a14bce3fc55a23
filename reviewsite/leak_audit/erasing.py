"""What the stored audits say of a review that is erased by order."""

import re

from reviews.models import Review
from reviewsite.leak_audit.models import AuditRun


def forget_review(review: Review) -> None:
    """Take out the findings whose source or address names the review; the runs keep their numbers."""
    slugs = {review.slug, *review.former_slugs.values_list("slug", flat=True)}
    names_it = re.compile(rf"(^review |/reviews/)({'|'.join(map(re.escape, slugs))})(?![\w-])")
    for run in AuditRun.objects.exclude(findings=[]):
        kept = [row for row in run.findings if not names_it.search(f"{row['source']}\n{row['address']}")]
        if len(kept) < len(run.findings):
            run.findings = kept
            run.save(update_fields=["findings"])
