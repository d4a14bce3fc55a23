"""When and where a text stood before it came here: in documents and at the desk."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews import document as d
from reviews import workflow
from reviews.checks.run import findings_of
from reviews.document.compare import compare
from reviews.document.merge import differences, merged
from reviews.importing.match import match
from reviews.models import Edition
from reviews.workflow.spoiler_checks.signing import places, text_at
from tests.factories import FilmFactory, ReleaseDateFactory
from tests.reviews.builders import begun, document, live, rewritten
from tests.reviewsite.desk_forms import filled

pytestmark = pytest.mark.django_db
OLD = d.FirstPublished(date=date(2016, 3, 14), address="https://pier.example/lake", outlet="The Pier")


def test_it_is_typed_into_the_form(client):
    review = begun()
    client.force_login(review.author)
    address = reverse("admin:reviews_draft_change", args=[review.pk])
    typed = {
        "first_published_date": "2016-03-14",
        "first_published_outlet": "The Pier",
        "first_published_address": "https://pier.example/lake",
    }
    assert client.post(address, filled(client.get(address), **typed)).status_code == 302
    assert review.revisions.first().document().first_published == OLD

    page = client.get(address)
    assert 'value="2016-03-14"' in page.content.decode()
    refused = client.post(address, filled(page, first_published_address="javascript:alert(1)"))
    assert "Write it whole" in refused.content.decode()


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (d.FirstPublished(outlet="The Pier"), "on which day"),
        (d.FirstPublished(date=date(1016, 3, 14)), "older than films are"),
        (d.FirstPublished(date=OLD.date, address="pier.example/lake"), "Write it whole"),
        (d.FirstPublished(date=OLD.date, address="javascript:alert(1)"), "Write it whole"),
        (d.FirstPublished(date=OLD.date, outlet="x" * 201), "longer than 200"),
        (d.FirstPublished(date=OLD.date, outlet="The >!Pier!<"), "holds a spoiler mark"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_refused_with_what_to_do(first, words):
    review = begun(document(first_published=first))
    with pytest.raises(workflow.Refused, match=words):
        workflow.submit(review, by=review.author)


def test_a_day_to_come_is_refused_by_the_clock_of_the_house():
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    review = begun(document(first_published=d.FirstPublished(date=today + timedelta(days=1))))
    with pytest.raises(workflow.Refused, match="still to come"):
        workflow.submit(review, by=review.author)

    rewritten(review, review.author, first_published=d.FirstPublished(date=today))
    assert workflow.submit(review, by=review.author)


def test_a_day_before_the_film_is_asked_about():
    film = FilmFactory(year=2017)
    review = begun(document(film, first_published=OLD))
    asked = [item.sentence for item in findings_of("facts", review, review.revisions.first().document())]
    assert any("the film is of 2017" in sentence for sentence in asked)

    ReleaseDateFactory(film=film, date=date(2016, 5, 1))
    asked = [item.sentence for item in findings_of("facts", review, review.revisions.first().document())]
    assert any("before the film’s first release (1 May 2016)" in sentence for sentence in asked)

    ReleaseDateFactory(film=film, date=date(2016, 3, 1), country="DE")
    assert not findings_of("facts", review, review.revisions.first().document())


def test_a_day_after_the_publication_here_is_asked_about():
    edition = live(document(FilmFactory(year=2014)))
    Edition.objects.filter(pk=edition.pk).update(
        live_from=datetime(2015, 1, 1, tzinfo=UTC), public_from=datetime(2015, 1, 1, tzinfo=UTC)
    )
    text = d.replace(edition.revision.document(), first_published=OLD)
    (finding,) = findings_of("facts", edition.review, text)
    assert "after it was published here" in finding.sentence


def test_it_is_compared_merged_and_checked_for_spoilers():
    old = document()
    new = d.replace(old, first_published=OLD)
    (front,) = compare(old, new).changed
    changed = {field.name for field in front.fields if field.is_changed}
    assert changed == {"first_published", "first_address", "outlet"}

    (difference,) = differences(old, new, old)
    assert (difference.address, difference.by) == ("first_published", "mine")
    assert merged(old, new, old) == d.normal(new)

    assert "first_published" in places(new)
    assert "first_published" not in places(old)
    assert text_at(new, "first_published") == "The Pier"


def test_one_digest_stands_for_day_address_and_outlet():
    texts = [document(FilmFactory(), first_published=first) for first in (OLD, d.FirstPublished())]
    texts[1] = d.replace(texts[0], first_published=d.FirstPublished())
    assert len({d.digest(d.dumps(text)) for text in texts}) == 2


def test_the_words_of_its_address_are_held_against_what_spoils():
    first = d.FirstPublished(date=OLD.date, address="https://pier.example/the-lake-dries-up/")
    review = begun(document(first_published=first))
    (pair,) = findings_of("leaks", review, review.revisions.first().document())
    assert pair.place == "First published elsewhere"


def test_a_day_to_come_in_a_file_is_kept_with_a_note():
    day = timezone.localdate() + timedelta(days=30)
    imported = match(f"---\ntitle: A\ndate: {day}\n---\n\nGulls circle a pier.\n".encode())
    assert imported.document.first_published.date == day
    assert any("a day to come" in note.message for note in imported.notes)
