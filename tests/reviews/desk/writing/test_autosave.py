"""The writing room: what is typed is kept, shown and told of others, and two texts become one."""

import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from reviews import document as d
from reviews import workflow
from reviews.models import AuditLogEntry, Presence, Revision, WorkingCopy
from tests.factories import FilmFactory
from tests.reviews.builders import begun, document, rewritten, somebody
from tests.reviewsite.desk_forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return somebody("Author", first_name="Alma", last_name="Reyes")


@pytest.fixture
def desk(client, author):
    client.force_login(author)
    return client


def address(review, name="change"):
    return reverse(f"admin:reviews_draft_{name}", args=[review.pk])


def form_of(client, review, **changes):
    return filled(client.get(address(review)), **changes)


def keep(client, review, values, **more):
    return client.post(address(review, "live"), values | {"keep": "1"} | more)


def saved(review) -> d.Document:
    return review.revisions.first().document()


ADDED = {
    "sections-TOTAL_FORMS": "3",
    "sections-2-kind": "plot",
    "sections-2-text": "Typed in an added row.",
    "sections-2-position": "1",
}


def test_what_is_typed_is_kept_apart_from_the_draft_and_from_history(desk, author):
    review = begun(author=author)
    lines = AuditLogEntry.objects.count()

    answer = keep(desk, review, form_of(desk, review, headline="Half a thou")).json()

    assert answer["kept"] == f"{WorkingCopy.objects.get().kept_at:%H:%M:%S}"
    assert saved(review).headline == "A quiet week"
    assert (Revision.objects.count(), AuditLogEntry.objects.count()) == (1, lines)


def test_a_kept_form_is_restored_with_added_rows_and_the_order_they_were_moved_to(desk, author):
    review = begun(author=author)
    keep(desk, review, form_of(desk, review, headline="Half a thou") | ADDED)

    page = desk.get(address(review))

    html = page.content.decode()
    assert "Restored." in html
    assert 'value="Half a thou"' in html
    assert "Typed in an added row." in html
    assert "Please correct the error" not in html
    desk.post(address(review), filled(page))
    assert [section.kind for section in saved(review).sections] == ["plot", "opening", "ending"]


def test_a_half_written_or_refused_form_is_kept_too(desk, author):
    review = begun(author=author)
    values = form_of(desk, review, headline="x" * 300)

    assert desk.post(address(review), values).status_code == 200

    assert 'value="' + "x" * 300 in desk.get(address(review)).content.decode()
    assert review.revisions.count() == 1


def test_saving_empties_the_working_copy(desk, author):
    review = begun(author=author)
    values = form_of(desk, review, headline="Louder")
    keep(desk, review, values)

    desk.post(address(review), values)

    assert WorkingCopy.objects.of(review, author) is None
    assert "Restored." not in desk.get(address(review)).content.decode()


def test_what_the_page_sent_just_before_its_save_comes_too_late(desk, author):
    review = begun(author=author)
    values = form_of(desk, review, headline="Louder") | {"page": "one"}
    desk.post(address(review), values)

    assert keep(desk, review, values).json()["kept"] == ""
    assert WorkingCopy.objects.of(review, author) is None
    assert keep(desk, review, values | {"page": "another"}).json()["kept"]


def test_what_is_written_on_a_saved_page_gone_back_to_is_kept_when_its_save_is_refused(desk, author):
    review = begun(author=author)
    values = form_of(desk, review, headline="Louder") | {"page": "one"}
    desk.post(address(review), values)

    assert "is kept. Settle it" in desk.post(
        address(review), values | {"headline": "Written on after going back"}
    ).content.decode().replace("\n", " ")

    merge = desk.get(address(review, "merge"))
    assert merge.status_code == 200
    assert "Written on after going back" in "".join(re.sub(r"<[^>]*>", "", merge.content.decode()))


def test_a_null_byte_is_left_out_of_what_is_kept(desk, author):
    review = begun(author=author)

    assert keep(desk, review, form_of(desk, review, headline="Half\0 a thou")).json()["kept"]
    assert WorkingCopy.objects.get().form["headline"] == ["Half a thou"]
    desk.post(address(review), form_of(desk, review, dek="Two\0 people"))
    assert WorkingCopy.objects.get().form["dek"] == ["Two people"]


def test_a_row_that_no_text_can_hold_yet_is_not_lost_when_two_texts_are_settled(desk, author):
    review = begun(author=author)
    picture = {"pictures-TOTAL_FORMS": "1", "pictures-0-caption": "A caption of mine."}
    keep(desk, review, form_of(desk, review, headline="Mine") | picture)
    rewritten(review, author, dek="Theirs")
    review.draft.refresh_from_db()

    page = desk.post(address(review, "merge"), {"version": str(review.draft.version), "mine": "1"})

    assert "A picture lacks its image" in page.content.decode()
    assert WorkingCopy.objects.of(review, author).form["pictures-0-caption"] == ["A caption of mine."]
    assert saved(review).headline == "A quiet week"


def test_a_form_that_names_a_part_twice_is_settled_with_both(desk, author):
    review = begun(author=author)
    values = form_of(desk, review, headline="Mine")
    keep(desk, review, values | {"sections-0-key": values["sections-1-key"]})
    rewritten(review, author, dek="Theirs")
    review.draft.refresh_from_db()

    desk.post(address(review, "merge"), {"version": str(review.draft.version), "mine": "1"})

    assert [section.kind for section in saved(review).sections] == ["opening", "ending"]
    assert saved(review).headline == "Mine"


def test_discarding_brings_the_saved_text_back(desk, author):
    review = begun(author=author)
    keep(desk, review, form_of(desk, review, headline="Half a thou"))

    assert desk.get(address(review, "discard")).status_code == 302
    assert WorkingCopy.objects.of(review, author)
    desk.post(address(review, "discard"))

    assert 'value="A quiet week"' in desk.get(address(review)).content.decode()


def test_nobody_sees_the_working_copy_of_another(desk, client, author):
    review = begun(author=author)
    keep(desk, review, form_of(desk, review, headline="Half a thou"))
    client.force_login(somebody("Editor"))

    assert "Half a thou" not in client.get(address(review)).content.decode()


@pytest.mark.parametrize("call", ["live", "here", "away"])
@pytest.mark.parametrize("role", ["", "Author", "Spoiler checker", "Film desk"])
def test_whoever_may_not_write_is_told_so_and_nothing_is_kept(client, author, call, role):
    review = begun(author=author)
    if role:
        client.force_login(somebody(role))

    answer = client.post(address(review, call), {"keep": "1", "headline": "Mine now"})

    assert (answer.status_code, list(json.loads(answer.content))) == (403, ["detail"])
    assert not WorkingCopy.objects.exists()
    assert not Presence.objects.exists()


def test_what_is_typed_freezes_as_it_would_be_saved(desk, author):
    other = FilmFactory(title="The other film")
    film = FilmFactory()
    text = document(
        film,
        cast_notes=(d.CastNote(name="A Stranger", text="Comes late."),),
        points=(d.Point(side="good", label="Rain", text="It *falls*."),),
        advice=(d.Advice(condition="If you like lakes", answer="maybe"),),
        seen=d.Seen(how="festival"),
        advisories=(d.Advisory(kind="gore", label="A leg", details="Of the keeper."),),
        opinions=(d.Opinion(name="Bo Berg", text="Too wet."),),
    )
    review = begun(text, author)
    values = form_of(desk, review, headline="Louder", film=other.pk, seen_format="35 mm") | ADDED
    values |= {"sections-1-level": "mild", "sections-1-scope": [film.pk], "points-0-DELETE": "on"}
    with travel(timezone.now(), tick=False):
        shown = desk.post(address(review, "live"), values | {"shows": "safe"}).json()
        desk.post(address(review), values)
        again = desk.post(address(review, "live"), form_of(desk, review) | {"shows": "safe"}).json()

    assert saved(review).film.name == "The other film"
    assert shown["words"] == again["words"]
    assert _without_keys(shown["preview"]) == _without_keys(again["preview"])
    for words in ("Typed in an added row.", "Seen at a festival on 35 mm.", "A leg", "Too wet."):
        assert words in shown["preview"]


def _without_keys(html: str) -> list[str]:
    """The lines of a page but for those with the key of a part that was new on the form."""
    return [line for line in html.splitlines() if "data-spoiler" not in line and 'id="' not in line]


SPOILT = "The lake dries up."


def test_the_preview_shows_what_readers_get_who_asked_for_nothing_for_all_or_have_seen_a_film(desk, author):
    advisory = d.Advisory(kind="gore", details="Of the keeper.")
    review = begun(document(advisories=(advisory,)), author)
    film = review.draft.film
    values = form_of(desk, review) | {"sections-0-text": "It begins. >!Nobody knows it.!< And goes on."}

    def shown(**more):
        return desk.post(address(review, "live"), values | more).json()["preview"]

    safe, full = shown(shows="safe"), shown(shows="full")
    seen, unseen = shown(shows="seen", seen=[str(film.key)]), shown(shows="seen", seen=[])
    for spoilt in (SPOILT, "Nobody knows it.", "Of the keeper."):
        assert spoilt not in safe
        assert spoilt not in unseen
        assert spoilt in full
        assert spoilt in seen
    assert shown() == ""


def test_others_with_the_form_open_are_told_of_until_they_leave(desk, client, author):
    review = begun(author=author)
    editor = somebody("Editor", first_name="Mona", last_name="Lind")
    client.force_login(editor)
    client.post(address(review, "here"), {"version": review.draft.version})
    desk.force_login(author)

    answer = desk.post(address(review, "here"), {"version": review.draft.version}).json()
    assert "Mona Lind has this open too" in answer["others"]
    assert "Alma" not in answer["others"]
    assert "Mona Lind has this open too" in desk.get(address(review)).content.decode()

    client.force_login(editor)
    client.post(address(review, "away"))
    desk.force_login(author)
    assert desk.post(address(review, "here")).json()["others"] == ""


def test_who_was_not_heard_of_for_a_while_is_gone(desk, author):
    review = begun(author=author)
    editor = somebody("Editor")
    now = timezone.now()
    Presence.objects.create(review=review, user=editor, opened_at=now, seen_at=now)

    with travel(now + timezone.timedelta(seconds=90)):
        desk.force_login(author)
        assert desk.post(address(review, "here")).json()["others"] == ""


# Two texts


@pytest.fixture
def two_texts(desk, author):
    """I typed a headline and a section; meanwhile somebody else saved another headline and a dek."""
    review = begun(author=author)
    values = form_of(desk, review, headline="Mine") | {"sections-0-text": "It begins with snow."} | ADDED
    keep(desk, review, values)
    rewritten(review, somebody("Editor", first_name="Mona"), headline="Theirs", dek="Another lake.")
    return review


def test_a_stale_save_leads_to_a_choice_and_overwrites_nothing(desk, two_texts):
    page = desk.get(address(two_texts)).content.decode()
    assert "Somebody saved meanwhile." in page
    assert address(two_texts, "merge") in page

    merge = desk.get(address(two_texts, "merge")).content.decode()

    assert "Mona saved while you were writing" in merge
    assert "One field is yours to settle." in merge
    assert "Mona’s" in merge
    assert "What Mona saved stays in history." in merge
    assert "<td>Mona</td>" in re.sub(r"\s*(</?td>)\s*", r"\1", merge)
    assert saved(two_texts).headline == "Theirs"


def choose(desk, review, **chosen):
    review.draft.refresh_from_db()
    return desk.post(address(review, "merge"), {"version": review.draft.version} | chosen)


def settled(desk, review):
    """The boxes of what only one of the two changed, ticked as they are at first."""
    context = desk.get(address(review, "merge")).context
    return {f"choose-{rival.address}": "keep" for rival in context["settled"]}


def test_a_merge_takes_each_change_from_whoever_made_it(desk, two_texts):
    boxes = settled(desk, two_texts)

    choose(desk, two_texts, merge="", **boxes, **{"choose-headline": "written", "written-headline": "Ours"})

    text = saved(two_texts)
    assert (text.headline, text.dek) == ("Ours", "Another lake.")
    assert {section.text for section in text.sections} >= {"It begins with snow.", "Typed in an added row."}
    assert WorkingCopy.objects.of(two_texts, two_texts.author) is None


def test_parts_whose_rows_were_made_anew_meanwhile_are_known_by_their_keys(desk, two_texts):
    """Bringing a text into the draft makes its rows anew: those of the form are gone."""
    context = desk.get(address(two_texts, "merge")).context

    assert [rival.title for rival in context["conflicts"]] == ["Headline"]
    titles = {rival.title for rival in context["settled"]}
    assert titles == {"Dek", "Opening: text", "Plot"}


def test_a_settled_change_can_be_left_out(desk, two_texts):
    boxes = settled(desk, two_texts)
    del boxes["choose-dek"]

    choose(desk, two_texts, merge="", **boxes, **{"choose-headline": "theirs"})

    text = saved(two_texts)
    assert (text.headline, text.dek) == ("Theirs", "Two people and a lake.")


def test_keeping_mine_leaves_theirs_in_history(desk, two_texts):
    choose(desk, two_texts, mine="")

    assert (saved(two_texts).headline, saved(two_texts).dek) == ("Mine", "Two people and a lake.")
    assert [r.document().headline for r in two_texts.revisions.all()] == ["Mine", "Theirs", "A quiet week"]


def test_taking_theirs_discards_what_i_typed_which_i_can_take_with_me_first(desk, two_texts):
    file = desk.get(address(two_texts, "merge") + "?export").content.decode()
    assert "It begins with snow." in file

    choose(desk, two_texts, theirs="")

    assert saved(two_texts).headline == "Theirs"
    assert 'value="Theirs"' in desk.get(address(two_texts)).content.decode()


def test_a_choice_made_before_yet_another_save_is_refused(desk, two_texts):
    version = two_texts.draft.version
    rewritten(two_texts, somebody("Editor"), headline="A third one")

    answer = desk.post(address(two_texts, "merge"), {"version": version, "mine": ""})

    assert answer.status_code == 200
    assert "Somebody saved once more" in answer.content.decode()
    assert saved(two_texts).headline == "A third one"
    assert WorkingCopy.objects.of(two_texts, two_texts.author)


def test_without_a_stale_working_copy_there_is_nothing_to_choose(desk, author):
    review = begun(author=author)

    assert desk.get(address(review, "merge")).headers["Location"] == address(review)


# The standard review


def test_the_standard_review_has_every_usual_part_and_what_stays_empty_is_left_out_at_submit(desk, author):
    film = FilmFactory()
    desk.post(reverse("admin:reviews_draft_add"), {"headline": "Two boats", "film": film.pk, "_standard": ""})
    review = author.reviews.get()
    sections = saved(review).sections
    assert [section.kind for section in sections] == [
        "opening",
        "style",
        "plot",
        "twists",
        "ending",
        "outlook",
    ]
    levels = [section.spoiler and section.spoiler.level for section in sections]
    assert levels == [None, None, "mild", "major", "ending", None]
    values = form_of(desk, review) | {
        "sections-0-text": "They float.",
        "sections-4-text": "One sinks.",
        "points-0-label": "Boats",
        "bylines-TOTAL_FORMS": "1",
        "bylines-0-name": "Ada Quill",
    }

    answer = desk.post(address(review), values | {"_submit": ""})

    assert answer.headers["Location"] == reverse("admin:index")
    text = review.submissions.get().revision.document()
    assert [(section.kind, section.text) for section in text.sections] == [
        ("opening", "They float."),
        ("ending", "One sinks."),
    ]
    assert [point.label for point in text.points] == ["Boats"]
    assert (text.cast_notes, text.advice) == ((), ())


def test_an_empty_draft_is_filled_in_by_one_press(desk, author):
    review = workflow.begin(author=author)
    page = desk.get(address(review)).content.decode()
    assert "Fill in the standard review" in page
    step = reverse("admin:reviews_draft_do", args=[review.pk, "standard"])

    desk.post(step, {"version": review.draft.version})
    desk.post(step, {"version": review.draft.version})  # pressed twice, on the same page

    assert len(saved(review).sections) == 6
    assert review.revisions.count() == 2


def test_a_submission_that_is_refused_leaves_the_text_saved(desk, author):
    review = begun(author=author)

    answer = desk.post(address(review), form_of(desk, review, headline="", dek="Kept.") | {"_submit": ""})

    assert answer.headers["Location"] == address(review)
    assert "Saved, but not submitted." in desk.get(address(review)).content.decode()
    assert saved(review).dek == "Kept."
    assert not review.submissions.exists()


# The checks, of what stands on the page


LEAKING = {"sections-0-text": "The lake dries up in the last week."}


def test_the_checks_are_of_what_is_typed_and_keep_their_ticks(desk, author):
    review = begun(author=author)
    values = form_of(desk, review)
    assert "Leak check" in desk.post(address(review, "live"), values).json()["checks"]
    assert "premise-" not in desk.post(address(review, "live"), values).json()["checks"]

    checks = desk.post(address(review, "live"), values | LEAKING).json()["checks"]

    box = re.search(r'name="(premise-[0-9a-f]{64})"', checks)[1]
    again = desk.post(address(review, "live"), values | LEAKING | {box: "1", "premise": "Trailer."}).json()
    assert re.search(rf'name="{box}"[^>]*checked', again["checks"])
    assert "Trailer." in again["checks"]
    assert not review.leak_waivers.exists()


def test_a_finding_is_answered_and_the_text_submitted_in_one_press(desk, author):
    review = begun(author=author)
    values = form_of(desk, review) | LEAKING
    checks = desk.post(address(review, "live"), values).json()["checks"]
    box = re.search(r'name="(premise-[0-9a-f]{64})"', checks)[1]

    refused = desk.post(address(review), values | {"_submit": "1", box: "1"})
    assert refused.headers["Location"] == address(review)
    assert re.search(rf'name="{box}"[^>]*checked', desk.get(address(review)).content.decode())
    desk.post(
        address(review), form_of(desk, review) | {"_submit": "1", box: "1", "premise": "In the trailer."}
    )

    assert review.submissions.open().exists()
    assert review.leak_waivers.get().reason == "In the trailer."


def test_answers_are_kept_alone_with_the_text_saved_first(desk, author):
    review = begun(author=author)
    values = form_of(desk, review, headline="Louder") | LEAKING
    box = re.search(
        r'name="(premise-[0-9a-f]{64})"', desk.post(address(review, "live"), values).json()["checks"]
    )[1]

    desk.post(address(review), values | {"_waive": "1", box: "1", "premise": "In the trailer."})

    assert saved(review).headline == "Louder"
    assert review.leak_waivers.count() == 1
    assert not review.submissions.exists()
