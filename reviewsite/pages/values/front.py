"""The front page: the latest reviews, and what is announced."""

from franchises.models import ProjectStatus
from franchises.related_films import RelatedFilms
from reviews.public.cards import latest_cards
from reviews.public.facts_box import status_view

CARDS = 10
STATUSES = 3


def front() -> dict:
    """The newest review as the lead, three beside it, the others behind."""
    lead, *others = [*latest_cards(CARDS)] or [None]
    next_up = list(ProjectStatus.objects.next_up().for_page()[:STATUSES])
    companions = RelatedFilms(franchises=[status.franchise_id for status in next_up])
    return {
        "lead": lead,
        "briefs": tuple(others[:3]),
        "earlier": tuple(others[3:]),
        "next_up": tuple(status_view(status, companions) for status in next_up),
    }
