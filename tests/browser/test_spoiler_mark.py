"""The dialog of the editor that writes a spoiler mark with its level and films."""

import pytest
from playwright.sync_api import expect

from reviews import document as d
from tests.browser.looks import no_violation
from tests.factories import FilmFactory, FranchiseFactory, InstalmentFactory
from tests.reviews.builders import begun, document, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_level_and_films_are_chosen_for_the_selected_words(visit):
    author, franchise = somebody("Author"), FranchiseFactory()
    bell, further = FilmFactory(title="The Bell"), FilmFactory(title="The Further Bell")
    for film in (bell, further):
        InstalmentFactory(franchise=franchise, film=film)
    review = begun(document(bell, sections=(d.Section(kind="opening", text="They part."),)), author=author)
    page = visit(f"/admin/reviews/draft/{review.pk}/change/", user=author)
    page.set_viewport_size({"width": 360, "height": 740})
    area = page.locator("textarea[name=sections-0-text]")
    area.select_text()

    page.locator("[data-markdown]", has=area).get_by_role("button", name="Spoiler of…").click()
    dialog = page.get_by_role("dialog", name="Hide a passage")
    dialog.get_by_label("Ending").check()
    dialog.get_by_label("The Further Bell").check()
    dialog.get_by_label("Another film").fill("up-2009")
    no_violation(page)
    dialog.get_by_role("button", name="Hide", exact=True).click()
    expect(area).to_have_value('>!{ending; of="The Further Bell" up-2009} They part.!<')

    area.select_text()
    page.locator("[data-markdown]", has=area).get_by_role("button", name="Spoiler of…").click()
    expect(dialog.get_by_label("Ending")).to_be_checked()
    expect(dialog.get_by_label("Another film")).to_have_value("up-2009")
    dialog.get_by_label("Another film").fill("")
    dialog.get_by_label("Another film").press("Enter")
    expect(area).to_have_value('>!{ending; of="The Further Bell"} They part.!<')
    page.locator("[name=_continue]").first.click()
    expect(area).to_have_value('>!{ending; of="The Further Bell"} They part.!<')
    assert str(further.key) in review.draft.sections.get().text
