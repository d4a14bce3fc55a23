"""A spoiler check by keyboard, what the moderator sees of it, and both screens for everybody's eyes."""

import re

import pytest
from django.urls import reverse

from reviews import document as d
from reviews.models import SpoilerCheck
from tests.browser.counting_page import follow
from tests.browser.looks import looked_at, walked
from tests.reviews.builders import document, somebody, submitted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def waiting():
    note = "It begins >!with a drowning!< with rain.[^1]\n\n[^1]: In March."
    return submitted(
        document(
            headline="Rain, mostly",
            sections=(
                d.Section(kind="opening", heading="Rain", text=note),
                d.Section(kind="ending", heading="Down", text="The lake.", spoiler=d.Spoiler(level="ending")),
            ),
            cast_notes=(d.CastNote(name="Ida Mar", role="Mina", text="Dry."),),
            points=(d.Point(side="good", label="Sound", text="Loud."),),
            advice=(d.Advice(condition="If it pours", answer="yes", reason="Stay in."),),
        )
    )


@pytest.mark.parametrize("script", [True, False])
def test_a_passage_is_pointed_at_and_signed_with_the_keyboard_alone(visit, script):
    submission = waiting()
    page = visit("/admin/", user=somebody("Spoiler checker", first_name="Tomas"), script=script)
    page.get_by_role("link", name=re.compile("^Check.*Rain, mostly")).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/spoiler-checks/\d+/$"))
    assert "drowning" not in page.content()
    page.get_by_label("No passage gives anything away").focus()
    for _ in range(3):  # round to the headline, the dek, the first section
        page.keyboard.press("ArrowDown")
    assert page.get_by_label("Given away here: Rain").is_checked()
    page.get_by_label("Note to the moderators").focus()
    page.keyboard.type("March gives it away.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/spoiler-checks/$"))
    assert "Nothing waits for you." in page.inner_text("main")

    check = SpoilerCheck.objects.get()
    assert (check.result, check.note) == ("pointed", "March gives it away.")
    assert check.place == str(submission.revision.document().sections[0].key)


def test_checking_and_output_channels_are_accessible_and_fit(visit):
    submission = waiting()
    moderator = somebody("Moderator")
    page = visit("about:blank", user=somebody("Spoiler checker"))
    checks = reverse("admin:spoiler_checks")
    walked(page, ["/admin/", checks, reverse("admin:spoiler_check", args=[submission.pk])])
    follow(page.get_by_role("button", name="Something is given away"))
    assert "Choose the passage" in page.inner_text("main")
    looked_at(page)
    follow(page.get_by_role("button", name="Nothing given away"))
    looked_at(page)

    arguments = [submission.review_id, submission.pk]
    desk = visit(reverse("admin:reviews_draft_submission", args=arguments), user=moderator)
    assert "Nothing given away" in desk.inner_text("#content-related")
    looked_at(desk)
    follow(desk.get_by_role("link", name="Output channels"))
    card = desk.locator("img.card")
    assert card.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1200
    looked_at(desk)
    desk.get_by_role("link", name="Back to decide").click()
    desk.wait_for_url(re.compile(r"/submissions/\d+/$"))
