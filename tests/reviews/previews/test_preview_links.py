"""Preview links: who makes one, what it shows, and that it shows it to nobody else and no longer."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connections, transaction
from django.urls import reverse
from django.utils import timezone

from reviews import document as d
from reviews import workflow
from reviews.models import AuditLogEntry, Edition, Preview, PreviewLink, Step
from reviews.workflow import Refused
from tests.factories import FilmFactory
from tests.reviews.builders import begun, document, live, rewritten, somebody
from tests.reviewsite.desk_forms import on_screen

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
HIDDEN = "The lake dries up."


@pytest.fixture
def review():
    return begun(document(FilmFactory(title="The Lamp")))


def link_to(review, **options):
    values = {"recipient": "Joan at the Gazette", "until": timezone.now() + WEEK, "by": review.author}
    return workflow.share_preview(review.revisions.first(), **(values | options))


def spoilers_of(link):
    return reverse("previews:full", args=[link.token])


def moved(link, **fields):
    """A link made at another time: written past the rules, as only time may."""
    fresh = PreviewLink(recipient=link.recipient, review=link.review, revision=link.revision)
    for name, value in {"made_by": link.made_by, "is_full": link.is_full, **fields}.items():
        setattr(fresh, name, value)
    fresh.save()
    return fresh


def test_a_link_shows_the_page_as_it_would_be_without_what_spoils(client, review):
    link = link_to(review)

    answer = client.get(link.get_absolute_url())

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Preview for Joan at the Gazette." in page
    assert "It begins with rain." in page
    assert "What spoils is left out of this preview." in page
    assert HIDDEN not in page
    assert "report/" not in page
    assert client.get(spoilers_of(link)).status_code == 404


def test_a_link_for_the_full_text_opens_it_on_request(client, review):
    link = link_to(review, is_full=True)

    page = client.get(link.get_absolute_url()).content.decode()
    full = client.get(spoilers_of(link))

    assert HIDDEN not in page
    assert spoilers_of(link) in page
    assert HIDDEN in full.content.decode()
    assert client.get(spoilers_of(link), headers={"Sec-Purpose": "prefetch"}).status_code == 403


def test_it_is_the_same_for_everybody_and_kept_nowhere(client, review):
    link = link_to(review)
    stranger = client.get(link.get_absolute_url())
    client.force_login(somebody("Chief", is_superuser=True))
    chief = client.get(link.get_absolute_url())

    assert stranger.content == chief.content
    assert not stranger.cookies
    headers = {name: stranger.headers[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")}
    assert headers == {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nosnippet, noarchive",
    }
    assert link.token not in client.get("/sitemap.xml").content.decode()


def test_it_keeps_showing_its_revision_whatever_is_saved_or_published_since(client, review):
    link = link_to(review)
    rewritten(review, review.author, headline="Another week")

    page = client.get(link.get_absolute_url()).content.decode()

    assert "A quiet week" in page
    assert "Another week" not in page


def test_what_is_over_ended_forged_or_anothers_is_one_and_the_same_answer(client, review):
    now = timezone.now()
    ended, other = link_to(review), link_to(review)
    workflow.end_preview(ended, by=review.author)
    over = moved(other, made_at=now - WEEK, until=now - timedelta(seconds=1))
    mixed = f"{other.key}:{ended.token.partition(':')[2]}"
    tokens = [ended.token, over.token, mixed, other.token[:-1], f"{other.token}x", "x", "é:ü"]

    answers = [client.get(reverse("previews:safe", args=[token])) for token in tokens]

    assert [answer.status_code for answer in answers] == [404] * len(tokens)
    assert len({answer.content for answer in answers}) == 1
    assert "This preview is over" in answers[0].content.decode()
    assert client.get(other.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("of_film", [True, False])
def test_an_embargo_holds_back_links_that_are_there_and_those_to_come(client, review, of_film):
    link = link_to(review, is_full=True)
    target = {"film": review.draft.film} if of_film else {"review": review}
    workflow.set_embargo(until=timezone.now() + WEEK, by=somebody("Moderator"), **target)

    for url in (link.get_absolute_url(), spoilers_of(link)):
        answer = client.get(url)
        assert answer.status_code == 403
        assert "Not yet" in answer.content.decode()
        assert "A quiet week" not in answer.content.decode()
        assert "The Lamp" not in answer.content.decode()
    with pytest.raises(Refused, match="An embargo holds this review until"):
        link_to(review)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"recipient": "  "}, "Say for whom"),
        ({"until": timezone.now() - WEEK}, "Choose an end in the future"),
        ({"until": timezone.now() + timedelta(days=31)}, "at most 30 days"),
        ({"recipient": f"Joan. {HIDDEN}"}, "says what only a spoiler says"),
    ],
)
def test_a_link_is_refused_without_a_reader_or_an_end_or_with_what_spoils(review, options, said):
    with pytest.raises(Refused, match=said):
        link_to(review, **options)
    assert not PreviewLink.objects.exists()


def test_without_a_film_there_is_no_link():
    with pytest.raises(Refused, match="Choose the film in the draft"):
        link_to(begun(d.Document(headline="Of nothing yet")))


def test_both_steps_stand_in_the_record_and_an_ended_link_is_not_ended_twice(review):
    link = link_to(review, is_full=True)
    workflow.end_preview(link, by=review.author)

    with pytest.raises(Refused, match="over already"):
        workflow.end_preview(link, by=review.author)

    steps = AuditLogEntry.objects.filter(step__in=(Step.SHARE, Step.END_SHARE)).order_by("pk")
    assert [line.step for line in steps] == ["share", "end-share"]
    assert steps[0].detail.startswith("for Joan at the Gazette, full text, until ")
    assert str(link.key) not in "".join(line.detail for line in steps)


def test_the_first_opening_of_each_text_is_told_and_no_later_one(client, review):
    link = link_to(review, is_full=True)
    client.head(link.get_absolute_url())
    client.get(link.get_absolute_url(), headers={"Sec-Purpose": "prefetch"})
    assert not Preview.objects.exists()

    for url in (link.get_absolute_url(), link.get_absolute_url(), spoilers_of(link), spoilers_of(link)):
        client.get(url)

    assert sorted(Preview.objects.values_list("link", "user", "is_full")) == [
        (link.pk, None, False),
        (link.pk, None, True),
    ]


def test_the_timeline_tells_who_read_which_preview(client, review):
    link = link_to(review, is_full=True)
    client.get(link.get_absolute_url())
    client.force_login(review.author)
    number = review.revisions.first().number
    client.get(reverse("admin:reviews_draft_preview", args=[review.pk]))
    client.get(reverse("admin:reviews_draft_revision_preview", args=[review.pk, number]))
    client.get(reverse("admin:reviews_draft_revision_full", args=[review.pk, number]))

    answer = client.get(reverse("admin:reviews_draft_history", args=[review.pk]))

    lines = [line for _day, found in answer.context["days"] for line in found]
    told = [(line.word, line.by, line.revision) for line in lines if "preview" in line.word]
    name = review.author.username
    assert told == [
        ("viewed the full preview", name, number),
        ("viewed the preview, without spoilers", name, number),
        ("viewed a preview by a link", "Joan at the Gazette", number),
        ("preview link made", name, number),
    ]


def test_a_review_that_is_live_can_still_be_shown_as_its_correction_will_be(client):
    edition = live()
    rewritten(edition.review, edition.review.author, headline="Corrected")

    page = client.get(link_to(edition.review).get_absolute_url()).content.decode()

    assert "Corrected" in page
    assert Edition.objects.live().get().headline == "A quiet week"


@pytest.mark.engines
@pytest.mark.parametrize(
    "change",
    [
        {"recipient": "Somebody else"},
        {"is_full": True},
        {"until": timezone.now() + timedelta(days=900)},
    ],
)
def test_the_database_keeps_what_a_link_shows_and_to_whom(review, change):
    link = link_to(review)
    with pytest.raises(DatabaseError), transaction.atomic():
        PreviewLink.objects.filter(pk=link.pk).update(**change)


@pytest.mark.engines
def test_the_database_lets_no_ended_link_answer_again_and_no_look_be_changed(client, review):
    link = link_to(review)
    client.get(link.get_absolute_url())
    workflow.end_preview(link, by=review.author)

    with pytest.raises(DatabaseError), transaction.atomic():
        PreviewLink.objects.filter(pk=link.pk).update(ended_at=None, ended_by=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        Preview.objects.update(is_full=True)


def test_a_draft_that_was_never_submitted_goes_with_its_links(client, review):
    client.get(link_to(review).get_absolute_url())
    workflow.delete(review, by=review.author)
    assert not PreviewLink.objects.exists()


# At the desk


def page_of(review):
    return reverse("admin:reviews_draft_previews", args=[review.pk])


def press(client, review, name, **values):
    places = {"back": page_of(review), "next": page_of(review)}
    url = reverse("admin:reviews_draft_do", args=[review.pk, name])
    return client.post(url, places | on_screen(review) | values, follow=True)


def asked(review, **values):
    until = f"{timezone.localtime() + WEEK:%Y-%m-%dT%H:%M}"
    number = review.revisions.first().number
    return {"recipient": "Joan", "revision": number, "until": until} | values


def test_a_link_is_made_copied_and_ended_at_the_desk(client, review):
    client.force_login(review.author)

    made = press(client, review, "share", **asked(review)).content.decode()
    link = PreviewLink.objects.get()

    assert f"http://localhost:8000{link.get_absolute_url()}" in made
    assert "not viewed yet" in made
    assert not link.is_full
    ended = press(client, review, "end-share", link=link.pk).content.decode()
    assert "Whoever has the link reads nothing there any more." in ended
    assert link.token not in ended


def test_what_was_typed_into_a_refused_link_stands_there_again(client, review):
    client.force_login(review.author)

    page = press(client, review, "share", **asked(review, until="2020-01-01T10:00")).content.decode()

    assert "That moment has passed." in page
    assert 'value="Joan"' in page
    assert not PreviewLink.objects.exists()


def test_nobody_makes_or_ends_links_of_anothers_review(client, review):
    link = link_to(review)
    client.force_login(somebody("Author"))

    assert client.get(page_of(review)).status_code == 404
    assert press(client, review, "share", **asked(review)).status_code == 404
    assert press(client, review, "end-share", link=link.pk).status_code == 404
    assert PreviewLink.objects.open().get() == link


def test_a_link_of_another_review_is_not_ended_under_this_one(client, review):
    other = begun(author=review.author)
    link = link_to(other)
    client.force_login(review.author)

    assert press(client, review, "end-share", link=link.pk).status_code == 404
    assert PreviewLink.objects.open().get() == link


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_links_costs_the_same_whatever_stands_on_it(
    client, review, count, django_assert_num_queries
):
    for _number in range(count):
        client.get(link_to(review).get_absolute_url())
    client.force_login(review.author)
    client.get(page_of(review))
    with django_assert_num_queries(8):
        client.get(page_of(review))


def test_a_link_costs_the_same_at_its_second_opening(client, review, django_assert_max_num_queries):
    link = link_to(review)
    client.get(link.get_absolute_url())
    with django_assert_max_num_queries(20):
        client.get(link.get_absolute_url())


@pytest.mark.engines
@pytest.mark.django_db(transaction=True)
def test_two_first_openings_at_once_are_told_once(client, review):
    link = link_to(review)
    gate = Barrier(2)

    def read():
        gate.wait()
        client.get(link.get_absolute_url())
        connections.close_all()

    threads = [Thread(target=read) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Preview.objects.count() == 1
