"""Passages that another review of ours says as well: which are found, which are not, and what is kept."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews import document as d
from reviews import workflow
from reviews.checks.run import run_checks
from reviews.drafts import thaw
from reviews.models import Critic, Review, Shingle
from tests.factories import CreditFactory, FilmFactory, InstalmentFactory, PersonFactory
from tests.reviews.builders import begun, document, live, rewritten, somebody

pytestmark = pytest.mark.django_db
PASSAGE = "the lantern swings over a grey harbour while nobody in the village dares to look outside"

ALIKE = [
    "Jo Marlow and Ida Holm and Otto Brandt and Jo Marlow and Ida Holm.",
    "and then there is the one that was in it for all of them and us",
]


def saying(text, film=None, **fields):
    return document(film, sections=(d.Section(kind="opening", text=text),), **fields)


def repeats(review):
    (result,) = (
        item for item in run_checks(review, review.revisions.first().document()) if item.name == "repeats"
    )
    return result.findings


def test_a_passage_of_another_review_of_the_film_is_found_and_shown_whole():
    film = FilmFactory()
    other = begun(saying(f"It is quiet, and {PASSAGE}, as ever.", film))
    review = begun(saying(f"We remember how {PASSAGE.capitalize()}! Then it rains.", film))
    (found,) = repeats(review)
    assert found.quote == PASSAGE.capitalize()
    assert (found.place, found.review) == ("Opening", other.pk)


def test_so_is_one_of_the_franchise_and_of_the_critic_and_no_other():
    film, critic = FilmFactory(), Critic.objects.create(name="Ada Quill", slug="ada-quill")
    tie = InstalmentFactory(film=film)
    sequel = InstalmentFactory(franchise=tie.franchise).film
    byline = (d.Byline(name="Ada Quill", critic=critic.key),)
    begun(saying(f"{PASSAGE}.", film, bylines=byline))
    assert len(repeats(begun(saying(f"Here {PASSAGE}.", sequel)))) == 1
    assert len(repeats(begun(saying(f"Here {PASSAGE}.", bylines=byline)))) == 1
    assert repeats(begun(saying(f"Here {PASSAGE}."))) == ()


@pytest.mark.parametrize(
    ("text", "before"),
    [
        (f"> {PASSAGE}", PASSAGE),
        (PASSAGE, f"> {PASSAGE}"),
        ("Seven words are too few: lantern swings over a grey harbour while.", PASSAGE),
        *[(said, said) for said in ALIKE],
    ],
)
def test_quotations_names_and_turns_of_phrase_are_no_repeats(text, before):
    film = FilmFactory()
    for name in ("Jo Marlow", "Ida Holm", "Otto Brandt"):
        CreditFactory(film=film, person=PersonFactory(name=name))
    begun(saying(before, film))
    assert repeats(begun(saying(text, film))) == ()


def test_the_own_review_and_what_another_no_longer_says_are_no_repeats():
    film = FilmFactory()
    other = begun(saying(f"{PASSAGE}.", film))
    review = begun(saying(f"Here {PASSAGE}.", film))
    rewritten(review, review.author, headline="Again")
    assert len(repeats(review)) == 1
    section = other.revisions.first().document().sections[0]
    rewritten(other, other.author, sections=(d.replace(section, text="It rains."),))
    assert repeats(review) == ()
    assert len(repeats(other)) == 0


def test_two_passages_are_two_and_a_hidden_one_counts():
    film = FilmFactory()
    more = "and out on the rock an old woman counts the ships that never came back"
    begun(saying(f"{PASSAGE}. It rains. {more}.", film))
    found = repeats(begun(saying(f"{PASSAGE}, which matters. But >!{more}!<.", film)))
    assert [item.quote for item in found] == [PASSAGE, more]


def test_each_save_keeps_just_the_runs_of_the_latest_text():
    review = begun(saying(f"{PASSAGE}."))
    before = dict(Shingle.objects.values_list("hash", "pk"))
    assert len(before) == len(PASSAGE.split()) - 7
    section = review.revisions.first().document().sections[0]
    rewritten(review, review.author, sections=(d.replace(section, text=f"{PASSAGE} again."),))
    after = dict(Shingle.objects.values_list("hash", "pk"))
    assert before.items() < after.items()  # what stays is not written again
    assert len(after) == len(before) + 1
    draft = review.draft
    thaw(document(), draft)
    workflow.save(draft, by=review.author)
    assert not review.shingles.exists()


def test_a_save_that_changes_nothing_writes_no_run():
    review = begun(saying(f"{PASSAGE}."))
    with CaptureQueriesContext(connection) as asked:
        workflow.save(review.draft, by=review.author)
    assert not [query for query in asked if "reviews_shingle" in query["sql"]]


def test_an_upgraded_house_makes_its_runs_anew():
    review, other = begun(saying(f"{PASSAGE}.")), live().review
    kept = set(Shingle.objects.values_list("review", "hash"))
    Shingle.objects.all().delete()
    Shingle.objects.create(review=other, hash=1)
    Review.objects.update(shingles_version=None)
    call_command("refresh_derived", verbosity=0)
    assert set(Shingle.objects.values_list("review", "hash")) == kept
    workflow.delete(review, by=somebody("Chief"))
    assert not Shingle.objects.exists()


def test_the_question_costs_as_much_for_three_reviews_as_for_one():
    counts = []
    for number in (1, 3, 1, 3):
        film = FilmFactory()
        for _time in range(number):
            begun(saying(f"{PASSAGE}.", film))
        review = begun(saying(f"{PASSAGE}.", film))
        text = review.revisions.first().document()
        with CaptureQueriesContext(connection) as asked:
            run_checks(review, text)
        counts.append(len(asked))
    assert counts[2] == counts[3]
