"""A second review prints nothing of what the first one withholds: the leak check against other reviews."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cast.flagging import flag
from reviews import document as d
from reviews import workflow
from reviews.checks.leak_check.named_films import candidates_in
from reviews.checks.run import run_checks
from reviews.checks.subject import texts_of
from reviews.models import Edition, HiddenSentence, Opened, Telling
from reviews.workflow import Refused
from reviews.workflow.text_index.tellings import find_tellings
from tests.factories import (
    CharacterFactory,
    CreditFactory,
    FilmFactory,
    FranchiseFactory,
    InstalmentFactory,
    PersonFactory,
)
from tests.reviews.builders import approved, begun, document, live, rewritten, somebody, submitted

pytestmark = pytest.mark.django_db

ENDING = "The keeper burns the lighthouse and drowns his brother."
TELLING = "We know the keeper burns the lighthouse."


def hiding(film, text=ENDING, **spoiler):
    return document(
        film,
        sections=(
            d.Section(kind="opening", text="It begins with rain."),
            d.Section(kind="ending", text=text, spoiler=d.Spoiler(level="ending", **spoiler)),
        ),
    )


def telling(film, text=TELLING):
    return document(film, sections=(d.Section(kind="opening", text=text),))


def elsewhere(review, document=None, **options):
    """The pairs that the check finds."""
    document = document or review.revisions.first().document()
    results = {result.name: result for result in run_checks(review, document, **options)}
    return [finding.pair for finding in results["told-elsewhere"].findings]


def submit(text):
    review = begun(text)
    return workflow.submit(review, by=review.author)


@pytest.fixture
def film():
    film = FilmFactory(title="The Long Lamp", year=2024)
    live(hiding(film))
    return film


def test_a_review_of_the_same_film_that_tells_the_ending_is_refused_with_the_film_named(film):
    with pytest.raises(Refused, match=r"withholds, of The Long Lamp \(2024\), what this text .*: Opening"):
        submit(telling(film))


def test_so_is_one_whose_first_address_tells_it(film):
    review = workflow.begin(
        author=somebody("Author"), document=document(film), slug="keeper-burns-lighthouse"
    )
    with pytest.raises(Refused, match=r"The Long Lamp .*: Address"):
        workflow.submit(review, by=review.author)


def test_so_is_one_of_another_film_of_the_franchise(film):
    franchise, sequel = FranchiseFactory(), FilmFactory(title="The Short Lamp")
    for instalment in (film, sequel):
        InstalmentFactory(franchise=franchise, film=instalment)

    with pytest.raises(Refused, match="The Long Lamp"):
        submit(telling(sequel))


NAMING = [
    "As in *The Long Lamp*. {}",
    "As in _The Long Lamp_, {}",
    "As in “The Long Lamp”: {}",
    'As in "The Long Lamp," {}',
    "As in „The Long Lamp“. {}",
    "As in «The Long Lamp». {}",
    "As in The Long Lamp. {}",
    "As in The Long Lamp (2024). {}",
    "As in [that one](/films/the-long-lamp/). {}",
    "As in [that one](https://foyer.example/films/the-long-lamp/#cast). {}",
    "{}\n\nSee also **The Long Lamp**.",
    "{}\n\nSee also >!The Long Lamp!<.",
    # As people write.
    "The Long Lamp’s keeper. {}",
    "The Long Lamp's keeper. {}",
    "*The Long Lamp's* keeper. {}",
    "*The\nLong Lamp*. {}",
    "As in The\nLong Lamp. {}",
    "As in THE LONG LAMP. {}",
    "As in *the long lamp*. {}",
    "As in *“The Long Lamp”*. {}",
    "As in __The Long Lamp__. {}",
    "As in ‚The Long Lamp‘. {}",
    "As in *The Long L&#97;mp*. {}",
    "As in <cite>The Long Lamp</cite>. {}",
    "As in [The Long Lamp](https://example.org/). {}",
    "As in The\xa0Long\xa0Lamp. {}",
    "* An item with a star\n* As in *The Long Lamp*\n\n{}",
]


@pytest.mark.parametrize("text", NAMING)
def test_so_is_one_of_a_strange_film_that_names_it(film, settings, text):
    settings.SITE_URL = "https://foyer.example"
    film.slug = "the-long-lamp"
    film.save()

    with pytest.raises(Refused, match="The Long Lamp"):
        submit(telling(FilmFactory(title="Elsewhere"), text.format(TELLING)))


def test_so_is_one_that_links_to_the_review_or_names_the_franchise(film):
    InstalmentFactory(franchise=FranchiseFactory(name="Lampverse", slug="lampverse"), film=film)
    review = film.editions.get().review
    for name in (
        f"[this]({review.get_absolute_url()})",
        "the Lampverse",
        "the Lampverse’s bells",
        "[these](/franchises/lampverse/)",
    ):
        assert elsewhere(begun(telling(FilmFactory(), f"As in {name}. {TELLING}"))), name


def test_one_of_a_strange_film_that_does_not_name_it_is_not(film):
    assert submit(telling(FilmFactory(title="Elsewhere")))


DATED = [
    "Lamp\xa0(2019)",
    "Lamp  (2019)",
    "Lamp, 2019,",
    "Lamp [2019]",
    "Lamp (Ada Bell, 2019)",
    "the 2019 Lamp",
]


@pytest.mark.parametrize("named", [*DATED, "*Lamp* (2019)", "the *Lamp* of 2019", "*LAMP*", "“Lamp’s”"])
def test_a_lone_word_with_its_year_or_in_italics_is_a_title(named):
    live(hiding(FilmFactory(title="Lamp", year=2019)))
    assert elsewhere(begun(telling(FilmFactory(), f"As in {named}. {TELLING}")))


@pytest.mark.parametrize("named", ["*lamp*", "the lamp (2019)", "Lamp (2018)", "a Lamp, and 2019"])
def test_but_not_in_lower_case_nor_with_another_year(named):
    live(hiding(FilmFactory(title="Lamp", year=2019)))
    assert not elsewhere(begun(telling(FilmFactory(), f"As in {named}. {TELLING}")))


def test_a_dash_or_an_apostrophe_of_another_kind_makes_no_difference():
    live(hiding(FilmFactory(title="The Keeper’s Bell: Part 3 – Parabola")))
    for title in ("*The Keeper's Bell: Part 3 - Parabola*", "The Keeper’s Bell: Part 3 — Parabola"):
        assert elsewhere(begun(telling(FilmFactory(), f"As in {title}. {TELLING}"))), title


@pytest.mark.parametrize("title", ["It", "Her", "Up", "Us", "Lamp"])
def test_a_lone_word_names_no_film(title):
    live(hiding(FilmFactory(title=title)))
    strange = FilmFactory(title="Elsewhere")

    assert not elsewhere(
        begun(telling(strange, f"{title} rains. {title} was a lamp, and {title}. {TELLING}"))
    )
    assert elsewhere(begun(telling(strange, f"As in *{title}*. {TELLING}")))


def test_an_original_and_an_alternative_title_name_it_too():
    film = FilmFactory(title="The Long Lamp", original_title="Die lange Lampe")
    film.other_titles.create(title="La Grande Lampe Rouge")
    live(hiding(film))
    for title in ("*Die lange Lampe*", "*La Grande Lampe Rouge*", "La Grande Lampe Rouge"):
        assert elsewhere(begun(telling(FilmFactory(), f"As in {title}. {TELLING}"))), title


def test_titles_of_any_length_cost_no_more_than_their_text():
    hostile = " ".join(["Aa"] * 20_000) + "\n" + "*x* " * 20_000 + "“" * 10_000 + "*" * 10_000
    distinct = "\n".join(f"A{number}x's B - C" for number in range(8_000))
    for text in (hostile, distinct, distinct.replace("\n", " ")):
        candidates = candidates_in(texts_of(document(FilmFactory(), dek=text)))
        assert max(len(candidates.titles), len(candidates.names)) < 21_000


# What is compared


def test_what_a_passage_gives_away_of_another_film_is_compared_with_reviews_of_that_one():
    film, other = FilmFactory(title="The Long Lamp"), FilmFactory(title="The Old Bell")
    live(hiding(film, scope=(d.Ref(key=other.key, name="The Old Bell"),)))

    (pair,) = elsewhere(begun(telling(other)))

    assert pair.films == (str(other),)
    assert elsewhere(begun(telling(film)))


def test_a_passage_marked_inside_a_text_is_compared():
    film = FilmFactory()
    live(document(film, dek="Two people.", verdict=d.Verdict(text=f"See it. >!{ENDING}!< Twice.")))
    assert elsewhere(begun(telling(film)))


def test_a_note_on_a_credit_is_compared_while_the_credit_is_flagged():
    film = FilmFactory()
    credit = CreditFactory(
        film=film, person=PersonFactory(name="Ida Mar"), characters=[CharacterFactory(name="Mina")]
    )
    note = d.CastNote(name="Ida Mar", credits=(credit.key,), text=ENDING)
    live(document(film, cast_notes=(note,)))
    review = begun(telling(film))
    assert not elsewhere(review)

    flag(credit, "major")

    assert elsewhere(review)


def test_what_the_text_itself_hides_is_not_told():
    film = FilmFactory()
    live(hiding(film))
    assert not elsewhere(begun(hiding(film)))


def test_of_the_same_review_the_earlier_editions_are_not_compared(film):
    review = film.editions.get().review
    rewritten(review, review.author, headline="Once more")
    assert not elsewhere(review)


def test_names_of_that_film_are_no_evidence():
    film = FilmFactory()
    CreditFactory(film=film, person=PersonFactory(name="Ida Mar"), characters=[CharacterFactory(name="Mina")])
    franchise = FranchiseFactory()
    sequel = FilmFactory()
    for instalment in (film, sequel):
        InstalmentFactory(franchise=franchise, film=instalment)
    live(hiding(film, "Mina drowns Ida Mar in the end."))

    assert not elsewhere(begun(telling(sequel, "Mina returns, and with her Ida Mar.")))


def test_a_sentence_that_gives_away_the_text_itself_is_listed_once(film):
    text = hiding(film)
    opening = d.replace(text.sections[0], text=TELLING)
    review = begun(d.replace(text, sections=(opening, text.sections[1])))
    results = {result.name: result for result in run_checks(review, review.revisions.first().document())}
    assert results["leaks"].findings
    assert not results["told-elsewhere"].findings


# What leaves the index


def test_what_is_taken_down_superseded_or_no_longer_hidden_is_not_compared(film):
    edition = film.editions.get()
    review, second = edition.review, begun(telling(film))
    assert elsewhere(second)

    sections = (d.Section(kind="opening", text="It begins with rain."),)
    rewritten(review, review.author, sections=sections)
    approved(workflow.submit(review, by=review.author), kind="fix")
    assert not elsewhere(second)

    other = live(hiding(film)).review
    assert elsewhere(second)
    workflow.take_down(other, by=somebody("Moderator"), reason="An error.")
    assert not elsewhere(second)


def test_what_is_scheduled_is_compared_by_a_moderator_alone():
    film, later = FilmFactory(), timezone.now() + timedelta(days=2)
    approved(submitted(hiding(film)), at=later)
    submission = submit(telling(film))
    moderator = somebody("Moderator")

    with pytest.raises(Refused, match="Another review or the film database withholds"):
        workflow.approve(submission, digest=submission.revision.digest, moderator=moderator)
    (pair,) = elsewhere(submission.review, with_upcoming=True)
    workflow.approve(
        submission,
        digest=submission.revision.digest,
        moderator=moderator,
        waived=[pair.hash],
        reason="The trailer shows it.",
    )

    assert Edition.objects.live().filter(review=submission.review).exists()


# At the desk


def test_an_author_is_told_the_film_and_not_the_words(client, film):
    review = begun(telling(film))
    client.force_login(review.author)

    html = client.get(reverse("admin:reviews_draft_change", args=[review.pk]) + "?checks=1").content.decode()

    assert "Withheld by another review, of The Long Lamp (2024)" in html
    assert "Its words are for those who may read that review." in html
    assert f'href="{film.editions.get().review.get_absolute_url()}"' in html, "its public page"
    assert "brother" not in html


def test_a_moderator_reads_the_words_and_has_then_opened_that_review(client, film):
    first = film.editions.get().review
    review = begun(telling(film))
    (pair,) = elsewhere(review)
    submission = workflow.submit(review, by=review.author, waived=[pair.hash], reason="Known.")
    moderator = somebody("Moderator")
    client.force_login(moderator)
    assert not Opened.objects.filter(user=moderator, review=first).exists()

    address = reverse("admin:reviews_draft_submission", args=[review.pk, submission.pk])
    html = client.get(address).content.decode()

    assert "brother" in html
    assert reverse("admin:reviews_draft_change", args=[first.pk]) in html
    assert Opened.objects.filter(user=moderator, review=first).exists()


def test_what_is_scheduled_is_not_shown_to_its_neighbours_author(client):
    film = FilmFactory()
    approved(submitted(hiding(film)), at=timezone.now() + timedelta(days=2))
    review = begun(telling(film))
    client.force_login(review.author)

    html = client.get(reverse("admin:reviews_draft_change", args=[review.pk]) + "?checks=1").content.decode()

    assert "another review" not in html


def test_a_reason_that_quotes_another_review_is_refused(film):
    review = begun(telling(film))
    (pair,) = elsewhere(review)

    def waive(reason):
        return workflow.waive_findings(review, hashes=[pair.hash], by=review.author, reason=reason)

    with pytest.raises(Refused, match="only a spoiler says"):
        waive("Everybody knows that he drowns his brother.")
    long = "The burning lighthouse is on the poster. The keeper is in it too. So is his brother."
    assert waive(long) == 1


def test_a_note_on_a_flagged_credit_tells_nothing(film):
    credit = CreditFactory(film=film)
    flag(credit, "major")
    note = d.CastNote(name=credit.person.name, credits=(credit.key,), text=TELLING)
    assert not elsewhere(begun(document(film, cast_notes=(note,))))


# The index


def test_an_upgraded_house_is_guarded_once_its_derived_rows_are_made(film):
    HiddenSentence.objects.all().delete()
    Edition.objects.update(hidden_version=None)
    review = begun(telling(film))
    assert not elsewhere(review)

    call_command("refresh_derived", verbosity=0)

    assert elsewhere(review)
    assert not Edition.objects.filter(hidden_version=None).exists()


def test_the_check_costs_the_same_however_many_reviews_withhold_something(film):
    def cost():
        review = begun(telling(film))
        with CaptureQueriesContext(connection) as queries:
            assert elsewhere(review)
        return len(queries)

    one = cost()
    for _number in range(3):
        live(hiding(film))
    assert cost() == one


# The other way: live reviews that tell what a later one withholds


@pytest.fixture
def told(film):
    """A review that was live before the one of the film hid what it tells."""
    Edition.objects.update(live_until=timezone.now())
    first = live(telling(film))
    second = live(hiding(film))
    find_tellings(second)
    return first


def attention(client):
    return [row.message for row in client.get(reverse("admin:index")).context["attention"]]


def test_a_live_review_that_tells_it_needs_attention_until_it_is_waived(client, told):
    client.force_login(somebody("Moderator"))
    message = "“A quiet week” tells what a later review withholds"
    assert message in attention(client)

    (pair,) = elsewhere(told.review)
    by = told.review.author
    workflow.waive_findings(told.review, hashes=[pair.hash], by=by, reason="The trailer shows it.")

    assert message not in attention(client)


def test_or_until_it_is_reworded(client, told):
    review = told.review
    rewritten(review, review.author, sections=(d.Section(kind="opening", text="It begins with rain."),))
    approved(workflow.submit(review, by=review.author), kind="fix")

    assert Telling.objects.open() == []


def test_approving_looks_for_them_and_is_not_stopped(film, django_capture_on_commit_callbacks):
    Edition.objects.update(live_until=timezone.now())
    first = live(telling(film))
    with django_capture_on_commit_callbacks(execute=True):
        live(hiding(film))

    assert [row.teller for row in Telling.objects.open()] == [first]


def test_one_of_a_strange_film_is_found_if_its_text_names_this_one(film):
    Edition.objects.update(live_until=timezone.now())
    strange = FilmFactory(title="Elsewhere")
    naming = live(telling(strange, f"As in *The Long Lamp*. {TELLING}"))
    live(telling(strange))

    assert find_tellings(live(hiding(film))) == 1
    assert [row.teller for row in Telling.objects.open()] == [naming]


def test_a_row_shows_no_word_of_its_text(film):
    assert not any("keeper" in f"{row} {row!r}" for row in HiddenSentence.objects.all())
