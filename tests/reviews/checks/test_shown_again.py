"""What the live edition hides does not come back by itself."""

import pytest

from reviews import document as d
from reviews import workflow
from reviews.checks.leak_check.shown_again import shown_again
from reviews.drafts import world_of
from reviews.workflow import Refused
from tests.reviews.builders import answered, approved, begun, document, live, premises, rewritten, somebody

pytestmark = pytest.mark.django_db
ENDING = "The lake dries up, and the boat is found below."
MARKED = "They wait by the lake. >!The ferryman never existed, as it turns out.!< Then it rains."
FLAG = d.Spoiler(level="ending")


def hiding():
    """A document that hides a section, a point, a passage and two words."""
    return document(
        sections=(
            d.Section(kind="opening", text="It begins with rain."),
            d.Section(kind="cast", heading="Cast", text=MARKED),
            d.Section(kind="style", text="The poisoner is >!the gardener!<, of course."),
            d.Section(kind="ending", heading="How it closes", text=ENDING, spoiler=FLAG),
        ),
        points=(d.Point(side="bad", label="He dies", text="Off screen.", spoiler=FLAG),),
        verdict=d.Verdict(label="In short", text="See it on a Sunday."),
    )


def changed(document, index, /, **fields):
    """The document with fields of its section of this number changed."""
    sections = list(document.sections)
    sections[index] = d.replace(sections[index], **fields)
    return d.replace(document, sections=tuple(sections))


def bare(text):
    return text.replace(">!", "").replace("!<", "")


SHOWING = {
    "a flag taken away": lambda text: changed(text, 3, spoiler=None),
    "a flag taken away, and the words wrapped anew": lambda text: changed(
        text, 3, spoiler=None, text="The lake\ndries up, and\n\n- the boat is found\n- below."
    ),
    "a mark taken away": lambda text: changed(text, 1, text=bare(MARKED)),
    "a mark taken away from two words": lambda text: changed(text, 2, text=bare(text.sections[2].text)),
    "a short point shown": lambda text: d.replace(text, points=(d.replace(text.points[0], spoiler=None),)),
    "hidden words copied": lambda text: d.replace(text, dek="The ferryman never existed: a film of water."),
    "hidden words moved": lambda text: d.replace(
        changed(text, 3, text="It ends."), verdict=d.Verdict(text=f"See it. **{ENDING.upper()}**")
    ),
    "hidden words in a picture's text": lambda text: changed(
        text, 0, text=f"![The lake dries up at last](image:{text.sections[0].key})"
    ),
}
HIDING = {
    "the very same text": lambda text: text,
    "a lower level": lambda text: changed(text, 3, spoiler=d.Spoiler(level="mild")),
    "a passage that was deleted": lambda text: changed(
        text, 3, spoiler=None, heading="Further on", text="It closes."
    ),
    "a heading of every review": lambda text: changed(
        text, 3, spoiler=None, heading="Plot", text="It closes."
    ),
    "words of what was shown before": lambda text: d.replace(
        text, dek="They wait by the lake. Then it rains."
    ),
    "more that is hidden": lambda text: changed(text, 0, spoiler=FLAG),
    "a passage hidden elsewhere": lambda text: changed(text, 0, text=f"It begins. >!{ENDING}!<"),
}


def places(before, after):
    return [item.place for item in shown_again(d.normal(before), d.normal(after), world_of(after))]


@pytest.mark.parametrize("name", SHOWING)
def test_it_is_found(name):
    text = hiding()
    assert places(text, SHOWING[name](text))


@pytest.mark.parametrize("name", HIDING)
def test_what_stays_hidden_is_no_finding(name):
    text = changed(hiding(), 3, heading="Plot") if "heading" in name else hiding()
    assert places(text, HIDING[name](text)) == []


def unhidden():
    """A live review, whose draft shows the ending."""
    edition = live(hiding())
    review = edition.review
    text = changed(review.revisions.first().document(), 3, spoiler=None)
    rewritten(review, review.author, sections=text.sections)
    return review


def test_it_is_not_submitted_and_the_author_alone_cannot_allow_it():
    review = unhidden()
    with pytest.raises(Refused, match="live edition hides what this text shows again: Ending") as refused:
        workflow.submit(review, by=review.author)
    assert "lake" not in str(refused.value)
    for person in (review.author, somebody("Moderator"), somebody("Editor")):
        with pytest.raises(Refused, match="a chief alone may allow it"):
            answered(review, person)
    assert not review.leak_waivers.exists()


def test_somebody_who_may_waive_four_eyes_allows_it_with_a_reason_in_the_record():
    review, chief = unhidden(), somebody("Chief")
    with pytest.raises(Refused, match="reason is kept in the audit log"):
        answered(review, chief, reason=" ")
    with pytest.raises(Refused, match="Others read it"):
        answered(review, chief, reason="That the lake dries up was in the news.")
    answered(review, chief, reason="The distributor’s own campaign tells it.")

    line = review.audit_log.get(step="show-again")
    assert (line.by, line.reason, line.detail) == (
        chief,
        "The distributor’s own campaign tells it.",
        "Ending",
    )
    submission = workflow.submit(review, by=review.author, safe=premises(review))
    edition = approved(submission, kind="update", note="The ban was lifted.")
    assert edition.number == 2


def test_what_was_hidden_after_the_submission_is_not_approved_either():
    review = begun(changed(hiding(), 3, spoiler=None))
    approved(workflow.submit(review, by=review.author, safe=premises(review)))
    rewritten(review, review.author, headline="Another week")
    submission = workflow.submit(review, by=review.author)
    text = review.editions.live().get().revision.document()
    tightened = changed(text, 3, spoiler=FLAG)
    workflow.tighten(review, document=tightened, by=somebody("Moderator"), reason="A reader wrote.")

    submission.refresh_from_db()
    assert submission.state == "returned"
    assert workflow.submit(review, by=review.author).state == "open"  # the marks are in the draft


def test_a_document_that_never_was_public_may_show_anything():
    review = begun(hiding())
    text = changed(review.revisions.first().document(), 3, spoiler=None)
    rewritten(review, review.author, sections=text.sections)
    assert workflow.submit(review, by=review.author, safe=premises(review)).state == "open"
