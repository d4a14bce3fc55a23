"""The checks beside the leak check: what each says, what its level means, and whose answers stand."""

import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews import document as d
from reviews import workflow
from reviews.checks.run import CHECKS, run_checks
from reviews.drafts import with_embedded
from reviews.models import AuditLogEntry, LeakWaiver
from reviews.workflow import Refused
from tests.factories import ImageFactory
from tests.reviews.builders import approved, begun, document, live, renamed, rewritten, somebody

pytestmark = pytest.mark.django_db


def results(review):
    return {item.name: item for item in run_checks(review, review.revisions.first().document())}


def found(review, name):
    return [(item.place, item.sentence) for item in results(review)[name].findings]


def opening(text, **fields):
    return with_embedded(document(sections=(d.Section(kind="opening", text=text),), **fields))


def linking(address="/reviews/nowhere/", **fields):
    return opening(f"It begins as [we said]({address}).", **fields)


def test_every_check_is_run_in_its_order_and_a_plain_review_passes_all():
    review = begun()
    found = run_checks(review, review.revisions.first().document())
    assert [item.name for item in found] == [check.name for check in CHECKS]
    assert [item.name for item in found if not item.passed] == []


# Headings, lengths, alt texts


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("## One\n\nText.\n\n### Two\n\nText.\n\n## Three\n\nText.", ""),
        ("# One\n\nText.\n\n### Two\n\nText.", ""),
        ("Text.\n\n#### Deep\n\nText.", "skips a rank"),
        ("## One\n\nText.\n\n#### Deep\n\nText.", "skips a rank"),
        ("## One\n\nText.\n\n##\n\nText.", "has no words"),
    ],
)
def test_headings_inside_a_text_are_in_order(text, says):
    told = found(begun(opening(text)), "headings")
    assert [(place, says in sentence) for place, sentence in told] == [("Opening", True)] * bool(says)


def test_a_long_headline_and_dek_warn():
    assert found(begun(document(headline="a" * 70, dek="b" * 160)), "lengths") == []
    told = found(begun(document(headline="a" * 71, dek="b" * 161)), "lengths")
    assert [place for place, _said in told] == ["Headline", "Dek"]
    assert told[0][1].startswith("71 letters, where 70")


@pytest.mark.parametrize(
    ("alt", "is_decorative", "says"),
    [
        ("A lamp on a rock", False, ""),
        ("", True, ""),
        ("", False, "has no words"),
        ("lamp_final.JPG", False, "the name of a file"),
        ("IMG_2041", False, "the name of a file"),
    ],
)
def test_an_embedded_picture_has_words(alt, is_decorative, says):
    image = ImageFactory(alt="" if is_decorative else "Something", is_decorative=is_decorative)
    told = found(begun(opening(f"Look:\n\n![{alt}](image:{image.key})")), "alt-texts")
    assert [(place, says in sentence) for place, sentence in told] == [("Opening", True)] * bool(says)


def test_a_picture_does_not_say_its_caption_twice():
    image = ImageFactory(alt="Something")
    use = {"image": image.key, "sha256": image.sha256}
    twice = d.Picture(**use, alt="The lamp, at night", caption="*The lamp* at night.")
    other = d.Picture(**use, alt="A lamp on a rock", caption="The lamp, at night.")
    told = found(begun(document(pictures=(other, twice))), "alt-texts")
    assert [(place, "repeat its caption" in said) for place, said in told] == [("Picture, 2", True)]


# Links to our own pages


def test_links_lead_to_what_readers_may_read(settings):
    settings.SITE_URL = "https://house.example"
    public, draft = live().review, begun(document(headline="Hidden"))
    down = live(document(headline="Gone")).review
    workflow.take_down(down, by=somebody("Moderator"), reason="Wrong film.")
    former = live(document(headline="Renamed")).review
    old = former.get_absolute_url()
    renamed(former, "another-name")
    film = public.editions.get().film
    good = [public.get_absolute_url(), f"https://house.example{public.get_absolute_url()}#verdict", old]
    good += [film.get_absolute_url(), "/films/", "/search/?q=lamp", "/feeds/reviews.atom", "/films"]
    good += ["https://elsewhere.example/reviews/nowhere/", "mailto:a@b.example", "#here", "relative/page"]
    for address in good:
        assert found(begun(linking(address)), "links") == [], address
    bad = {
        draft.get_absolute_url(): "not public yet",
        f"https://house.example{draft.get_absolute_url()}spoilers/": "not public yet",
        down.get_absolute_url(): "was taken down",
        "/reviews/nowhere/": "no review at this address",
        "/films/nowhere/": "no page at this address",
        "/critics/nobody/": "no page at this address",
        "/no-such-page/": "no page at this address",
        "/no/such/place/": "no page at this address",
    }
    for address, says in bad.items():
        ((place, sentence),) = found(begun(linking(address)), "links")
        assert (place, says in sentence) == ("Opening", True), address


def test_many_links_cost_as_much_as_one():
    counts = []
    for number in (1, 3, 1, 3):
        text = " ".join(f"[one](/reviews/r-{at}/) [two](/films/f-{at}/)" for at in range(number))
        review = begun(opening(text))
        with CaptureQueriesContext(connection) as asked:
            run_checks(review, review.revisions.first().document())
        counts.append(len(asked))
    assert counts[2] == counts[3]


# Levels and answers


def test_an_unanswered_finding_refuses_and_an_answer_is_kept_in_the_record():
    review = begun(linking())
    with pytest.raises(
        Refused, match=r"Links to our own pages: Opening\. Put it right, or say why"
    ) as refused:
        workflow.submit(review, by=review.author)
    assert "nowhere" not in str(refused.value)
    (finding,) = results(review)["links"].open
    submission = workflow.submit(
        review, by=review.author, waived=[finding.hash], reason="It goes live tonight."
    )
    line = review.audit_log.get(step="waive-checks")
    assert (line.by, line.reason) == (review.author, "It goes live tonight.")
    assert line.detail == "Links to our own pages: Opening"
    assert review.leak_waivers.get().kind == "finding"
    approved(submission)
    kept = " ".join(map(str, [*LeakWaiver.objects.values(), *AuditLogEntry.objects.values()]))
    assert "nowhere" not in kept


def test_an_answer_holds_while_what_was_found_stands():
    review = begun(linking())
    (finding,) = results(review)["links"].open
    workflow.waive_findings(review, hashes=[finding.hash], by=review.author, reason="Tonight.")
    rewritten(review, review.author, headline="Another week")
    assert results(review)["links"].open == ()
    section = review.revisions.first().document().sections[0]
    other = d.replace(section, text="It begins as [we said](/reviews/elsewhere/).")
    rewritten(review, review.author, sections=(other,))
    assert len(results(review)["links"].open) == 1


@pytest.mark.parametrize("reason", ["", "  ", "Because the lake dries up."])
def test_a_reason_is_given_and_does_not_spoil(reason):
    closing = d.Section(kind="ending", text="The lake dries up.", spoiler=d.Spoiler(level="ending"))
    review = begun(linking())
    first = review.revisions.first().document().sections[0]
    rewritten(review, review.author, sections=(first, closing))
    hashes = [item.hash for item in results(review)["links"].open]
    with pytest.raises(Refused, match=r"audit log|reword"):
        workflow.waive_findings(review, hashes=hashes, by=review.author, reason=reason)


def test_what_warns_refuses_nothing_and_what_it_found_cannot_be_waived():
    review = begun(document(headline="a" * 80))
    (finding,) = results(review)["lengths"].findings
    with pytest.raises(Refused, match="changed since"):
        workflow.waive_findings(review, hashes=[finding.hash], by=review.author, reason="It is a quote.")
    approved(workflow.submit(review, by=review.author))


def test_a_house_sets_what_a_check_means(settings):
    settings.CHECK_LEVELS = settings.CHECK_LEVELS | {"lengths": "blocks", "links": "warns"}
    review = begun(linking(headline="a" * 80))
    with pytest.raises(
        Refused, match=r"Lengths: Headline\. Put it right: in this house it blocks"
    ) as refused:
        workflow.submit(review, by=review.author)
    assert "Links" not in str(refused.value)
    with pytest.raises(Refused, match="changed since"):
        hashes = [item.hash for item in results(review)["lengths"].findings]
        workflow.waive_findings(review, hashes=hashes, by=review.author, reason="Please.")


def test_checks_are_run_again_at_approval_and_the_moderator_answers():
    target = live(document(headline="Soon gone")).review
    review = begun(linking(target.get_absolute_url()))
    submission = workflow.submit(review, by=review.author)
    workflow.take_down(target, by=somebody("Moderator"), reason="Wrong film.")
    with pytest.raises(Refused, match="Links to our own pages: Opening"):
        approved(submission)
    moderator, hashes = somebody("Moderator"), [item.hash for item in results(review)["links"].open]
    approved(submission, moderator, waived=hashes, reason="It comes back tonight.")
    assert review.leak_waivers.get().by == moderator


def test_nobody_answers_at_approval_for_words_of_their_own():
    moderator = somebody("Moderator", "Author")
    target = live(document(headline="Soon gone")).review
    review = begun(linking(target.get_absolute_url()), moderator)
    submission = workflow.submit(review, by=moderator)
    workflow.take_down(target, by=somebody("Moderator"), reason="Wrong film.")
    hashes = [item.hash for item in results(review)["links"].open]
    with pytest.raises(Refused, match="words of their own"):
        approved(submission, moderator, waived=hashes, reason="Because.")


def start(**environment):
    code = "from django.conf import settings; print(settings.CHECK_LEVELS)"
    return subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"DEBUG": "true", "DJANGO_SETTINGS_MODULE": "reviewsite.settings"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("said", ["facts", "facts=loud", "tone=warns", "leaks=warns", "completeness=warns"])
def test_a_level_that_is_not_known_or_may_not_be_set_stops_the_start(said):
    done = start(CHECK_LEVELS=said)
    assert done.returncode != 0
    assert f"CHECK_LEVELS: '{said}' is not known here" in done.stderr


def test_a_level_is_read_from_the_environment():
    done = start(CHECK_LEVELS="facts=waivable, repeats=blocks")
    assert "'facts': 'waivable'" in done.stdout
    assert "'repeats': 'blocks'" in done.stdout
    assert "'links': 'waivable'" in done.stdout


# Commands


def test_the_commands_answer_and_print_what_warns(capsys):
    target = live(document(headline="Soon gone")).review
    text = linking("/reviews/nowhere/", headline="a" * 80)
    review, moderator = begun(text), somebody("Moderator")
    with pytest.raises(CommandError, match="Links to our own pages: Opening"):
        call_command("submit_review", review.slug, "--as", str(review.author), "--premise", "Not for this.")
    call_command("submit_review", review.slug, "--as", str(review.author), "--waive", "It goes live tonight.")
    assert "warns: Lengths: Headline" in capsys.readouterr().out
    assert review.leak_waivers.get().by == review.author

    other = begun(linking(target.get_absolute_url()))
    digest = workflow.submit(other, by=other.author).revision.digest
    workflow.take_down(target, by=moderator, reason="Wrong film.")
    arguments = ["approve_review", other.slug, "--as", str(moderator), "--digest", digest]
    with pytest.raises(CommandError, match="Links to our own pages: Opening"):
        call_command(*arguments)
    call_command(*arguments, "--waive", "It comes back.")
    assert other.leak_waivers.get().by == moderator
    assert other.editions.live().exists()


def test_a_refused_command_keeps_no_answer():
    review = begun(linking(bylines=()))
    with pytest.raises(CommandError, match="Add a byline"):
        call_command("submit_review", review.slug, "--as", str(review.author), "--waive", "Tonight.")
    assert not LeakWaiver.objects.exists()
