"""Who looked at a revision before it was public: once for each, and with or without what spoils."""

from django.contrib.auth.models import User
from django.utils import timezone

from reviews.models import Preview, PreviewLink, Revision


def log_access(
    revision: Revision, *, is_full: bool, user: User | None = None, link: PreviewLink | None = None
) -> None:
    """Keep that an account, or whoever has a link, looked. One query if that is known, two if not."""
    looked = {"revision": revision, "is_full": is_full, "user": user, "link": link}
    if not Preview.objects.filter(**looked).exists():
        row = Preview(review_id=revision.review_id, at=timezone.now(), **looked)
        Preview.objects.bulk_create([row], ignore_conflicts=True)
