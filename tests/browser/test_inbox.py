"""The inbox in a real browser. How it looks, test_desk_screens.py looks at."""

import pytest
from django.urls import reverse

from reviews import workflow
from reviews.models import Notice
from tests.reviews.builders import begun, live, somebody, submitted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def chief():
    user = somebody("Chief")
    moderator = somebody("Moderator")
    submitted()
    live()
    begun(author=somebody("Author", is_active=False))
    workflow.request_changes(submitted(author=user), moderator=moderator, reason="Shorter.")
    return user


def test_a_notice_is_opened_by_keyboard_and_without_script(visit, chief):
    page = visit(reverse("admin:inbox"), user=chief, script=False)
    notice = Notice.objects.filter(to=chief).unread().first()

    page.get_by_role("button", name="Open").first.focus()
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{reverse('admin:reviews_draft_change', args=[notice.entry.review_id])}")
    notice.refresh_from_db()
    assert notice.read_at
