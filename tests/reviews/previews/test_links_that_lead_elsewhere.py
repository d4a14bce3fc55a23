"""Preview links after a take-down, a closed account and a publication; and how often each was opened."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from reviews import document as d
from reviews import workflow
from reviews.models import AuditLogEntry, PreviewLink, Step
from tests.reviews.builders import approved, begun, later, live, rewritten, somebody

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
OVER = "This preview is over"


def link_to(review, number=None, **options):
    revision = review.revisions.get(number=number) if number else review.revisions.first()
    values = {"recipient": "Joan", "until": timezone.now() + WEEK, "by": review.author}
    return workflow.share_preview(revision, **(values | options))


def opened(client, link, view="safe"):
    return client.get(reverse(f"previews:{view}", args=[link.token]))


def links_page(review):
    return reverse("admin:reviews_draft_previews", args=[review.pk])


def taken_down(review):
    return workflow.take_down(review, by=somebody("Moderator"), reason="Rights.")


@pytest.mark.engines
@pytest.mark.parametrize("view", ["safe", "full"])
def test_a_take_down_suspends_the_links_of_its_review_and_the_audit_log_counts_them(client, view):
    edition, other = live(), begun()
    links = [link_to(edition.review, is_full=True) for _number in range(2)]
    kept = link_to(other)
    workflow.end_preview(link_to(edition.review), by=edition.review.author)  # over before: not counted

    taken_down(edition.review)

    for link in links:
        answer = opened(client, link, view)
        assert (answer.status_code, OVER in answer.content.decode()) == (404, True)
    assert opened(client, kept).status_code == 200
    assert AuditLogEntry.objects.get(step=Step.TAKE_DOWN).detail == "2 preview links suspended"


def test_a_take_down_that_is_refused_suspends_nothing(client):
    edition = live()
    rewritten(edition.review, edition.review.author, headline="Corrected")
    link = link_to(edition.review)

    with pytest.raises(workflow.Refused):
        workflow.take_down(edition.review, by=somebody("Moderator"), reason=" ")

    assert opened(client, link).status_code == 200


def test_the_command_says_how_many_it_suspended():
    edition, out = live(), StringIO()
    link_to(edition.review)

    call_command(
        "take_down", edition.review.slug, user=somebody("Moderator").username, reason="Rights.", stdout=out
    )

    assert out.getvalue() == f"{edition.review.slug}: taken down, 1 preview links suspended\n"


def test_a_suspended_link_says_so_and_is_made_anew_by_whoever_may_share(client):
    edition = live()
    review, suspended = edition.review, link_to(edition.review, recipient="Joan at the Gazette")
    taken_down(review)
    client.force_login(review.author)

    page = client.get(links_page(review)).content.decode()
    assert ">suspended</span>" in page
    assert "The review was taken down." in page
    assert f'href="?again={suspended.pk}#h-share"' in page

    answer = client.get(links_page(review), {"again": suspended.pk})
    form = answer.context["form"]
    client.post(
        reverse("admin:reviews_draft_do", args=[review.pk, "share"]),
        {name: form[name].field.prepare_value(form[name].value()) or "" for name in form.fields},
    )

    anew = PreviewLink.objects.open().get()
    assert (anew.recipient, anew.revision_id) == ("Joan at the Gazette", suspended.revision_id)
    assert opened(client, anew).status_code == 200
    assert opened(client, suspended).status_code == 404


@pytest.mark.engines
def test_the_links_of_a_closed_account_answer_no_more_however_it_was_closed(client):
    review = begun()
    gone, stays = somebody("Editor"), link_to(review)
    link = link_to(review, by=gone)

    type(gone).objects.filter(pk=gone.pk).update(is_active=False)

    assert opened(client, link).status_code == 404
    assert opened(client, stays).status_code == 200
    client.force_login(review.author)
    assert "The account that made it was closed." in client.get(links_page(review)).content.decode()


def test_closing_an_account_at_the_desk_says_how_many_links_it_suspends(admin_client):
    review, editor = begun(), somebody("Editor")
    link = link_to(review, by=editor)
    stamp = timezone.localtime(editor.date_joined)
    values = {
        "username": editor.username,
        "is_staff": "on",
        "date_joined_0": f"{stamp:%Y-%m-%d}",
        "date_joined_1": f"{stamp:%H:%M:%S}",
    }

    page = admin_client.post(reverse("admin:auth_user_change", args=[editor.pk]), values, follow=True)

    message = "1 preview link that this account made is suspended: whoever may share can make it anew."
    assert message in map(str, page.context["messages"])
    assert opened(admin_client, link).status_code == 404


def test_a_link_of_a_closed_account_can_be_ended_for_good(client):
    review, editor = begun(), somebody("Editor", is_active=False)
    link = link_to(review, by=editor)

    workflow.end_preview(link, by=review.author)

    assert not PreviewLink.objects.running().exists()


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("view", ["safe", "full"])
def test_what_was_published_or_has_a_later_text_live_leads_to_the_page(client, view, number):
    edition = live()
    review = edition.review
    later(review, {"headline": "Second"})
    link = link_to(review, number, is_full=True)

    answer = opened(client, link, view)

    address = review.address_of("spoilers") if view == "full" else review.get_absolute_url()
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    assert answer.headers["Cache-Control"] == "no-store"
    link.refresh_from_db()
    assert link.openings == 1


def test_a_text_that_is_newer_than_what_is_live_goes_on_also_after_more_is_hidden(client):
    edition = live()
    review = edition.review
    rewritten(review, review.author, headline="Corrected")
    link = link_to(review)
    text = edition.revision.document()
    opening = d.replace(text.sections[0], spoiler=d.Spoiler(level="major"))
    workflow.tighten(
        review,
        document=d.replace(text, sections=(opening, text.sections[1])),
        by=somebody("Moderator"),
        reason="Told too early.",
    )

    assert "Corrected" in opened(client, link).content.decode()


def test_what_is_only_scheduled_or_taken_down_is_still_a_preview(client):
    review = begun()
    edition = approved(workflow.submit(review, by=review.author), at=timezone.now() + WEEK)
    assert opened(client, link_to(review)).status_code == 200

    workflow.reschedule(edition, at=timezone.now(), by=somebody("Moderator"))
    taken_down(review)

    assert opened(client, link_to(review)).status_code == 200


def test_each_opening_is_counted_where_links_are_listed(client):
    review = begun()
    link = link_to(review, is_full=True)
    client.head(link.get_absolute_url())
    client.get(link.get_absolute_url(), headers={"Sec-Purpose": "prefetch"})
    for view in ("safe", "safe", "full"):
        opened(client, link, view)

    client.force_login(review.author)

    assert "opened 3 times" in client.get(links_page(review)).content.decode()


@pytest.mark.engines
def test_the_number_of_openings_never_goes_back(client):
    link = link_to(begun())
    opened(client, link)
    with pytest.raises(DatabaseError), transaction.atomic():
        PreviewLink.objects.update(openings=0)
