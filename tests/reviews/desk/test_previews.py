"""Previews: the public page before it is public, and nothing written by looking."""

import pytest
from django.urls import reverse
from django.utils import timezone

from films.models import Film
from reviews import document as d
from reviews import workflow
from reviews.models import AuditLogEntry, Draft, DraftSection, Edition, EditionFull, Revision, Submission
from tests.factories import CreditFactory
from tests.reviews.builders import begun, document, live, rewritten, somebody

pytestmark = pytest.mark.django_db

SECRET = "zanzibar"  # stands in spoilers alone


@pytest.fixture
def moderator(client):
    user = somebody("Moderator")
    client.force_login(user)
    return user


def get(client, name, *args, **query):
    return client.get(reverse(f"admin:reviews_draft_{name}", args=args), query)


def spoiling(**fields) -> d.Document:
    """A document with a word in every kind of spoiler."""
    flag = d.Spoiler(level="major")
    return document(
        sections=(
            d.Section(kind="opening", text=f"It begins >!in {SECRET}!< with rain."),
            d.Section(kind="ending", heading=f"Back to {SECRET}", text=f"All of {SECRET}.", spoiler=flag),
        ),
        cast_notes=(d.CastNote(name=f"The Duke of {SECRET}", text=SECRET, spoiler=flag),),
        points=(d.Point(side="bad", label=SECRET, text=SECRET, spoiler=flag),),
        advice=(d.Advice(condition=SECRET, answer="no", reason=SECRET, spoiler=flag),),
        **fields,
    )


def test_a_preview_is_the_public_page_without_spoilers_and_the_full_one_has_them(client, moderator):
    review = begun(spoiling())

    safe = get(client, "preview", review.pk)
    full = get(client, "revision_full", review.pk, 1)

    assert "Preview of revision 1, not public." in safe.content.decode()
    assert SECRET not in safe.content.decode()
    assert full.content.decode().count(SECRET) > 3
    for page in (safe, full):
        assert page.headers["Cache-Control"].startswith("no-store")
        assert page.headers["X-Robots-Tag"] == "noindex, nosnippet, noarchive"


def test_a_mark_that_cannot_be_read_is_previewed_for_another_film(client, moderator):
    review = begun(document(verdict=d.Verdict(text="See >!{finale} her!< and >!him.")))

    for name, *number in (("preview",), ("revision_full", 1)):
        html = get(client, name, review.pk, *number).content.decode()
        assert "another film" in html
        assert "<cite></cite>" not in html


def test_what_a_preview_withholds_leads_to_the_full_preview(client, moderator):
    review = begun(spoiling())

    page = get(client, "preview", review.pk).content.decode()

    assert review.address_of("spoilers") not in page.replace("/spoilers/0/", "")
    assert reverse("admin:reviews_draft_revision_full", args=[review.pk, 1]) in page


def test_a_preview_withholds_the_note_on_a_credit_that_the_record_flags(client, moderator):
    film = document().film
    credit = CreditFactory(
        film=Film.objects.get(key=film.key), spoiler_level="major", flagged_at=timezone.now()
    )
    note = d.CastNote(name="A Guest", credits=(credit.key,), text="Comes late.")
    review = begun(document(Film.objects.get(key=film.key), cast_notes=(note,)))

    assert "Comes late." not in get(client, "preview", review.pk).content.decode()


def test_a_draft_without_a_film_is_shown_with_words_in_its_place(client, moderator):
    review = begun(d.replace(spoiling(), film=None))

    safe = get(client, "preview", review.pk).content.decode()
    full = get(client, "revision_full", review.pk, 1).content.decode()

    for page in (safe, full):
        assert "<cite>No film yet</cite>" in page
        assert 'href=""' not in page and "I have seen <cite>" not in page
        assert "It begins" in page
    assert SECRET not in safe and SECRET in full and "another film" not in safe


def test_looking_writes_nothing(client, moderator):
    edition = correction_waiting()
    review = edition.review
    submission = review.submissions.open().get()
    before = rows()

    for name, *args in [
        ("preview", review.pk),
        ("revision_preview", review.pk, 1),
        ("revision_full", review.pk, 2),
        ("revisions", review.pk),
        ("submission", review.pk, submission.pk),
        ("history", review.pk),
        ("change", review.pk),
        ("tighten", review.pk),
        ("take_down", review.pk),
        ("export", review.pk, 1),
    ]:
        assert get(client, name, *args).status_code == 200
    assert rows() == before


def correction_waiting():
    edition = live(spoiling())
    rewritten(edition.review, edition.review.author, headline="Put right")
    workflow.submit(edition.review, by=edition.review.author)
    return edition


def rows():
    tables = (Draft, DraftSection, Revision, Submission, Edition, EditionFull, AuditLogEntry)
    return {table: list(table.objects.order_by("pk").values()) for table in tables}
