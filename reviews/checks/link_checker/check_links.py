"""Which addresses reviews link to, and what each answered: kept, with its moment."""

from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor

from django.db.models import F, Max
from django.utils import timezone

from reviews.checks.link_checker.http_client import Answer, fetch
from reviews.checks.links import outside_links
from reviews.models import Edition, LinkResult, Review, Revision
from reviews.models.link_result import ADDRESS_LIMIT

AT_ONCE = 8  # addresses asked at the same time
MANY = 100  # revisions read at a time


def check_links(
    review: Review | None = None, *, asking: Callable[[str], Answer] = fetch
) -> dict[str, LinkResult]:
    """Ask every address that live editions and drafts link to, or those of one review, and keep the answers.

    Never within a transaction that writes: an answer may take its time.
    """
    urls = sorted(_urls(review))
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        answers = list(pool.map(asking, urls))
    rows = [_row(answer) for answer in answers]
    LinkResult.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["url"],
        update_fields=["status", "ok", "error", "checked_at"],
    )
    if review is None:
        _forget(set(urls))
    return {row.url: row for row in rows}


def _row(answer: Answer) -> LinkResult:
    return LinkResult(
        url=answer.url,
        status=answer.status,
        ok=answer.ok,
        error=answer.error[:200],
        checked_at=timezone.now(),
    )


def _forget(urls: Collection[str]) -> None:
    """What nothing links to any more."""
    rows = LinkResult.objects.values_list("pk", "url").iterator()
    gone = [pk for pk, url in rows if url not in urls]
    for at in range(0, len(gone), 500):
        LinkResult.objects.filter(pk__in=gone[at : at + 500]).delete()


def _urls(review: Review | None) -> set[str]:
    found = set()
    for revision in _revisions(review):
        found |= outside_links(revision.document())
    return {url for url in found if len(url) <= ADDRESS_LIMIT}


def _revisions(review: Review | None) -> Iterator[Revision]:
    """The live one of each review, and the one last saved."""
    revisions = Revision.objects.all()
    if review:
        revisions = revisions.filter(review=review)
    latest = revisions.alias(last=Max("review__revisions__number")).filter(number=F("last"))
    wanted = set(latest.values_list("pk", flat=True))
    wanted |= set(Edition.objects.live().filter(revision__in=revisions).values_list("revision", flat=True))
    keys = sorted(wanted)
    for at in range(0, len(keys), MANY):
        yield from revisions.filter(pk__in=keys[at : at + MANY])
