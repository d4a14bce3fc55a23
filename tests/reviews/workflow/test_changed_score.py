"""A changed score: readers are told of it, in a note, in the history and in structured data."""

import json
import re

import pytest

from ratings.models import Scale
from reviews import document as d
from reviews.workflow import Refused
from tests.factories import AspectFactory, ScaleFactory
from tests.reviews.builders import approved, document, later, live

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


def aspect(name, value, key=None):
    return d.AspectScore(aspect=d.Ref(key=key or AspectFactory(name=name).key, name=name), score=score(value))


@pytest.fixture
def scored():
    return live(document(score=score(7), aspects=(aspect("Acting", 10), aspect("Music", 4))))


def aspects_of(edition):
    return edition.revision.document().aspects


def lower(acting, music):
    return (d.replace(acting, score=score(2)), music)


def taken_away(acting, music):
    return (music,)


def added(acting, music):
    return (acting, music, aspect("Story", 6))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lower, "“Acting” went from 5 of 5 to 1 of 5."),
        (taken_away, "“Acting” went from 5 of 5 to none."),
        (added, "“Story” went from none to 3 of 5."),
    ],
)
def test_readers_are_told_of_the_changed_score_of_an_aspect(client, scored, change, told):
    review, fields = scored.review, {"aspects": change(*aspects_of(scored))}
    with pytest.raises(Refused, match=f"{told} That is no silent fix"):
        later(review, fields)
    submission = review.submissions.open().get()
    with pytest.raises(Refused, match="in a note"):
        approved(submission, kind="re-review")
    approved(submission, kind="re-review", note="Seen again.")
    later(review, {"headline": "A quieter week"})
    for path in (review.get_absolute_url(), review.address_of("history")):
        assert f"The score for {told}" in client.get(path).content.decode()
    assert [item["text"] for item in data_of(client, review)["correction"]] == [f"The score for {told}"]


def moved(acting, music):
    return (music, acting)


def renamed(acting, music):
    return (d.replace(acting, aspect=d.replace(acting.aspect, name="Play")), music)


def chosen_anew(acting, music):
    AspectFactory._meta.model.objects.filter(key=acting.aspect.key).update(name="Acting (old)")
    return (aspect("Acting", 10), music)


@pytest.mark.parametrize("change", [moved, renamed, chosen_anew])
def test_aspects_moved_or_renamed_with_the_same_score_need_no_note(client, scored, change):
    aspects = change(*aspects_of(scored))
    later(scored.review, {"headline": "A quieter week", "aspects": aspects})
    assert "correction" not in data_of(client, scored.review)
