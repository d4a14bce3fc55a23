"""Check links as a background task; which backend runs it is the setting TASKS_BACKEND."""

try:
    from django.tasks import task  # Django 6
except ImportError:
    from django_tasks import task  # type: ignore[no-redef]

from reviews.checks.link_checker.check_links import check_links
from reviews.models import Review


@task()
def check_links_of_review(review: int) -> int:
    """Check the links of one review (primary key); returns their number."""
    instance = Review.objects.filter(pk=review).first()
    return len(check_links(instance)) if instance else 0
