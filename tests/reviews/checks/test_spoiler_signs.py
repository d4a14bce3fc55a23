"""Signs of spoilers that stand as text in a draft are found, and hidden or answered for."""

import pytest

from reviews import document as d
from reviews import workflow
from reviews.checks.run import CHECKS, findings_of
from reviews.checks.spoiler_signs import NAME
from reviews.checks.subject import subject_of
from reviews.models import LeakWaiver
from reviews.workflow import Refused
from tests.reviews.builders import begun, document, rewritten

pytestmark = pytest.mark.django_db


def opening(text, **fields):
    return document(sections=(d.Section(kind="opening", text=text),), **fields)


def quotes(text, **fields):
    review = begun(opening(text, **fields))
    return [item.quote for item in findings_of(NAME, review, review.revisions.first().document())]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Fog. Achtung, ab hier Spoiler! He drowns.", "Achtung, ab hier Spoiler!"),
        ("Fog.\n\nStop reading here. He drowns.", "Stop reading here."),
        ("Fog. [spoiler]He drowns.[/spoiler]", "[spoiler]He drowns.[/spoiler]"),
        ('Fog. <span class="spoiler">He drowns.</span>', '<span class="spoiler">He drowns.</span>'),
        ("Fog. ||He drowns.||", "||He drowns.||"),
        ("Fog.\n\n> [!spoiler]- More\n> He drowns.", "> [!spoiler]- More\n> He drowns."),
        ("Fog. {% spoiler %} He drowns.", "{% spoiler %}"),
    ],
)
def test_a_sign_that_stands_as_text_is_found_once(text, quote):
    assert quotes(text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "Fog, and no spoilers.",
        "A spoiled child rows.",
        "Fog. >!Spoilers: he drowns.!< Dawn.",
        "`a || b` and `[spoiler]`",
        "| a || b |\n|---|---|---|\n| 1 || 2 |",
        "See [the other text](https://example.com/spoilers/).",
    ],
)
def test_what_hides_nothing_or_is_hidden_is_none(text):
    assert quotes(text) == []


def test_every_open_text_is_read_and_no_flagged_one():
    flagged = d.Section(kind="ending", text="Spoilers: he drowns.", spoiler=d.Spoiler(level="ending"))
    open_points = (d.Point(side="bad", label="Spoilers ahead", text="Fog."),)
    review = begun(
        document(
            headline="Fog, with spoilers",
            sections=(d.Section(kind="opening", heading="Spoilers", text="Fog."), flagged),
            points=open_points,
            verdict=d.Verdict(text="Spoilers follow."),
        )
    )
    found = findings_of(NAME, review, review.revisions.first().document())
    assert [(item.place, item.field) for item in found] == [
        ("Headline", "headline"),
        ("Opening", "heading"),
        ("The bad, 1", "label"),
        ("Verdict", "text"),
    ]
    assert ["nothing can be hidden here" in item.sentence for item in found] == [True, True, True, False]


def test_nothing_is_submitted_before_it_is_hidden_or_answered_for():
    review = begun(opening("Fog. Spoilers ahead! He drowns."))
    with pytest.raises(Refused, match="Signs of spoilers: Opening"):
        workflow.submit(review, by=review.author)
    hidden = d.Section(kind="opening", text="Fog. >!Spoilers ahead! He drowns.!<")
    rewritten(review, review.author, sections=(hidden,))
    workflow.submit(review, by=review.author)


def test_an_answer_stands_while_the_sentence_does():
    review = begun(opening("Fog. Spoilers are his trade. Dawn."))
    (found,) = findings_of(NAME, review, review.revisions.first().document())
    workflow.waive_findings(review, hashes=[found.hash], by=review.author, reason="A job in the film.")
    assert LeakWaiver.objects.get().reason == "A job in the film."
    (section,) = review.revisions.first().document().sections
    changed = d.replace(section, text="Spoilers are his trade. Rain.")
    rewritten(review, review.author, sections=(changed,))
    workflow.submit(review, by=review.author)


def test_it_asks_the_database_nothing(django_assert_num_queries):
    review = begun(opening("Fog. Spoilers ahead!"))
    subject = subject_of(review, review.revisions.first().document())
    check = next(check for check in CHECKS if check.name == NAME)
    with django_assert_num_queries(0):
        assert len(list(check.run(subject))) == 1
