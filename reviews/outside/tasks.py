"""Looking at links as a task: at once, or by a worker (TASKS_BACKEND)."""

try:
    from django.tasks import task  # Django 6
except ImportError:
    from django_tasks import task

from reviews.models import Review
from reviews.outside.looking import look_at_links


@task()
def look_at_links_of(review: int) -> int:
    """Those of one review (a primary key). How many there are."""
    found = Review.objects.filter(pk=review).first()
    return len(look_at_links(found)) if found else 0
