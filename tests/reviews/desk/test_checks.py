"""The checks on the desk: what is shown, to whom, and how it is answered without script."""

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reviews import document as d
from reviews import workflow
from reviews.checks.run import run_checks
from reviews.desk.checks.check_rows import checks_view
from reviews.desk.checks.leak_rows import form_anchors
from reviews.models import AuditLogEntry, WorkingCopy
from tests.factories import FilmFactory
from tests.reviews.builders import approved, begun, document, live, somebody
from tests.reviewsite.desk_forms import form_pressed, on_screen

pytestmark = pytest.mark.django_db
SECRET = "The lantern was never connected to the harbour."
OPENING = d.Section(kind="opening", text="It begins with rain.")
TWIST = d.Section(kind="twists", text=SECRET, spoiler=d.Spoiler(level="major"))


def wrong(**fields):
    """A leak, two links that lead nowhere, and a long headline."""
    text = "It begins [here](/reviews/one/) and [there](/reviews/two/)."
    sections = (d.Section(kind="opening", text=text), TWIST)
    values = {"dek": "A lantern and a harbour.", "headline": "a" * 80, "sections": sections}
    return document(**(values | fields))


def view(review, user=None, **options):
    text = review.revisions.first().document()
    return checks_view(review, text, user or review.author, anchors=form_anchors(text), **options)


def page(client, user, review):
    client.force_login(user)
    return client.get(reverse("admin:reviews_draft_change", args=[review.pk]) + "?checks=1")


def press(client, user, review, name, **values):
    """A step, or a button of the form: the last sentence it said."""
    if name.startswith("_"):
        return form_pressed(client, user, review, name, **values)[-1]
    client.force_login(user)
    url = reverse("admin:reviews_draft_do", args=[review.pk, name])
    response = client.post(url, on_screen(review) | values)
    *_before, last = get_messages(response.wsgi_request)
    return str(last)


def test_what_blocks_comes_first_then_what_warns_then_what_passed():
    found = view(begun(wrong()))
    assert [(row.name, row.kind, row.word) for row in found.rows] == [
        ("leaks", "stop", "Blocks"),
        ("links", "stop", "Blocks"),
        ("lengths", "warn", "Warns"),
    ]
    assert found.summary == "3 block, 1 warns"
    assert len(found.passed) == 10
    assert "Facts" in found.passed
    link = found.rows[1].findings[0]
    assert (link.place, link.href) == ("Opening", "#sections-0")
    assert link.checkbox
    assert not found.rows[2].findings[0].checkbox


def test_the_form_shows_each_finding_with_its_box_and_what_passed(client):
    review = begun(wrong())
    shown = page(client, review.author, review).content.decode()
    assert "Links to our own pages" in shown
    assert "here → /reviews/one/" in shown
    assert shown.count('name="premise-') == 3
    assert "Completeness" in shown
    assert "3 findings below need an answer first." in " ".join(shown.split())


def test_a_form_opens_without_its_checks_which_a_script_asks_for_and_a_link_runs(client):
    review = begun(wrong())
    client.force_login(review.author)
    opened = client.get(reverse("admin:reviews_draft_change", args=[review.pk]))
    address = reverse("admin:reviews_draft_checks", args=[review.pk])
    body = opened.content.decode()
    assert opened.context["panel"].checks is None
    assert f'data-saved="{address}"' in body
    assert '<a href="?checks=1#checks">' in body
    assert "Then all checks are run." in body
    asked = client.get(address)
    assert asked.headers["Cache-Control"] == "no-store"
    told = asked.json()
    assert told["summary"] == "3 block, 1 warns"
    assert told["checks"].count('name="premise-') == 3
    assert "Check the links now" not in told["checks"]
    assert "3 findings below need an answer first." in " ".join(told["submit"].split())
    assert "1 sentence that everybody reads may give something away" in " ".join(told["leaks"].split())


def test_the_checks_of_a_form_are_for_those_who_may_see_it(client):
    review = begun(wrong())
    address = reverse("admin:reviews_draft_checks", args=[review.pk])
    assert client.get(address).status_code == 403
    for role, status in (("Author", 403), ("Spoiler checker", 403), ("Moderator", 200), ("Editor", 200)):
        user = somebody(role)
        client.force_login(user)
        assert client.get(address).status_code == status, role
        assert review.opened.filter(user=user).exists() == (status == 200)


def test_what_was_not_looked_at_is_not_submitted(client):
    review = begun(wrong())
    assert "Saved, but not submitted." in press(client, review.author, review, "_submit")
    assert not review.submissions.exists()
    refused = client.get(reverse("admin:reviews_draft_change", args=[review.pk]))
    assert refused.context["panel"].checks.summary == "3 block, 1 warns"


def ticks(review):
    return {row.checkbox: "1" for check in view(review).rows for row in check.findings if row.checkbox}


def test_each_finding_takes_a_tick_of_its_own_and_one_reason_serves_those_that_are_ticked(client):
    review = begun(wrong())
    boxes = ticks(review)
    assert 'name="premise-all"' not in page(client, review.author, review).content.decode()
    told = press(client, review.author, review, "_submit", **{"premise": "Tonight.", "premise-all": "1"})
    assert "Look at it again." in told
    assert not review.leak_waivers.exists()
    told = press(client, review.author, review, "_submit", premise="Tonight.", **boxes)
    assert told.startswith("Submitted")
    assert sorted(review.leak_waivers.values_list("kind", flat=True)) == ["finding", "finding", "leak"]
    steps = AuditLogEntry.objects.filter(review=review, reason="Tonight.").values_list("step", flat=True)
    assert sorted(steps) == ["waive-checks", "waive-leaks"]


def test_some_are_answered_and_the_rest_stays_ticked_and_refused(client):
    review = begun(wrong())
    boxes = [row.checkbox for check in view(review).rows for row in check.findings if row.checkbox]
    values = {"premise": "Tonight.", boxes[0]: "1"}
    told = press(client, review.author, review, "_submit", **values)
    assert "Links to our own pages: Opening" in told
    assert "/reviews/one/" not in told
    response = page(client, review.author, review)
    rows = [row for check in response.context["panel"].checks.rows for row in check.findings if row.checkbox]
    assert [row.is_ticked for row in rows] == [True, False, False]
    told = press(client, review.author, review, "_waive", **values)
    assert told == "1 finding answered."
    found = view(review)
    assert found.summary == "2 block, 1 warns, 1 waived"
    assert found.rows[-1].word == "Waived"
    shown = page(client, review.author, review).content.decode()
    assert "“Tonight.”" in shown


def test_what_blocks_in_this_house_cannot_be_submitted(client, settings):
    settings.CHECK_LEVELS = settings.CHECK_LEVELS | {"lengths": "blocks"}
    review = begun(document(headline="a" * 80))
    shown = page(client, review.author, review).content.decode()
    assert 'form="draft_form" name="_submit"' not in shown
    assert '<a href="#checks">Lengths</a>' in shown


def test_whoever_decides_answers_in_the_form_that_approves(client):
    target = live(document(headline="Soon gone")).review
    text = f"It begins [here]({target.get_absolute_url()})."
    review = begun(document(sections=(d.Section(kind="opening", text=text),)))
    submission, moderator = workflow.submit(review, by=review.author), somebody("Moderator")
    workflow.take_down(target, by=moderator, reason="Wrong film.")
    client.force_login(moderator)
    shown = client.get(reverse("admin:reviews_draft_submission", args=[review.pk, submission.pk]))
    (box,) = shown.context["text_checks"].waivable
    body = shown.content.decode()
    assert f'name="premise-{box}" value="1" form="approve"' in body
    values = {"submission": submission.pk, "digest": submission.revision.digest}
    assert "Links to our own pages: Opening" in press(client, moderator, review, "approve", **values)
    values |= {"premise": "It comes back.", f"premise-{box}": "1"}
    assert press(client, moderator, review, "approve", **values).startswith("Approved")


def test_an_author_reads_a_submission_of_their_own_without_boxes(client):
    both = somebody("Moderator", "Author")
    review = begun(wrong(dek="Two people.", sections=wrong().sections), both)
    hashes = view(review).waivable
    submission = workflow.submit(review, by=both, waived=hashes, reason="Tonight.")
    client.force_login(both)
    shown = client.get(reverse("admin:reviews_draft_submission", args=[review.pk, submission.pk]))
    body = shown.content.decode()
    assert "It may stay, says" in body
    assert 'name="premise' not in body


# Sections of a kind that usually spoils, left safe


PLOT = d.Section(kind="plot", text="Two people wait for a boat.")


def test_a_safe_section_of_such_a_kind_has_three_answers_and_no_box(client):
    review = begun(document(sections=(OPENING, PLOT)))
    response = page(client, review.author, review)
    (question,) = response.context["panel"].checks.questions
    labels = ["Premise only", "Known from the film before", "Another reason"]
    assert [(option.label, option.is_chosen) for option in question.options] == [(it, False) for it in labels]
    shown = " ".join(response.content.decode().split())
    assert shown.count(f'type="radio" name="{question.radio}"') == 3
    assert "<legend>Why Plot is safe</legend>" in shown
    assert "1 finding below needs an answer first." in shown
    assert 'name="premise' not in shown
    assert "Keep these answers" in shown


def test_answers_and_ticks_are_taken_in_one_go(client):
    review = begun(wrong(sections=(*wrong().sections, PLOT)))
    (question,) = view(review).questions
    values = {"premise": "Tonight.", **ticks(review)}
    told = press(client, review.author, review, "_submit", **values)
    assert told.endswith("premise only, known from the film before, or another reason.")
    told = press(client, review.author, review, "_submit", **values, **{question.radio: "film-before"})
    assert told.startswith("Submitted")
    kept = review.leak_waivers.filter(kind="film-before").values_list("reason", flat=True)
    assert list(kept) == ["Known from the film before"]
    assert "Two people wait" not in str(AuditLogEntry.objects.values())


@pytest.mark.parametrize("button", ["_submit", "_waive"])
def test_a_refused_step_keeps_the_answer_and_its_reason(client, button):
    twists = d.Section(kind="twists", text="The boat is late.")
    review = begun(document(sections=(OPENING, PLOT, twists)))
    first, second = view(review).questions
    values = {first.radio: "other", first.reason_field: "A rumour.", second.radio: "other"}
    assert "Twists: say why it may be safe" in press(client, review.author, review, button, **values)
    assert not review.leak_waivers.exists()
    first, second = page(client, review.author, review).context["panel"].checks.questions
    assert [option.is_chosen for option in first.options] == [False, False, True]
    assert (first.reason, second.reason) == ("A rumour.", "")


def test_answers_are_kept_without_submitting_and_stand_beside_the_text(client):
    review = begun(document(sections=(OPENING, PLOT)))
    (question,) = view(review).questions
    values = {question.radio: "premise", question.reason_field: "The\0 poster."}
    assert press(client, review.author, review, "_waive", **values) == "1 finding answered."
    (row,) = view(review).rows
    assert (row.word, row.findings[0].question) == ("Waived", None)
    assert (row.findings[0].waiver.answer, row.findings[0].waiver.reason) == ("Premise only", "The poster.")
    shown = " ".join(page(client, review.author, review).content.decode().split())
    assert "Premise only, says" in shown
    assert "“The poster.”" in shown


def test_whoever_decides_answers_for_a_safe_section_in_the_form_that_approves(client, monkeypatch):
    review, moderator = begun(document(sections=(OPENING, PLOT))), somebody("Moderator")
    with monkeypatch.context() as patch:  # as it was submitted before this was asked
        patch.setattr("reviews.workflow.writing.refuse_unanswered", lambda *args, **options: None)
        submission = workflow.submit(review, by=review.author)
    client.force_login(moderator)
    address = reverse("admin:reviews_draft_submission", args=[review.pk, submission.pk])
    (question,) = client.get(address).context["text_checks"].questions
    values = {"submission": submission.pk, "digest": submission.revision.digest}
    values |= {question.reason_field: "A rumour.", "back": address}
    assert "gives something away: Plot" in press(client, moderator, review, "approve", **values)
    (question,) = client.get(address).context["text_checks"].questions
    assert question.reason == "A rumour."
    values |= {question.radio: "other"}
    assert press(client, moderator, review, "approve", **values).startswith("Approved")


def test_the_answers_of_a_page_are_no_text_to_autosave(client):
    review = begun(document(sections=(OPENING, PLOT)))
    (question,) = view(review).questions
    page(client, review.author, review)
    values = {"headline": "As typed", "keep": "1", question.radio: "premise", question.reason_field: "x"}
    client.post(reverse("admin:reviews_draft_live", args=[review.pk]), values)
    assert set(WorkingCopy.objects.get().form) == {"headline"}


def test_another_review_is_named_to_those_who_may_see_it_alone():
    film = FilmFactory()
    said = "the lantern swings over a grey harbour while nobody dares to look outside"
    other = begun(document(film, sections=(d.Section(kind="opening", text=said),), headline="Secret draft"))
    review = begun(document(film, sections=(d.Section(kind="opening", text=said),)))
    for person, sees in ((review.author, None), (somebody("Editor"), "secret-draft"), (other.author, "x")):
        (row,) = (row for row in view(review, person).rows if row.name == "repeats")
        assert (row.findings[0].source is None) == (sees is None)
        assert other.slug not in row.findings[0].sentence
        assert row.findings[0].quote == said


def test_the_view_writes_nothing_and_costs_as_much_for_three_findings_as_for_one():
    counts = []
    for number in (1, 3, 1, 3):
        links = " ".join(f"[here](/reviews/r-{at}/) [x](https://x.example/{at})" for at in range(number))
        review = begun(document(sections=(d.Section(kind="opening", text=links),), headline="a" * 80))
        user = somebody("Chief")
        user.has_perm("reviews.decide")
        text = review.revisions.first().document()
        with CaptureQueriesContext(connection) as asked:
            checks_view(review, text, user, anchors={})
        counts.append(len(asked))
        assert not [q for q in asked if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE", "SAVEPOINT")]
    assert counts[2] == counts[3] <= 30


def test_a_quote_of_what_is_hidden_is_shown_as_a_spoiler(client):
    film = FilmFactory()
    said = "the lantern swings over a grey harbour while nobody dares to look outside"
    begun(document(film, sections=(d.Section(kind="opening", text=f"{said}. And then {said[4:]}."),)))
    hidden = d.Section(kind="twists", text=said, spoiler=d.Spoiler(level="major"))
    review = begun(document(film, sections=(d.Section(kind="opening", text="It rains."), hidden)))
    (row,) = (row for row in view(review).rows if row.name == "repeats")
    assert row.findings[0].spoils
    assert '<blockquote class="words spoils">' in page(client, review.author, review).content.decode()


def test_unsaved_words_are_checked_as_well():
    review = begun(document())
    text = d.replace(review.revisions.first().document(), headline="a" * 90)
    found = checks_view(review, text, review.author, anchors={})
    assert [row.name for row in found.rows] == ["lengths"]
    assert run_checks(review, review.revisions.first().document())[8].passed


def test_what_was_found_stays_out_of_record_and_messages(client):
    review = begun(wrong())
    told = press(client, review.author, review, "_submit")
    assert "lantern" not in told
    approved(workflow.submit(review, by=review.author, waived=view(review).waivable, reason="Tonight."))
    kept = " ".join(map(str, AuditLogEntry.objects.values_list("detail", "reason")))
    assert "lantern" not in kept
    assert "/reviews/" not in kept
