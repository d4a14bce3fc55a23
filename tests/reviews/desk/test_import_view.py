"""“Import a document”: a look first, then the draft; every error one sentence, with the text kept."""

from datetime import date, timedelta
from unittest.mock import Mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cast.models import Job
from films.models import Film
from reviews.models import ImportBatch, ImportedPost, Review
from reviews.workflow import Refused
from search.models import Row
from tests.factories import CreditFactory, FilmFactory, PersonFactory
from tests.reviews.builders import somebody
from tests.reviews.importing.kinds.word_files import paragraph, word_file

pytestmark = pytest.mark.django_db

TEXT = """A quiet week

It begins with rain.

SPOILERS AHEAD

The Ending

The lake dries up.

The Verdict

See it on a Sunday.

— Ada Quill
"""


@pytest.fixture
def author(client):
    user = somebody("Author")
    client.force_login(user)
    return user


def looked(client, **values):
    return client.post(reverse("admin:reviews_draft_import"), values, follow=True)


def address(name, batch=None):
    return reverse(f"admin:reviews_draft_import_{name}", args=[(batch or ImportBatch.objects.get()).pk])


def made(client, batch=None):
    return client.post(address("make", batch), follow=True)


def test_a_look_writes_nothing_and_the_draft_is_made_of_the_same_text(client, author):
    film = FilmFactory(title="The Lake")

    look = looked(client, text=TEXT, film=film.pk)

    page = look.content.decode()
    assert not Review.objects.exists()
    assert "The lake dries up." in page and "Spoiler, ending" in page
    made(client)
    review = Review.objects.get()
    document = review.revisions.get().document()
    assert (review.author, document.headline, document.film.key) == (author, "A quiet week", film.key)
    assert [(part.kind, bool(part.spoiler)) for part in document.sections] == [
        ("opening", False),
        ("ending", True),
    ]


def test_a_section_of_a_kind_that_spoils_is_said_to_be_safe_as_imported(client, author):
    text = TEXT.replace("SPOILERS AHEAD\n", "").replace("The Ending", "The Plot")
    look = looked(client, text=text, film=FilmFactory().pk)

    noted = {part.title: part.notes for part in look.context["parts"] if part.notes}
    assert [title for title in noted if "safe as imported" in " ".join(noted[title])] == ["Plot: The Plot"]
    assert "Plot: safe as imported, and such a section" in look.content.decode()
    draft = made(client).request["PATH_INFO"]
    page = client.get(draft, {"checks": "1"}).content.decode()
    assert "It is safe as imported, and such a section usually gives something away." in page


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_an_uploaded_file_is_read_as_it_was_written(client, author, encoding):
    file = SimpleUploadedFile("week.txt", TEXT.encode(encoding), "text/plain")

    looked(client, file=file)
    made(client)

    assert Review.objects.get().revisions.get().document().bylines[0].name == "Ada Quill"


def test_a_word_document_is_read_by_its_styles_and_brings_its_comments(client, author):
    comment = '<w:comment w:id="0" w:author="Mo"><w:p><w:r><w:t>Really?</w:t></w:r></w:p></w:comment>'
    words = (paragraph("A quiet week", style="Title"), paragraph("It begins with rain."))
    file = SimpleUploadedFile("week.docx", word_file(*words, comments=comment))

    look = looked(client, file=file)
    made(client)

    assert "1 comment comes in with the draft" in look.content.decode()
    assert "Really?" not in look.content.decode()
    revision = Review.objects.get().revisions.get()
    assert revision.document().headline == "A quiet week"
    assert [comment.text for comment in revision.comments.all()] == ["Mo: Really?"]


def test_a_word_document_that_cannot_be_read_says_what_to_do(client, author):
    response = looked(client, file=SimpleUploadedFile("week.docx", word_file(paragraph("Rain."))[:-30]))

    assert response.status_code == 400
    assert "Open it in your word processor, save it anew" in response.content.decode()


def test_the_film_may_be_given_by_title_and_year(client, author):
    FilmFactory(title="The Lake", year=1999)
    film = FilmFactory(title="The Lake", year=2025)

    assert looked(client, text=TEXT, title="The Lake (2025)").context["film"] == film


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "Choose a file, or paste the text."),
        ({"text": TEXT, "title": "Nowhere"}, "No film called “Nowhere” is in the film database."),
        ({"text": TEXT, "title": "The Lake"}, "Several films are called “The Lake”"),
        ({"text": "Only a headline"}, ""),
        ({"file": SimpleUploadedFile("x.bin", b"\x00\x01\x02" * 50)}, ""),
        ({"text": "x" * 1_048_577}, ""),
    ],
)
def test_an_error_is_one_sentence_and_the_text_is_kept(client, author, values, sentence):
    FilmFactory(title="The Lake", year=1999)
    FilmFactory(title="The Lake", year=2025)

    response = looked(client, **values)

    assert response.status_code == 400
    errors = [error for errors in response.context["form"].errors.values() for error in errors]
    assert len(errors) == 1
    assert errors[0].startswith(sentence)
    assert values.get("text", "")[:100] in response.content.decode()
    assert not Review.objects.exists()


def test_a_file_that_cannot_be_used_yet_is_kept_as_text(client, author):
    response = looked(client, file=SimpleUploadedFile("week.txt", TEXT.encode()), title="Nowhere")

    assert "The lake dries up." in response.content.decode()


@pytest.mark.parametrize("name", ["check", "film", "add_film", "make", "discard"])
def test_nobody_sees_or_changes_the_text_of_another(client, author, name):
    looked(client, text=TEXT)
    client.force_login(somebody("Author"))
    response = client.get(address(name)) if name == "check" else client.post(address(name))

    assert response.status_code == 404
    assert ImportBatch.objects.get().upload and not Review.objects.exists()


def test_what_was_understood_has_an_address_that_lasts(client, author):
    page = looked(client, text=TEXT).request["PATH_INFO"]

    assert page == address("check")
    assert "The lake dries up." in client.get(page).content.decode()
    assert client.get(address("archive")).headers["Location"] == page
    made(client)
    assert client.get(page, follow=True).request["PATH_INFO"] == address("archive")
    assert ImportedPost.objects.get().review == Review.objects.get()
    assert ImportBatch.objects.get().upload is None


def test_another_film_is_chosen_and_the_text_read_again(client, author):
    film, other = FilmFactory(title="The Lake"), FilmFactory(title="The Pond")
    looked(client, text=TEXT, film=film.pk)

    again = client.post(address("film"), {"film": other.pk}, follow=True)
    assert (again.context["film"], ImportBatch.objects.get().film) == (other, other)
    client.post(address("film"), {"film": 99_999})
    assert ImportBatch.objects.get().film == other
    made(client)
    assert Review.objects.get().draft.film == other


def test_candidates_are_told_apart_and_one_is_chosen(client, author):
    film, other = FilmFactory(title="The Lake", year=1999), FilmFactory(title="The Lake", year=2025)
    CreditFactory(film=other, person__name="Ida Holm", job=Job.DIRECTOR)
    CreditFactory(film=other, person__name="Tom Reyes")
    CreditFactory(film=other, person__name="Bo Sol", spoiler_level="major", flagged_at=timezone.now())

    look = looked(client, text=f"The Lake: Review\n{TEXT}")
    page = look.content.decode()

    assert [row.film for row in look.context["candidates"]] == [film, other]
    assert "Directed by Ida Holm" in page and "With Tom Reyes" in page and "Bo Sol" not in page
    chosen = client.post(address("film"), {"film": other.pk}, follow=True)
    assert (chosen.context["film"], chosen.context["candidates"]) == (other, [])


def test_without_script_a_film_is_chosen_by_its_title(client, author):
    film = FilmFactory(title="The Pond", year=2001)
    looked(client, text=TEXT)

    refused = client.post(address("film"), {"title": "Pond"}, follow=True)
    assert "Perhaps: The Pond (2001)" in refused.content.decode()
    assert client.post(address("film"), {"title": "The Pond"}, follow=True).context["film"] == film


def test_who_may_not_add_films_is_told_whom_to_ask(client, author):
    page = looked(client, text=f"The Lake (2016)\n{TEXT}").content.decode()

    assert "Ask the film desk to add it" in page and "Add this film" not in page
    assert client.post(address("add_film"), {"title": "The Lake"}).status_code == 403
    assert not Film.objects.exists()


def test_a_film_is_added_with_what_the_text_knows_and_chosen(client):
    client.force_login(somebody("Author", "Film desk"))
    FilmFactory(title="Lakes", slug="the-lake")
    front = "---\nfilm: The Lake\nyear: 2016\ndirector: Ida Holm, Tom Reyes\n---\n"
    PersonFactory(name="Tom Reyes")
    look = looked(client, text=front + TEXT)

    assert look.context["new_film"].initial == {"title": "The Lake", "year": 2016}
    page = look.content.decode()
    assert "Directed by Ida Holm, says the text" in page and "credited to Tom Reyes" in page
    assert page.count('id="id_title"') == page.count('id="id_new_title"') == 1
    refused = client.post(address("add_film"), {"title": "The Lake", "year": "1"})
    assert refused.status_code == 400 and "greater than or equal to 1870" in refused.content.decode()
    page = client.post(address("add_film"), {"title": "The Lake", "year": "2016"}, follow=True)
    film = Film.objects.get(year=2016)
    assert (film.slug, page.context["film"]) == ("the-lake-2016", film)
    assert [(credit.person.name, credit.job) for credit in film.credits.all()] == [("Tom Reyes", "director")]
    assert Row.objects.filter(kind="film", thing=film.pk).exists()


def test_starting_again_deletes_the_text(client, author):
    looked(client, text=TEXT)

    page = client.post(address("discard"), follow=True)

    assert "No draft was made of it." in page.content.decode()
    assert not ImportBatch.objects.exists()


def test_texts_that_nobody_made_are_deleted_after_a_day(client, author):
    looked(client, text=TEXT)
    ImportBatch.objects.update(began_at=timezone.now() - timedelta(hours=25))

    looked(client, text=TEXT.replace("quiet", "loud"))

    assert ImportBatch.objects.count() == 1


def test_a_text_that_is_here_leads_to_its_draft(client, author):
    looked(client, text=TEXT)
    draft = made(client).request["PATH_INFO"]

    look = looked(client, text=TEXT)
    again = made(client, ImportBatch.objects.first())

    assert "This text is here already" in look.content.decode()
    assert again.request["PATH_INFO"] == draft
    assert "This text was here already" in again.content.decode()
    client.force_login(somebody("Author"))
    look = looked(client, text=TEXT)
    assert "This text is here already" not in look.content.decode()
    assert "that you may not see" in made(client, ImportBatch.objects.first()).content.decode()
    assert Review.objects.count() == 1


def test_a_text_that_is_refused_is_kept(client, author, monkeypatch):
    looked(client, text=TEXT)
    monkeypatch.setattr("reviews.workflow.begin", Mock(side_effect=Refused("Not today.")))

    page = made(client)

    assert "Not today." in page.content.decode() and "The lake dries up." in page.content.decode()
    assert ImportBatch.objects.get().waits and not ImportedPost.objects.exists()


def test_no_message_quotes_what_was_imported(client, author):
    looked(client, text=TEXT)
    page = made(client)

    assert [str(message) for message in page.context["messages"]] == [
        "The draft is made. What the importer was unsure of stands beside each part."
    ]


def test_hostile_text_is_shown_as_text(client, author):
    page = looked(client, text=f"Week\n\n<script>alert(1)</script>\n\n{TEXT}").content.decode()

    assert "<script>alert" not in page


def test_the_sample_review_goes_through_the_page(client, author, sample):
    film = FilmFactory(title="Ballerina", year=2025)

    looked(client, file=SimpleUploadedFile("ballerina.txt", sample), film=film.pk)
    made(client)

    document = Review.objects.get().revisions.get().document()
    assert (len(document.points), len(document.advice), len(document.cast_notes)) == (9, 2, 4)
    assert sum(bool(section.spoiler) for section in document.sections) == 4


def test_the_old_address_and_the_day_of_a_text_come_in_with_the_draft(client, author):
    front = "---\nlink: https://example.org/2016/03/quiet/\ndate: 2016-03-04\n---\n"
    look = looked(client, text=front + TEXT)
    made(client)

    assert "1 old address will lead to this review" in look.content.decode()
    review = Review.objects.get()
    assert [str(old.address) for old in review.old_addresses.all()] == ["/2016/03/quiet"]
    assert review.revisions.get().document().first_published.date == date(2016, 3, 4)
