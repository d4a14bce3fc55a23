"""Looking at links as a task: at once, or by a worker (TASKS_BACKEND)."""

try:
    from django.tasks import task  # Django 6
except ImportError:
    from django_tasks import task

from reviews.checks.link_checker.check_links import check_links
from reviews.models import Review


@task()
def check_links_of_review(review: int) -> int:
    """Those of one review (a primary key). How many there are."""
    found = Review.objects.filter(pk=review).first()
    return len(check_links(found)) if found else 0
