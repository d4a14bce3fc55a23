"""Findings of imported drafts, kept with the import until the draft, its film or the settings change."""

import hashlib
import json
from collections.abc import Collection, Sequence

from django.conf import settings
from django.db.models import Max

from cast.models import credits_scope
from films.models import Film
from franchises.models import franchises_scope
from pagecache.models import Change
from pagecache.scopes import scope
from reviews.checks.leak_check.hidden_sentences import VERSION as HIDDEN_VERSION
from reviews.models import ImportedPost, LeakWaiver
from reviews.workflow.adoptions.candidates import weighed_findings

VERSION = 1  # of what is kept


def with_valid_findings(posts: Collection[ImportedPost]) -> set[int]:
    """Primary keys of the posts whose findings were made of draft, film and settings as they are now.

    What other reviews came to hide meanwhile makes none invalid: it is asked when a draft is adopted. As many
    queries, however many posts. `posts`: with `review__draft`.
    """
    now = _stamps(posts)
    return {
        post.pk for post in posts if post.findings is not None and post.findings_stamp == now.get(post.pk)
    }


def keep_findings(post: ImportedPost) -> None:
    """Check the draft of a post. `post`: with `review__draft`."""
    assert post.review is not None
    post.findings_stamp = _stamps([post])[post.pk]  # of what stands before it is checked
    document = post.review.revisions.get(number=1).document()
    post.findings = [list(item) for item in weighed_findings(post.review, document)]
    post.save(update_fields=["findings", "findings_stamp"])


def _stamps(posts: Collection[ImportedPost]) -> dict[int, str]:
    """For each post: SHA-256 of what its findings are made of."""
    changes = _last_changes({post.review.draft.film_id for post in posts if post.review})
    waivers = LeakWaiver.objects.filter(review__in=[post.review_id for post in posts])
    last_waivers = dict(waivers.order_by().values_list("review").annotate(Max("pk")))
    house = (VERSION, HIDDEN_VERSION, settings.CHECK_LEVELS, settings.VERDICT_REQUIRED, settings.SITE_URL)
    drafts = {post.pk: (post.digest, post.review) for post in posts if post.review}
    return {
        pk: _hash(
            (house, digest, review.slug, last_waivers.get(review.pk), changes.get(review.draft.film_id))
        )
        for pk, (digest, review) in drafts.items()
    }


def _hash(values: Sequence) -> str:
    return hashlib.sha256(json.dumps(values, default=str).encode()).hexdigest()


def _last_changes(films: Collection[int | None]) -> dict[int | None, list[int | None]]:
    """For each film: the numbers of the last changes to it, to its credits and to its franchises."""
    names = {film: (scope(Film, film), credits_scope(film), franchises_scope(film)) for film in films if film}
    changes = Change.objects.filter(scope__in=[name for three in names.values() for name in three])
    last = dict(changes.order_by().values_list("scope").annotate(Max("pk")))
    return {film: [last.get(name) for name in three] for film, three in names.items()}
