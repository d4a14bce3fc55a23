"""A reader reports, a moderator hides: in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.counting_page import follow
from tests.browser.looks import no_sideways_scroll, no_violation
from tests.reviews.builders import live, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_a_passage_is_reported_without_script_and_hidden_in_one_click(visit, width, scheme):
    edition = live()
    reader = visit(edition.review.get_absolute_url(), width=width, scheme=scheme, script=False)
    reader.get_by_role("link", name="Something here gives the film away?").click()
    reader.get_by_label("It begins with rain.").check()
    reader.get_by_label("The words, if you like").fill("begins with rain")
    reader.get_by_role("button", name="Send the report").click()
    expect(reader.get_by_role("heading", name="Thank you")).to_be_visible()

    checked = visit(edition.review.address_of("report"), width=width, scheme=scheme)
    no_violation(checked)
    no_sideways_scroll(checked)

    desk = visit("/admin/", user=somebody("Moderator"), width=max(width, 390), scheme=scheme)
    follow(desk.get_by_role("link", name="Look, and hide or dismiss"))
    no_violation(desk)
    no_sideways_scroll(desk)
    desk.get_by_role("button", name="Hide it now").click()
    expect(desk.get_by_text("Nothing is reported.")).to_be_visible()

    reader.goto(edition.review.get_absolute_url())
    assert "It begins with rain." not in reader.content()
