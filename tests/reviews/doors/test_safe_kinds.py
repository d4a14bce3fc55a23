"""Third door: a section of kind Ending, Twists, Cameos or Plot is left safe.

By importing it comes in `tests/reviews/desk/test_import_view.py`.
"""

import pytest
from django.urls import reverse

from reviews import document as d
from tests.reviews.builders import begun, document, live, rewritten, somebody
from tests.reviews.doors.newsroom import page, step, submit
from tests.reviewsite.desk_forms import filled, form_pressed

pytestmark = pytest.mark.django_db
OPENING = d.Section(kind="opening", text="It begins with rain.")
TOLD = "The keeper burns it down."
QUESTION = "Safe, though such a section usually gives something away: "


def written(kind, text=TOLD, level=""):
    section = d.Section(kind=kind, text=text, spoiler=d.Spoiler(level=level) if level else None)
    return document(sections=(OPENING, section))


def test_it_is_not_submitted_without_a_word(client):
    sections = (d.Section(kind=kind, text=TOLD) for kind in ("ending", "twists", "cameos", "plot"))
    review = begun(document(sections=(OPENING, *sections)))

    assert f"{QUESTION}Ending; Twists; Cameos; Plot. Flag it, or say why" in submit(client, review)
    assert not review.submissions.exists()


def test_nor_is_what_gets_such_a_kind_once_it_is_live_until_it_is_answered_for(client):
    review = live(written("style")).review
    change = {"sections-1-kind": "ending", "headline": "Anew"}
    assert f"{QUESTION}Ending" in submit(client, review, **change)

    address = reverse("admin:reviews_draft_change", args=[review.pk]) + "?checks=1"
    (question,) = client.get(address).context["panel"].checks.questions
    digest = review.revisions.first().digest
    assert submit(client, review, **{question.radio: "film-before"}).startswith("Submitted")
    submission = review.submissions.open().get()
    assert submission.revision.digest == digest  # the answer stands beside the signed text
    assert [waiver.kind for waiver in review.leak_waivers.all()] == ["film-before"]


def test_nor_is_what_an_old_revision_or_one_marked_word_brings_back(client):
    review = begun(written("ending"))
    rewritten(review, review.author, sections=written("ending", level="ending").sections)
    message = step(client, review.author, review, "restore", revision=1)
    assert message.startswith("Revision 1 is the draft again.")
    assert f"{QUESTION}Ending" in submit(client, review)

    assert f"{QUESTION}Ending" in submit(
        client, review, **{"sections-1-text": "The keeper >!burns!< it down."}
    )
    hidden = {"sections-1-text": f">!{{ending}} {TOLD}!<"}
    assert submit(client, review, **hidden).startswith("Submitted")


def test_nor_is_what_comes_of_two_texts_that_are_merged(client):
    """Its author wrote on while an editor gave a flagged section another kind and took its flag off."""
    review, editor = begun(written("style", level="major")), somebody("Editor")
    client.force_login(review.author)
    address = reverse("admin:reviews_draft_change", args=[review.pk])
    mine = filled(client.get(address), headline="Typed by the author")
    form_pressed(client, editor, review, "_continue", **{"sections-1-kind": "twists", "sections-1-level": ""})
    client.force_login(review.author)
    client.post(address, mine | {"_continue": "1"})

    merge = reverse("admin:reviews_draft_merge", args=[review.pk])
    shown = client.get(merge)
    choices = {f"choose-{row.address}": "keep" for row in shown.context["settled"]}
    values = choices | {"version": review.draft.version + 1, "stamp": shown.context["copy"].stamp}
    client.post(merge, values)

    section = review.revisions.first().document().sections[1]
    assert (section.kind, section.spoiler) == ("twists", None)
    assert f"{QUESTION}Twists" in submit(client, review)
    assert TOLD not in page(client, review.get_absolute_url())
