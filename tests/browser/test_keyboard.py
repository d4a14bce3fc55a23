"""Writing, merging and deciding with the keyboard alone: no test here touches the mouse."""

import itertools
import re

import pytest

from reviews import workflow
from reviews.models import Edition, Revision, StaffSettings, Submission
from tests.browser.looks import SETTLED
from tests.browser.test_day import kept
from tests.reviews.builders import begun, live, rewritten, somebody, submitted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST = 300  # presses of the tab key that may lie between two things on a page


def tab_to(page, place):
    """Press Tab until this has the focus."""
    for _press in range(MOST):
        if place.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the tab key does not lead to {place}")


def pressed(page, place, key="Enter"):
    tab_to(page, place)
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_section_is_written_moved_and_submitted(visit):
    review = begun()
    page = visit(f"/admin/reviews/draft/{review.pk}/change/", user=review.author)

    tab_to(page, page.get_by_role("button", name="Add another Section"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("[name='sections-2-kind']"))
    page.keyboard.type("Tone")
    tab_to(page, page.locator("[name='sections-2-heading']"))
    page.keyboard.type("Grey on grey")
    tab_to(page, page.locator("[name='sections-2-text']"))
    page.keyboard.type("It is lit as a cellar is.")
    page.keyboard.press("Alt+ArrowUp")
    assert page.evaluate("document.activeElement.name") == "sections-2-text"
    tab_to(page, page.locator("#sections-2 [data-fold]"))
    page.keyboard.press("Enter")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")

    sections = Submission.objects.get().revision.document().sections
    assert [part.text for part in sections] == [
        "It begins with rain.",
        "It is lit as a cellar is.",
        "The lake dries up.",
    ]
    assert (sections[1].kind, sections[1].heading) == ("style", "Grey on grey")


def test_two_texts_are_merged(visit):
    review = begun()
    page = visit(f"/admin/reviews/draft/{review.pk}/change/", user=review.author)
    tab_to(page, page.locator("[name=headline]"))
    page.keyboard.press("Control+a")
    page.keyboard.type("Mine")
    kept(page)
    rewritten(review, somebody("Editor"), headline="Theirs", dek="Another lake.")

    page.goto(f"/admin/reviews/draft/{review.pk}/merge/")
    tab_to(page, page.locator("[type=radio][name='choose-headline']").first)
    page.keyboard.press("Space")
    pressed(page, page.locator(".submit-row [name=merge]"))

    text = Revision.objects.first().document()
    assert (text.headline, text.dek) == ("Mine", "Another lake.")


def corrected():
    """A correction that waits, with a change at its beginning and one at its end."""
    review = live().review
    opening, ending = review.revisions.first().document().sections
    rewritten(review, review.author, headline="A quieter week", sections=(opening, ending))
    return workflow.submit(review, by=review.author)


def deciding(submission):
    return f"/admin/reviews/draft/{submission.review_id}/submissions/{submission.pk}/"


def test_changes_are_stepped_through_the_next_text_is_opened_and_approved(visit):
    first, second = corrected(), submitted()
    page = visit(deciding(first), user=somebody("Moderator"))

    page.keyboard.press("]")
    page.keyboard.press("[")
    assert page.evaluate("document.activeElement.closest('.comparison, #moved') !== null")
    page.keyboard.press("n")
    page.wait_for_url(re.compile(re.escape(deciding(second))))
    page.once("dialog", lambda dialog: dialog.accept())
    with page.expect_navigation():
        page.keyboard.press("a")

    assert Edition.objects.get(review=second.review).submission == second
    assert not Edition.objects.filter(submission=first).exists()


def test_what_is_asked_can_be_declined(visit):
    waiting = submitted()
    page = visit(deciding(waiting), user=somebody("Moderator"))

    page.once("dialog", lambda dialog: dialog.dismiss())
    page.keyboard.press("a")
    tab_to(page, page.locator("summary", has_text="Request changes"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("[name=reason]").first)
    page.keyboard.type("a and n are letters here.")
    pressed(page, page.get_by_role("button", name="Send back with this reason"))

    waiting.refresh_from_db()
    assert waiting.reason == "a and n are letters here."
    assert not Edition.objects.exists()


def test_single_keys_that_are_switched_off_do_nothing(visit):
    first, _second = corrected(), submitted()
    moderator = somebody("Moderator")
    StaffSettings.objects.create(user=moderator, has_single_keys=False)
    page = visit(deciding(first), user=moderator)
    asked = []
    page.on("dialog", lambda dialog: asked.append(dialog.message) or dialog.dismiss())

    for key in ("a", "n", "]", "["):
        page.keyboard.press(key)
    page.evaluate(SETTLED)

    assert not asked
    assert page.url.endswith(deciding(first))
    assert page.evaluate("document.activeElement === document.body")
    assert not Edition.objects.filter(submission=first).exists()


# A choice of several shows its focus on the box around it; parts of a date are ringed by the browser itself.
UNSEEN = """() => {
  const at = document.activeElement;
  const box = at.getBoundingClientRect();
  const [x, y] = [box.x + Math.min(box.width, innerWidth) / 2, box.y + Math.min(box.height, 20) / 2];
  const over = document.elementFromPoint(x, y);
  const style = getComputedStyle(at.closest(".select2-selection") ?? at);
  const ringed = style.outlineStyle !== "none" || style.boxShadow !== "none" || !at.matches(":focus");
  const own = [at, ...(at.labels ?? [])];
  const open = over && (over.contains(at) || own.some((part) => part.contains(over)));
  return ringed && open ? "" : `${at.outerHTML.slice(0, 90)} ${ringed ? "is covered" : "has no ring"}`;
}"""
COLUMN = "document.activeElement.closest('#content-main, #content-related')?.id"


def stops(page):
    """Press Tab to the end of the page. Which column each stop lies in; each is seen, and has a ring."""
    columns, unseen = [], []
    for _press in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        columns.append(page.evaluate(COLUMN))
        unseen += filter(None, [page.evaluate(UNSEEN)])
    assert not unseen, "\n".join(unseen)
    return columns


def is_once_through(columns):
    """Whether one goes through the text, then through what stands beside it, and back to neither."""
    passed = [column for column, _ in itertools.groupby(columns) if column]
    return passed in (["content-main"], ["content-main", "content-related"])


def test_every_stop_of_the_writing_form_is_seen_and_in_order(visit):
    review = begun()
    page = visit(f"/admin/reviews/draft/{review.pk}/change/", user=review.author)
    assert is_once_through(stops(page))


def test_every_stop_of_the_deciding_page_is_seen_and_in_order(visit):
    page = visit(deciding(corrected()), user=somebody("Moderator"))
    assert is_once_through(stops(page))


def test_every_stop_of_the_newsroom_is_seen_and_in_order(visit):
    corrected()
    page = visit("/admin/", user=somebody("Chief"))
    assert is_once_through(stops(page))


def test_the_first_stop_skips_to_the_content(visit):
    corrected()
    page = visit("/admin/", user=somebody("Chief"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#header, .breadcrumbs') === null")
    assert page.evaluate("document.activeElement.closest('#content') !== null")
