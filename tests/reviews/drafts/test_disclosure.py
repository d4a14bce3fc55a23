"""How the film was seen, content advisories and second opinions, wherever they are read."""

import json
import re

import pytest
from django.urls import reverse

from ratings.models import Scale
from reviews import document as d
from reviews import workflow
from reviews.checks.completeness import completeness
from reviews.document.compare import compare, is_tightened
from reviews.models import Critic, Edition
from reviews.public.disclosures import seen_line
from reviews.rendering.bake import bake
from reviews.rendering.searchable_text import review_entry
from reviews.spoiler_reports import hide_reported
from tests.factories import FilmFactory
from tests.reviews.builders import document, later, live, somebody, submitted

pytestmark = pytest.mark.django_db
SECRET = "The spaniel Biscuit drowns at the pier"
ADVISORY = d.Advisory(kind="animal-harm", label="A dog is hurt", details=SECRET)


def disclosed(**fields):
    """A live edition that discloses something; what, is said by `fields`."""
    return live(document(**({"advisories": (ADVISORY,)} | fields)))


def page_of(client, edition, name=""):
    address = edition.review.address_of(name) if name else edition.review.get_absolute_url()
    return client.get(address).content.decode()


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


SEEN = [
    (d.Seen(), ""),
    (d.Seen(how="cinema"), "Seen in a cinema."),
    (d.Seen(format="IMAX"), "Seen in IMAX."),
    (d.Seen(guest_of="Lionsgate"), "Seen as a guest of Lionsgate."),
    (d.Seen(how="festival", format="35 mm"), "Seen at a festival on 35 mm."),
    (
        d.Seen(how="press-screening", guest_of="Lionsgate", format="IMAX"),
        "Seen at a press screening in IMAX, as a guest of Lionsgate.",
    ),
]


@pytest.mark.parametrize(("seen", "sentence"), SEEN, ids=lambda value: str(value)[:20])
def test_how_the_film_was_seen_reads_as_a_sentence(client, seen, sentence):
    edition = disclosed(seen=seen)
    assert seen_line(edition.safe) == sentence
    assert ("Seen " in words_of(page_of(client, edition))) == bool(sentence)
    assert sentence in words_of(page_of(client, edition))


def test_a_feed_says_how_the_film_was_seen(client):
    disclosed(seen=d.Seen(how="screener"))
    entry = client.get(reverse("reviews:feed", args=["json"])).json()["items"][0]
    assert "<p>Seen on a screener.</p>" in entry["content_html"]


def test_an_advisory_tells_its_kind_and_label_and_withholds_its_details(client):
    edition = disclosed()
    page = page_of(client, edition)
    assert "Harm to animals: A dog is hurt" in words_of(page)
    assert "Biscuit" not in page
    (link,) = re.findall(r'data-spoiler="([^"]+\.details\.0/)"', page)
    assert f"spoiler withheld: major, for {edition.film.title}" in words_of(page)
    assert SECRET in client.get(link).content.decode()
    assert SECRET in page_of(client, edition, "spoilers")


def test_details_open_by_themselves_for_who_has_seen_the_film(client):
    edition = disclosed()
    page = page_of(client, edition)
    address = f"{ADVISORY.key}.details.0"
    assert f'data-films="{edition.film.key}"' in page
    parts = reverse("reviews:parts", args=[edition.review.slug, edition.number])
    assert SECRET in client.get(f"{parts}?of={address}").content.decode()


def test_details_of_many_paragraphs_open_whole_whatever_marks_stand_in_them(client):
    text = f"One !< two.\n\n{SECRET}.\n\n>!Three"
    edition = disclosed(advisories=(d.replace(ADVISORY, details="One.\n\nTwo.\n\nThree."),))
    assert "Two." not in page_of(client, edition)
    broken = d.replace(ADVISORY, details=text)
    baked = bake(document(FilmFactory(), advisories=(broken,)))
    assert "Biscuit" not in json.dumps(baked.safe)
    (passage,) = next(part for part in baked.full["parts"] if part["group"] == "advisory")["passages"][
        "details"
    ]
    assert "Biscuit" in passage
    assert "Three" in passage
    (link,) = re.findall(r'data-spoiler="([^"]+\.details\.0/)"', page_of(client, edition))
    assert {"One.", "Two.", "Three."} <= set(
        re.findall(r"\w+\.", words_of(client.get(link).content.decode()))
    )


def test_a_flagged_advisory_shows_neither_kind_nor_label_nor_details(client):
    flagged = d.replace(ADVISORY, spoiler=d.Spoiler(level="ending"))
    edition = disclosed(advisories=(flagged,))
    page = page_of(client, edition)
    assert not re.search("Biscuit|dog|animals", page)
    (link,) = re.findall(rf'data-spoiler="([^"]*{ADVISORY.key}/)"', page)
    opened = client.get(link).content.decode()
    assert SECRET in opened
    assert "A dog is hurt" in opened
    assert client.get(link.replace(f"{ADVISORY.key}/", f"{ADVISORY.key}.details.0/")).status_code == 404


def test_an_advisory_without_details_leads_nowhere(client):
    edition = disclosed(advisories=(d.Advisory(kind="flashing"), d.Advisory(kind="other", label="Clowns")))
    page = page_of(client, edition)
    shown = re.findall(r"<li>\s*<p dir=\"auto\">(.*?)</p>", page, re.DOTALL)
    assert [words_of(html) for html in shown] == ["Flashing lights", "Clowns"]
    assert ".details." not in page


@pytest.fixture
def opinion():
    critic = Critic.objects.create(name="Bo Berg", slug="bo-berg")
    scale = Scale.objects.create(name="Five lamps", version=1, maximum=5, divisions=2, in_use=True)
    score = d.Score(scale=scale.key, version=1, value=4, maximum=5, divisions=2, word="poor")
    return d.Opinion(name="B. Berg", critic=critic.key, text="Too *wet* for me.", score=score)


def test_a_second_opinion_has_its_name_its_words_and_its_score(client, opinion):
    edition = disclosed(opinions=(opinion, d.Opinion(name="A friend", text="Lovely.")))
    page = page_of(client, edition)
    part = words_of(page[page.index('id="opinions"') : page.index('class="note report-link"')])
    assert "Second opinions" in part
    assert "Too wet for me. B. Berg 2 of 5: poor" in part
    assert "Lovely. A friend" in part
    assert '<a href="/critics/bo-berg/"><bdi>B. Berg</bdi></a>' in page
    assert "bo-berg" not in [item["slug"] for item in edition.bylines], "it is not their review"
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])
    first, second = data["associatedReview"]
    assert first["author"][0]["name"] == "B. Berg"
    assert first["reviewRating"]["ratingValue"] == "2"
    assert second == {"@type": "Review", "author": [{"@type": "Person", "name": "A friend"}]}


def test_a_flagged_opinion_hides_its_name_and_its_score(client, opinion):
    edition = disclosed(opinions=(d.replace(opinion, spoiler=d.Spoiler(level="major")),))
    page = page_of(client, edition)
    assert not re.search("Berg|wet|2 of 5", page)
    assert "associatedReview" not in page
    full = words_of(page_of(client, edition, "spoilers"))
    assert "Too wet for me. B. Berg" in full
    assert "2 of 5: poor" in full


def test_a_critic_with_a_second_opinion_has_a_hand_in_the_text(opinion):
    moderator = somebody("Moderator")
    Critic.objects.update(account=moderator)
    with pytest.raises(workflow.Refused, match="words of their own"):
        live(document(opinions=(opinion,)), moderator=moderator)
    assert not Edition.objects.exists()


def test_the_deciding_screen_says_why_a_critic_who_saved_nothing_may_not_decide(client, opinion):
    critic = somebody("Moderator", first_name="Carla")
    Critic.objects.update(account=critic)
    submission = submitted(document(opinions=(opinion,)))
    client.force_login(critic)
    address = reverse("admin:reviews_draft_submission", args=[submission.review_id, submission.pk])
    page = client.get(address).content.decode()
    assert "are named in it" in page
    assert "revision None" not in page


def test_the_search_knows_details_as_spoilers_alone(opinion):
    entry = review_entry(disclosed(opinions=(opinion,)))
    assert "Biscuit" in entry.spoilers
    assert "Biscuit" not in entry.title + entry.names + entry.body
    assert "A dog is hurt" in entry.body
    assert "for me" in entry.body


def test_tightening_hides_an_advisory_whole_and_marks_nothing_in_its_details():
    text = document(advisories=(ADVISORY,))
    flagged = d.replace(text, advisories=(d.replace(ADVISORY, spoiler=d.Spoiler(level="major")),))
    marked = d.replace(text, advisories=(d.replace(ADVISORY, details=f">!{SECRET}!<"),))
    assert is_tightened(text, flagged)
    assert not is_tightened(text, marked), "they are hidden already"


def test_a_reported_advisory_can_be_hidden(client):
    edition = disclosed()
    reader = {"edition": edition.number, "place": str(ADVISORY.key)}
    address = edition.review.address_of("report")
    assert "Content advisory: Harm to animals" in client.get(address).content.decode()
    assert client.post(address, reader).status_code in (200, 302, 303)
    last = edition.review.spoiler_reports.get().pk
    hide_reported(
        edition.review,
        edition=edition.pk,
        place=str(ADVISORY.key),
        level="major",
        quote="",
        last=last,
        by=somebody("Moderator"),
        reason="It tells.",
    )
    assert "A dog is hurt" not in page_of(client, edition)


def test_what_is_disclosed_is_compared(opinion):
    old = document()
    new = d.replace(old, seen=d.Seen(how="press-screening"), advisories=(ADVISORY,), opinions=(opinion,))
    changed = {part.group: part for part in compare(old, new).changed}
    assert set(changed) == {"front", "advisory", "opinion"}
    seen = next(field for field in changed["front"].fields if field.name == "seen")
    assert seen.pieces == (("added", "press screening"),)
    rescored = d.replace(new, opinions=(d.replace(opinion, score=None),))
    assert [part.group for part in compare(new, rescored).changed] == ["opinion"]


def test_what_is_said_of_nothing_cannot_be_submitted():
    lacking = document(
        seen=d.Seen(guest_of=">!Nobody!<"),
        advisories=(d.Advisory(kind="other", details="What?"), d.Advisory(kind="gore", label=">!Leg!<")),
        opinions=(d.Opinion(name="Bo"),),
    )
    problems = " ".join(completeness(lacking))
    for words in (
        "what it warns of",
        "lacks its name or its text",
        "line on the guest",
        "holds a spoiler mark",
    ):
        assert words in problems
    assert completeness(document(advisories=(ADVISORY,), seen=d.Seen(how="disc"))) == []


def test_a_correction_of_the_details_tells_nothing_on_the_page(client):
    edition = disclosed()
    before = page_of(client, edition)
    after_edition = later(
        edition.review, {"advisories": (d.replace(ADVISORY, details="Another dog, another pier."),)}
    )
    after = page_of(client, after_edition)
    assert after.replace(f"/{after_edition.number}/", "/1/") == before


TWO = ("Ada Quill", "Bo Berg")
THREE = (*TWO, "Cy Lund")


@pytest.mark.parametrize(
    ("names", "said"), [(TWO, "Ada Quill and Bo Berg"), (THREE, "Ada Quill, Bo Berg and Cy Lund")]
)
def test_several_bylines_read_as_one_reads_names(client, names, said):
    edition = live(document(bylines=tuple(d.Byline(name=name) for name in names)))
    page = page_of(client, edition)
    assert words_of(page).count(f"By {said},") == 1
    assert f"{said}," in words_of(client.get("/reviews/").content.decode())
    assert f"{said}," in words_of(client.get("/").content.decode())
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])
    assert [person["name"] for person in data["author"]] == list(names)


@pytest.mark.parametrize("form", ["atom", "rss", "json"])
def test_feeds_name_every_byline(client, form):
    live(document(bylines=tuple(d.Byline(name=name) for name in THREE)))
    feed = client.get(reverse("reviews:feed", args=[form])).content.decode()
    assert [feed.count(name) for name in THREE] == [1, 1, 1]
