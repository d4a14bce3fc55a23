"""Sections of a kind that usually spoils, left safe: found, and answered for with a name and a reason."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from reviews import document as d
from reviews import workflow
from reviews.checks.run import findings_of, run_checks
from reviews.checks.safe_kinds import NAME, safe_kinds
from reviews.checks.subject import subject_of
from reviews.document.merge import merged
from reviews.models import AuditLogEntry, LeakWaiver, WaiverKind
from reviews.workflow import Refused, SafeAnswer
from tests.reviews.builders import approved, begun, document, live, premises, rewritten, somebody

pytestmark = pytest.mark.django_db
OPENING = d.Section(kind="opening", text="It begins with rain.")
QUESTION = "Safe, though such a section usually gives something away: "


def plot(kind="plot", **fields):
    return d.Section(kind=kind, **({"text": "A widow keeps a lighthouse."} | fields))


def about(*sections):
    return document(sections=(OPENING, *sections))


def written(*sections):
    """A review that was begun empty, and these sections written into it."""
    review = begun(about())
    rewritten(review, review.author, sections=(OPENING, *sections))
    return review


def findings(review):
    return findings_of(NAME, review, review.revisions.first().document())


def submit(review, answer):
    safe = dict.fromkeys(premises(review), answer)
    return workflow.submit(review, by=review.author, safe=safe)


# What is found


def test_each_section_of_such_a_kind_that_is_left_safe_is_found():
    flagged = plot("ending", text="It burns.", spoiler=d.Spoiler(level="ending"))
    review = written(plot(), plot("twists"), plot("style"), flagged, plot("cameos"), plot("plot", text=""))
    assert [item.place for item in findings(review)] == ["Plot, 1", "Twists", "Cameos"]
    with pytest.raises(Refused, match=f"{QUESTION}Plot; Twists; Cameos"):
        workflow.submit(review, by=review.author)


def test_a_flagged_section_has_no_finding_and_goes_through():
    section = plot()
    review = written(section)
    rewritten(review, review.author, sections=(OPENING, d.replace(section, spoiler=d.Spoiler(level="mild"))))
    assert findings(review) == ()
    approved(workflow.submit(review, by=review.author))


def test_an_answer_outlives_other_words_and_another_kind_asks_anew():
    section = plot()
    review = written(section)
    workflow.answer_safe_kinds(review, answers=premises(review), by=review.author)
    rewritten(review, review.author, sections=(OPENING, d.replace(section, text="A widow sells it.")))
    assert [bool(item.waiver) for item in findings(review)] == [True]
    rewritten(review, review.author, sections=(OPENING, d.replace(section, kind="ending")))
    assert [bool(item.waiver) for item in findings(review)] == [False]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_one_query_however_many_are_found(count, django_assert_num_queries):
    review = written(*(plot() for _n in range(count)))
    subject = subject_of(review, review.revisions.first().document())
    with django_assert_num_queries(1):
        assert len(list(safe_kinds(subject))) == count


# Answers


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        (SafeAnswer(WaiverKind.PREMISE), ("premise", "Premise only")),
        (SafeAnswer(WaiverKind.FILM_BEFORE), ("film-before", "Known from the film before")),
        (SafeAnswer(WaiverKind.PREMISE, " The poster says it. "), ("premise", "The poster says it.")),
        (SafeAnswer(WaiverKind.OTHER, "It denies a rumour."), ("other", "It denies a rumour.")),
    ],
)
def test_an_answer_is_kept_with_name_and_reason_beside_the_text(answer, kept):
    review = written(plot())
    before = review.revisions.first().digest

    submission = submit(review, answer)

    waiver = review.leak_waivers.get()
    assert (waiver.kind, waiver.reason, waiver.by) == (*kept, review.author)
    line = review.audit_log.get(step="waive-checks")
    assert (line.reason, line.detail) == (kept[1], f"Plot is safe: {answer.kind.label}")
    assert submission.revision.digest == before
    approved(submission)
    rows = [*LeakWaiver.objects.values(), *AuditLogEntry.objects.values()]
    assert "lighthouse" not in " ".join(map(str, rows))


@pytest.mark.parametrize("reason", ["", "  ", "The lake dries up."])
def test_another_reason_is_given_and_does_not_spoil(reason):
    ending = d.Section(kind="ending", text="The lake dries up.", spoiler=d.Spoiler(level="ending"))
    review = written(plot(), ending)
    with pytest.raises(Refused, match=r"Plot: say why it may be safe|reword it"):
        submit(review, SafeAnswer(WaiverKind.OTHER, reason))
    assert not LeakWaiver.objects.exists()


def test_a_refused_step_keeps_no_answer():
    review = written(plot(), plot("twists"))
    one = dict(list(premises(review).items())[:1])
    with pytest.raises(Refused, match=f"{QUESTION}Twists"):
        workflow.submit(review, by=review.author, safe=one)
    assert not LeakWaiver.objects.exists()


def test_an_answer_to_what_was_flagged_meanwhile_is_left_out():
    first, second = plot(), plot("twists", text="It burns.")
    review = written(first, second)
    read = premises(review)
    flagged = d.replace(first, spoiler=d.Spoiler(level="mild"))
    rewritten(review, review.author, sections=(OPENING, flagged, second))
    workflow.submit(review, by=review.author, safe=read)
    assert review.leak_waivers.count() == 1


def test_it_may_stay_is_no_answer_to_it():
    review = written(plot())
    with pytest.raises(Refused, match="changed since"):
        workflow.waive_findings(review, hashes=list(premises(review)), by=review.author, reason="It may.")


def test_a_moderator_answers_for_a_text_submitted_before_it_was_asked(monkeypatch):
    review = written(plot())
    with monkeypatch.context() as patch:
        patch.setattr("reviews.workflow.writing.refuse_unanswered", lambda *args, **options: None)
        submission = workflow.submit(review, by=review.author)
    with pytest.raises(Refused, match=f"{QUESTION}Plot"):
        approved(submission)
    moderator = somebody("Moderator")
    approved(submission, moderator, safe=premises(review))
    assert review.leak_waivers.get().by == moderator


@pytest.mark.engines
def test_the_database_keeps_an_answer_as_it_was_given():
    review = written(plot())
    workflow.submit(review, by=review.author, safe=premises(review))
    with pytest.raises(IntegrityError, match=r"never changed"), transaction.atomic():
        review.leak_waivers.update(kind="other")


# Where the section comes from


def sentences(review):
    return [item.sentence for item in findings(review)]


AS_IMPORTED = "It is safe as imported, and such a section usually gives something away."
LEFT_SAFE = "It is safe, and such a section usually gives something away."


def test_an_imported_section_is_said_to_be_so_until_its_kind_is_chosen():
    section = plot()
    review = begun(about(section))
    assert sentences(review) == [AS_IMPORTED]
    assert not review.leak_waivers.exists()
    with pytest.raises(Refused, match=f"{QUESTION}Plot"):
        workflow.submit(review, by=review.author)
    rewritten(review, review.author, sections=(OPENING, d.replace(section, kind="ending"), plot()))
    assert sentences(review) == [LEFT_SAFE, LEFT_SAFE]


def test_a_section_that_comes_back_by_restoring_is_found():
    section = plot()
    review = written(section)
    safe = review.revisions.first()
    rewritten(review, review.author, sections=(OPENING, d.replace(section, spoiler=d.Spoiler(level="mild"))))
    approved(workflow.submit(review, by=review.author))
    workflow.restore(safe, by=review.author)
    assert [item.place for item in findings(review)] == ["Plot"]
    with pytest.raises(Refused, match=f"{QUESTION}Plot"):
        workflow.submit(review, by=review.author)


def test_a_section_that_comes_in_by_merging_is_found():
    base = about()
    mine, theirs = d.replace(base, dek="Two boats."), d.replace(base, sections=(OPENING, plot()))
    review = begun(base)
    text = merged(base, mine, theirs)
    workflow.rewrite(review, document=text, version=review.draft.version, by=review.author)
    assert [item.place for item in findings(review)] == ["Plot"]
    with pytest.raises(Refused, match=f"{QUESTION}Plot"):
        workflow.submit(review, by=review.author)


def test_a_live_section_that_is_opened_again_is_asked_for():
    section = plot(spoiler=d.Spoiler(level="mild"))
    review = live(about(section)).review
    rewritten(review, review.author, sections=(OPENING, d.replace(section, spoiler=None)))
    assert [item.place for item in findings(review)] == ["Plot"]


def test_it_cannot_be_turned_off(settings):
    settings.CHECK_LEVELS = settings.CHECK_LEVELS | {NAME: "warns"}
    review = written(plot())
    results = run_checks(review, review.revisions.first().document())
    assert {item.name: item.level for item in results}[NAME] == "waivable"


# Commands


def test_submit_review_takes_its_reason_as_a_premise():
    review = written(plot(), plot("twists"))
    command = ["submit_review", review.slug, "--as", review.author.username]
    with pytest.raises(CommandError, match=f"{QUESTION}Plot; Twists"):
        call_command(*command, "--waive", "It may stay.")
    call_command(*command, "--premise", "The trailer tells it.")
    kept = review.leak_waivers.values_list("kind", "reason")
    assert list(kept) == [("premise", "The trailer tells it.")] * 2


def test_approve_review_takes_its_reason_as_a_premise(monkeypatch):
    review, moderator = written(plot()), somebody("Moderator")
    with monkeypatch.context() as patch:
        patch.setattr("reviews.workflow.writing.refuse_unanswered", lambda *args, **options: None)
        submission = workflow.submit(review, by=review.author)
    command = ["approve_review", review.slug, "--as", moderator.username]
    command += ["--digest", submission.revision.digest]
    with pytest.raises(CommandError, match=f"{QUESTION}Plot"):
        call_command(*command)
    call_command(*command, "--premise", "The trailer tells it.")
    assert review.leak_waivers.get().by == moderator
