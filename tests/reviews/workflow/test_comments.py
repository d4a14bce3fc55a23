"""Comments among staff: on a part or a passage, answered, resolved, and where they are seen."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from reviews import document as d
from reviews import workflow
from reviews.models import AuditLogEntry, Comment, Step
from reviews.workflow import Refused
from reviews.workflow.commenting import MAX_LENGTH
from tests.reviews.builders import approved, begun, document, live, rewritten, somebody, submitted

pytestmark = pytest.mark.django_db
SAID = "Does this give the lake away?"


@pytest.fixture
def moderator():
    return somebody("Moderator", first_name="Ben")


def first_part(review):
    return str(review.revisions.first().document().sections[0].key)


def commented(review, by, text=SAID, **options):
    return workflow.comment(review.revisions.first(), by=by, place=first_part(review), text=text, **options)


def test_a_conversation_is_begun_answered_resolved_and_opened_again(moderator):
    review = submitted().review
    thread = commented(review, moderator, quote="It begins with rain.")

    workflow.answer(thread, by=review.author, text="I think not.")
    workflow.resolve(thread, by=review.author)
    (kept,) = Comment.objects.threads()
    assert [reply.text for reply in kept.replies.all()] == ["I think not."]
    assert (kept.resolved_by, Comment.objects.unresolved().count()) == (review.author, 0)
    workflow.answer(kept, by=moderator, text="But look.")

    assert Comment.objects.unresolved().get() == thread
    steps = [line.step for line in review.audit_log.filter(step__in=("comment", "resolve", "reopen"))]
    assert steps == [Step.COMMENT, Step.REOPEN, Step.RESOLVE, Step.COMMENT, Step.COMMENT]


def test_the_record_never_holds_what_a_comment_says(moderator):
    review = submitted().review
    workflow.answer(commented(review, moderator), by=review.author, text="The lake dries up.")

    told = " ".join(f"{line.reason} {line.detail}" for line in AuditLogEntry.objects.all())
    assert SAID not in told
    assert "dries up" not in told


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_comment_is_refused(moderator, text):
    with pytest.raises(Refused, match="Write something"):
        commented(submitted().review, moderator, text)


def test_a_comment_on_a_part_that_the_text_has_not_is_refused(moderator):
    review = submitted().review

    with pytest.raises(Refused, match="no such part"):
        workflow.comment(review.revisions.first(), by=moderator, place="nowhere", text=SAID)


def test_a_conversation_is_resolved_once(moderator):
    thread = commented(submitted().review, moderator)
    workflow.resolve(thread, by=moderator)

    with pytest.raises(Refused, match="resolved already"):
        workflow.resolve(thread, by=moderator)


@pytest.mark.engines
def test_the_words_of_a_comment_are_never_changed_in_the_database_either(moderator):
    thread = commented(submitted().review, moderator)

    for change in ({"text": "Otherwise."}, {"by": somebody("Author")}, {"place": "verdict"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Comment.objects.filter(pk=thread.pk).update(**change)


def test_where_the_house_asks_for_it_nothing_is_approved_over_an_open_comment(moderator, settings):
    settings.COMMENTS_MUST_BE_RESOLVED = True
    submission = submitted()
    thread = commented(submission.review, moderator)

    with pytest.raises(Refused, match="A comment is not resolved yet"):
        approved(submission, moderator)
    workflow.resolve(thread, by=moderator)
    approved(submission, moderator)


def test_elsewhere_an_open_comment_stops_nothing(moderator):
    submission = submitted()
    commented(submission.review, moderator)

    approved(submission, moderator)


def page_of(client, user, submission):
    client.force_login(user)
    address = reverse("admin:reviews_draft_submission", args=[submission.review_id, submission.pk])
    return client.get(address).content.decode()


def test_a_comment_stands_beside_its_part_also_after_the_part_moved_and_changed(client, moderator):
    review = begun()
    commented(review, moderator)
    text = review.revisions.first().document()
    opening, ending = text.sections
    changed = d.replace(opening, text="It begins with snow.")
    rewritten(review, review.author, sections=(ending, changed))
    submission = workflow.submit(review, by=review.author)

    html = page_of(client, moderator, submission)

    beside = html.index(SAID)
    parts = {
        name: html.index(f'id="p-{str(part.key)[:8]}"')
        for name, part in (("ending", ending), ("opening", opening))
    }
    assert parts["ending"] < parts["opening"] < beside
    assert "on revision 1" in html


def test_a_comment_on_a_part_that_is_gone_is_still_shown(client, moderator):
    review = begun()
    commented(review, moderator)
    rewritten(review, review.author, sections=review.revisions.first().document().sections[1:])
    submission = workflow.submit(review, by=review.author)

    html = page_of(client, moderator, submission)

    assert "Comments on parts that are gone" in html
    assert SAID in html


def test_the_author_finds_it_beside_the_form(client, moderator):
    review = submitted().review
    commented(review, moderator)
    client.force_login(review.author)

    html = client.get(reverse("admin:reviews_draft_change", args=[review.pk])).content.decode()

    assert SAID in html
    assert 'href="#sections-0"' in html


def test_comments_are_made_and_answered_at_the_desk(client, moderator):
    review = submitted().review
    client.force_login(moderator)

    def do(step, **values):
        return client.post(reverse("admin:reviews_draft_do", args=[review.pk, step]), values)

    do("comment", revision=1, place=first_part(review), text=SAID)
    thread = Comment.objects.get()
    do("answer", thread=thread.pk, text="To myself.")
    do("resolve", thread=thread.pk)

    assert thread.replies.get().text == "To myself."
    assert not Comment.objects.unresolved().exists()


def test_no_comment_is_typed_that_is_too_long_to_be_kept(client, moderator):
    submission = submitted()
    commented(submission.review, moderator)
    html = page_of(client, moderator, submission)
    boxes = re.findall(r'<textarea name="text"[^>]*>', html)
    assert len(boxes) > 1
    assert all(f'maxlength="{MAX_LENGTH}"' in box for box in boxes)


def test_nobody_comments_on_what_they_may_not_see_or_through_another_review(client, moderator):
    review, other = submitted().review, begun()
    thread = commented(review, moderator)
    client.force_login(other.author)

    def do(of, step, **values):
        return client.post(reverse("admin:reviews_draft_do", args=[of.pk, step]), values).status_code

    assert do(review, "answer", thread=thread.pk, text="Hello.") == 404
    assert do(other, "answer", thread=thread.pk, text="Hello.") == 404
    assert do(other, "resolve", thread=thread.pk) == 404
    assert Comment.objects.count() == 1
    assert Comment.objects.unresolved().exists()


def test_no_public_page_and_no_checker_gets_a_comment(client, moderator):
    edition = live(document())
    review = edition.review
    commented(review, moderator, "Canaryword.")

    assert "Canaryword" not in client.get(review.get_absolute_url()).content.decode()
    rewritten(review, review.author, headline="Another")
    submission = workflow.submit(review, by=review.author)
    client.force_login(somebody("Spoiler checker"))
    page = client.get(reverse("admin:spoiler_check", args=[submission.pk]))
    assert page.status_code == 200
    assert "Canaryword" not in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_conversations_cost_as_many_queries_whatever_their_number(client, moderator, count):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    submission = submitted()
    for number in range(count):
        workflow.answer(commented(submission.review, moderator, f"Word {number}"), by=moderator, text="Yes.")
    page_of(client, moderator, submission)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        page_of(client, moderator, submission)

    of_comments = [query for query in queries if "reviews_comment" in query["sql"]]
    assert len(of_comments) == 2
