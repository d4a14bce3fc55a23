"""Readers report what gives a film away; moderators answer."""

import logging
import re
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cast.flagging import flag
from reviews import document as d
from reviews import spoiler_reports, workflow
from reviews.models import AuditLogEntry, Opened, SpoilerReport
from reviews.permissions.client_network import client_network
from tests.factories import CreditFactory, FilmFactory
from tests.reviews.builders import correction, document, live, renamed, somebody

pytestmark = pytest.mark.django_db
LEAK = "The keeper drowns in the last reel."
QUEUE = "/admin/reviews/draft/reports/"


@pytest.fixture
def edition():
    return live(
        document(
            FilmFactory(title="The Lamp", slug="the-lamp"),
            sections=(
                d.Section(kind="opening", text=f"It begins with rain. {LEAK} It goes on."),
                d.Section(kind="ending", heading="How it closes", text="Hidden already.", spoiler=MAJOR),
                d.Section(kind="style", heading="Tone", text="Grey on grey."),
            ),
            points=(d.Point(side="bad", label="Length", text="Too long by a drowning."),),
        )
    )


MAJOR = d.Spoiler(level="major")


def place_of(edition, kind="opening"):
    return next(part["key"] for part in edition.safe["front"] if part.get("kind") == kind)


def url_of(edition):
    return edition.review.address_of("report")


def send(client, edition, **fields):
    values = {"edition": edition.number, "place": place_of(edition), "quote": "", "note": "", "website": ""}
    return client.post(url_of(edition), values | fields.pop("others", {}) | fields)


def page(client, edition):
    return client.get(edition.review.get_absolute_url()).content.decode()


def queue(client, user):
    client.force_login(user)
    return client.get(QUEUE).content.decode()


# The reader's side


def test_a_reader_reports_a_passage_and_is_thanked(client, edition):
    answer = send(client, edition, quote="The keeper drowns", note="That is how it ends!")
    assert (answer.status_code, answer["Location"]) == (302, f"{url_of(edition)}?thanks=1")
    assert "Thank you" in client.get(answer["Location"]).content.decode()
    report = SpoilerReport.objects.get()
    assert (report.edition, report.place) == (edition, place_of(edition))
    assert (report.quote, report.note) == ("The keeper drowns", "That is how it ends!")
    assert len(report.sender) == 64 and "127.0.0.1" not in report.sender


def test_the_form_names_what_stands_on_the_page_and_nothing_else(client, edition):
    form = client.get(f"{url_of(edition)}?at={place_of(edition, 'style')}")
    text = form.content.decode()
    assert "Grey on grey." in text and "Opening" in text and "Length" in text
    assert "How it closes" not in text and "Hidden already" not in text
    assert re.search(rf'value="{place_of(edition, "style")}"\s+checked', text)
    assert form.headers["Cache-Control"] == "no-store"
    assert form.headers["X-Robots-Tag"] == "noindex"
    assert not form.cookies


def test_the_page_of_the_review_leads_to_the_form(client, edition):
    assert f'href="{url_of(edition)}" rel="nofollow"' in page(client, edition)


def test_a_note_on_a_flagged_credit_is_not_named_in_the_form(client):
    film = FilmFactory()
    credit = CreditFactory(film=film)
    note = d.CastNote(credits=(credit.key,), name="Guesta Star", text="She is back.")
    edition = live(document(film, cast_notes=(note,)))
    assert "Guesta Star" in client.get(url_of(edition)).content.decode()
    flag(credit, "major")
    assert "Guesta Star" not in client.get(url_of(edition)).content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"place": "", "quote": "", "note": ""}, "Choose the passage"),
        ({"place": "nonsense", "note": "kept"}, "not on the page any more"),
        ({"others": {"edition": 7}, "note": "kept"}, "has changed since"),
        ({"quote": "x" * 501, "note": "kept"}, "at most 500"),
        ({"note": "kept\x00"}, "Null characters"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_kept_in_the_form(client, edition, fields, said):
    answer = send(client, edition, **fields)
    assert answer.status_code == 400
    text = answer.content.decode()
    assert said in text
    assert not fields.get("note") or "kept" in text
    assert not SpoilerReport.objects.exists()


def test_a_machine_that_fills_the_hidden_box_is_thanked_and_ignored(client, edition):
    assert send(client, edition, website="https://example.org").status_code == 302
    assert not SpoilerReport.objects.exists()


FROM_ELSEWHERE = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "https://example.org"},
    {"origin": "null"},
]


@pytest.mark.parametrize("headers", FROM_ELSEWHERE)
def test_what_another_sites_page_sends_is_refused_and_kept_in_the_form(client, edition, headers):
    values = {"edition": edition.number, "place": place_of(edition), "note": "My words"}
    refused = client.post(url_of(edition), values, headers=headers)
    assert refused.status_code == 403
    assert "My words" in refused.content.decode()
    assert not SpoilerReport.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [{}, {"sec-fetch-site": "same-origin", "origin": "http://testserver"}, {"sec-fetch-site": "none"}],
)
def test_a_browser_without_cookies_can_report(edition, headers):
    browser = Client(enforce_csrf_checks=True)
    values = {"edition": edition.number, "place": place_of(edition), "note": "My words"}
    assert browser.post(url_of(edition), values, headers=headers).status_code == 302
    assert SpoilerReport.objects.exists()


def test_one_reader_sends_five_reports_an_hour_and_keeps_what_was_typed(client, edition):
    for _number in range(5):
        assert send(client, edition).status_code == 302
    refused = send(client, edition, note="My sixth")
    assert refused.status_code == 429
    assert "My sixth" in refused.content.decode() and "later" in refused.content.decode()
    assert (
        client.post(url_of(edition), {"edition": 1, "note": "x"}, REMOTE_ADDR="10.0.0.9").status_code == 302
    )
    SpoilerReport.objects.update(reported_at=timezone.now() - timedelta(hours=1, seconds=1))
    assert send(client, edition).status_code == 302


def test_all_readers_together_send_thirty_an_hour_about_one_review(client, edition):
    for number in range(30):
        address = f"10.0.0.{number}"
        spoiler_reports.receive_report(edition, place="", quote="x", note="", address=address)
    assert send(client, edition).status_code == 429


@pytest.mark.parametrize(("behind", "kept"), [(True, 2), (False, 1)])
def test_behind_a_proxy_its_word_counts_and_nobody_elses(client, edition, settings, behind, kept):
    settings.BEHIND_PROXY = behind
    for forwarded in ("9.9.9.9, 10.0.0.1", "9.9.9.9, 10.0.0.2"):
        client.post(url_of(edition), {"edition": 1, "note": "x"}, headers={"x-forwarded-for": forwarded})
    assert SpoilerReport.objects.values("sender").distinct().count() == kept


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        (0, "9.9.9.9", "127.0.0.1"),
        (1, "9.9.9.9, 10.0.0.1", "10.0.0.1"),
        (2, "9.9.9.9, 10.0.0.1, 10.0.0.2", "10.0.0.1"),
        (2, "10.0.0.2", "10.0.0.2"),  # who asks the inner proxy past the outer one
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        (1, "::ffff:10.0.0.1", "10.0.0.1"),
        (1, "unknown", "unknown"),
        (1, "", ""),
    ],
)
def test_the_network_that_counts_is_the_one_that_the_outermost_proxy_saw(
    rf, settings, proxies, forwarded, counted
):
    settings.BEHIND_PROXY, settings.PROXY_COUNT = bool(proxies), proxies
    assert client_network(rf.get("/", headers={"x-forwarded-for": forwarded})) == counted


def test_nothing_a_reader_wrote_is_logged_mailed_or_recorded(client, edition, caplog):
    caplog.set_level(logging.DEBUG)
    send(client, edition, quote="zebroplex", note="zebroplex")
    report = SpoilerReport.objects.get()
    workflow_line = AuditLogEntry.objects.first()
    assert "zebroplex" not in caplog.text + str(report) + str(workflow_line.reason)
    assert not mail.outbox


def test_where_no_review_is_live_there_is_nothing_to_report(client, edition):
    assert client.get("/reviews/nothing/report/").status_code == 404
    renamed(edition.review, "another")
    moved = client.get(url_of(edition).replace("another", "a-quiet-week"))
    assert (moved.status_code, moved["Location"]) == (301, "/reviews/another/report/")
    workflow.take_down(edition.review, by=somebody("Moderator"), reason="An error.")
    assert client.get("/reviews/another/report/").status_code == 410


# The moderator's side


def answer(client, user, edition, **fields):
    client.force_login(user)
    values = {
        "review": edition.review_id,
        "place": place_of(edition),
        "edition": edition.pk,
        "level": "major",
        "reason": "A reader told us.",
        "answer": "hide",
        "last": max(SpoilerReport.objects.values_list("pk", flat=True)),
    }
    return client.post(QUEUE, values | fields, follow=True).content.decode()


def test_a_reported_passage_is_hidden_in_one_step_and_every_report_of_it_answered(client, edition):
    send(client, edition, note="Ends!")
    send(client, edition)
    moderator = somebody("Moderator")
    waiting = queue(client, moderator)
    assert LEAK in waiting and "2 reports" in waiting and "Ends!" in waiting
    assert LEAK in page(client, edition)
    assert "Hidden:" in answer(client, moderator, edition)
    assert LEAK not in page(client, edition)
    assert {(report.state, report.answered_by, report.sender) for report in SpoilerReport.objects.all()} == {
        ("tightened", moderator, "")
    }
    assert "Nothing is reported" in queue(client, moderator)
    line = AuditLogEntry.objects.filter(step="tighten").get()
    assert (line.by, line.reason) == (moderator, "A reader told us.")


def test_only_the_quoted_words_are_hidden_where_they_stand_word_for_word(client, edition):
    send(client, edition, quote=LEAK)
    moderator = somebody("Moderator")
    assert "the whole passage" in queue(client, moderator)
    answer(client, moderator, edition, quote=LEAK)
    text = page(client, edition)
    assert "It begins with rain." in text and LEAK not in text


def test_quoted_words_are_hidden_wherever_the_passage_repeats_them(client):
    text = f"{LEAK} So it goes. {LEAK}"
    edition = live(document(sections=(d.Section(kind="opening", text=text),)))
    send(client, edition, quote=LEAK)
    answer(client, somebody("Moderator"), edition, quote=LEAK)
    shown = page(client, edition)
    assert "So it goes." in shown and LEAK not in shown


def test_words_that_stand_nowhere_hide_nothing(client, edition):
    send(client, edition)
    said = answer(client, somebody("Moderator"), edition, quote="not there")
    assert "do not stand in the passage" in said
    assert SpoilerReport.objects.open().count() == 1
    assert LEAK in page(client, edition)


def test_a_verdict_is_hidden_whole(client, edition):
    send(client, edition, place="verdict")
    answer(client, somebody("Moderator"), edition, place="verdict")
    assert "See it on a Sunday" not in page(client, edition)
    assert "See it on a Sunday" in client.get(edition.review.address_of("spoilers")).content.decode()


def test_a_point_is_hidden_by_its_key(client, edition):
    key = edition.safe["points"][0]["key"]
    send(client, edition, place=key)
    answer(client, somebody("Moderator"), edition, place=key, level="ending")
    assert "Too long by a drowning" not in page(client, edition)


def test_a_report_is_dismissed_with_a_reason_for_the_record(client, edition):
    send(client, edition)
    moderator = somebody("Moderator")
    assert "Say why" in answer(client, moderator, edition, answer="dismiss", reason=" ")
    assert SpoilerReport.objects.open().exists()
    assert "Dismissed" in answer(client, moderator, edition, answer="dismiss", reason="It is premise.")
    assert SpoilerReport.objects.get().state == "dismissed"
    line = AuditLogEntry.objects.filter(step="dismiss-report").get()
    assert (line.by, line.reason) == (moderator, "It is premise.")
    assert LEAK in page(client, edition)


def test_a_refused_answer_keeps_what_was_typed(client, edition):
    send(client, edition)
    said = answer(client, somebody("Moderator"), edition, level="huge", reason="My careful reason")
    assert "Choose how much" in said and "My careful reason" in said


def test_an_answer_about_another_edition_than_the_one_on_screen_is_refused(client, edition):
    send(client, edition)
    correction(edition.review, "Another headline")
    assert "Another edition is public" in answer(client, somebody("Moderator"), edition)
    assert SpoilerReport.objects.open().exists()


def test_a_passage_that_is_gone_can_only_be_dismissed(client, edition):
    send(client, edition)
    moderator = somebody("Moderator")
    text = edition.revision.document()
    hidden = (d.replace(text.sections[0], spoiler=MAJOR), *text.sections[1:])
    workflow.tighten(edition.review, document=d.replace(text, sections=hidden), by=moderator, reason="Seen.")
    waiting = queue(client, moderator)
    assert "not on the page any more" in waiting and "Hide it now" not in waiting
    assert "Dismissed" in answer(client, moderator, edition, answer="dismiss", reason="Done already.")


def test_a_report_that_nobody_has_read_is_not_answered_with_the_others(client, edition):
    send(client, edition)
    read = SpoilerReport.objects.get().pk
    send(client, edition, note="Came in meanwhile")
    answer(client, somebody("Moderator"), edition, answer="dismiss", reason="Premise.", last=read)
    assert SpoilerReport.objects.open().get().note == "Came in meanwhile"


def test_of_two_moderators_one_answers_and_the_other_is_told(client, edition):
    send(client, edition)
    answer(client, somebody("Moderator"), edition, answer="dismiss", reason="Premise.")
    said = answer(client, somebody("Moderator"), edition, answer="dismiss", reason="Premise.")
    assert "already" in said
    assert AuditLogEntry.objects.filter(step="dismiss-report").count() == 1


@pytest.mark.parametrize("role", ["Author", "Editor", "Spoiler checker", "Film desk"])
def test_others_cannot_answer(client, edition, role):
    send(client, edition)
    client.force_login(somebody(role))
    values = {"review": edition.review_id, "place": place_of(edition), "answer": "dismiss", "reason": "x"}
    assert client.post(QUEUE, values).status_code == 403
    assert SpoilerReport.objects.open().exists()


@pytest.mark.engines
def test_an_answer_needs_a_name_and_a_moment(edition):
    spoiler_reports.receive_report(edition, place="", quote="x", note="", address="10.0.0.1")
    with pytest.raises(IntegrityError), transaction.atomic():
        SpoilerReport.objects.update(state="dismissed")


def test_whoever_reads_the_reports_signs_no_spoiler_check_of_the_review(client, edition):
    send(client, edition, note="Tells the end")
    moderator = somebody("Moderator")
    queue(client, moderator)
    assert Opened.objects.filter(review=edition.review, user=moderator).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_costs_the_same_for_one_review_however_many_reports(
    client, edition, django_assert_num_queries, count
):
    for _number in range(count):
        spoiler_reports.receive_report(
            edition, place=place_of(edition), quote="x", note="", address="10.0.0.1"
        )
    client.force_login(somebody("Moderator"))
    client.get(QUEUE)
    with django_assert_num_queries(6):
        client.get(QUEUE)


def test_the_newsroom_tells_how_many_reports_wait(client, edition):
    moderator = somebody("Moderator")
    client.force_login(moderator)
    assert "report of a reader waits" not in client.get("/admin/").content.decode()
    spoiler_reports.receive_report(edition, place="", quote="x", note="", address="10.0.0.1")
    assert "1 report of a reader waits" in client.get("/admin/").content.decode()


@pytest.mark.engines
@pytest.mark.django_db(transaction=True)
def test_two_moderators_at_the_same_moment_answer_once():
    edition = live()
    place = place_of(edition)
    spoiler_reports.receive_report(edition, place=place, quote="", note="x", address="10.0.0.1")
    moderators, told = [somebody("Moderator"), somebody("Moderator")], []

    def dismiss(moderator):
        try:
            spoiler_reports.dismiss_report(
                edition.review, place=place, last=10**9, by=moderator, reason="Premise."
            )
            told.append("done")
        except workflow.Refused:
            told.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=dismiss, args=[moderator]) for moderator in moderators]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["done", "refused"]
    assert AuditLogEntry.objects.filter(step="dismiss-report").count() == 1


def test_the_address_of_the_queue_is_its_own():
    assert reverse("admin:reviews_draft_reports") == QUEUE
