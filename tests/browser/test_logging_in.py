"""What was typed in a session that ended comes back in a real browser, through refused logins too."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from reviewsite.desk.accounts.models import LoginAttempt, StaffSession
from tests.browser.counting_page import follow
from tests.browser.looks import no_violation
from tests.reviews.builders import begun, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def log_in_again(page, user, password):
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill(password)
    follow(page.get_by_role("button", name="Log in"))


def test_a_form_sent_after_the_session_ended_comes_back_through_a_refused_login(visit, settings):
    settings.LOGIN_ATTEMPTS = 2
    author = somebody("Author")
    review = begun(author=author)
    page = visit(f"/admin/reviews/draft/{review.pk}/change/", user=author, script=False)
    StaffSession.objects.update(expire_date=timezone.now())

    page.locator("[name=headline]").fill('Typed "late" & <sent>')
    follow(page.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_text("You are logged out, and nothing was saved.")).to_be_visible()
    for _time in range(2):
        log_in_again(page, author, "wrong")
    log_in_again(page, author, "secret")
    expect(page.get_by_text("Too many tries came from your network")).to_be_visible()
    LoginAttempt.objects.all().delete()  # as if a quarter of an hour had passed
    log_in_again(page, author, "secret")

    expect(page.get_by_text("What you typed is in the form again, and is not saved yet.")).to_be_visible()
    expect(page.locator("[name=headline]")).to_have_value('Typed "late" & <sent>')


def test_another_session_ends_with_a_press_and_its_page_looks_right(visit):
    author = somebody("Author")
    other = visit("/admin/", user=author)
    page = visit("/admin/sessions/", user=author, script=False)
    other.goto("/admin/sessions/")
    no_violation(other)

    follow(page.get_by_role("button", name="End it"))
    expect(page.get_by_text("1 session has ended.")).to_be_visible()
    other.reload()
    expect(other.get_by_label("Password")).to_be_visible()
