"""The journey of one review through a browser, from a pasted document to a reader's keyboard."""

import re

import pytest
from playwright.sync_api import expect

from reviews import document as d
from reviews.models import Critic, Edition
from tests.browser.counting_page import follow, log_in
from tests.browser.looks import PUBLIC, SETTLED, no_violation, walked
from tests.factories import FilmFactory
from tests.reviews.builders import correction, document, live, somebody
from tests.reviews.management.test_commands import OWN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_document_is_pasted_corrected_submitted_approved_and_read(visit):
    FilmFactory(title="The Lamp", slug="the-lamp", year=2024)
    Critic.objects.create(name="Ada Quill", slug="ada-quill")
    author, moderator = somebody("Author"), somebody("Moderator")

    desk = visit("/admin/login/")
    log_in(desk, author)
    desk.get_by_role("link", name="Import a document").first.click()
    desk.locator("textarea[name=text]").fill(OWN)
    desk.locator("input[name=title]").fill("The Lamp (2024)")
    follow(desk.get_by_role("button", name="Show what is understood"))
    assert "Salt and iron" in desk.content()
    no_violation(desk)
    desk.get_by_role("button", name="Make the draft").click()
    desk.wait_for_url(re.compile(r"/change/$"))

    box = desk.locator("textarea[name=sections-0-text]")
    box.fill(box.input_value().replace("waits well", "waits beautifully"))
    follow(desk.get_by_role("button", name="Save", exact=True))
    assert "waits beautifully" in desk.locator("textarea[name=sections-0-text]").input_value()
    no_violation(desk)

    follow(desk.get_by_role("link", name="Preview", exact=True).first)
    assert "waits beautifully" in desk.content()
    assert "never connected" not in desk.content()
    desk.go_back()
    follow(desk.get_by_role("button", name=re.compile("^Submit")).first)

    other = visit("/admin/login/")
    log_in(other, moderator)
    no_violation(other)
    follow(other.get_by_role("link", name="Decide").first)
    assert "waits beautifully" in other.content()
    no_violation(other)
    follow(other.get_by_role("button", name="Approve", exact=True))
    edition = Edition.objects.get()
    assert edition.headline == "Salt and iron"

    page = visit(edition.review.get_absolute_url())
    assert "waits beautifully" in page.content()
    assert "never connected" not in page.content()


def test_a_spoiler_is_opened_and_closed_with_the_keyboard(visit):
    page = visit(live().review.get_absolute_url())
    link = page.locator("a[data-spoiler]").first
    assert "The lake dries up." not in page.content()
    link.focus()
    page.keyboard.press("Enter")
    opened = page.locator(".spoiler-open")
    opened.wait_for()
    assert "The lake dries up." in opened.inner_text()
    assert page.evaluate("document.activeElement.closest('.spoiler-open') !== null")
    assert "End of spoilers" in opened.inner_text()
    expect(page.locator("[data-spoiler-status]")).to_have_text("Spoiler opened.")
    no_violation(page)
    opened.get_by_role("button", name="Close it again").focus()
    page.keyboard.press("Enter")
    assert "The lake dries up." not in page.content()
    assert page.evaluate("document.activeElement.matches('a[data-spoiler]')")


def test_back_closes_what_was_opened_by_hand(visit):
    page = visit(live().review.get_absolute_url())
    page.locator("a[data-spoiler]").first.click()
    page.locator(".spoiler-open").wait_for()
    page.go_back()
    page.locator("a[data-spoiler]").first.wait_for()
    assert "The lake dries up." not in page.content()


def test_an_edition_replaced_while_its_page_is_open_gives_nothing_of_the_new_one(visit):
    edition = live()
    page = visit(edition.review.get_absolute_url())
    correction(edition.review, "Another headline")
    page.locator("a[data-spoiler]").first.click()
    expect(page.get_by_role("heading", name="Another headline")).to_be_visible()
    assert "The lake dries up." not in page.content()


def test_without_script_the_same_link_leads_behind_the_threshold(visit):
    page = visit(live().review.get_absolute_url(), script=False)
    page.locator("a[data-spoiler]").first.click()
    page.wait_for_url(re.compile(r"/spoilers/1/[-\w]+/page/$"))
    assert "The lake dries up." in page.content()
    text = page.get_by_text("The lake dries up.").bounding_box()
    assert text["y"] > 900, "what spoils stands below the fold"


def test_a_link_to_words_behind_the_threshold_leads_to_the_threshold(visit):
    text = document(verdict=d.Verdict(text="See it.\n\n" * 80))
    page = visit(f"{live(text).review.address_of('spoilers')}#:~:text=The%20lake%20dries%20up.")
    page.evaluate(SETTLED)  # a browser scrolls there before it has drawn the page
    assert page.evaluate("scrollY") == 0


def test_public_pages_are_accessible_and_fit(visit):
    edition = live()
    urls = ["/", "/reviews/", edition.review.get_absolute_url(), edition.review.address_of("history")]
    urls += [edition.review.address_of("spoilers"), edition.film.get_absolute_url(), "/films/"]
    page = visit(edition.review.get_absolute_url())
    urls.append(page.locator("a[data-spoiler]").first.get_attribute("href"))
    walked(page, urls, widths=PUBLIC)
    walked(page, ["/nowhere/"], widths=PUBLIC, status=404)


def test_what_is_open_is_printed_and_what_is_shut_is_not(visit):
    page = visit(live().review.get_absolute_url())
    page.emulate_media(media="print")
    assert "The lake dries up." not in page.inner_text("main")
    page.emulate_media(media="screen")
    page.locator("a[data-spoiler]").first.click()
    page.locator(".spoiler-open").wait_for()
    page.emulate_media(media="print")
    assert page.get_by_text("The lake dries up.").is_visible()
    assert not page.get_by_role("button", name="Close it again").is_visible()
