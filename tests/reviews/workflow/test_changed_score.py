"""A changed score: readers are told of it, in a note, in the history and in structured data."""

import json
import re

import pytest

from ratings.models import Scale
from reviews import document as d
from reviews.workflow import Refused
from tests.factories import ScaleFactory
from tests.reviews.builders import document, later, live

pytestmark = pytest.mark.django_db


def score(value):
    scale = Scale.objects.first() or ScaleFactory()
    return d.Score(scale=scale.key, version=1, value=value, maximum=5, divisions=2, word="good")


@pytest.fixture
def edition():
    return live(document(score=score(7)))


def data_of(client, review):
    page = client.get(review.get_absolute_url()).content.decode()
    return json.loads(re.search(r'ld\+json">(.*?)</script>', page, re.DOTALL)[1])


@pytest.mark.parametrize("kind", ["", "fix"])
@pytest.mark.parametrize(("value", "after"), [(8, "4 of 5"), (None, "none")])
def test_a_changed_score_is_no_silent_fix(edition, kind, value, after):
    with pytest.raises(Refused, match=f"from 3½ of 5 to {after}. That is no silent fix: choose correction"):
        later(edition.review, {"score": value and score(value)}, kind=kind, note="Seen again.")
    assert edition.review.editions.count() == 1
    assert edition.review.submissions.open().exists()


@pytest.mark.parametrize("kind", ["correction", "update", "re-review"])
def test_a_changed_score_needs_a_note(edition, kind):
    with pytest.raises(Refused, match="in a note"):
        later(edition.review, {"score": score(8)}, kind=kind, note=" ")


def test_history_page_and_structured_data_tell_from_what_to_what(client, edition):
    review = edition.review
    later(review, {"score": score(8)}, kind="re-review", note="Seen again.")
    later(review, {"headline": "A quieter week"}, kind="fix")
    later(review, {"score": None}, kind="correction", note="No score yet.")
    told = ["The score went from 3½ of 5 to 4 of 5.", "The score went from 4 of 5 to none."]
    for path in (review.get_absolute_url(), review.address_of("history")):
        page = client.get(path).content.decode()
        assert all(page.count(f"{sentence}<") + page.count(f"{sentence} ") == 1 for sentence in told)
    assert [item["text"] for item in data_of(client, review)["correction"]] == told[::-1]


def test_the_same_score_may_be_part_of_a_silent_fix(client, edition):
    later(edition.review, {"headline": "A quieter week", "score": d.replace(score(7), word="fine")})
    assert "The score went" not in client.get(edition.review.address_of("history")).content.decode()
    assert "correction" not in data_of(client, edition.review)
