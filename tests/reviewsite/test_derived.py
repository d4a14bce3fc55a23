"""Derived rows hold the version of the code that made them, and are made anew when it changed."""

from datetime import datetime
from io import StringIO

import pytest
from django.core.management import call_command

from pagecache.queries.prepared import PreparedQuery
from reviews.checks import shingles
from reviews.models import Edition, HiddenSentence, Review, Shingle
from reviews.rendering.social_card import drawing
from reviewsite import derived
from reviewsite.derived import outdated, refresh
from search import index
from search.models import Row
from tests.reviews.builders import document, live, somebody

pytestmark = pytest.mark.django_db


def run():
    output = StringIO()
    call_command("refresh_derived", stdout=output, stderr=StringIO())
    return output.getvalue()


def test_what_was_just_made_is_of_this_version():
    live()
    assert outdated() == []
    assert refresh()["Link preview pictures"] == refresh()["Repeated passages"] == 0


@pytest.mark.parametrize(
    ("code", "label"),
    [(index, "Search"), (drawing, "Link preview pictures"), (shingles, "Repeated passages")],
)
def test_rows_of_an_earlier_version_are_made_anew_once(monkeypatch, code, label):
    live()
    version = code.VERSION + 1
    for module in (code, *using(code)):
        monkeypatch.setattr(module, "VERSION", version)
    monkeypatch.setattr(derived, "_flags_at", PreparedQuery(derived._flags, now=datetime))  # of a new process

    assert outdated() == [label]
    assert refresh()[label] > 0
    assert outdated() == []
    assert refresh()[label] == 0


def using(code):
    """The modules that imported the version by its name."""
    from reviews.workflow import editions
    from reviews.workflow.text_index import shingles as keeping
    from reviewsite.derived import search_index

    return {index: (search_index,), drawing: (editions,), shingles: (keeping,)}[code]


def test_rows_from_before_versions_were_kept_are_made_anew():
    review = live(document(dek="A lamp and a lake.")).review
    Row.objects.update(version=None, body="as it was")
    Edition.objects.update(card_version=None)
    Review.objects.update(shingles_version=None)
    Shingle.objects.all().delete()
    Edition.objects.update(hidden_version=None)
    HiddenSentence.objects.all().delete()

    assert len(outdated()) == 4
    assert run() == (
        "Made anew: search 2, link preview pictures 1, repeated passages 1, sentences that reviews hide 1.\n"
    )
    assert HiddenSentence.objects.exists()

    assert outdated() == []
    assert "lamp" in Row.objects.get(kind="review").body
    assert Edition.objects.get().safe["card"]
    assert Shingle.objects.filter(review=review).exists() == bool(
        shingles.hashes_of(review.revisions.first().document())
    )


def test_what_was_made_before_a_stop_is_not_made_again(monkeypatch):
    editions = [live() for _ in range(3)]
    Edition.objects.update(card_version=None)
    monkeypatch.setattr("reviewsite.derived.redraw_card", breaks_after(1))
    with pytest.raises(InterruptedError):
        refresh()
    monkeypatch.undo()

    assert Edition.objects.filter(card_version=None).count() == len(editions) - 1
    assert refresh()["Link preview pictures"] == len(editions) - 1


def breaks_after(many):
    from reviews.workflow.editions import redraw_card

    done = []

    def redraw(edition):
        if len(done) == many:
            raise InterruptedError
        done.append(redraw_card(edition))

    return redraw


def test_the_desk_says_so_until_it_is_through(client):
    live()
    client.force_login(somebody("Author"))
    Row.objects.update(version=None)
    assert "refresh_derived" in client.get("/admin/").content.decode()

    refresh()
    assert "refresh_derived" not in client.get("/admin/").content.decode()
