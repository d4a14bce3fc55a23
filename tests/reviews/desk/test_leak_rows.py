"""The leak check on the desk: where it is seen, by whom, and how it is answered."""

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cast.flagging import flag
from reviews import document as d
from reviews import workflow
from reviews.checks.waivers import pairs_with_waivers
from reviews.models import Submission
from tests.factories import CreditFactory, FilmFactory, PersonFactory
from tests.reviews.builders import answered, approved, begun, document, live, premises, rewritten, somebody
from tests.reviewsite.desk_forms import filled, form_pressed, on_screen

pytestmark = pytest.mark.django_db
SECRET = "The lantern was never connected to the harbour."
DEK = "A lantern and a harbour."


def leaking(**fields):
    twist = d.Section(kind="twists", text=SECRET, spoiler=d.Spoiler(level="major"))
    sections = (d.Section(kind="opening", text="It begins with rain."), twist)
    return document(**({"dek": DEK, "sections": sections} | fields))


def hashes(review):
    looked = pairs_with_waivers(review, review.revisions.first().document())
    return [item.finding.hash for item in looked if not item.waiver]


def page(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(f"admin:reviews_draft_{name}", args=args) + "?checks=1")


def press(client, user, review, name, **values):
    """A step, or a button of the form: the last sentence it said."""
    if name.startswith("_"):
        return form_pressed(client, user, review, name, **values)[-1]
    client.force_login(user)
    url = reverse("admin:reviews_draft_do", args=[review.pk, name])
    response = client.post(url, on_screen(review) | values)
    *_before, last = get_messages(response.wsgi_request)
    return str(last)


def rows(response):
    return response.context["panel"].leaks if "panel" in response.context else response.context["leaks"]


def said(pieces):
    return "".join(piece.text for piece in pieces)


def test_the_form_shows_each_sentence_beside_what_it_gives_away(client):
    review = begun(leaking())
    response = page(client, review.author, "change", review.pk)
    (row,) = rows(response).open
    assert (row.place, row.spoiler_place, row.href) == ("Dek", "Twists", "#content-main")
    assert (said(row.safe), said(row.spoiler)) == (DEK, SECRET)
    assert [piece.text for piece in row.spoiler if piece.is_shared] == ["lantern", "harbour"]
    assert "1 sentence that everybody reads may give something away" in response.content.decode()


def test_a_japanese_sentence_that_is_hidden_and_shown_stops_the_submission(client):
    told = "夜明けに校長が体育館の床下へ手紙を埋めた。"
    opening = d.Section(kind="opening", text=f"鐘が鳴る。{told}")
    twist = d.Section(kind="twists", text=told, spoiler=d.Spoiler(level="major"))
    review = begun(leaking(dek="静かな冬。", language="ja", sections=(opening, twist)))
    (row,) = rows(page(client, review.author, "change", review.pk)).open
    assert said(row.safe) == told
    assert said(piece for piece in row.safe if piece.is_shared) == told.removesuffix("た。")
    press(client, review.author, review, "_submit")
    assert not review.submissions.exists()


def test_what_gives_nothing_away_shows_no_check(client):
    review = begun()
    response = page(client, review.author, "change", review.pk)
    assert rows(response).open == ()
    assert "leaks" not in [row.name for row in response.context["panel"].checks.rows]
    assert "Leak check" in response.context["panel"].checks.passed


def test_saving_and_closing_says_how_many_are_open_and_quotes_none(client):
    review = begun(leaking())
    client.force_login(review.author)
    address = reverse("admin:reviews_draft_change", args=[review.pk])
    values = filled(client.get(address), headline="Later") | {"_save": "1"}
    told = [str(message) for message in get_messages(client.post(address, values).wsgi_request)]
    assert "1 safe sentence may give something away. Open “Later” to settle it." in told
    assert not any("lantern" in message for message in told)


def test_answering_and_submitting_is_one_post(client):
    review = begun(leaking())
    (pair,) = hashes(review)
    told = press(
        client,
        review.author,
        review,
        "_submit",
        premise="It is the poster.",
        **{f"premise-{pair}": "1"},
    )
    assert told.startswith("Submitted")
    waiver = review.leak_waivers.get()
    assert (waiver.by, waiver.reason, waiver.kind) == (review.author, "It is the poster.", "leak")


def test_a_refused_submission_says_where_and_keeps_ticks_and_reason(client):
    review = begun(leaking(headline="Harbour lantern"))
    first, second = hashes(review)
    told = press(
        client,
        review.author,
        review,
        "_submit",
        premise="It is the poster.",
        **{f"premise-{second}": "1"},
    )
    assert "Headline; Dek" not in told
    assert "what a spoiler says: Headline." in told
    response = page(client, review.author, "change", review.pk)
    ticked = {row.checkbox: row.is_ticked for row in rows(response).open}
    assert ticked == {f"premise-{first}": False, f"premise-{second}": True}
    assert "It is the poster.</textarea>" in response.content.decode()


# Some are answered, one is flagged


TELLING = "One lantern, one harbour, one night."


def telling(**fields):
    """Dek and second section tell of the twist, the headline of its second sentence."""
    text = leaking(headline="Miller and orphan")
    opening, twist = text.sections
    twist = d.replace(twist, text=f"{SECRET} The miller drowned the orphan.")
    return d.replace(text, sections=(opening, d.Section(kind="style", text=TELLING), twist), **fields)


def ticked(pairs):
    return {row.checkbox: "1" for row in pairs}


def form(client, review):
    return page(client, review.author, "change", review.pk)


def pairs_but(client, review, place):
    return [row for row in rows(form(client, review)).open if row.place != place]


FLAGGED = [{"sections-1-level": "major"}, {"sections-1-text": f">!{TELLING}!< So."}]


@pytest.mark.parametrize("flagged", FLAGGED)
@pytest.mark.parametrize("left_out", ["Tone and style", ""])
def test_one_is_flagged_and_the_others_are_answered_in_one_step(client, flagged, left_out):
    """Also where that one was ticked as well, and where another stands beside it from now on."""
    review = begun(telling())
    ticks = ticked(pairs_but(client, review, left_out))

    message = press(client, review.author, review, "_submit", premise="The poster.", **flagged, **ticks)

    assert message.startswith("Submitted")
    assert list(review.leak_waivers.values_list("reason", flat=True)) == ["The poster."] * 2


def test_an_answer_is_not_taken_for_a_hidden_sentence_that_says_more(client):
    review = begun(telling(dek="A lantern, a harbour and a drowned cow."))
    flagged = {"sections-1-text": "So. >!One lantern, one harbour, one drowned cow.!<"}
    ticks = ticked(pairs_but(client, review, "Tone and style"))

    message = press(client, review.author, review, "_submit", premise="The poster.", **flagged, **ticks)

    assert "what a spoiler says: Dek." in message


@pytest.mark.parametrize("button", ["_submit", "_waive"])
def test_a_form_with_errors_keeps_ticks_and_reason(client, button):
    review = begun(telling())
    ticks = ticked(pairs_but(client, review, "Dek"))
    address = reverse("admin:reviews_draft_change", args=[review.pk])
    values = filled(form(client, review), headline="x" * 300) | ticks

    answer = client.post(address, values | {"premise": "The poster.", button: "1"})

    assert ticked(row for row in rows(answer).open if row.is_ticked) == ticks
    assert "The poster.</textarea>" in answer.content.decode()


def test_so_does_one_that_somebody_saved_meanwhile_also_once_that_is_settled(client):
    review = begun(telling())
    ticks = ticked(pairs_but(client, review, "Dek"))
    address = reverse("admin:reviews_draft_change", args=[review.pk])
    values = filled(form(client, review), headline="A miller, an orphan") | ticks
    rewritten(review, somebody("Editor"), verdict=d.Verdict(text="See it twice."))

    client.post(address, values | {"premise": "The poster.", "_submit": "1"})
    draft = review.draft
    draft.refresh_from_db()
    stamp = client.get(reverse("admin:reviews_draft_merge", args=[review.pk])).context["copy"].stamp
    choice = {"version": draft.version, "stamp": stamp, "mine": "1"}
    client.post(reverse("admin:reviews_draft_merge", args=[review.pk]), choice)

    shown = form(client, review)
    assert {row.place for row in rows(shown).open if row.is_ticked} == {"Address", "Tone and style"}
    assert "The poster.</textarea>" in shown.content.decode()


def test_what_somebody_answered_meanwhile_stands_in_no_way(client):
    review = begun(telling())
    all_of_them = rows(form(client, review)).open
    other = all_of_them[0].checkbox.removeprefix("premise-")
    editor = somebody("Editor")
    workflow.waive_findings(review, hashes=[other], by=editor, reason="Seen.")

    message = press(client, review.author, review, "_submit", premise="The poster.", **ticked(all_of_them))

    assert message.startswith("Submitted")
    assert review.leak_waivers.get(pair=other).by == editor


def test_a_moderators_refused_approval_keeps_ticks_and_reason(client):
    review, moderator = begun(telling()), somebody("Moderator")
    with_old_rules = {"review": review, "revision": review.revisions.first(), "submitted_by": review.author}
    submission = Submission.objects.create(**with_old_rules, submitted_at=timezone.now())
    address = reverse("admin:reviews_draft_submission", args=[review.pk, submission.pk])
    client.force_login(moderator)
    first, *_others = rows(client.get(address)).open
    values = {"submission": submission.pk, "digest": submission.revision.digest, "back": address}

    told = press(client, moderator, review, "approve", **values, premise="The poster.", **ticked([first]))

    assert "may give away what a spoiler says: Dek; Tone and style" in told
    shown = client.get(address)
    assert [row.is_ticked for row in rows(shown).open] == [True, False, False]
    assert "The poster.</textarea>" in shown.content.decode()
    every = ticked(rows(shown).open)
    told = press(client, moderator, review, "approve", **values, premise="The poster.", **every)
    assert told.startswith("Approved")


def test_an_incomplete_draft_can_be_answered_all_the_same(client):
    review = begun(leaking(bylines=()))
    (pair,) = hashes(review)
    assert 'name="_waive"' in page(client, review.author, "change", review.pk).content.decode()
    assert press(client, review.author, review, "_waive", premise="Poster.") == ("Tick what may stay.")
    told = press(
        client,
        review.author,
        review,
        "_waive",
        premise="Poster.",
        **{f"premise-{pair}": "1"},
    )
    assert told == "1 finding answered."


def test_whoever_decides_sees_who_waived_what_and_why(client):
    review = begun(leaking())
    answered(review, review.author, reason="It is the poster.")
    submission = workflow.submit(review, by=review.author)
    response = page(client, somebody("Moderator"), "submission", review.pk, submission.pk)
    check = rows(response)
    assert check.open == ()
    (row,) = check.waived
    assert (row.waiver.by, row.waiver.reason) == (str(review.author), "It is the poster.")
    assert "“It is the poster.”" in response.content.decode()


def test_a_moderator_answers_and_approves_in_one_post(client):
    film, moderator = FilmFactory(), somebody("Moderator")
    credit = CreditFactory(film=film, person=PersonFactory(name="Otto Brandt"))
    note = d.CastNote(name="Otto Brandt", credits=(credit.key,), text="One coat, gone.")
    review = begun(document(film, dek="With Otto Brandt.", cast_notes=(note,)))
    submission = workflow.submit(review, by=review.author)
    flag(credit, "major")
    response = page(client, moderator, "submission", review.pk, submission.pk)
    (row,) = rows(response).open
    values = {"submission": submission.pk, "digest": submission.revision.digest}

    told = press(client, moderator, review, "approve", **values)
    assert "may give away" in told
    values |= {"premise": "On the poster.", row.checkbox: "1"}
    told = press(client, moderator, review, "approve", **values)
    assert told.startswith("Approved")
    assert review.leak_waivers.get().by == moderator


def unhidden():
    edition = live(leaking(dek="Two people."))
    review = edition.review
    first, twist = edition.revision.document().sections
    rewritten(review, review.author, sections=(first, d.replace(twist, spoiler=None)))
    return review


def test_only_a_chief_has_a_box_for_what_the_live_edition_hides(client):
    review, chief = unhidden(), somebody("Chief")
    for person, has_box in ((review.author, False), (somebody("Editor"), False), (chief, True)):
        (row,) = rows(page(client, person, "change", review.pk)).open
        assert (row.is_shown_again, bool(row.checkbox)) == (True, has_box)
        shown = page(client, person, "change", review.pk).content.decode()
        assert ('form="draft_form" name="_submit"' in shown) == has_box
    (pair,) = hashes(review)
    values = {"premise": "The ban was lifted.", f"premise-{pair}": "1"}
    told = press(client, review.author, review, "_submit", **values)
    assert "a chief alone may allow it" in told
    told = press(client, chief, review, "_waive", **values)
    assert told == "1 finding answered."
    approved(workflow.submit(review, by=review.author, safe=premises(review)), kind="fix")


def test_the_form_costs_as_much_whatever_the_number_of_findings(client):
    few = begun(leaking(headline="Harbour lantern", verdict=d.Verdict(text="See *The Bell*.")))
    many = begun(
        leaking(
            headline="Harbour lantern",
            verdict=d.Verdict(text=f"See *The Bell*. {DEK} One more lantern, harbour."),
        )
    )
    client.force_login(somebody("Chief"))
    counts = []
    for review in (few, many, few, many):
        answered(review, review.author)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("admin:reviews_draft_change", args=[review.pk]) + "?checks=1")
        counts.append(len(asked))
    assert counts[2] == counts[3]  # the first two also fill what a process keeps
