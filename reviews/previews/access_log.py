"""Access log of previews: who opened which revision, safe or full; one row for each. Links count openings."""

from django.contrib.auth.models import User
from django.db.models import F
from django.utils import timezone

from reviews.models import Preview, PreviewLink, Revision


def log_access(
    revision: Revision, *, is_full: bool, user: User | None = None, link: PreviewLink | None = None
) -> None:
    """Store that a user, or the holder of a link, opened a preview. One query if it is stored, else two."""
    access = {"revision": revision, "is_full": is_full, "user": user, "link": link}
    if not Preview.objects.filter(**access).exists():
        row = Preview(review_id=revision.review_id, at=timezone.now(), **access)
        Preview.objects.bulk_create([row], ignore_conflicts=True)  # a concurrent request may have stored it


def count_opening(link: PreviewLink) -> None:
    """Add one to the openings of a link, unless it ended meanwhile."""
    PreviewLink.objects.running().filter(pk=link.pk).update(openings=F("openings") + 1)
