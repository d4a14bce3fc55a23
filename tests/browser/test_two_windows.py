"""Two windows of one person in a real browser: both texts are there in the end, whatever is pressed."""

import pytest
from playwright.sync_api import expect

from reviews.models import WorkingCopy
from reviewsite.desk.accounts.models import StaffSession
from tests.browser.counting_page import follow, log_in
from tests.browser.looks import no_violation
from tests.browser.test_day import STORED, kept
from tests.reviews.builders import begun, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def author():
    return somebody("Author", first_name="Alma")


def windows(visit, author, review):
    """Two of one browser, both on the form."""
    one = visit("about:blank", user=author)
    other = one.context.new_page()
    other.set_default_timeout(15_000)
    for page in (one, other):
        page.goto(f"/admin/reviews/draft/{review.pk}/change/")
    return one, other


def headline(page):
    return page.locator("[name=headline]")


def told(page):
    expect(page.get_by_text("Another window of yours has text of")).to_be_visible()


def test_a_second_window_is_told_and_opens_either_text(visit, author):
    review = begun(author=author)
    one, other = windows(visit, author, review)
    headline(one).fill("Of the first")
    kept(one)
    headline(other).fill("Of the second")
    told(other)
    no_violation(other)
    assert other.evaluate(STORED) == ["Of the second"]
    assert WorkingCopy.objects.of(review, author).form["headline"] == ["Of the first"]

    follow(other.get_by_role("link", name="Open the other text"))
    expect(headline(other)).to_have_value("Of the first")
    expect(other.get_by_text("This browser keeps text of yours that is not here.")).to_be_visible()
    no_violation(other)

    with other.expect_navigation():
        other.get_by_role("button", name="Open it").click()
    expect(headline(other)).to_have_value("Of the second")
    expect(other.get_by_text("This browser keeps text of yours that is not here.")).to_be_visible()
    assert other.evaluate(STORED) == ["Of the first"]

    other.get_by_role("button", name="Throw it away").click()
    expect(other.get_by_text("This browser keeps text of yours")).to_be_hidden()
    assert other.evaluate(STORED) == []


def test_a_second_window_is_kept_instead_and_the_first_one_is_told(visit, author):
    review = begun(author=author)
    one, other = windows(visit, author, review)
    headline(one).fill("Of the first")
    kept(one)
    headline(other).fill("Of the second")
    told(other)

    follow(other.get_by_role("button", name="Keep this window’s instead"))
    expect(headline(other)).to_have_value("Of the second")
    expect(other.get_by_text("This browser keeps text of yours")).to_be_hidden()
    assert WorkingCopy.objects.of(review, author).form["headline"] == ["Of the second"]
    other.wait_for_function("() => !Object.keys(localStorage).some((name) => name.startsWith('foyer.typed'))")

    headline(one).fill("Of the first, on")
    told(one)
    assert one.evaluate(STORED) == ["Of the first, on"]


def test_two_windows_without_a_server_both_keep_and_the_one_handed_over_last_is_offered(visit, author):
    review = begun(author=author)
    one, other = windows(visit, author, review)
    one.context.route("**/live/", lambda route: route.abort())
    for page, words in ((one, "Of the first"), (other, "Of the second")):
        headline(page).fill(words)
        page.get_by_text("The server does not answer.").wait_for()
    assert sorted(one.evaluate(STORED)) == ["Of the first", "Of the second"]
    one.context.unroute("**/live/")
    other.close()

    one.goto(f"/admin/reviews/draft/{review.pk}/change/")

    expect(one.get_by_text("Restored.")).to_be_visible()
    expect(one.get_by_text("This browser keeps text of yours that is not here.")).to_be_visible()
    assert {headline(one).input_value(), *one.evaluate(STORED)} == {"Of the first", "Of the second"}


def test_a_refused_form_of_a_second_window_stays_in_the_browser(visit, author):
    review = begun(author=author)
    one, other = windows(visit, author, review)
    headline(one).fill("Of the first")
    kept(one)
    other.evaluate("document.querySelector('[name=headline]').removeAttribute('maxlength')")
    other.evaluate("document.querySelector('[name=headline]').value = 'x'.repeat(300)")

    follow(other.get_by_role("button", name="Save", exact=True))

    told(other)
    assert other.evaluate(STORED) == ["x" * 300]
    assert WorkingCopy.objects.of(review, author).form["headline"] == ["Of the first"]


def test_what_one_account_typed_is_neither_shown_nor_sent_to_another_in_the_same_browser(visit, author):
    review = begun(author=author)
    editor = somebody("Editor", first_name="Mona")
    page = visit(f"/admin/reviews/draft/{review.pk}/change/", user=author)
    StaffSession.objects.all().delete()
    headline(page).fill("Typed by Alma")
    page.get_by_text("You are logged out.").wait_for()
    other = page.context.new_page()
    other.set_default_timeout(15_000)
    log_in(other, editor)
    other.goto(f"/admin/reviews/draft/{review.pk}/change/")
    headline(page).fill("Typed by Alma, on")
    page.wait_for_function(
        "() => Object.values(localStorage).some((text) => text.includes('Typed by Alma, on'))"
    )

    assert headline(other).input_value() == "A quiet week"
    expect(other.get_by_text("This browser keeps text of yours")).to_be_hidden()
    assert not WorkingCopy.objects.exclude(form={}).exists()
    assert page.evaluate(STORED) == ["Typed by Alma, on"]
    page.goto("/admin/")
    page.locator("#logout-form button").click()
    log_in(page, author)
    page.goto(f"/admin/reviews/draft/{review.pk}/change/")
    expect(headline(page)).to_have_value("Typed by Alma, on")


def test_a_page_that_was_saved_and_is_typed_in_all_the_same_is_kept(visit, author):
    review = begun(author=author)
    page = visit(f"/admin/reviews/draft/{review.pk}/change/", user=author)
    page.evaluate(
        """async () => { const body = new FormData(document.querySelector("form[id$=_form]"));
        await fetch(location.href, { method: "POST", body }); }"""
    )  # the answer never reached the page

    headline(page).fill("Typed on")

    kept(page)
    expect(page.get_by_text("Somebody saved meanwhile.")).to_be_visible()
    assert WorkingCopy.objects.of(review, author).form["headline"] == ["Typed on"]


def test_without_script_a_save_after_the_session_is_gone_is_found_again_after_the_login(visit, author):
    review = begun(author=author)
    page = visit(f"/admin/reviews/draft/{review.pk}/change/", user=author, script=False)
    page.locator("[name='sections-0-text']").fill("It begins\n\nwith “snow” & <rain>.")
    StaffSession.objects.all().delete()

    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("You are logged out, and nothing was saved.")).to_be_visible()
    page.get_by_label("Username").fill(author.username)
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_text("Please enter the correct username and password")).to_be_visible()
    page.get_by_label("Username").fill(author.username)
    page.get_by_label("Password").fill("secret")
    page.get_by_role("button", name="Log in").click()

    expect(page.get_by_text("What you typed is in the form again")).to_be_visible()
    text = page.locator("[name='sections-0-text']").input_value()
    assert text == "It begins\n\nwith “snow” & <rain>."
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Restored.")).to_be_hidden()
    assert review.revisions.first().document().sections[0].text == text


def test_without_script_two_windows_are_settled_by_the_same_two_acts(visit, author):
    review = begun(author=author)
    address = f"/admin/reviews/draft/{review.pk}/change/"
    one = visit(address, user=author, script=False)
    other = one.context.new_page()
    other.goto(address)
    one.locator("[name=verdict_label]").fill("Of the first")
    other.locator("[name=verdict_label]").fill("Of the second")
    follow(one.get_by_role("button", name="Save", exact=True))

    other.get_by_role("button", name="Save", exact=True).click()

    expect(other.get_by_text("Somebody saved this review after you opened it.")).to_be_visible()
    assert WorkingCopy.objects.of(review, author).form["verdict_label"] == ["Of the second"]
    one.goto(address + "?saved")
    expect(one.get_by_text("Another window of yours has text of")).to_be_visible()
    one.get_by_role("link", name="Open the other text").click()
    expect(one.locator("[name=verdict_label]")).to_have_value("Of the second")
