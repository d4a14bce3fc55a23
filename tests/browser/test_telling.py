"""Inbox, settings, record and newsroom in a real browser: accessible, at every width, by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from reviews import workflow
from reviews.models import Notice
from tests.reviews.house import begun, live, somebody, submitted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("index", "inbox", "own_settings", "whole_record", "reviews_draft_reassign")


@pytest.fixture
def chief():
    user = somebody("Chief")
    moderator = somebody("Moderator")
    submitted()
    live()
    begun(author=somebody("Author", is_active=False))
    workflow.request_changes(submitted(author=user), moderator=moderator, reason="Shorter.")
    return user


def log_in(page, user):
    page.fill("#id_username", user.username)
    page.fill("#id_password", "secret")
    page.press("#id_password", "Enter")
    page.wait_for_selector("#desk-nav")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_are_accessible_and_as_wide_as_the_screen(visit, chief, scheme, width):
    page = visit("/admin/", width=width, scheme=scheme)
    log_in(page, chief)

    for name in PAGES:
        page.goto(reverse(f"admin:{name}"))
        found = Axe().run(page).response["violations"]
        assert not [(name, row["id"], [node["target"] for node in row["nodes"]]) for row in found]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_a_notice_is_opened_by_keyboard_and_without_script(visit, chief):
    page = visit("/admin/inbox/", script=False)
    log_in(page, chief)
    notice = Notice.objects.filter(to=chief).unread().first()

    page.get_by_role("button", name="Open").first.focus()
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{reverse('admin:reviews_draft_change', args=[notice.line.review_id])}")
    notice.refresh_from_db()
    assert notice.read_at
