"""A review tells nothing of what the film database hides, and the other way round."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast.flagging import flag
from reviews import document as d
from reviews import workflow
from reviews.models import WorldTelling
from reviews.workflow import Refused
from reviews.workflow.text_index.world_tellings import find_world_tellings
from reviewsite.desk.attention import MAX_ITEMS
from tests.factories import (
    CharacterFactory,
    CreditFactory,
    FilmFactory,
    FranchiseFactory,
    InstalmentFactory,
    OrderFactory,
    PersonFactory,
    PlaceFactory,
    ProjectStatusFactory,
)
from tests.reviews.builders import answered, approved, begun, live, rewritten, somebody
from tests.reviews.checks.test_other_reviews import ENDING, TELLING, elsewhere, hiding, submit, telling
from tests.reviewsite.desk_forms import filled

pytestmark = pytest.mark.django_db
HIDING = f"A keeper and a lamp. >!{ENDING}!<"


@pytest.fixture
def film():
    return FilmFactory(title="The Long Lamp", year=2024, synopsis=HIDING)


def records(film):
    """One of each kind of record with a text, tied to the film; and its field."""
    credit = CreditFactory(film=film, characters=[CharacterFactory()])
    instalment = InstalmentFactory(franchise=FranchiseFactory(name="Lamps"), film=film)
    order = OrderFactory(franchise=instalment.franchise)
    return [
        (film, "synopsis"),
        (credit.person, "biography"),
        (credit.characters.get(), "description"),
        (instalment.franchise, "description"),
        (PlaceFactory(order=order, instalment=instalment), "reason"),
        (ProjectStatusFactory(film=film, franchise=instalment.franchise), "note"),
    ]


def test_a_review_that_tells_what_a_text_of_its_film_marks_is_refused_with_the_film_named(film):
    with pytest.raises(Refused, match=r"the film database withholds, of The Long Lamp \(2024\), .*: Opening"):
        submit(telling(film))


@pytest.mark.engines  # a union of columns of several types
def test_each_text_of_the_film_world_is_read_in_one_query():
    film = FilmFactory(title="The Long Lamp")
    review = begun(telling(film))
    texts = records(film)

    with CaptureQueriesContext(connection) as without:
        assert not elsewhere(review)
    for record, field in texts:
        setattr(record, field, HIDING)
        record.save()
        (pair,) = elsewhere(review)
        assert pair.films == (str(film),)
        assert (
            pair.record.field == f"{record._meta.verbose_name}: {record._meta.get_field(field).verbose_name}"
        )
        setattr(record, field, TELLING)
        record.save()
    assert sum("UNION" in query["sql"] and '."synopsis"' in query["sql"] for query in without) == 1


def test_a_strange_film_is_compared_if_the_text_names_the_one_that_hides(film):
    assert not elsewhere(begun(telling(FilmFactory())))
    (pair,) = elsewhere(begun(telling(FilmFactory(), f"As in *The Long Lamp*. {TELLING}")))
    assert pair.films == (str(film),)


def test_a_name_that_only_a_surprise_has_is_not_told():
    film = FilmFactory()
    older = CharacterFactory(name="Older Eve")
    credit = CreditFactory(film=film, person=PersonFactory(name="Hope"), characters=[older])
    CreditFactory(film=film, characters=[CharacterFactory(name="Eve")])
    review = begun(telling(film, "Eve lost all hope. Then the older Eve comes, and Hope plays her."))
    assert not elsewhere(review)

    flag(credit, "major")
    pairs = elsewhere(review)
    assert {pair.spoiler for pair in pairs} == {"Older Eve", "Hope"}
    assert {pair.record.field for pair in pairs} == {"character: name", "person: name"}

    CreditFactory(film=FilmFactory(), person=credit.person, characters=[older])
    assert not elsewhere(review)


def test_a_waiver_answers_it_and_its_reason_may_not_quote_it(film):
    review = begun(telling(film))
    (pair,) = elsewhere(review)

    def waive(reason):
        return workflow.waive_findings(review, hashes=[pair.hash], by=review.author, reason=reason)

    with pytest.raises(Refused, match="only a spoiler says"):
        waive("Everybody knows that he drowns his brother.")
    assert waive("The burning lighthouse is on the poster.") == 1
    assert workflow.submit(review, by=review.author)


# The other way: texts of the film world that tell what a review withholds


def attention(client, user):
    client.force_login(user)
    return [
        row for row in client.get(reverse("admin:index")).context["attention"] if "text of" in row.message
    ]


@pytest.mark.engines
def test_approving_lists_each_text_that_tells_what_is_hidden_until_it_is_reworded(
    client, admin_user, django_capture_on_commit_callbacks
):
    film = FilmFactory(title="The Long Lamp")
    texts = records(film)
    for record, field in texts:
        setattr(record, field, f"It is calm. {TELLING}")
        record.save()
    with django_capture_on_commit_callbacks(execute=True):
        live(hiding(film))

    rows = attention(client, admin_user)
    assert len(rows) == MAX_ITEMS
    assert rows[0].address == reverse("admin:franchises_projectstatus_change", args=[texts[-1][0].pk])
    assert not any("lighthouse" in f"{row}" for row in [*rows, *WorldTelling.objects.all()])

    for record, field in texts:
        setattr(record, field, f"It is calm. >!{TELLING}!<")
        record.save()
    assert attention(client, admin_user) == []


def test_who_may_not_open_the_record_is_not_asked_to_reword_it(client):
    film = FilmFactory()
    (_film, *_others, (place, _field), _status) = records(film)
    place.reason = TELLING
    place.save()
    find_world_tellings(live(hiding(film)))

    assert attention(client, somebody("Author")) == attention(client, somebody("Moderator")) == []
    (row,) = attention(client, somebody("Film desk"))
    assert row.address == reverse("admin:franchises_order_change", args=[place.order_id])


def test_a_saved_text_stays_listed_while_it_tells_it_and_no_longer(client, admin_user):
    film = FilmFactory(synopsis=TELLING)
    find_world_tellings(live(hiding(film)))
    address = reverse("admin:films_film_change", args=[film.pk])
    client.force_login(admin_user)

    def save(synopsis):
        assert client.post(address, filled(client.get(address), synopsis=synopsis)).status_code == 302
        return attention(client, admin_user)

    assert len(save("In the end the keeper burns his lighthouse.")) == 1
    assert save("A keeper and a lamp.") == []
    assert not WorldTelling.objects.exists()


def test_it_is_listed_no_longer_than_the_review_hides_it(client, admin_user):
    film = FilmFactory(synopsis=TELLING)
    edition = live(hiding(film))
    find_world_tellings(edition)
    assert attention(client, admin_user)

    sections = (d.Section(kind="opening", text="It begins with rain."),)
    rewritten(edition.review, edition.review.author, sections=sections)
    approved(workflow.submit(edition.review, by=edition.review.author), kind="fix")
    assert attention(client, admin_user) == []


def test_a_text_about_another_film_or_of_a_hidden_person_is_not_compared():
    film = FilmFactory()
    FilmFactory(synopsis=TELLING)
    credit = CreditFactory(film=film, person=PersonFactory(biography=TELLING))
    flag(credit, "major")
    assert find_world_tellings(live(hiding(film))) == 0


def test_words_that_the_review_itself_says_in_one_sentence_count_as_one():
    film = FilmFactory(synopsis="A keeper has a lighthouse.")
    text = hiding(film)
    opening = d.replace(text.sections[0], text="It begins with the keeper of a lighthouse.")
    review = begun(d.replace(text, sections=(opening, text.sections[1])))
    answered(review, review.author)
    edition = approved(workflow.submit(review, by=review.author))
    assert find_world_tellings(edition) == 0

    film.synopsis = TELLING
    film.save()
    assert find_world_tellings(edition) == 1


# At the desk


def page(client, review, user):
    client.force_login(user)
    return client.get(reverse("admin:reviews_draft_change", args=[review.pk]) + "?checks=1").content.decode()


def test_who_may_open_the_record_reads_its_words_and_is_led_to_it(client, film):
    review = begun(telling(film))

    html = page(client, review, review.author)

    assert "Withheld by the film database (film: premise), of The Long Lamp (2024)" in html
    assert f'<a href="{reverse("admin:films_film_change", args=[film.pk])}">The Long Lamp (2024)</a>' in html
    assert "brother" in html


def test_who_may_not_open_the_record_is_told_the_film_alone(client):
    film = FilmFactory(title="The Long Lamp")
    place, _field = records(film)[4]
    place.reason = HIDING
    place.save()
    review = begun(telling(film))

    html = page(client, review, review.author)
    assert "Withheld by the film database (place: reason), of The Long Lamp" in html
    assert "Its words are for those who may open that record." in html
    assert "brother" not in html
    address = reverse("admin:franchises_order_change", args=[place.order_id])
    assert address not in html

    html = page(client, review, somebody("Chief"))
    assert address in html and "brother" in html
