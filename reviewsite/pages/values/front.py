"""The front page: the latest reviews, and what is announced."""

from franchises.companions import Companions
from franchises.models import ProjectStatus
from reviews.public.cards import latest_cards
from reviews.public.facts import status_view

CARDS = 10
STATUSES = 3


def front() -> dict:
    """The newest review as the lead, three beside it, the others behind."""
    lead, *others = [*latest_cards(CARDS)] or [None]
    next_up = list(ProjectStatus.objects.next_up().for_page()[:STATUSES])
    companions = Companions(franchises=[status.franchise_id for status in next_up])
    return {
        "lead": lead,
        "briefs": tuple(others[:3]),
        "earlier": tuple(others[3:]),
        "next_up": tuple(status_view(status, companions) for status in next_up),
    }
