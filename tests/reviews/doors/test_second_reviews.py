"""First door: what one review withholds, another one tells."""

import pytest
from django.core.management import call_command

from reviews import document as d
from reviews import workflow
from reviews.models import Edition, HiddenSentence
from tests.factories import (
    CreditFactory,
    FilmFactory,
    FranchiseFactory,
    ImageFactory,
    InstalmentFactory,
    PersonFactory,
)
from tests.reviews.builders import begun, document, live, rewritten, somebody
from tests.reviews.doors.newsroom import approve, page, status, step, submit

pytestmark = [pytest.mark.django_db, pytest.mark.engines]
ENDING = "The keeper burns the lighthouse and drowns his brother."
QUOTES = "This note or reason says what only a spoiler says."
WITHHELD = "Another review or the film database withholds, of The Long Lamp"


def hiding(film, *sentences):
    spoiler = d.Spoiler(level="ending")
    ending = d.Section(kind="ending", text="\n\n".join(sentences), spoiler=spoiler)
    return document(film, sections=(d.Section(kind="opening", text="It begins with rain."), ending))


def opening(film, text, **fields):
    return document(film, sections=(d.Section(kind="opening", text=text),), **fields)


@pytest.fixture
def film():
    film = FilmFactory(title="The Long Lamp", year=2024)
    live(hiding(film, ENDING))
    return film


def test_an_opening_that_tells_the_ending_is_neither_submitted_nor_public(client, film):
    review = begun(opening(film, ENDING))

    message = submit(client, review)

    assert f"Saved, but not submitted. {WITHHELD}" in message
    assert message.endswith(
        "what this text may give away: Opening. Flag it, reword it, or say why it may stay."
    )
    assert not review.submissions.exists()
    assert status(client, review.get_absolute_url()) == 404


def test_nor_is_it_approved_where_it_was_submitted_before(client):
    film, moderator = FilmFactory(title="The Long Lamp"), somebody("Moderator")
    review = begun(opening(film, ENDING))
    submission = workflow.submit(review, by=review.author)
    live(hiding(film, ENDING))

    assert WITHHELD in approve(client, moderator, submission)
    assert status(client, review.get_absolute_url()) == 404


# Each hidden sentence, told in a place of its own or in a disguise of its own.
TOLD = [
    ("The widow forged every letter of the captain.", "headline", "Forged letters, a widow"),
    ("The dog carried the missing ring to the cellar.", "dek", "A dog, a cellar and a missing ring."),
    (
        "The baker poisoned the whole wedding party.",
        "verdict",
        "Never was a wedding poisoned by a nicer baker.",
    ),
    ("The gardener is the grandson of the murdered judge.", "heading", "The judge’s grandson gardens"),
    ("The train never left the frozen station.", "alt", "A frozen train that never leaves its station"),
    (
        "The piano tuner smothered the sleeping pianist.",
        "caption",
        "The tuner, and a pianist who was smothered.",
    ),
    ("The twins swapped passports at the border.", "point", "Twins with swapped passports."),
    ("The orchard covers a flooded coal mine.", "advice", "you like orchards over a flooded mine"),
    ("The teacher erased the tapes of the interview.", "opinion", "I liked the teacher who erases tapes."),
    ("The tailor sewed diamonds into the coffin.", "advisory", "Diamonds in a coffin, a tailor"),
    (
        "The surgeon transplanted the kidney of the hostage.",
        "emphasis",
        "A **sur**geon takes the hos*tage*’s kidn<b>ey</b>.",
    ),
    (
        "The sculptor buried the violinist under marble.",
        "letters",
        "A scul&shy;ptor keeps the violi&#110;ist under m\u200barble.",
    ),
    (
        "The ferryman sank the ferry for the insurance.",
        "footnote",
        "It rains.[^1]\n\n[^1]: The ferryman sinks it for insurance.",
    ),
    (
        "The chemist confessed in a bottled letter.",
        "link title",
        '[Rain](https://example.org/ "The chemist confesses in a bottle")',
    ),
    (
        "The acrobat cut the rope of her partner.",
        "table",
        "| Who | What |\n|---|---|\n| The acrobat | cuts a rope |",
    ),
    (
        "The wrestler adopted the widowed referee.",
        "link address",
        "[Rain](https://example.org/2024/wrestler-adopts-a-referee/)",
    ),
]


def telling(film, told):
    """A review whose every place tells what stands in `told` under its name."""
    image = ImageFactory()
    texts = ("emphasis", "letters", "footnote", "link title", "link address", "table")
    return document(
        film,
        headline=told["headline"],
        dek=told["dek"],
        pictures=(d.Picture(image=image.key, sha256=image.sha256, alt=told["alt"], caption=told["caption"]),),
        sections=(
            d.Section(kind="opening", heading=told["heading"], text="It begins with rain."),
            *(d.Section(kind="style", text=told[name]) for name in texts),
        ),
        points=(d.Point(side="good", text=told["point"]),),
        advice=(d.Advice(condition=told["advice"], answer="yes"),),
        opinions=(d.Opinion(name="Ida Mar", text=told["opinion"]),),
        advisories=(d.Advisory(kind="other", label=told["advisory"]),),
        verdict=d.Verdict(text=told["verdict"]),
    )


def test_so_is_what_is_told_in_any_other_place_or_disguise(client):
    film = FilmFactory(title="The Long Lamp")
    live(hiding(film, *(hidden for hidden, _place, _text in TOLD)))
    review = begun(telling(film, {place: text for _hidden, place, text in TOLD}))

    message = submit(client, review)

    places = message.split("may give away: ")[1].split(". Flag it")[0].split("; ")
    expected = ["Headline", "Dek", "Verdict", "Opening", "Picture, 1", "The good, 1", "Should you see it?, 1"]
    expected += ["Second opinion, 1", "Content advisory, 1"]
    assert sorted(places) == sorted(expected + [f"Tone and style, {number}" for number in range(1, 7)])


def test_nor_is_it_told_of_another_film_under_other_names(client, film):
    """In a review of the sequel, which never names the film, with the parts' actors in their stead."""
    CreditFactory(film=film, person=PersonFactory(name="Ida Mar"))
    sequel, franchise = FilmFactory(title="The Short Lamp"), FranchiseFactory()
    for instalment in (film, sequel):
        InstalmentFactory(franchise=franchise, film=instalment)
    review = begun(opening(sequel, "This time Ida Mar burns no lighthouse, and mourns the drowned brother."))

    assert WITHHELD in submit(client, review)


def test_nor_in_words_beside_the_text_that_readers_get(client, film):
    review, moderator = live(opening(film, "It rains.")).review, somebody("Moderator")
    rewritten(review, review.author, dek="Two people.")
    submission = workflow.submit(review, by=review.author)
    note = "We no longer say that the keeper burns the lighthouse."

    message = approve(client, moderator, submission, kind="correction", note=note)

    assert QUOTES in message
    assert note not in page(client, review.address_of("history"))
    assert QUOTES in step(client, moderator, review, "take-down", reason=note)
    assert status(client, review.get_absolute_url()) == 200


def test_an_upgraded_house_approves_nothing_before_its_hidden_sentences_are_indexed(client, film):
    HiddenSentence.objects.all().delete()
    Edition.objects.update(hidden_version=None)
    review, moderator = begun(opening(film, ENDING)), somebody("Moderator")
    submission = workflow.submit(review, by=review.author)

    assert "an operator runs “manage.py refresh_derived”" in approve(client, moderator, submission)
    assert status(client, review.get_absolute_url()) == 404
    client.force_login(moderator)
    assert "refresh_derived" in client.get("/admin/").content.decode()

    call_command("refresh_derived", verbosity=0)
    assert WITHHELD in approve(client, moderator, submission)
