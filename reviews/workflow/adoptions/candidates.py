"""Which imported drafts may be adopted, and what the checks find in them."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from films.models import Film
from reviews import document as d
from reviews.checks.findings import Finding
from reviews.checks.run import run_checks
from reviews.checks.severity import Severity
from reviews.document.unread import opening_of
from reviews.models import (
    Edition,
    FindingWeight,
    ImportedPost,
    PostOutcome,
    Review,
    Submission,
    SubmissionState,
)

UNDONE = Q(state=SubmissionState.UNDONE, adoption__isnull=False)  # an adoption taken back
SHOWN = ("headline", "dek", "seen", "first_published")  # of an unread text, besides its opening


def adoptable(user: User, before: datetime | None = None) -> QuerySet[ImportedPost]:
    """Posts whose drafts this moderator may adopt: as they were made, by others, first published before.

    `before`: the first edition of this house (`first_edition_at`). What their texts say is asked when they
    are adopted: the day stands in the draft.
    """
    reviews = Review.objects.alias(saves=Count("revisions")).filter(saves=1, pk=OuterRef("review"))
    undecided = ~Exists(Submission.objects.filter(review=OuterRef("review")).exclude(UNDONE))
    posts = ImportedPost.objects.filter(Exists(reviews), undecided, outcome=PostOutcome.MADE)
    posts = posts.filter(review__draft__first_published_date__lt=timezone.localdate(before))
    return posts.exclude(batch__by=user).exclude(review__author=user)


def first_edition_at() -> datetime | None:
    """When this house first published a review that it did not adopt; None if it has not."""
    own = Edition.objects.ever_public().filter(submission__adoption=None)
    return own.aggregate(first=Min("public_from"))["first"]


def weighed_findings(review: Review, document: d.Document) -> list[tuple[FindingWeight, str]]:
    """What the checks find in a draft that may be adopted: each sentence once, the heaviest first."""
    shown = {*SHOWN, *(str(part.key) for part in opening_of(document))}
    found = [(FindingWeight.KEEPS, sentence) for sentence in _older_than_its_film(document)]
    for result in run_checks(review, document, with_upcoming=True):
        for item in result.findings:
            if item in result.refuses:
                found.append((_weight(item, result.level, shown), item.sentence))
            elif not item.waiver:
                found.append((FindingWeight.WARNS, item.sentence))
    return sorted(dict.fromkeys(found), key=lambda item: FindingWeight.values.index(item[0]))


def _weight(item: Finding, level: Severity, shown: Collection[str]) -> FindingWeight:
    """What blocks keeps every draft; another finding one of which readers get that part."""
    return FindingWeight.KEEPS if level == "blocks" or item.key in shown else FindingWeight.KEEPS_IF_READ


def _older_than_its_film(document: d.Document) -> Iterable[str]:
    day, reference = document.first_published.date, document.film
    film = Film.objects.filter(key=reference.key).first() if reference else None
    if day and film and film.year and day.year < film.year:
        message = _("It says to be first published in %(day)s, before the year of its film (%(film)s).")
        yield message % {"day": day.year, "film": film.year}


def refusing(findings: Iterable[tuple[str, str]], *, is_read: bool) -> list[str]:
    """The sentences that keep a draft from being adopted. Of a text that was read, all of it is shown."""
    weights = {FindingWeight.KEEPS, FindingWeight.KEEPS_IF_READ} if is_read else {FindingWeight.KEEPS}
    return list(dict.fromkeys(sentence for weight, sentence in findings if weight in weights))
