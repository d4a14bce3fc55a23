"""Values of the front page: the latest reviews and announced films."""

from datetime import date

from django.utils import timezone

from franchises.models import ProjectStatus
from franchises.related_films import RelatedFilms
from pagecache.queries.prepared import PreparedQuery
from pagecache.recording import made_of
from reviews.public.cards import latest_cards
from reviews.public.facts_box import status_view

CARDS = 10
STATUSES = 3
_next_up = PreparedQuery(lambda day: ProjectStatus.objects.next_up(day).for_page()[:STATUSES], day=date)


def front() -> dict:
    """Template context: the newest review as lead, the next three as briefs, the rest as earlier."""
    lead, *others = [*latest_cards(CARDS)] or [None]
    made_of(ProjectStatus)
    next_up = _next_up(day=timezone.localdate())
    related_films = RelatedFilms(franchises=[status.franchise_id for status in next_up])
    return {
        "lead": lead,
        "briefs": tuple(others[:3]),
        "earlier": tuple(others[3:]),
        "next_up": tuple(status_view(status, related_films) for status in next_up),
    }
