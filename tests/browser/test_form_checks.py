"""The checks of a form in a browser: they come once the form is shown."""

import pytest
from playwright.sync_api import expect

from reviews import document as d
from tests.browser.looks import no_violation
from tests.reviews.builders import begun, document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def review():
    """One whose dek gives its twist away."""
    told = "The lantern was never connected to the harbour."
    twist = d.Section(kind="twists", text=told, spoiler=d.Spoiler(level="major"))
    rain = d.Section(kind="opening", text="It begins with rain.")
    return begun(document(dek="A lantern and a harbour.", sections=(rain, twist)))


def opened(visit, review, **options):
    return visit(f"/admin/reviews/draft/{review.pk}/change/", user=review.author, **options)


def test_checks_come_once_the_form_is_shown(visit, review):
    page = opened(visit, review)

    expect(page.locator("#checks [name^=premise-]")).to_have_count(1)
    expect(page.locator(".leaking")).to_contain_text("1 sentence that everybody reads")
    expect(page.locator("[data-submit]")).to_contain_text("1 finding below needs an answer first.")
    expect(page.locator(".bar-checks")).to_contain_text("1 blocks")
    no_violation(page)


def test_they_are_run_by_a_link_without_script_or_where_the_server_did_not_answer(visit, review):
    page = opened(visit, review, script=False)

    expect(page.locator(".bar-checks")).to_contain_text("not run yet")
    page.get_by_role("link", name="Run the checks").click()
    expect(page.locator("#checks [name^=premise-]")).to_have_count(1)

    page = visit("about:blank", user=review.author)
    page.route("**/checks/", lambda route: route.abort())
    page.goto(f"/admin/reviews/draft/{review.pk}/change/")
    expect(page.get_by_text("The checks are running.")).to_be_hidden()
    expect(page.get_by_role("link", name="Run the checks")).to_be_visible()


def test_what_was_typed_meanwhile_is_what_the_list_shows(visit, review):
    """An autosave answers before the checks of the saved text, which then leave its list alone."""
    page, waiting = visit("about:blank", user=review.author), []
    page.route("**/checks/", lambda route: waiting.append(route))
    page.goto(f"/admin/reviews/draft/{review.pk}/change/")
    page.locator("[name=dek]").fill("Two people and a lake.")
    expect(page.locator(".bar-checks")).to_contain_text("all passed")

    (route,) = waiting
    with page.expect_response("**/checks/"):
        route.continue_()
    expect(page.locator(".leaking")).to_be_visible()  # of the saved text, as when the form was opened

    expect(page.locator(".bar-checks")).to_contain_text("all passed")
    expect(page.locator("#checks [name^=premise-]")).to_have_count(0)
