"""Fetch the external URLs of reviews and store what each answered as `LinkResult` rows."""

from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor

from django.db.models import F, Max
from django.utils import timezone

from monitoring.models import Job, JobRun
from reviews.checks.link_checker.http_client import Answer, fetch
from reviews.checks.links import external_links
from reviews.models import Edition, LinkResult, Review, Revision
from reviews.models.link_result import ADDRESS_LIMIT

MAX_WORKERS = 8  # URLs fetched at the same time
BATCH_SIZE = 100  # revisions in one query


def check_links(
    review: Review | None = None, *, fetch_url: Callable[[str], Answer] = fetch
) -> dict[str, LinkResult]:
    """Fetch every external URL in live and latest revisions (of one review, or all); store the results.

    Never call it in a transaction that writes: a response may take many seconds.
    """
    urls = sorted(_urls(review))
    with ThreadPoolExecutor(max_workers=MAX_WORKERS) as pool:
        answers = list(pool.map(fetch_url, urls))
    rows = [_row(answer) for answer in answers]
    LinkResult.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["url"],
        update_fields=["status", "ok", "error", "checked_at"],
    )
    if review is None:
        _delete_unlinked(set(urls))
        JobRun.objects.note(Job.LINKS)
    return {row.url: row for row in rows}


def _row(answer: Answer) -> LinkResult:
    return LinkResult(
        url=answer.url,
        status=answer.status,
        ok=answer.ok,
        error=answer.error[:200],
        checked_at=timezone.now(),
    )


def _delete_unlinked(urls: Collection[str]) -> None:
    """Delete the results of all other URLs: no review links to them any more."""
    rows = LinkResult.objects.values_list("pk", "url").iterator()
    stale = [pk for pk, url in rows if url not in urls]
    for start in range(0, len(stale), 500):
        LinkResult.objects.filter(pk__in=stale[start : start + 500]).delete()


def _urls(review: Review | None) -> set[str]:
    urls = set()
    for revision in _revisions(review):
        urls |= external_links(revision.document())
    return {url for url in urls if len(url) <= ADDRESS_LIMIT}


def _revisions(review: Review | None) -> Iterator[Revision]:
    """The live and the latest revision of each review."""
    revisions = Revision.objects.all()
    if review:
        revisions = revisions.filter(review=review)
    latest = revisions.alias(last=Max("review__revisions__number")).filter(number=F("last"))
    keys = set(latest.values_list("pk", flat=True))
    keys |= set(Edition.objects.live().filter(revision__in=revisions).values_list("revision", flat=True))
    ordered = sorted(keys)
    for start in range(0, len(ordered), BATCH_SIZE):
        yield from revisions.filter(pk__in=ordered[start : start + BATCH_SIZE])
