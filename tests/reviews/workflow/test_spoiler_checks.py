"""Signing the safe text: who may, what is refused, and what it means for an approval."""

import pytest
from django.urls import reverse

from reviews import document as d
from reviews import workflow
from reviews.models import AuditLogEntry, Critic, Revision, SpoilerCheck, Step
from reviews.workflow import Refused
from reviews.workflow.spoiler_checks.signing import places, text_at
from tests.reviews.builders import approved, begun, document, live, rewritten, somebody, submitted

pytestmark = pytest.mark.django_db

OPENING = d.Section(kind="opening", text="It begins >!with a drowning!< with rain.")
ENDING = d.Section(kind="ending", heading="Down", text="The lake.", spoiler=d.Spoiler(level="ending"))


def waiting():
    return submitted(document(sections=(OPENING, ENDING)))


def sign(submission, by=None, **said):
    values = {"digest": submission.revision.digest, "result": "clean"}
    return workflow.sign_spoiler_check(submission, by=by or somebody("Spoiler checker"), **(values | said))


def point(submission, by=None, place="dek", **said):
    return sign(submission, by, result="pointed", place=place, **said)


def refused(sentence, step, *args, **said):
    before = (SpoilerCheck.objects.count(), AuditLogEntry.objects.count())
    with pytest.raises(Refused, match=sentence):
        step(*args, **said)
    assert (SpoilerCheck.objects.count(), AuditLogEntry.objects.count()) == before


def test_a_signature_leaves_one_line_that_quotes_nothing():
    submission, checker = waiting(), somebody("Spoiler checker")

    check = point(submission, checker, place=str(OPENING.key), note="The drowning shows through.")

    line = AuditLogEntry.objects.get(step=Step.SPOILER_CHECK)
    assert (line.by, line.submission, line.revision) == (checker, submission, submission.revision)
    assert (line.reason, line.detail) == ("", "Something is given away")
    assert str(check) == f"{submission.review}, Something is given away"
    assert check.note == "The drowning shows through."


def test_two_checkers_sign_each_for_themselves_and_nobody_twice():
    submission, one, other = waiting(), somebody("Spoiler checker"), somebody("Spoiler checker")
    sign(submission, one)
    point(submission, other)

    refused("You have signed this text", point, submission, one)
    refused("You have signed this text", sign, submission, other)
    assert list(submission.spoiler_checks.values_list("by", "result")) == [
        (one.pk, "clean"),
        (other.pk, "pointed"),
    ]


def test_a_withdrawn_or_decided_submission_is_signed_by_nobody():
    submission = waiting()
    workflow.withdraw(submission, by=submission.submitted_by)
    decided = live().submission

    for gone in (submission, decided):
        refused("no longer waiting for the moderators", sign, gone)


def test_another_text_than_the_one_on_the_screen_is_not_signed():
    refused("not the one submitted", sign, waiting(), digest="0" * 64)


@pytest.mark.parametrize("who", ["author", "submitter", "saver", "byline"])
def test_a_hand_in_the_words_is_told_why_it_may_not_sign(who):
    helper = somebody("Editor")
    critic = Critic.objects.create(name="Ada", slug="ada", account=helper if who == "byline" else None)
    review = begun(document(bylines=(d.Byline(name="Ada", critic=critic.key),)))
    if who == "saver":
        rewritten(review, helper, headline="By a helper")
    submission = workflow.submit(review, by=helper if who == "submitter" else review.author)

    refused("Somebody else must check", sign, submission, review.author if who == "author" else helper)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"result": "perhaps"}, "Say whether"),
        ({"result": ""}, "Say whether"),
        ({"result": "clean", "place": "dek"}, "You chose a passage"),
        ({"result": "pointed"}, "Choose the passage"),
        ({"result": "pointed", "place": "nowhere"}, "Choose the passage"),
        ({"result": "pointed", "place": str(ENDING.key)}, "Choose the passage"),
        ({"note": "x" * 1001}, "1,000 characters"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(said, sentence):
    refused(sentence, sign, waiting(), **said)


def test_a_place_names_safe_text_alone():
    text = document(sections=(OPENING, ENDING))

    assert places(text) == {str(OPENING.key), "verdict", "headline", "dek"}
    assert text_at(text, str(OPENING.key)) == "It begins with rain."
    assert text_at(text, str(ENDING.key)) == ""
    assert text_at(text, "headline") == text.headline
    assert text_at(text, "verdict") == "See it on a Sunday."


def test_what_is_disclosed_can_be_pointed_at_and_its_details_are_not_read():
    advisory = d.Advisory(kind="gore", label="A leg", details="It is the keeper's.")
    text = document(advisories=(advisory,), seen=d.Seen(how="cinema", guest_of="A studio", format="35 mm"))

    assert {str(advisory.key), "seen"} <= places(text)
    assert "keeper" not in text_at(text, str(advisory.key))
    assert text_at(text, "seen") == "A studio 35 mm"


def test_the_page_of_a_check_shows_what_is_disclosed_and_no_details(client):
    advisory = d.Advisory(kind="gore", label="A leg", details="It is the keeper's.")
    opinion = d.Opinion(name="Bo Berg", text="Too wet.")
    text = document(advisories=(advisory,), opinions=(opinion,), seen=d.Seen(how="cinema"))
    submission = submitted(text)
    client.force_login(somebody("Spoiler checker"))
    page = client.get(reverse("admin:spoiler_check", args=[submission.pk])).content.decode()

    for words in ("Gore", "A leg", "Seen in a cinema.", "Bo Berg", "Too wet.", 'value="seen"', advisory.key):
        assert str(words) in page
    assert "keeper" not in page


def test_where_the_house_asks_for_it_nothing_is_approved_unchecked(settings):
    settings.SPOILER_CHECK_REQUIRED = True
    submission = waiting()

    refused("Nobody has checked this text", approved, submission)
    sign(submission)
    assert approved(submission).number == 1


def test_a_check_of_the_text_before_is_no_check_of_this_one(settings):
    settings.SPOILER_CHECK_REQUIRED = True
    first = waiting()
    sign(first)
    workflow.withdraw(first, by=first.submitted_by)
    rewritten(first.review, first.review.author, headline="Another")
    second = workflow.submit(first.review, by=first.review.author)

    refused("Nobody has checked this text", approved, second)


@pytest.mark.parametrize("is_required", [True, False])
def test_a_passage_that_was_pointed_at_goes_out_with_a_reason_alone(settings, is_required):
    settings.SPOILER_CHECK_REQUIRED = is_required
    submission = waiting()
    sign(submission)
    point(submission)

    refused("points at a passage", approved, submission)
    refused("points at a passage", approved, submission, despite="  ")
    approved(submission, despite="It is in the trailer.")

    assert AuditLogEntry.objects.get(step=Step.APPROVE).reason == "It is in the trailer."


def test_a_tightening_waits_for_no_check(settings):
    edition = live(document(sections=(OPENING, ENDING)))
    settings.SPOILER_CHECK_REQUIRED = True
    text = edition.revision.document()
    hidden = d.replace(text, sections=(d.replace(text.sections[0], spoiler=d.Spoiler(level="major")), ENDING))

    assert workflow.tighten(edition.review, document=hidden, by=somebody("Moderator"), reason="x").number == 2


def test_readers_are_told_who_checked_and_nobody_where_somebody_pointed(client):
    named = {"first_name": "Jo", "last_name": "Holm"}
    clean, disputed = waiting(), waiting()
    sign(clean, somebody("Spoiler checker", **named))
    sign(disputed, somebody("Spoiler checker", **named))
    point(disputed)
    approved(disputed, despite="In the trailer.")
    edition = approved(clean)

    assert "checked for spoilers by Jo Holm" in client.get(edition.review.get_absolute_url()).content.decode()
    assert "checked for" not in client.get(disputed.review.get_absolute_url()).content.decode()
    workflow.rebake(edition, by=somebody("Moderator"))
    edition.refresh_from_db()
    assert edition.safe["checked_by"] == "Jo Holm"


def test_signing_writes_no_revision():
    submission = waiting()
    before = Revision.objects.count()
    sign(submission)
    assert Revision.objects.count() == before
