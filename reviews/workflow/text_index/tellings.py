"""After an approval: which live reviews tell what the new edition withholds. It stops no approval."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from franchises.models import Instalment
from reviews.checks.leak_check.other_reviews import HiddenRow, pairs_with
from reviews.checks.subject import subject_of
from reviews.models import Edition, HiddenSentence, NamedFilm, Telling

MAX_TELLERS = 500  # the newest live editions that are compared


def find_tellings(edition: Edition) -> int:
    """Replace the `Telling` rows of an edition; returns how many there are now.

    Compared are live reviews of the films that it gives away, of their franchises' films, and those that
    name one of these films.
    """
    withheld = HiddenSentence.objects.withheld(with_upcoming=True).filter(edition=edition)
    films = set(withheld.order_by().values_list("film", flat=True))
    rows = HiddenRow.of(withheld)
    tellings = [
        Telling(edition=edition, teller=teller, pairs=sorted(pair.hash for pair in pairs))
        for teller in _candidates(edition, films)
        if (pairs := pairs_with(subject_of(teller.review, teller.revision.document()), rows, films))
    ]
    with transaction.atomic():
        Telling.objects.filter(edition=edition).delete()
        Telling.objects.bulk_create(tellings)
    return len(tellings)


def _candidates(edition: Edition, films: set[int]) -> Iterable[Edition]:
    naming = NamedFilm.objects.filter(film__in=films).values("edition")
    speaking = Q(film__in=related_films(films)) | Q(pk__in=naming)
    editions = Edition.objects.live().filter(speaking).exclude(review=edition.review_id)
    return editions.select_related("review", "revision").order_by("-pk")[:MAX_TELLERS] if films else ()


def related_films(films: set[int]) -> set[int]:
    """These films and those of their franchises."""
    franchises = Instalment.objects.filter(film__in=films).values("franchise")
    return films | set(Instalment.objects.filter(franchise__in=franchises).values_list("film", flat=True))
