"""What the reader has seen: marked in the browser, followed by every page, told to nobody."""

import json

import pytest
from playwright.sync_api import expect

from franchises.models import OrderKind
from reviews import document as d
from reviews import workflow
from tests.browser.looks import PUBLIC, SETTLED, looked_at, no_violation
from tests.factories import (
    CharacterFactory,
    CreditFactory,
    FilmFactory,
    FranchiseFactory,
    InstalmentFactory,
    OrderFactory,
    PlaceFactory,
    ProjectStatusFactory,
    ReleaseDateFactory,
    ScaleFactory,
)
from tests.reviews.builders import approved, correction, document, live, rewritten

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLES = ("Chapter 1", "Chapter 2", "Chapter 3", "Ballerina", "Chapter 4")


def scoped(*films, level="major"):
    return d.Spoiler(level=level, scope=tuple(d.Ref(key=film.key, name=film.title) for film in films))


def passage(text, spoiler):
    return d.Section(kind="plot", text=text, spoiler=spoiler)


@pytest.fixture
def wickverse():
    """Five films in the order of the story, one to come, and a review of *Ballerina* that spoils three."""
    franchise = FranchiseFactory(name="The Wickverse", slug="wickverse")
    order = OrderFactory(franchise=franchise, kind=OrderKind.STORY, name="By story")
    films = {}
    for number, title in enumerate(TITLES):
        film = films[title] = FilmFactory(title=title)
        ReleaseDateFactory(film=film)
        instalment = InstalmentFactory(franchise=franchise, film=film)
        PlaceFactory(order=order, instalment=instalment, position=number, reason=f"Reason for {title}.")
        CreditFactory(film=film).characters.add(CharacterFactory(name=f"The one of {title}"))
    coming = FilmFactory(title="Chapter 5", year=None)
    InstalmentFactory(franchise=franchise, film=coming)
    ProjectStatusFactory(franchise=franchise, film=coming, note="It goes on.")
    scale = ScaleFactory()
    text = document(
        films["Ballerina"],
        sections=(
            d.Section(kind="opening", text="It begins with rain, >!and with his finger!<, as ever."),
            passage("The third chapter ends on a roof.", scoped(films["Chapter 3"])),
            d.Section(kind="style", text="A loud film."),
            passage("The sister is the target.", scoped(films["Ballerina"])),
            passage("She was sent in chapter two.", scoped(films["Chapter 2"])),
            passage("Both meet at the opera.", scoped(films["Chapter 3"], films["Chapter 4"])),
        ),
        score=d.Score(scale=scale.key, version=1, value=7, maximum=5, divisions=2, word="good"),
    )
    return live(text).review, franchise, films


THIRD, SECOND = "The third chapter ends on a roof.", "She was sent in chapter two."
KEPT_SHUT = ("his finger", "The sister is the target.", "Both meet at the opera.")


def scrolled(page, pixels):
    """Waits until the page has moved. A function: the page's own policy forbids eval of an expression."""
    page.wait_for_function("(pixels) => scrollY > pixels", arg=pixels)


def control(page):
    page.locator(".progress > summary").click()
    return page.locator("form.progress-panel")


def asks(page):
    """Every address with spoilers in it that the page asks for from now on."""
    found = []
    page.on("request", lambda request: "/spoilers/" in request.url and found.append(request.url))
    return found


def test_seen_up_to_chapter_3_opens_what_it_should_and_nothing_else(visit, wickverse):
    review, _franchise, films = wickverse
    page = visit(review.get_absolute_url())
    asked = asks(page)
    control(page).get_by_label("Up to Chapter 3").check()
    expect(page.get_by_text(THIRD)).to_be_visible()
    expect(page.get_by_text(SECOND)).to_be_visible()
    for shut in KEPT_SHUT:
        assert shut not in page.content()
    assert len(asked) == 1, "one request for all"
    for title in ("Ballerina", "Chapter 4"):
        assert str(films[title].key) not in asked[0]
    expect(page.locator(".opened-note")).to_contain_text(
        "Passages open because you have seen what they give away: 2"
    )
    expect(page.locator(".progress > summary")).to_contain_text("Seen up to Chapter 3")
    no_violation(page)

    page.reload()
    expect(page.get_by_text(THIRD)).to_be_visible()
    page.get_by_role("button", name="Shut them").click()
    expect(page.get_by_text(THIRD)).to_have_count(0)
    assert THIRD not in page.content() and SECOND not in page.content()
    page.get_by_role("link", name="Read it").first.focus()


def test_a_passage_inside_an_opened_section_opens_when_its_own_films_are_seen(visit, wickverse):
    _review, _franchise, films = wickverse
    inner = (
        f"It ends at the hotel, >!{{ending; of={films['Chapter 4'].key}}} as the fourth does!<, once more."
    )
    section = passage(inner, scoped(films["Ballerina"], level="mild"))
    opening = d.Section(kind="opening", text="It begins with rain.")
    page = visit(live(document(films["Ballerina"], sections=(opening, section))).review.get_absolute_url())
    panel = control(page)
    panel.get_by_label("I have seen Ballerina").check()
    expect(page.get_by_text("It ends at the hotel")).to_be_visible()
    assert "as the fourth does" not in page.content()
    no_violation(page)

    panel.get_by_label("Up to Chapter 4").check()
    expect(page.get_by_text("as the fourth does")).to_be_visible()
    panel.get_by_label("I have seen Ballerina").uncheck()
    expect(page.get_by_text("It ends at the hotel")).to_have_count(0)
    assert "as the fourth does" not in page.content()


def test_what_is_marked_can_be_taken_back_and_opening_turned_off(visit, wickverse):
    review, _franchise, _films = wickverse
    page = visit(review.get_absolute_url())
    panel = control(page)
    panel.get_by_label("Up to Chapter 3").check()
    expect(page.get_by_text(THIRD)).to_be_visible()
    panel.get_by_label("Nothing yet").check()
    expect(page.get_by_text(THIRD)).to_have_count(0)
    panel.get_by_label("I have seen Ballerina").check()
    expect(page.get_by_text("his finger")).to_be_visible()
    assert THIRD not in page.content()
    page.get_by_role("button", name="Never open by themselves").click()
    expect(page.get_by_text("his finger")).to_have_count(0)
    asked = asks(page)
    page.reload()
    page.wait_for_load_state("networkidle")
    assert not asked


def test_what_is_taken_back_while_it_is_fetched_does_not_open(visit, wickverse):
    review, _franchise, _films = wickverse
    page, held = visit(review.get_absolute_url()), []
    page.route("**/spoilers/**", lambda route: held.append(route))
    panel = control(page)
    with page.expect_request("**/spoilers/**"):
        panel.get_by_label("Up to Chapter 3").check()
    panel.get_by_label("Nothing yet").check()
    with page.expect_response("**/spoilers/**") as answer:
        held[0].continue_()
    answer.value.finished()
    page.evaluate(SETTLED)
    assert THIRD not in page.content() and SECOND not in page.content()


def test_a_page_that_is_come_back_to_follows_what_was_forgotten_meanwhile(visit, wickverse):
    review, _franchise, _films = wickverse
    page = visit(review.get_absolute_url())
    control(page).get_by_label("Up to Chapter 3").check()
    expect(page.get_by_text(THIRD)).to_be_visible()
    page.evaluate("localStorage.removeItem('foyer.seen')")  # as another page does, while this one sleeps
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.get_by_text(THIRD)).to_have_count(0)


def test_an_edition_replaced_meanwhile_opens_nothing_by_itself(visit, wickverse):
    review, _franchise, _films = wickverse
    page = visit(review.get_absolute_url())
    correction(review, "Another headline")
    asked = asks(page)
    control(page).get_by_label("Up to Chapter 4").check()
    page.wait_for_load_state("networkidle")
    assert len(asked) == 1
    assert not page.locator(".spoiler-open").count()
    assert "A quiet week" in page.inner_text("h1"), "the page stays as it was"


def test_what_lies_ahead_in_a_franchise_is_folded(visit, wickverse):
    _review, franchise, films = wickverse
    page = visit(franchise.get_absolute_url())
    expect(page.get_by_text("Reason for Chapter 4.")).to_be_visible()
    expect(page.get_by_text("It goes on.")).to_be_visible()
    control(page).get_by_label("Up to Chapter 3").check()
    expect(page.get_by_text("Reason for Chapter 3.")).to_be_visible()
    expect(page.get_by_text("Reason for Chapter 4.")).to_be_hidden()
    expect(page.get_by_text("It goes on.")).to_be_hidden()
    expect(page.locator("li.seen")).to_have_count(3)
    no_violation(page)
    page.get_by_role("button", name="Ahead of you: show it").last.press("Enter")
    expect(page.get_by_text("It goes on.")).to_be_visible()

    page.goto(films["Chapter 4"].get_absolute_url())
    expect(page.get_by_text("The one of Chapter 4")).to_be_hidden()
    page.goto(films["Chapter 2"].get_absolute_url())
    expect(page.get_by_text("The one of Chapter 2")).to_be_visible()
    page.goto("/")
    expect(page.get_by_text("It goes on.")).to_be_hidden()


def test_what_lies_ahead_does_not_flash_by_and_shows_if_the_script_never_comes(visit, wickverse):
    _review, franchise, _films = wickverse
    page = visit(franchise.get_absolute_url())
    control(page).get_by_label("Up to Chapter 3").check()
    expect(page.get_by_text("Reason for Chapter 4.")).to_be_hidden()
    page.route("**/ahead.js", lambda route: route.abort())
    page.goto(franchise.get_absolute_url())
    assert not page.get_by_text("Reason for Chapter 4.").is_visible()
    expect(page.get_by_text("Reason for Chapter 4.")).to_be_visible(timeout=8000)


def test_a_film_that_came_out_since_was_not_meant_by_what_was_ticked(visit, wickverse):
    review, franchise, _films = wickverse
    page = visit(review.get_absolute_url())
    control(page).get_by_label("Up to Chapter 4").check()
    expect(page.get_by_text("Both meet at the opera.")).to_be_visible()

    newer = FilmFactory(title="Chapter 6")
    ReleaseDateFactory(film=newer)
    instalment = InstalmentFactory(franchise=franchise, film=newer)
    PlaceFactory(order=franchise.orders.get(), instalment=instalment, position=9)
    text = review.revisions.first().document()
    later = passage("The sixth begins where this one ends.", scoped(newer))
    rewritten(review, review.author, sections=(*text.sections, d.Section(kind="style", text="So."), later))
    approved(workflow.submit(review, by=review.author), kind="fix")
    page.reload()
    expect(page.get_by_text("Both meet at the opera.")).to_be_visible()
    assert "The sixth begins" not in page.content()
    expect(page.locator(".progress > summary")).to_contain_text("Seen up to Chapter 4")
    control(page).get_by_label("Up to Chapter 6").check()
    expect(page.get_by_text("The sixth begins where this one ends.")).to_be_visible()


def test_scores_stay_hidden_until_asked_from_the_first_paint_on(visit, wickverse):
    review, _franchise, _films = wickverse
    page = visit(review.get_absolute_url())
    expect(page.locator(".ticket")).to_be_visible()
    control(page).get_by_label("Hide scores until I ask").check()
    expect(page.locator(".ticket")).to_be_hidden()
    page.route("**/progress.js", lambda route: route.abort())
    page.route("**/ahead.js", lambda route: route.abort())
    for url in (review.get_absolute_url(), "/", "/reviews/"):
        page.goto(url, wait_until="commit")
        page.wait_for_selector("main")
        assert not page.get_by_text("3½").first.is_visible()
    page.unroute_all()
    page.goto(review.get_absolute_url())
    page.get_by_role("button", name="Score hidden: show it").first.click()
    expect(page.locator(".ticket")).to_be_visible()


def test_what_is_kept_can_be_taken_away_brought_back_and_forgotten(visit, wickverse, tmp_path):
    review, _franchise, films = wickverse
    page = visit(review.get_absolute_url())
    panel = control(page)
    panel.get_by_label("Up to Chapter 2").check()
    panel.get_by_text("What this browser remembers").click()
    with page.expect_download() as download:
        panel.get_by_role("link", name="Export it as a file").click()
    kept = json.loads(download.value.path().read_text())
    assert kept["films"].keys() == {str(films["Chapter 1"].key), str(films["Chapter 2"].key)}

    forget = panel.get_by_role("button", name="Forget everything")
    forget.click()
    assert page.evaluate("localStorage.getItem('foyer.seen')"), "it asks first"
    panel.get_by_role("button", name="Really forget everything?").click()
    assert page.evaluate("localStorage.getItem('foyer.seen')") is None
    expect(page.locator(".progress > summary")).to_contain_text("nothing marked")

    for name, content in {
        "ours.json": json.dumps(kept),
        "bad.json": "[1",
        "other.json": '{"films": []}',
    }.items():
        (tmp_path / name).write_text(content)
    chooser = panel.get_by_label("Import a file:")
    for bad in ("bad.json", "other.json"):
        chooser.set_input_files(tmp_path / bad)
        expect(panel.locator("[data-progress-status]")).to_contain_text("nothing was changed")
    chooser.set_input_files(tmp_path / "ours.json")
    expect(page.locator(".progress > summary")).to_contain_text("Seen up to Chapter 2")
    panel.get_by_role("button", name="Not seen after all: Chapter 2").click()
    expect(page.locator(".progress > summary")).to_contain_text("Seen up to Chapter 1")


def test_nothing_of_it_is_sent_to_us(visit, wickverse, live_server):
    review, franchise, _films = wickverse
    page = visit(review.get_absolute_url())
    control(page).get_by_label("Up to Chapter 1").check()
    sent = []
    page.on("request", lambda request: sent.append(request))
    for url in (franchise.get_absolute_url(), review.get_absolute_url(), "/"):
        page.goto(url)
        page.wait_for_load_state("networkidle")
    assert page.context.cookies() == []
    assert not [request.url for request in sent if request.method != "GET" or "?of=" in request.url]


def test_the_control_and_what_it_opens_are_accessible(visit, wickverse):
    review, franchise, films = wickverse
    page = visit(review.get_absolute_url())
    looked_at(page, PUBLIC)
    panel = control(page)
    panel.get_by_label("Up to Chapter 3").check()
    panel.get_by_text("What this browser remembers").click()
    expect(page.get_by_text(THIRD)).to_be_visible()
    page.locator("a.spoiler-inline").first.click()
    page.locator(".spoiler-open.in-line").wait_for()
    looked_at(page, PUBLIC)
    for url in (franchise.get_absolute_url(), films["Chapter 4"].get_absolute_url()):
        page.goto(url)
        page.locator(".ahead").first.wait_for()
        looked_at(page, PUBLIC)


def test_everything_can_be_done_with_the_keyboard(visit, wickverse):
    review, _franchise, _films = wickverse
    page = visit(review.get_absolute_url())
    page.locator(".progress > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "upto"
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.locator(".progress > summary")).to_contain_text("Seen up to Chapter 3")
    expect(page.get_by_text(THIRD)).to_be_visible()
    page.get_by_role("button", name="Shut them").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(THIRD)).to_have_count(0)


def test_without_script_nothing_is_offered_that_needs_one(visit, wickverse):
    review, franchise, _films = wickverse
    page = visit(review.get_absolute_url(), script=False)
    expect(page.locator(".progress")).to_be_hidden()
    expect(page.locator(".opened-note")).to_be_hidden()
    expect(page.locator(".score-ask").first).to_be_hidden()
    page.goto(franchise.get_absolute_url())
    expect(page.get_by_text("Reason for Chapter 4.")).to_be_visible()


def test_what_opened_by_itself_is_printed_and_the_control_is_not(visit, wickverse):
    review, _franchise, _films = wickverse
    page = visit(review.get_absolute_url())
    control(page).get_by_label("Up to Chapter 3").check()
    expect(page.get_by_text(THIRD)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text(THIRD)).to_be_visible()
    for hidden in (".progress", ".opened-note", ".spoiler-open button"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_find_in_page_finds_nothing_that_is_withheld(visit, wickverse):
    review, _franchise, _films = wickverse
    page = visit(review.get_absolute_url())
    for text in (THIRD, SECOND, *KEPT_SHUT):
        assert not page.evaluate("text => window.find(text, false, false, true)", text)
    page.locator("a.spoiler-link").first.click()
    page.locator(".spoiler-open").wait_for()
    assert page.evaluate("text => window.find(text, false, false, true)", THIRD)


def test_what_one_has_seen_opens_and_its_neighbour_of_another_grade_opens_and_closes_alone(visit, wickverse):
    review, _franchise, _films = wickverse
    page = visit(review.get_absolute_url())
    control(page).get_by_label("Up to Chapter 3").check()
    expect(page.get_by_text(SECOND)).to_be_visible()
    neighbour = page.get_by_text("The sister is the target.")
    expect(neighbour).to_have_count(0)
    page.locator("a.spoiler-link").first.click()
    expect(neighbour).to_be_visible()
    page.go_back()
    expect(neighbour).to_have_count(0)
    expect(page.get_by_text(SECOND)).to_be_visible()
    page.locator(".spoiler-open", has_text=SECOND).get_by_role("button", name="Close it again").click()
    expect(page.get_by_text(SECOND)).to_have_count(0)


def test_a_shared_link_into_the_spoiler_page_begins_at_its_threshold(visit, wickverse):
    review, _franchise, _films = wickverse
    page = visit(f"{review.address_of('spoilers')}#full")
    assert page.evaluate("scrollY") == 0
    assert page.url.endswith("/spoilers/")
    page.get_by_role("link", name="I have seen it: read on").click()
    scrolled(page, 300)
    assert page.url.endswith("/spoilers/"), "what is shared from here leads to the threshold again"


def test_a_link_to_a_withheld_passage_leads_to_its_placeholder_and_not_into_it(visit, wickverse):
    review, _franchise, _films = wickverse
    page = visit(review.get_absolute_url())
    anchor = page.locator("a.spoiler-link").last.get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{review.get_absolute_url()}#{anchor}")
    scrolled(page, 100)
    assert not page.locator(".spoiler-open").count()
