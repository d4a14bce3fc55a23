"""Posts that no page of ours would make: they are refused, and write nothing."""

import datetime
import re

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from reviews import workflow
from reviews.models import AuditLogEntry, Edition, Embargo, Notice, Revision, StaffSettings, Submission
from tests.reviews.builders import begun, live, rewritten, somebody, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return somebody("Moderator")


def written():
    """How much stands in every table that a step may write to."""
    return [table.objects.count() for table in (Revision, Submission, Edition, AuditLogEntry, Embargo)]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("withdraw", "submission"),
        ("request-changes", "submission"),
        ("approve", "submission"),
        ("reschedule", "edition"),
        ("unschedule", "edition"),
        ("rebake", "edition"),
        ("lift-embargo", "embargo"),
        ("restore", "revision"),
    ],
)
def test_what_belongs_to_another_review_is_not_found_under_this_one(client, name, field):
    chief = somebody("Chief")
    mine, other = begun(), live()
    rewritten(other.review, other.review.author, headline="Again")
    workflow.submit(other.review, by=other.review.author)
    workflow.set_embargo(
        review=begun(), until=timezone.now() + datetime.timedelta(days=1), by=chief, reason="x"
    )
    theirs = {
        "submission": other.review.submissions.open().get().pk,
        "edition": other.pk,
        "embargo": Embargo.objects.get().pk,
        "revision": 2,
    }
    before = written()
    client.force_login(chief)

    response = client.post(
        reverse("admin:reviews_draft_do", args=[mine.pk, name]),
        {field: theirs[field], "reason": "x", "digest": "x", "at": "2099-01-05T07:00", "sure": "on"},
    )

    assert response.status_code == 404
    assert written() == before


def test_a_step_without_the_token_of_the_form_is_refused(moderator):
    submission = submitted()
    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator)
    before = written()
    values = {"submission": submission.pk, "digest": submission.revision.digest}

    for name in ("markdown_preview", "markdown_upload", "import"):
        assert client.post(reverse(f"admin:reviews_draft_{name}"), {"content": "x"}).status_code == 403
    url = reverse("admin:reviews_draft_do", args=[submission.review_id, "approve"])
    assert client.post(url, values).status_code == 403
    assert written() == before


def test_pages_beside_the_tables_take_no_form_without_its_token(moderator):
    submission = submitted()
    notice = Notice.objects.get(to=moderator)
    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator)
    before = written()
    giving = f"{reverse('admin:reviews_draft_reassign')}?from={submission.submitted_by_id}"
    addresses = [
        reverse("admin:inbox_read", args=[notice.pk]),
        reverse("admin:inbox_read_all"),
        reverse("admin:own_settings"),
        reverse("admin:own_sessions"),
        reverse("admin:invite"),
        giving,
    ]

    values = {"last": notice.pk, "mail": "never", "review": submission.review_id, "reason": "x", "sure": 1}
    assert {client.post(url, values).status_code for url in addresses} == {403}
    assert written() == before
    assert not StaffSettings.objects.exists()
    assert Notice.objects.unread().get() == notice


def test_an_unknown_step_is_not_found(client, moderator):
    client.force_login(moderator)

    assert client.post(reverse("admin:reviews_draft_do", args=[begun().pk, "publish"])).status_code == 404


def test_a_step_leads_back_to_a_page_of_ours_alone(client, moderator):
    submission = submitted()
    client.force_login(moderator)
    url = reverse("admin:reviews_draft_do", args=[submission.review_id, "approve"])

    response = client.post(url, {"back": "https://elsewhere.example/"})

    assert response.headers["Location"] == reverse("admin:reviews_draft_change", args=[submission.review_id])


def routes(patterns, before=""):
    """Every address under the admin, as a route with its parameters."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern.url_patterns, route)


def addresses(*keys):
    for route in dict.fromkeys(routes(admin.site.urls[0])):
        if any(name in route for name in ("logout", "password_change", "(?P", "audit/auditrun/start")):
            continue
        yield from dict.fromkeys("/admin/" + re.sub(r"<(?:\w+:)?\w+>", str(key), route) for key in keys)


# What a chief and a superuser cannot, nobody can: other roles may do less.
@pytest.mark.parametrize("role", ["Chief", "superuser"])
def test_no_address_of_the_desk_changes_or_deletes_a_line_of_the_record(client, role):
    edition = live()
    user = somebody(*([] if role == "superuser" else [role]), is_superuser=role == "superuser")
    before = list(AuditLogEntry.objects.order_by("pk").values())
    first = before[0]["id"]
    tried = {
        "post": "yes",
        "action": "delete_selected",
        "_selected_action": [row["id"] for row in before],
        "reason": "Changed.",
        "detail": "Changed.",
        "step": "save",
    }

    client.force_login(user)
    client.raise_request_exception = False
    count = 0
    for url in addresses(edition.review_id, first):
        client.post(url, tried)
        if user.is_superuser:
            client.delete(url)
        count += 1

    assert count > 100
    after = AuditLogEntry.objects.filter(pk__in=[row["id"] for row in before]).order_by("pk").values()
    assert list(after) == before
