import datetime

import pytest
from django.utils import timezone

from reviews import document as d
from reviews import workflow
from reviews.document.compare import is_tightened
from reviews.drafts import freeze
from reviews.models import Edition
from reviews.workflow import Refused
from shield.marks import has_hidden
from tests.factories import FilmFactory
from tests.reviews.builders import correction, document, live, rewritten, somebody

pytestmark = pytest.mark.django_db


def with_verdict(text, words):
    return d.replace(text, verdict=d.replace(text.verdict, text=words))


def flagged(text, index, spoiler):
    sections = list(text.sections)
    sections[index] = d.replace(sections[index], spoiler=spoiler)
    return d.replace(text, sections=tuple(sections))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda text: with_verdict(text, "See it >!on a Sunday!<."), True),
        (lambda text: flagged(text, 0, d.Spoiler(level="mild")), True),
        (lambda text: text, False),
        (lambda text: with_verdict(text, ">!!<See it on a Sunday."), False),
        (lambda text: with_verdict(text, "See it on a Monday."), False),
        (lambda text: with_verdict(text, "See it >!on a Monday!<."), False),
        (lambda text: flagged(text, 1, None), False),
        (lambda text: flagged(text, 1, d.Spoiler(level="major")), False),
        (lambda text: d.replace(text, headline="Other"), False),
        (lambda text: d.replace(text, sections=text.sections[:1]), False),
        (lambda text: flagged(text, 1, d.Spoiler(level="ending", scope=(text.film,))), True),
    ],
)
def test_tightening_is_adding_marks_and_nothing_else(change, expected):
    text = d.normal(document())
    assert is_tightened(text, d.normal(change(text))) is expected


def test_a_wider_scope_tightens_and_a_narrower_one_does_not():
    text, other = d.normal(document()), FilmFactory()
    ref = d.Ref(key=other.key, name=other.title)
    wide = flagged(text, 1, d.Spoiler(level="ending", scope=(text.film, ref)))
    elsewhere = flagged(text, 1, d.Spoiler(level="ending", scope=(ref,)))
    assert is_tightened(text, wide)
    assert not is_tightened(wide, text)
    assert not is_tightened(text, elsewhere)


def test_one_moderator_hides_a_live_passage_at_once(client):
    edition = live()
    moderator = somebody("Moderator")
    text = edition.revision.document()
    workflow.tighten(
        edition.review,
        document=with_verdict(text, "See it >!on a Sunday!<."),
        by=moderator,
        reason="A reader reported it.",
    )
    page = client.get(edition.review.get_absolute_url()).content.decode()
    assert "on a Sunday" not in page
    assert edition.review.audit_log.first().step == "tighten"


def test_loosening_and_rewording_are_refused():
    edition = live()
    text = edition.revision.document()
    for change in (flagged(text, 1, None), with_verdict(text, "See it never.")):
        with pytest.raises(Refused, match="only hides"):
            workflow.tighten(edition.review, document=change, by=somebody("Moderator"), reason="x")


def test_the_same_marks_go_into_the_draft_whatever_was_rewritten_around_them():
    edition = live()
    review, text = edition.review, edition.revision.document()
    rewritten(review, review.author, verdict=d.Verdict(text="A longer word. See it on a Sunday. And again."))
    workflow.tighten(
        review, document=with_verdict(text, "See it >!on a Sunday!<."), by=somebody("Moderator"), reason="x"
    )
    assert freeze(review.draft).verdict.text == "A longer word. See it >!on a Sunday!<. And again."


def test_a_passage_that_was_reworded_is_hidden_with_all_around_it():
    edition = live()
    review, text = edition.review, edition.revision.document()
    rewritten(review, review.author, verdict=d.Verdict(text="Go on the last day of the week."))
    workflow.tighten(
        review, document=with_verdict(text, "See it >!on a Sunday!<."), by=somebody("Moderator"), reason="x"
    )
    assert has_hidden(freeze(review.draft).verdict.text)
    assert freeze(review.draft).verdict.text == ">!Go on the last day of the week.!<"


def test_an_open_submission_without_the_marks_is_sent_back():
    edition = live()
    review, text = edition.review, edition.revision.document()
    rewritten(review, review.author, headline="A new headline")
    submission = workflow.submit(review, by=review.author)
    workflow.tighten(
        review, document=with_verdict(text, "See it >!on a Sunday!<."), by=somebody("Moderator"), reason="x"
    )
    submission.refresh_from_db()
    assert submission.state == "returned"
    assert "submit again" in submission.reason


def test_a_scheduled_edition_without_the_marks_is_sent_back_and_never_goes_live():
    edition = live()
    review, text = edition.review, edition.revision.document()
    later = timezone.now() + datetime.timedelta(hours=1)
    scheduled = correction(review, "Later", at=later)
    workflow.tighten(
        review, document=with_verdict(text, "See it >!on a Sunday!<."), by=somebody("Moderator"), reason="x"
    )
    assert Edition.objects.live(later).get().number == scheduled.number + 1
    assert review.submissions.get(pk=scheduled.submission_id).state == "returned"
