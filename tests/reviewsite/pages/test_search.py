"""The search page: it finds what anybody may read, and tells nothing else, however it is asked."""

import datetime
import re

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cast.flagging import flag
from films.searchable_text import film_entry
from reviews import document as d
from reviews import workflow
from reviewsite.derived.search_index import index_missing
from search.index import put
from tests import factories as make
from tests.reviews.builders import correction, document, live, rewritten, somebody
from tests.search.test_results import HOSTILE

pytestmark = pytest.mark.django_db

MAJOR = d.Spoiler(level="major")
SECRET, NOWHERE = "quagmire", "quizzing"  # of one length


def page(client, text, **more):
    response = client.get(reverse("pages:search"), {"q": text} | more)
    assert response.status_code == 200
    return response.content.decode()


def hits(client, text, **more):
    """The addresses found, in order."""
    return re.findall(r'<h3>\s*<a class="headline" href="([^"]+)"', page(client, text, **more))


def withheld_hits(client, text):
    found = page(client, text, spoilers="1").partition('id="withheld"')[2]
    return re.findall(r'<li>\s*<a href="([^"]+)"', found)


def secretive(**fields):
    """A live review with the secret word in every kind of place that is withheld."""
    film = make.FilmFactory(title="Reed and water", synopsis=f"A lake. >!{SECRET}!<")
    credit = make.CreditFactory(film=film)
    inline = f"Shown words. >!{SECRET}!< More."
    text = document(
        film,
        sections=(
            d.Section(kind="opening", heading="Rain", text=inline),
            d.Section(kind="twists", heading=SECRET, text=SECRET, spoiler=MAJOR),
            d.Section(kind="style", text=f"A note.[^1] >!See here.[^2]!<\n\n[^1]: Kept.\n\n[^2]: {SECRET}"),
        ),
        cast_notes=(
            d.CastNote(name="Ida", role=SECRET, text=SECRET, spoiler=MAJOR),
            d.CastNote(name="Ada", text=inline),
            d.CastNote(credits=(credit.key,), name="Una", role=SECRET, text=SECRET),
        ),
        points=(d.Point(side="good", label=SECRET, text=SECRET, spoiler=MAJOR),),
        advice=(d.Advice(condition=inline, answer="yes", reason=inline),),
        verdict=d.Verdict(label="In short", text=inline),
        **fields,
    )
    person = make.PersonFactory(biography=f"Born. >!{SECRET}!<")
    character = make.CharacterFactory(description=f"A fisher. >!{SECRET}!<")
    make.CreditFactory(film=film, person=person, characters=[character])
    make.FranchiseFactory(description=f"Lakes. >!{SECRET}!<")
    hidden = make.PersonFactory(name=f"{SECRET.title()} Voss")
    unseen = make.CharacterFactory(name=SECRET.title())
    surprise = make.CreditFactory(film=film, person=hidden, characters=[unseen])
    flag(surprise, "major")
    index_missing()
    return live(text)


# No oracle


@pytest.mark.parametrize("asked", ["{}", "{} lake", "shown {}", "reed {}", "{} voss", "{} a"])
def test_a_word_of_spoilers_alone_is_answered_byte_for_byte_as_one_that_stands_nowhere(client, asked):
    secretive()
    of_secret = client.get("/search/", {"q": asked.format(SECRET)})
    of_nothing = client.get("/search/", {"q": asked.format(NOWHERE)})
    assert of_secret.content.replace(SECRET.encode(), NOWHERE.encode()) == of_nothing.content
    for response in (of_secret, of_nothing):
        del response.headers["ETag"]  # of the page with the word that was asked for
    assert of_secret.headers == of_nothing.headers
    assert of_secret.status_code == of_nothing.status_code == 200


@pytest.mark.parametrize("length", range(3, len(SECRET)))
def test_the_first_letters_of_such_a_word_find_nothing_either(client, length):
    secretive()
    assert hits(client, SECRET[:length]) == []


def test_words_beside_the_spoiler_are_found_and_no_snippet_quotes_it(client):
    edition = secretive()
    assert hits(client, "shown words") == [edition.review.get_absolute_url()]
    for asked in ("shown", "lake", "fisher", "born", "a", "Reed and water", "kept"):
        assert SECRET not in page(client, asked).lower()
        assert SECRET not in page(client, asked, spoilers="1").lower()


def test_spoilers_do_not_move_what_is_found(client):
    quiet = [live(document(headline=name)) for name in ("Lake rain", "Rain", "Lake")]
    before = hits(client, "lake rain")
    for edition in quiet[1:]:
        text = edition.revision.document()
        section = d.Section(kind="twists", text="lake rain " * 9, spoiler=MAJOR)
        rewritten(edition.review, edition.review.author, sections=(*text.sections, section))
        submission = workflow.submit(edition.review, by=edition.review.author)
        workflow.approve(
            submission, digest=submission.revision.digest, moderator=somebody("Moderator"), kind="fix"
        )
    assert hits(client, "lake rain") == before
    assert len(before) == 3


def test_the_moderators_mark_moves_words_to_the_other_side_at_once(client):
    edition = live()
    review, text = edition.review, edition.revision.document()
    assert hits(client, "sunday") == [review.get_absolute_url()]
    hidden = d.replace(text, verdict=d.replace(text.verdict, text="See it >!on a Sunday!<."))
    workflow.tighten(review, document=hidden, by=somebody("Moderator"), reason="Reported.")
    assert hits(client, "sunday") == []
    assert withheld_hits(client, "sunday") == [review.address_of("spoilers")]


# Only what is public


def test_what_was_taken_down_is_found_no_more(client):
    edition = live()
    workflow.take_down(edition.review, by=somebody("Moderator"), reason="Rights.")
    assert hits(client, "rain") == withheld_hits(client, "dries") == []


def test_a_review_is_found_from_its_moment_on_and_not_before(client):
    moment = timezone.now() + datetime.timedelta(hours=1)
    edition = live(at=moment)
    assert hits(client, "rain") == withheld_hits(client, "dries") == []
    with time_machine.travel(moment + datetime.timedelta(seconds=1)):
        assert hits(client, "rain") == [edition.review.get_absolute_url()]
        assert withheld_hits(client, "dries") == [edition.review.address_of("spoilers")]


def test_a_review_under_embargo_is_found_when_that_has_passed(client):
    film, moment = make.FilmFactory(), timezone.now() + datetime.timedelta(days=1)
    workflow.set_embargo(film=film, until=moment, by=somebody("Chief"))
    live(document(film))
    assert hits(client, "rain") == withheld_hits(client, "dries") == []
    with time_machine.travel(moment + datetime.timedelta(seconds=1)):
        assert len(hits(client, "rain")) == len(withheld_hits(client, "dries")) == 1


def test_words_of_a_replaced_edition_are_found_no_more(client):
    edition = live(document(headline="Herons"))
    correction(edition.review, "Egrets")
    assert hits(client, "herons") == []
    assert hits(client, "egrets") == [edition.review.get_absolute_url()]


def test_who_has_nothing_but_surprises_is_not_found(client):
    person, character = make.PersonFactory(name="Odo Marsh"), make.CharacterFactory(name="The Heron")
    credit = make.CreditFactory(person=person, characters=[character])
    index_missing()
    assert hits(client, "odo") == [person.get_absolute_url()]
    assert hits(client, "heron") == [character.get_absolute_url()]
    flag(credit, "major")
    assert hits(client, "odo") == hits(client, "heron") == []
    assert withheld_hits(client, "odo") == []


def test_a_note_on_a_credit_is_not_found_since_it_may_be_withheld_any_time(client):
    film = make.FilmFactory()
    credit = make.CreditFactory(film=film)
    tied = d.CastNote(credits=(credit.key,), name="Una", role="Heron", text="Wades.")
    free = d.CastNote(name="Odo", role="Egret", text="Stands.")
    live(document(film, cast_notes=(tied, free)))
    assert [hits(client, word) for word in ("una", "heron", "wades")] == [[], [], []]
    assert [len(hits(client, word)) for word in ("odo", "egret", "stands")] == [1, 1, 1]


# What is found


def test_everything_is_found_by_its_kind(client):
    film = make.FilmFactory(title="Marshland", original_title="Moor", synopsis="Reeds.")
    make.OtherTitleFactory(film=film, title="Schilf")
    put(film_entry(film))
    person = make.PersonFactory(name="Odo Reed", biography="Of the fens.")
    character = make.CharacterFactory(name="The Heron")
    make.CreditFactory(film=film, person=person, characters=[character])
    franchise = make.FranchiseFactory(name="The Wetlands", description="Many lakes.")
    byline = d.Byline(name="Ada Quill")
    edition = live(document(film, bylines=(byline,), points=(d.Point(side="good", text="Mosses."),)))
    index_missing()
    review = edition.review.get_absolute_url()
    for words, addresses in {
        "moor": [film.get_absolute_url()],
        "schilf": [film.get_absolute_url()],
        "reeds": [person.get_absolute_url(), film.get_absolute_url()],
        "fens": [person.get_absolute_url()],
        "heron": [character.get_absolute_url()],
        "wetland": [franchise.get_absolute_url()],
        "quill": [review],
        "moss": [review],
        "marshland": [film.get_absolute_url(), review],
        "marshland rain": [review],
    }.items():
        assert hits(client, words) == addresses, words


def test_words_that_were_found_are_marked_and_nothing_of_them_is_html(client):
    live(document(headline="Herons <b>& egrets</b>", dek="A <i>heron</i> stands."))
    found = page(client, "herons b")
    assert "<mark>Herons</mark> &lt;<mark>b</mark>&gt;&amp; egrets&lt;/<mark>b</mark>&gt;" in found
    assert "<b>" not in found


def test_what_was_typed_is_shown_as_text(client):
    assert "&lt;script&gt;alert(1)" in page(client, '"><script>alert(1)</script>')
    assert "<script>alert" not in page(client, '"><script>alert(1)</script>')


@pytest.mark.parametrize("spoilers", ["", "1"])
def test_nothing_that_can_be_typed_breaks_the_page(client, spoilers):
    live()
    for asked in HOSTILE:
        assert "<h1>Search</h1>" in page(client, asked, spoilers=spoilers), asked


def test_nothing_found_says_so_and_what_to_try(client):
    found = page(client, "zzyzx")
    assert "Nothing found for “<bdi>zzyzx</bdi>”" in found
    assert 'id="try"' in found
    assert 'name="robots" content="noindex"' in found


def test_without_a_word_it_only_asks_for_one(client):
    for asked in ("", "  "):
        found = page(client, asked)
        assert "Nothing found" not in found
        assert "spoilers=1" not in found


def test_long_lists_are_paged_each_thing_once(client):
    films = [make.FilmFactory(title="Marshland") for _ in range(45)]
    index_missing()
    pages = [hits(client, "marsh", page=str(number)) for number in (1, 2, 3)]
    assert [len(found) for found in pages] == [20, 20, 5]
    assert {address for found in pages for address in found} == {film.get_absolute_url() for film in films}
    assert 'href="?q=marsh&amp;page=3"' in page(client, "marsh", page="2")
    assert client.get("/search/", {"q": "marsh", "page": "4"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_costs_eight_queries_whatever_it_finds(client, count, django_assert_num_queries):
    for number in range(count):
        film = make.FilmFactory(title=f"Marsh {number}")
        make.OtherTitleFactory(film=film)
        character = make.CharacterFactory(name=f"Marsh {number}")
        person = make.PersonFactory(name=f"Marsh {number}")
        make.CreditFactory(film=film, person=person, characters=[character])
        franchise = make.FranchiseFactory(name=f"Marsh {number}")
        make.InstalmentFactory(franchise=franchise, film=film)
        live(document(film, points=(d.Point(side="bad", text="Quicksand.", spoiler=MAJOR),)))
    index_missing()
    with django_assert_num_queries(8):
        assert len(hits(client, "marsh")) == 5 * count
    with django_assert_num_queries(4):
        assert len(withheld_hits(client, "marsh quicksand")) == count


# Asking for spoilers


def test_who_asks_for_spoilers_is_told_where_and_not_a_word_of_them(client):
    edition = secretive()
    found = page(client, SECRET, spoilers="1")
    assert withheld_hits(client, SECRET) == [edition.review.address_of("spoilers")]
    assert "In what we withhold about <cite>Reed and water</cite>" in found
    told = found.partition('id="withheld"')[2].partition("</section>")[0].lower()
    assert not [word for word in (SECRET, "major", "ending", "twist", "shown") if word in told]


def test_such_an_answer_is_for_nobody_else(client):
    secretive()
    response = client.get("/search/", {"q": SECRET, "spoilers": "1"})
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    ahead = client.get("/search/", {"q": SECRET, "spoilers": "1"}, headers={"Sec-Purpose": "prefetch"})
    assert (ahead.status_code, ahead.headers["Cache-Control"]) == (403, "no-store")


def test_spoilers_are_left_out_unless_exactly_asked_for(client):
    secretive()
    for value in ("", "0", "true", "on"):
        assert 'id="withheld"' not in page(client, SECRET, spoilers=value)


def test_the_way_to_search_stands_on_every_page(client):
    assert 'href="/search/"' in client.get("/").content.decode()
    lost = client.get("/nothing-here/")
    assert (lost.status_code, 'action="/search/"' in lost.content.decode()) == (404, True)
