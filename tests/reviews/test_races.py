"""Two people at once: each of two steps in a thread with a connection of its own, fifty times."""
# ruff: noqa: B023  (each step has run before the loop goes on)

import threading

import pytest
from django.db import connections

from reviews import workflow
from reviews.models import Edition, RecordLine, Submission
from reviews.workflow import Refused
from tests.reviews.house import begun, document, rewritten, somebody

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 50


def at_once(*steps):
    """Run the steps at the same moment; what each gave, or the refusal it met."""
    gate = threading.Barrier(len(steps))
    results = [None] * len(steps)

    def run(index, step):
        gate.wait()
        try:
            results[index] = step()
        except Refused as error:
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def refusals(results):
    return [result for result in results if isinstance(result, Refused)]


def open_again(review, number):
    rewritten(review, review.author, headline=f"Take {number}")
    return workflow.submit(review, by=review.author)


def test_of_two_simultaneous_decisions_one_counts():
    one, other = somebody("Moderator"), somebody("Moderator")
    review = begun(document())
    for number in range(TIMES):
        submission = open_again(review, number)
        digest = submission.revision.digest
        results = at_once(
            lambda: workflow.approve(
                Submission.objects.get(pk=submission.pk),
                digest=digest,
                moderator=one,
                kind="fix" if number else "",
            ),
            lambda: (
                workflow.request_changes(
                    Submission.objects.get(pk=submission.pk), moderator=other, reason="Once more."
                )
                if number % 2
                else workflow.approve(
                    Submission.objects.get(pk=submission.pk),
                    digest=digest,
                    moderator=other,
                    kind="fix" if number else "",
                )
            ),
        )
        assert len(refusals(results)) == 1, results
        decided = Submission.objects.get(pk=submission.pk)
        assert decided.state in ("approved", "returned")
        assert Edition.objects.filter(submission=submission).count() == (decided.state == "approved")
        lines = RecordLine.objects.filter(submission=submission, step__in=("approve", "request-changes"))
        assert lines.count() == 1
        assert Edition.objects.live().filter(review=review).count() <= 1


def test_of_two_simultaneous_submissions_one_counts():
    review = begun(document())
    for number in range(TIMES):
        rewritten(review, review.author, headline=f"Take {number}")
        results = at_once(*[lambda: workflow.submit(review, by=review.author)] * 2)
        assert len(refusals(results)) == 1, results
        workflow.withdraw(review.submissions.open().get(), by=review.author)


def test_a_withdrawal_and_an_approval_never_both_count():
    moderator = somebody("Moderator")
    review = begun(document())
    for number in range(TIMES):
        submission = open_again(review, number)
        results = at_once(
            lambda: (
                workflow.withdraw(Submission.objects.get(pk=submission.pk), by=review.author) or "withdrawn"
            ),
            lambda: workflow.approve(
                Submission.objects.get(pk=submission.pk),
                digest=submission.revision.digest,
                moderator=moderator,
            ),
        )
        assert len(refusals(results)) == 1, results


def test_a_save_during_an_approval_is_not_approved_with_it():
    moderator = somebody("Moderator")
    review = begun(document())
    for number in range(TIMES):
        submission = open_again(review, number)
        at_once(
            lambda: rewritten(review, review.author, headline=f"Unread {number}"),
            lambda: workflow.approve(
                Submission.objects.get(pk=submission.pk),
                digest=submission.revision.digest,
                moderator=moderator,
            ),
        )
        assert Edition.objects.live().get(review=review).headline == f"Take {number}"


def test_an_embargo_and_an_approval_leave_nothing_public_under_an_embargo():
    import datetime

    from django.utils import timezone

    moderator, chief = somebody("Moderator"), somebody("Chief")
    until = timezone.now() + datetime.timedelta(hours=1)
    for _ in range(TIMES // 2):
        review = begun(document())
        submission = workflow.submit(review, by=review.author)
        film = review.draft.film
        results = at_once(
            lambda: workflow.set_embargo(film=film, until=until, by=chief),
            lambda: workflow.approve(
                Submission.objects.get(pk=submission.pk),
                digest=submission.revision.digest,
                moderator=moderator,
            ),
        )
        is_live = Edition.objects.live().filter(review=review).exists()
        assert is_live == isinstance(results[0], Refused), results
