"""Two people at once: each of two steps in a thread with a connection of its own, again and again."""
# ruff: noqa: B023  (each step has run before the loop goes on)

import os
import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client, override_settings
from django.urls import reverse

from reviews import workflow
from reviews.models import AuditLogEntry, Draft, Edition, Submission, WorkingCopy
from reviews.workflow import Refused
from tests.reviews.builders import begun, document, rewritten, somebody
from tests.reviewsite.desk_forms import filled

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.engines]
TIMES = int(os.environ.get("FOYER_RACES", "8"))  # script/prove runs 50


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
        lines = AuditLogEntry.objects.filter(submission=submission, step__in=("approve", "request-changes"))
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


def test_a_page_left_open_since_before_another_submission_never_publishes_the_unread_text():
    """The author takes the text back, rewrites it and hands it in again while an old page approves."""
    moderator = somebody("Moderator")
    for number in range(TIMES):
        review = begun(document())
        read = open_again(review, number)

        def hand_in_another(review=review, read=read):
            workflow.withdraw(Submission.objects.get(pk=read.pk), by=review.author)
            rewritten(review, review.author, headline="Unread")
            return workflow.submit(review, by=review.author)

        def approve(pk, read=read):
            return workflow.approve(
                Submission.objects.get(pk=pk), digest=read.revision.digest, moderator=moderator
            )

        results = at_once(hand_in_another, lambda read=read: approve(read.pk))
        assert len(refusals(results)) == 1, results
        public = Edition.objects.live().filter(review=review).first()
        assert public is None or public.headline == f"Take {number}"
        if public is None:
            with pytest.raises(Refused, match="not the one submitted"):
                approve(review.submissions.open().get().pk)
        steps = AuditLogEntry.objects.filter(review=review, step__in=("approve", "withdraw"))
        assert steps.count() == 1


def test_of_two_saves_from_pages_opened_together_one_counts_and_the_other_is_kept():
    author = somebody("Author")
    review = begun(document(), author)
    address = reverse("admin:reviews_draft_change", args=[review.pk])
    people = [Client(), Client()]
    for client, user in zip(people, (author, somebody("Editor")), strict=True):
        client.force_login(user)
    opened = filled(people[0].get(address))
    for number in range(TIMES):
        opened["version"] = Draft.objects.get(pk=review.pk).version  # as of a page opened just now
        forms = [opened | {"headline": f"Take {number}, {at}"} for at in range(len(people))]
        before = review.revisions.count()
        answers = at_once(
            *[lambda c=c, v=v: c.post(address, v).status_code for c, v in zip(people, forms, strict=True)]
        )
        assert sorted(answers) == [200, 302], answers
        assert review.revisions.count() == before + 1
        assert AuditLogEntry.objects.filter(review=review, step="save").count() == before + 1
        (kept,) = WorkingCopy.objects.filter(review=review).exclude(form={})
        loser = answers.index(200)
        assert kept.form["headline"] == [f"Take {number}, {loser}"]
        kept.delete()


def test_of_two_windows_of_one_person_that_keep_at_once_one_does_and_the_other_is_told():
    author = somebody("Author")
    review = begun(document(), author)
    live = reverse("admin:reviews_draft_live", args=[review.pk])
    windows = [Client(), Client()]
    for client in windows:
        client.force_login(author)
    values = filled(windows[0].get(reverse("admin:reviews_draft_change", args=[review.pk]))) | {"keep": "1"}
    for number in range(TIMES // 2):
        pages = [f"{number}-{at}" for at in range(len(windows))]
        answers = at_once(
            *[
                lambda c=c, p=p: c.post(live, values | {"page": p, "headline": p}).json()
                for c, p in zip(windows, pages, strict=True)
            ]
        )
        row = WorkingCopy.objects.get()
        (winner,) = [page for page, answer in zip(pages, answers, strict=True) if answer["kept"]]
        assert (row.page, row.form["headline"]) == (winner, [winner])
        assert sorted(bool(answer["elsewhere"]) for answer in answers) == [False, True]
        WorkingCopy.objects.update(form={})


def test_an_undo_and_a_new_submission_leave_one_submission_open_and_nothing_public():
    moderator = somebody("Moderator")
    for number in range(TIMES):
        review = begun(document())
        submission = open_again(review, number)
        edition = workflow.approve(
            submission, digest=submission.revision.digest, moderator=moderator, undo=timedelta(minutes=1)
        )
        rewritten(review, review.author, headline="Later")
        with override_settings(UNDO_SECONDS=60):
            results = at_once(
                lambda edition=edition: workflow.undo(edition, by=moderator),
                lambda review=review: workflow.submit(review, by=review.author),
            )
        assert len(refusals(results)) == 1, results
        assert review.submissions.open().count() == 1
        assert not Edition.objects.live().filter(review=review).exists()


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
