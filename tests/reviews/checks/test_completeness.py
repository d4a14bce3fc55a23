"""What a review needs before it may be submitted, by the rules of the house."""

import pytest

from reviews import document as d
from reviews import workflow
from reviews.checks.completeness import completeness
from tests.reviews.builders import begun, document

VERDICT = "Write a verdict that any reader may see: this house asks for one in every review."


@pytest.mark.parametrize(
    ("verdict", "is_asked_for"),
    [
        (d.Verdict(), True),
        (d.Verdict(label="Quiet"), True),
        (d.Verdict(text=">!The lake wins.!<"), True),
        (d.Verdict(text="Go and see it. >!The lake wins.!<"), False),
    ],
)
@pytest.mark.django_db
def test_a_house_may_ask_for_a_verdict(settings, verdict, is_asked_for):
    text = document(verdict=verdict)
    assert completeness(text) == []
    settings.VERDICT_REQUIRED = True
    assert completeness(text) == [VERDICT] * is_asked_for


@pytest.mark.django_db
def test_a_review_without_one_is_not_submitted_there(settings):
    settings.VERDICT_REQUIRED = True
    review = begun(document(verdict=d.Verdict()))
    with pytest.raises(workflow.Refused, match="Write a verdict"):
        workflow.submit(review, by=review.author)
    assert not review.submissions.exists()
