"""The buttons of the desk: each calls workflow once, and what is forged or stale writes nothing."""

import datetime
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reviews import document as d
from reviews import workflow
from reviews.models import AuditLogEntry, Edition, Embargo, Revision, Submission, SubmissionState
from tests.reviews.builders import approved, begun, document, live, rewritten, somebody, submitted
from tests.reviewsite.desk_forms import filled, form_pressed, on_screen

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return somebody("Moderator")


def pressed(client, user, review, name, **values):
    """Press a step as this person: the sentences it said."""
    client.force_login(user)
    url = reverse("admin:reviews_draft_do", args=[review.pk, name])
    response = client.post(url, on_screen(review) | values)
    assert response.status_code == 302
    return [str(message) for message in get_messages(response.wsgi_request)]


def written():
    """How much stands in every table that a step may write to."""
    return [table.objects.count() for table in (Revision, Submission, Edition, AuditLogEntry, Embargo)]


def test_submitting_saves_the_words_on_the_screen_and_submits_these(client):
    review = begun()
    digest = review.revisions.first().digest
    assert digest[:8] in page(client, review.author, "change", review.pk)

    form_pressed(client, review.author, review, "_submit")

    assert review.submissions.get().revision.digest == digest


def page(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(f"admin:reviews_draft_{name}", args=args)).content.decode()


def test_words_saved_since_are_not_submitted(client):
    review = begun()
    client.force_login(review.author)
    address = reverse("admin:reviews_draft_change", args=[review.pk])
    on_screen = filled(client.get(address)) | {"_submit": "1"}
    rewritten(review, review.author, headline="Later")
    before = written()

    assert "Nothing was overwritten" in client.post(address, on_screen).content.decode()

    assert written() == before


def test_an_incomplete_draft_says_beside_the_button_what_is_missing(client):
    review = begun(d.Document(headline="Only a headline"))

    html = page(client, review.author, "change", review.pk)

    assert "Choose the film that this review is about." in html
    assert "There is no text yet: write at least one section or a verdict." in html
    assert 'form="draft_form" name="_submit"' not in html


def test_a_submission_is_withdrawn_by_its_author(client):
    submission = submitted()

    pressed(client, submission.review.author, submission.review, "withdraw", submission=submission.pk)

    submission.refresh_from_db()
    assert submission.state == SubmissionState.WITHDRAWN


def test_approving_makes_the_edition_of_the_digest_on_the_screen(client, moderator):
    submission = submitted()
    digest = submission.revision.digest
    html = page(client, moderator, "submission", submission.review_id, submission.pk)
    assert f'value="{digest}"' in html

    pressed(client, moderator, submission.review, "approve", submission=submission.pk, digest=digest)

    edition = Edition.objects.live().get()
    assert (edition.revision.digest, edition.submission.moderator) == (digest, moderator)


def test_a_stale_digest_is_refused_and_writes_nothing(client, moderator):
    submission, before = submitted(), None
    before = written()

    said = pressed(client, moderator, submission.review, "approve", submission=submission.pk, digest="0" * 64)

    assert said == ["The text on your screen is not the one submitted. Please read it again."]
    assert written() == before


def test_approving_for_a_time_takes_it_as_local(client, moderator, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    submission = submitted()

    pressed(
        client,
        moderator,
        submission.review,
        "approve",
        submission=submission.pk,
        digest=submission.revision.digest,
        at="2099-01-05T07:00",
    )

    assert Edition.objects.get().live_from == datetime.datetime(2099, 1, 5, 6, 0, tzinfo=datetime.UTC)


def test_a_correction_tells_readers_why(client, moderator):
    edition = live()
    review = edition.review
    rewritten(review, review.author, headline="Put right")
    submission = workflow.submit(review, by=review.author)
    values = {"submission": submission.pk, "digest": submission.revision.digest, "kind": "correction"}

    said = pressed(client, moderator, review, "approve", **values)
    assert said == ["Tell readers in a note what was corrected or updated. Keep spoilers out of it."]
    pressed(client, moderator, review, "approve", **values, note="A name.")

    assert review.editions.live().get().note == "A name."


def test_nobody_approves_words_of_their_own_and_the_page_says_why(client, moderator):
    review = begun()
    rewritten(review, moderator, headline="By the moderator")
    submission = workflow.submit(review, by=review.author)

    html = page(client, moderator, "submission", review.pk, submission.pk)
    said = pressed(
        client, moderator, review, "approve", submission=submission.pk, digest=submission.revision.digest
    )

    assert "nobody approves words of their own, and you saved revision 2" in html
    assert said == ["Nobody approves words of their own: you wrote, submitted or saved some of these."]
    assert not Edition.objects.exists()


def test_a_waiver_needs_the_setting_and_a_chief(client, moderator, settings):
    settings.ALLOW_FOUR_EYES_WAIVER = True
    chief, review = somebody("Chief"), begun()
    for person in (moderator, chief):
        rewritten(review, person, headline=f"By {person}")
    submission = workflow.submit(review, by=review.author)
    values = {"submission": submission.pk, "digest": submission.revision.digest, "waiver": "All are ill."}

    assert "Why four eyes are waived" not in page(client, moderator, "submission", review.pk, submission.pk)
    said = pressed(client, moderator, review, "approve", **values)
    assert said == ["Only a chief may waive the rule of four eyes."]
    assert "Why four eyes are waived" in page(client, chief, "submission", review.pk, submission.pk)
    pressed(client, chief, review, "approve", **values)

    assert Edition.objects.get().submission.waived_by == chief


def test_changes_are_requested_with_a_reason(client, moderator):
    submission = submitted()

    assert pressed(client, moderator, submission.review, "request-changes", submission=submission.pk)
    submission.refresh_from_db()
    assert submission.state == SubmissionState.OPEN
    pressed(client, moderator, submission.review, "request-changes", submission=submission.pk, reason="Why?")

    submission.refresh_from_db()
    assert (submission.state, submission.reason) == (SubmissionState.RETURNED, "Why?")
    assert "Why?" in page(client, submission.review.author, "change", submission.review_id)


def test_a_scheduled_edition_is_moved_and_called_off(client, moderator):
    edition = approved(submitted(), at=timezone.now() + datetime.timedelta(days=3))

    pressed(client, moderator, edition.review, "reschedule", edition=edition.pk, at="2099-01-05T07:00")
    edition.refresh_from_db()
    assert edition.live_from.year == 2099
    pressed(client, moderator, edition.review, "unschedule", edition=edition.pk, reason="Too early.")

    edition.refresh_from_db()
    assert edition.live_until == edition.live_from


def test_taking_down_asks_once_more_and_gives_readers_the_reason(client, moderator):
    edition = live()
    review = edition.review

    assert "leaves the web at once" in page(client, moderator, "take_down", review.pk)
    assert Edition.objects.live().exists()
    pressed(client, moderator, review, "take-down", reason="The rights ran out.")

    gone = Client().get(review.get_absolute_url())
    assert gone.status_code == 410
    assert "The rights ran out." in gone.content.decode()


def test_a_revision_is_restored_into_the_draft_alone(client):
    edition = live()
    review = edition.review
    rewritten(review, review.author, headline="Worse")

    pressed(client, review.author, review, "restore", revision=1)

    assert review.revisions.first().document().headline == "A quiet week"
    assert Edition.objects.live().get() == edition


def test_renaming_moves_the_address(client, moderator):
    review = live().review

    pressed(client, moderator, review, "rename", slug="the-quiet-week")

    assert Client().get("/reviews/a-quiet-week/").headers["Location"] == "/reviews/the-quiet-week/"


def test_rendering_again_changes_no_word(client, moderator):
    edition = live()
    Edition.objects.update(safe=edition.safe | {"words": 0})

    pressed(client, moderator, edition.review, "rebake", edition=edition.pk)

    edition.refresh_from_db()
    assert edition.safe["words"] > 0


def test_tightening_hides_a_part_and_a_passage_at_once(client, moderator):
    opening = d.Section(kind="opening", text="It begins with rain. Then the boat sinks.")
    style = d.Section(kind="style", heading="Tone", text="Grey.")
    review = live(document(sections=(opening, style))).review
    edition = review.editions.get()
    html = page(client, moderator, "tighten", review.pk)
    assert f'name="{opening.key}-text"' in html

    said = pressed(
        client,
        moderator,
        review,
        "tighten",
        edition=edition.pk,
        reason="A reader was right.",
        **{
            f"{opening.key}-text": "It begins with rain. >!Then the boat sinks.!<",
            f"{style.key}-level": "mild",
        },
    )

    public = Client().get(review.get_absolute_url()).content.decode()
    assert said[0].startswith("More is hidden.")
    assert "It begins with rain." in public
    assert "boat sinks" not in public and "Grey." not in public
    assert ">!Then the boat sinks.!<" in review.revisions.first().document().sections[0].text


def test_tightening_changes_no_word(client, moderator):
    opening = d.Section(kind="opening", text="It begins with rain.")
    review = live(document(sections=(opening,))).review
    values = {f"{opening.key}-text": "It begins with >!snow!<.", "reason": "x"}

    said = pressed(client, moderator, review, "tighten", edition=review.editions.get().pk, **values)

    assert said == ["This step only hides: no word may change, and nothing hidden may come back."]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("It >!{finale} begins!< with rain.", "The braces of a spoiler mark cannot be read."),
        ("It >! {ending} begins!< with rain.", "The braces of a spoiler mark cannot be read."),
        ("It >!{of=no-such-film} begins!< with rain.", "“no-such-film”, which is no film"),
        ("It >!begins with rain.", "A spoiler mark has no partner."),
    ],
)
def test_tightening_refuses_a_mark_that_does_not_say_what_it_gives_away(client, moderator, typed, says):
    opening = d.Section(kind="opening", text="It begins with rain.")
    review = live(document(sections=(opening,))).review
    before, values = written(), {f"{opening.key}-text": typed, "reason": "A reader was right."}

    said = pressed(client, moderator, review, "tighten", edition=review.editions.get().pk, **values)

    assert says in said[0]
    assert written() == before
    assert typed in unescape(page(client, moderator, "tighten", review.pk))


def test_an_unreadable_mark_that_is_public_keeps_nothing_from_being_hidden(client, moderator, monkeypatch):
    """It was approved when nothing looked for such marks."""
    monkeypatch.setattr("reviews.checks.completeness.unreadable_marks", lambda text: ())
    opening = d.Section(kind="opening", text="It >!{finale} begins!< with rain.")
    review = live(document(sections=(opening,))).review
    typed = review.revisions.get().document().sections[0].text.replace("with rain", ">!with rain!<")
    values = {f"{opening.key}-text": typed, "reason": "A reader was right."}

    said = pressed(client, moderator, review, "tighten", edition=review.editions.get().pk, **values)

    assert said[0].startswith("More is hidden.")


@pytest.mark.parametrize("of", ["review", "film"])
def test_an_embargo_is_set_and_lifted(client, moderator, of):
    review = begun()
    values = {"of": of, "until": "2099-01-05T07:00", "reason": "Until the opening."}

    pressed(client, moderator, review, "embargo", **values)
    embargo = Embargo.objects.get()
    assert (embargo.film, embargo.review) == ((None, review) if of == "review" else (review.draft.film, None))
    pressed(client, moderator, review, "lift-embargo", embargo=embargo.pk, sure="on")

    embargo.refresh_from_db()
    assert embargo.lifted_by == moderator


def test_a_moment_that_has_passed_publishes_nothing_and_what_was_typed_is_kept(client, moderator):
    submission = submitted()
    review = submission.review
    yesterday = (timezone.localtime() - datetime.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    values = {"submission": submission.pk, "digest": submission.revision.digest, "at": yesterday}

    said = pressed(client, moderator, review, "approve", **values)

    assert "That moment has passed" in " ".join(said)
    assert not Edition.objects.exists()
    screen = page(client, moderator, "submission", review.pk, submission.pk)
    assert yesterday in screen
    assert yesterday not in page(client, moderator, "submission", review.pk, submission.pk)


def test_a_refused_correction_keeps_its_kind_and_note_so_that_the_next_click_is_no_silent_fix(
    client, moderator
):
    review = live().review
    rewritten(review, review.author, headline="Corrected")
    submission = workflow.submit(review, by=review.author)
    values = {
        "submission": submission.pk,
        "digest": "0" * 64,
        "kind": "correction",
        "note": "A name was wrong.",
    }

    pressed(client, moderator, review, "approve", **values)

    screen = page(client, moderator, "submission", review.pk, submission.pk)
    assert '<option value="correction" selected>' in screen
    assert "A name was wrong." in screen
