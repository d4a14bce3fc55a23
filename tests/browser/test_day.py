"""A day at the desk: what is typed survives, and a review goes out, is mended, and comes back."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from reviews.models import Critic, Edition, Revision, Submission, WorkingCopy
from reviewsite.desk.accounts.models import StaffSession
from tests.browser.counting_page import Hand, OwnBrowser, follow, log_in
from tests.browser.looks import no_violation
from tests.factories import CharacterFactory, CreditFactory, FilmFactory, PersonFactory
from tests.reviews.builders import begun, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lamp():
    film = FilmFactory(title="The Lamp", slug="the-lamp", year=2024)
    for billing, (name, role) in enumerate([("Ida Holm", "Mina"), ("Otto Brandt", "The Captain")], 1):
        person, character = PersonFactory(name=name), CharacterFactory(name=role)
        CreditFactory(film=film, person=person, billing=billing, characters=[character])
    return film


@pytest.fixture
def author():
    user = somebody("Author", first_name="Alma", last_name="Reyes")
    Critic.objects.create(name="Alma Reyes", slug="alma-reyes", account=user)
    return user


@pytest.fixture
def moderator():
    return somebody("Moderator", first_name="Ben", last_name="Okafor")


STORED = """() => Object.entries(localStorage).filter(([name]) => name.startsWith("foyer.typed"))
  .map(([name, entry]) => Object.fromEntries(JSON.parse(entry).entries).headline)"""


def written(words: int, seed: str) -> str:
    """So many words of a text that has none in common with another seed's."""
    sentences = [
        " ".join(f"{seed}{number}{letter}" for letter in "abcdefghijkl") + "."
        for number in range(words // 12)
    ]
    return "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))


# As many words in as many parts as the review has that the project grew from.
BY_HAND = {
    "sections-0-text": written(96, "north"),
    "sections-1-text": written(108, "style"),
    "sections-2-text": written(72, "plot"),
    "sections-3-text": written(60, "turn"),
    "sections-4-text": written(60, "close"),
    "sections-5-text": written(84, "later"),
    "cast_notes-0-text": written(60, "mina"),
    "cast_notes-1-text": written(36, "coat"),
    "advice-0-condition": "If you like weather",
    "advice-0-reason": written(24, "gale"),
    "advice-1-condition": "If you want a plot",
    "advice-1-reason": written(24, "boat"),
    **{f"points-{n}-label": f"Label {n}" for n in range(8)},
    **{f"points-{n}-text": written(12, f"point{n}x") for n in range(8)},
    "verdict_label": "In short",
    "verdict_text": written(72, "verdict"),
}


def chosen_film(hand, title):
    """In the box that searches: opened by a click, then by the keyboard alone."""
    hand.click(hand.page.locator(".select2-selection").first)
    hand.fields += 1
    hand.page.locator(".select2-search__field").fill(title)
    hand.page.locator(".select2-results__option--highlighted", has_text=title).wait_for()
    hand.page.keyboard.press("Enter")


def kept(page):
    page.locator(".submit-row .said", has_text="in your working copy").wait_for()


def test_a_review_is_written_by_hand_in_few_clicks_and_loads(visit, lamp, author, moderator, settings):
    settings.UNDO_SECONDS = 1
    page = visit("/admin/", user=author)
    hand = Hand(page)

    hand.follow("New review")
    hand.fill("headline", "Salt and iron")
    chosen_film(hand, "The Lamp")
    hand.press("Begin with the standard review")
    for name, text in BY_HAND.items():
        hand.fill(name, text)
    hand.fill("dek", "A light that nobody needs, and who keeps it.")
    hand.press("Save and submit")

    assert Submission.objects.open().count() == 1, page.locator(".messagelist").inner_text()
    print(f"by hand: {hand.clicks} clicks, {hand.fields} fields, {hand.loads} loads")
    assert (hand.clicks, hand.loads) == (4, 3)

    other = visit("/admin/", user=moderator)
    hand = Hand(other)
    hand.follow("Decide")
    expect(other.locator("body")).to_contain_text("north0a")
    hand.press("Approve", exact=True)
    print(f"to decide: {hand.clicks} clicks, {hand.loads} loads")
    assert (hand.clicks, hand.loads) == (2, 2)
    soon = timezone.now() + timedelta(seconds=settings.UNDO_SECONDS)
    assert Edition.objects.live(at=soon).get().headline == "Salt and iron"


def test_a_document_becomes_a_submission_in_few_clicks(visit, lamp, author):
    text = [f"Salt and iron\n{BY_HAND['sections-0-text']}", f"Tone and Style\n{BY_HAND['sections-1-text']}"]
    text += [f"Cast\nIda Holm as Mina\n{BY_HAND['cast_notes-0-text']}"]
    text += [
        f"SPOILERS AHEAD\nPlot Summary\n{BY_HAND['sections-2-text']}\nEnding\n{BY_HAND['sections-4-text']}"
    ]
    text += ["The Good\n- Sound: The sea in every room.\nThe Bad\n- Length: An hour longer than its idea."]
    text += [f"Verdict\n{BY_HAND['verdict_text']} – Alma Reyes"]
    page = visit("/admin/", user=author)
    hand = Hand(page)

    hand.follow("Import a document")
    hand.fill("text", "\n".join(text))
    hand.fill("title", "The Lamp (2024)")
    hand.press("Show what is understood")
    hand.press("Make the draft")
    hand.press("Save and submit")

    assert Submission.objects.open().count() == 1, page.locator(".messagelist").inner_text()
    print(f"from a document: {hand.clicks} clicks, {hand.fields} fields, {hand.loads} loads")
    assert hand.clicks == 4


def test_the_sample_itself_is_submitted_in_few_clicks_with_its_findings_answered(visit, author, sample):
    """Five of its sentences say before the warning what spoils after it: all are answered with one tick."""
    film = FilmFactory(title="Ballerina", slug="ballerina", year=2025)
    person, character = PersonFactory(name="Norman Reedus"), CharacterFactory(name="Daniel Pine")
    CreditFactory(film=film, person=person, characters=[character])
    Critic.objects.create(name="Asmodeus", slug="asmodeus")
    page = visit("/admin/", user=author)
    hand = Hand(page)

    hand.follow("Import a document")
    hand.fill("text", sample.decode())
    hand.fill("title", "Ballerina (2025)")
    hand.press("Show what is understood")
    hand.press("Make the draft")
    expect(page.locator("#facts")).to_contain_text("Daniel Pine")
    expect(page.locator("[data-pending]")).to_have_count(0)
    no_violation(page)
    findings = page.locator("#checks input[name^=premise-]").all()
    for box in findings:
        hand.click(box)
    hand.fill("premise", "All of it is in the trailer.")
    hand.press("Save and submit")

    assert Submission.objects.open().count() == 1, page.locator(".messagelist").inner_text()
    print(f"the sample: {hand.clicks} clicks, {hand.fields} fields, {hand.loads} loads")
    assert hand.clicks <= 5 + len(findings)


def test_what_is_typed_survives_a_killed_browser(chromium, live_server, tmp_path, author):
    """A row added on the page and one moved, neither of them saved."""
    review = begun(author=author)
    own = OwnBrowser(chromium, tmp_path / "profile", live_server.url)
    page = own.start()
    log_in(page, author)
    page.goto(f"/admin/reviews/draft/{review.pk}/change/")
    page.locator("#sections-group .addlink").click()
    page.locator("[name=sections-2-text]").fill("Typed in a row of the page.")
    page.locator("#sections-1 [data-move=up]").click()
    page.locator("[name=headline]").fill("Half a thou")
    kept(page)

    own.kill()
    page = own.start()
    log_in(page, author)
    page.goto(f"/admin/reviews/draft/{review.pk}/change/")

    assert page.locator("[name=headline]").input_value() == "Half a thou"
    assert page.locator("[name=sections-2-text]").input_value() == "Typed in a row of the page."
    first = page.locator("#sections-group .inline-related:not(.empty-form) textarea").first
    assert first.input_value() == "The lake dries up."
    expect(page.get_by_text("Restored.")).to_be_visible()
    follow(page.get_by_role("button", name="Save", exact=True))
    own.close()
    text = review.revisions.first().document()
    assert text.headline == "Half a thou"
    assert [section.text for section in text.sections] == [
        "The lake dries up.",
        "It begins with rain.",
        "Typed in a row of the page.",
    ]


def test_what_is_typed_after_the_session_is_gone_is_kept_in_the_browser_and_handed_over(visit, author):
    review = begun(author=author)
    page = visit(f"/admin/reviews/draft/{review.pk}/change/", user=author)
    StaffSession.objects.all().delete()

    page.locator("[name=headline]").fill("Typed as nobody")
    page.get_by_text("You are logged out.").wait_for()
    assert not WorkingCopy.objects.exclude(form={}).exists()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Not sent:").wait_for()
    assert page.locator("[name=headline]").input_value() == "Typed as nobody"
    log_in(page, author)  # in the same tab: the form is left
    page.goto(f"/admin/reviews/draft/{review.pk}/change/")
    page.get_by_text("Restored.").wait_for()

    assert page.locator("[name=headline]").input_value() == "Typed as nobody"
    follow(page.get_by_role("button", name="Save", exact=True))
    assert review.revisions.first().document().headline == "Typed as nobody"


def test_two_authors_of_one_text_are_told_of_each_other_and_lose_nothing(visit, author):
    review = begun(author=author)
    editor = somebody("Editor", first_name="Mona", last_name="Lind")
    address = f"/admin/reviews/draft/{review.pk}/change/"
    mine, theirs = visit(address, user=author), visit(address, user=editor)
    theirs.get_by_text("Alma Reyes has this open too").wait_for()
    mine.locator("[name=headline]").fill("Mine")
    mine.locator("[name='sections-0-text']").fill("It begins with snow.")
    kept(mine)
    theirs.locator("[name=headline]").fill("Theirs")
    theirs.locator("[name=dek]").fill("Another lake.")
    follow(theirs.get_by_role("button", name="Save", exact=True))

    mine.get_by_role("button", name="Save", exact=True).click()
    follow(mine.get_by_role("link", name="Keep mine, take theirs, or merge"))
    no_violation(mine)
    mine.get_by_label("Both, rewritten by you").check()
    mine.get_by_label("Headline, rewritten by you").fill("Ours")
    follow(mine.get_by_role("button", name="Save the merge").first)

    text = review.revisions.first().document()
    assert (text.headline, text.dek, text.sections[0].text) == (
        "Ours",
        "Another lake.",
        "It begins with snow.",
    )
    assert [r.document().headline for r in Revision.objects.order_by("number")] == [
        "A quiet week",
        "Theirs",
        "Ours",
    ]


PRESSED_TWICE = """() => {
  const form = document.querySelector("form[id$=_form]");
  const press = () => {
    const submitter = form.querySelector("[name=_continue]");
    const event = new SubmitEvent("submit", { cancelable: true, submitter });
    form.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return [press(), press()];
}"""


def test_a_save_that_is_pressed_twice_is_sent_once(visit, author):
    review = begun(author=author)
    page = visit(f"/admin/reviews/draft/{review.pk}/change/", user=author)

    assert page.evaluate(PRESSED_TWICE) == [False, True]


def test_a_row_is_dragged_and_folded(visit, author):
    review = begun(author=author)
    page = visit(f"/admin/reviews/draft/{review.pk}/change/", user=author)
    handle = page.locator("#sections-1 [data-drag]")
    handle.scroll_into_view_if_needed()
    page.locator("#sections-group [data-fold-all=true]").click()
    assert not page.locator("[name='sections-0-text']").is_visible()
    start, end = handle.bounding_box(), page.locator("#sections-0").bounding_box()
    page.mouse.move(start["x"] + 4, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + 60, end["y"] + 6, steps=6)
    page.mouse.up()
    kept(page)
    follow(page.get_by_role("button", name="Save", exact=True))

    assert [section.kind for section in review.revisions.first().document().sections] == ["ending", "opening"]


def test_the_preview_beside_the_form_shows_what_readers_get(visit, author):
    review = begun(author=author)
    page = visit(f"/admin/reviews/draft/{review.pk}/change/", user=author)
    page.get_by_role("button", name="Preview beside").click()
    frame = page.frame_locator("[data-pane] iframe")
    frame.get_by_text("It begins with rain.").wait_for()
    assert not frame.get_by_text("The lake dries up.").count()
    page.locator("[name='sections-0-text']").fill("It begins with snow.")
    frame.get_by_text("It begins with snow.").wait_for()
    page.get_by_label("With them").check()
    frame.get_by_text("The lake dries up.").wait_for()
    page.get_by_label("As I have seen …").check()
    frame.get_by_text("It begins with snow.").wait_for()
    frame.get_by_text("The lake dries up.").wait_for(state="detached")
    page.locator("[data-films] input").first.check()
    frame.get_by_text("The lake dries up.").wait_for()
    no_violation(page)


def test_a_review_goes_out_on_a_sunday_when_the_clocks_change_is_mended_and_comes_back(
    visit, author, moderator, settings
):
    settings.TIME_ZONE = "Europe/London"
    settings.UNDO_SECONDS = 60
    timezone.activate("Europe/London")
    review = begun(author=author)
    checker = somebody("Spoiler checker", first_name="Tomas")
    chief = somebody("Chief", first_name="Ines")
    desk = visit(f"/admin/reviews/draft/{review.pk}/change/", user=author)
    desk.keyboard.press("Control+Enter")
    desk.wait_for_url(re.compile(r"/admin/$"))

    other = visit("/admin/", user=moderator)
    follow(other.get_by_role("link", name="Decide").first)
    other.locator(".say summary").nth(1).click()
    other.locator(".say[open] textarea").fill("Is this premise?")
    follow(other.locator(".say[open] button"))
    other.get_by_text("Request changes…").click()
    other.locator(".choice[open] textarea").fill("Begin with the lake.")
    follow(other.get_by_role("button", name="Send back with this reason"))

    desk.goto("/admin/")
    assert "Begin with the lake." in desk.content()
    follow(desk.get_by_role("link", name="Answer").first)
    assert "Is this premise?" in desk.content()
    desk.locator("[name='sections-0-text']").fill("It begins at the lake.")
    follow(desk.get_by_role("button", name="Resolve").first)  # with unsaved words: the form is kept
    assert desk.locator("[name='sections-0-text']").input_value() == "It begins at the lake."
    desk.get_by_role("button", name="Save and submit").click()
    desk.wait_for_url(re.compile(r"/admin/$"))

    looks = visit("/admin/", user=checker)
    follow(looks.get_by_role("link", name="To check for spoilers").first)
    follow(looks.locator(".queue a").first)
    follow(looks.get_by_role("button", name=re.compile("Nothing given away")))

    other.goto("/admin/")
    follow(other.get_by_role("link", name="Decide").first)
    assert "which you last saw here" in other.content()
    sunday = _clocks_go_back()
    other.locator("[name=at]").fill(f"{sunday:%Y-%m-%d}T12:00")
    follow(other.get_by_role("button", name="Approve", exact=True))
    edition = Edition.objects.get()
    assert edition.public_from == datetime(
        sunday.year, sunday.month, sunday.day, 12, tzinfo=UTC
    )  # GMT by then
    follow(other.get_by_role("button", name=re.compile("^Undo")))
    assert not Edition.objects.upcoming().exists()
    follow(other.get_by_role("link", name="Decide").first)
    settings.UNDO_SECONDS = 0
    other.on("dialog", lambda dialog: dialog.accept())
    other.locator("h1").click()
    other.keyboard.press("a")
    other.wait_for_url(re.compile(r"/waiting/$"))
    page = visit(review.get_absolute_url())
    assert "It begins at the lake." in page.content()

    desk.goto(f"/admin/reviews/draft/{review.pk}/change/")
    desk.locator("[name='sections-0-text']").fill("It begins at a lake.")
    desk.get_by_role("button", name="Save and submit").click()
    desk.wait_for_url(re.compile(r"/admin/$"))
    other.goto("/admin/")
    follow(other.get_by_role("link", name="Decide").first)
    other.locator("[name=kind]").select_option("correction")
    other.locator("[name=note]").fill("We had named another lake.")
    follow(other.get_by_role("button", name="Approve", exact=True))
    page.reload()
    assert "We had named another lake." in page.content()

    boss = visit(f"/admin/reviews/draft/{review.pk}/take-down/", user=chief)
    boss.locator("textarea[name=reason]").fill("The film was another one.")
    follow(boss.get_by_role("button", name=re.compile("Take")))
    assert page.goto(review.get_absolute_url()).status == 410
    boss.goto(f"/admin/reviews/draft/{review.pk}/revisions/")
    follow(boss.get_by_role("button", name="Restore 1"))
    assert review.revisions.first().document().sections[0].text == "It begins with rain."
    boss.goto(f"/admin/reviews/draft/{review.pk}/history/")
    for word in ("Submitted", "Commented", "Changes requested", "Approval undone", "Taken down", "Restored"):
        assert word in boss.content()
    timezone.deactivate()


def _clocks_go_back():
    """The next last Sunday of October, when London goes from BST to GMT."""
    year = datetime.now(UTC).year
    for candidate in (year, year + 1):
        day = datetime(candidate, 10, 31, tzinfo=UTC)
        day -= timedelta(days=(day.weekday() + 1) % 7)
        if day > datetime.now(UTC):
            return day
    raise AssertionError("there is one every year")


def test_a_look_at_the_preview_while_the_server_is_away_loses_nothing(visit, author):
    review = begun(author=author)
    page = visit(f"/admin/reviews/draft/{review.pk}/change/", user=author)
    page.get_by_role("button", name="Preview beside", exact=False).first.click()
    expect(page.locator("[data-pane]")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.route("**/live/", lambda route: route.fulfill(status=403, body=""))
    page.locator("[name=headline]").fill("Typed while nobody heard")
    expect(page.get_by_text("You are logged out. What you type is kept")).to_be_visible()
    with page.expect_response("**/live/"):
        page.get_by_label("With them").check()

    page.unroute("**/live/")
    page.goto(f"/admin/reviews/draft/{review.pk}/change/")  # the browser hands over what it has
    expect(page.locator("[name=headline]")).to_have_value("Typed while nobody heard")


def test_what_the_server_keeps_while_the_page_is_left_stays_in_the_browser_too(visit, author):
    """The next page may have been rendered before: it shows what the browser hands over."""
    review = begun(author=author)
    page = visit(f"/admin/reviews/draft/{review.pk}/change/", user=author)
    page.route("**/live/", lambda route: route.fulfill(status=403, body=""))
    page.locator("[name=headline]").fill("Typed while nobody heard")
    expect(page.get_by_text("You are logged out. What you type is kept")).to_be_visible()
    page.unroute("**/live/")
    with page.expect_response("**/live/") as answer:
        page.locator("[name=headline]").fill("Typed until the last moment")
        page.evaluate("dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    answer.value.finished()

    assert WorkingCopy.objects.of(review, author).form["headline"] == ["Typed until the last moment"]
    assert page.evaluate(STORED) == ["Typed until the last moment"]
    page.goto(f"/admin/reviews/draft/{review.pk}/change/")
    expect(page.locator("[name=headline]")).to_have_value("Typed until the last moment")
    page.wait_for_function("() => !Object.keys(localStorage).some((name) => name.startsWith('foyer.typed'))")


def test_whoever_stops_a_save_and_writes_on_is_kept_again(visit, author):
    review = begun(author=author)
    page = visit(f"/admin/reviews/draft/{review.pk}/change/", user=author)
    page.evaluate("document.dispatchEvent(new CustomEvent('desk:sent'))")
    page.locator("[name=headline]").fill("Written on")
    expect(page.get_by_text("in your working copy")).to_be_visible()
    assert WorkingCopy.objects.of(review, author).form["headline"] == ["Written on"]
