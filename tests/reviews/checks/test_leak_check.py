"""The leak check on whole documents: just what it must find, and nothing else."""

import pytest

from cast.flagging import flag
from cast.models import CreditCharacter
from reviews import document as d
from reviews.checks.completeness import completeness
from reviews.checks.leak_check.leaks import leaks, quotes_what_spoils
from reviews.checks.run import findings_of
from reviews.drafts import world_of
from reviews.importing import formats
from tests.factories import (
    CharacterFactory,
    CreditFactory,
    FilmFactory,
    FranchiseFactory,
    ImageFactory,
    InstalmentFactory,
    PersonFactory,
)
from tests.reviews.builders import begun

pytestmark = pytest.mark.django_db
MAJOR = d.Spoiler(level="major")


def opening(text):
    return d.Section(kind="opening", text=text)


def twist(text, heading=""):
    return d.Section(kind="twists", heading=heading, text=text, spoiler=MAJOR)


def found(document):
    """(place, field, safe sentence) of each finding."""
    return [(item.place, item.field, item.safe) for item in leaks(document, world_of(document))]


def picture(**fields):
    return d.Picture(image=ImageFactory().key, sha256="0" * 64, **fields)


LIGHT = "The lantern was never connected to the harbour."
# What each document of these says, and what the check must list: place, field, sentence.
DOCUMENTS = {
    "an inline spoiler, repeated in the dek": (
        lambda: d.Document(
            dek="A forger and the convent that pays her.",
            sections=(
                opening("Nell arrives by boat. >!She is a forger, paid by the convent.!< Then it rains."),
            ),
        ),
        [("Dek", "dek", "A forger and the convent that pays her.")],
    ),
    "a headline": (
        lambda: d.Document(headline="The lantern that no harbour connected", sections=(twist(LIGHT),)),
        [("Headline", "headline", "The lantern that no harbour connected")],
    ),
    "a point, told by label and sentence together": (
        lambda: d.Document(
            points=(
                d.Point(side="good", label="Sound", text="You hear the sea."),
                d.Point(side="good", label="The lantern", text="It was never **connected**."),
            ),
            sections=(twist(LIGHT),),
        ),
        [("The good, 2", "text", "The lantern: It was never connected.")],
    ),
    "advice": (
        lambda: d.Document(
            advice=(
                d.Advice(
                    answer="yes", condition="If you like lanterns", reason="Not connected to any harbour."
                ),
            ),
            sections=(twist(LIGHT),),
        ),
        [("Should you see it?, 1", "reason", "If you like lanterns: Not connected to any harbour.")],
    ),
    "a picture's text and its caption": (
        lambda: d.Document(
            pictures=(picture(alt="A lantern over the harbour", caption="A harbour, and a lantern in it."),),
            sections=(twist(LIGHT),),
        ),
        [
            ("Picture, 1", "alt", "A lantern over the harbour"),
            ("Picture, 1", "caption", "A harbour, and a lantern in it."),
        ],
    ),
    "a picture inside a text": (
        lambda: d.Document(
            sections=(opening(f"![A lantern, a harbour](image:{ImageFactory().key})"), twist(LIGHT))
        ),
        [("Opening", "text", "A lantern, a harbour")],
    ),
    "the outlook": (
        lambda: d.Document(
            sections=(
                twist(LIGHT),
                d.Section(kind="outlook", text="More is planned. The harbour and its lantern return."),
            ),
        ),
        [("What's next", "text", "The harbour and its lantern return.")],
    ),
    "the verdict and a heading": (
        lambda: d.Document(
            sections=(d.Section(kind="style", heading="Harbour and lantern", text="Grey."), twist(LIGHT)),
            verdict=d.Verdict(
                label="In short", text="See it.\n\n> A *lantern*, a [harbour](https://example.org)."
            ),
        ),
        [
            ("Tone and style", "heading", "Harbour and lantern"),
            ("Verdict", "text", "A lantern, a harbour."),
        ],
    ),
    "the role of a cast note": (
        lambda: d.Document(
            cast_notes=(d.CastNote(name="Ida Holm", role="The Drowned Cartographer", text="She is good."),),
            sections=(twist("The cartographer drowned years ago."),),
        ),
        [("Cast note, 1", "role", "The Drowned Cartographer")],
    ),
    "the name of a cast note": (
        lambda: d.Document(
            cast_notes=(d.CastNote(name="Poisoned Gardener", text="Silent."),),
            sections=(twist("The gardener was poisoned."),),
        ),
        [("Cast note, 1", "name", "Poisoned Gardener")],
    ),
    "names alone": (
        lambda: d.Document(
            sections=(
                opening("Ida Holm is Mina, and Otto Brandt is the Captain."),
                twist("Mina marries Otto Brandt."),
            ),
            cast_notes=(
                d.CastNote(name="Ida Holm", role="Mina"),
                d.CastNote(name="Otto Brandt", role="The Captain"),
            ),
        ),
        [],
    ),
    "the talk of films": (
        lambda: d.Document(
            sections=(
                opening(
                    "The story of this film has great action, and its characters act well in every scene."
                ),
                twist("In the last scene the story of the characters ends, with a great performance."),
            )
        ),
        [],
    ),
    "a premise that shares one word": (
        lambda: d.Document(sections=(opening("A woman keeps a lantern on a rock."), twist(LIGHT))),
        [],
    ),
    "plurals, tenses, accents and case": (
        lambda: d.Document(
            dek="HARBOURS CONNECT.",
            sections=(opening("Deux cafés brûlés."), twist("The cafe was brule. The harbour was connected.")),
        ),
        [("Dek", "dek", "HARBOURS CONNECT."), ("Opening", "text", "Deux cafés brûlés.")],
    ),
    "a spoiler of one word": (
        lambda: d.Document(
            headline="Revenge", sections=(opening("Revenge is sweet, she says."), twist("Revenge."))
        ),
        [],
    ),
    "an empty document": (d.Document, []),
    "a document that is all spoiler": (lambda: d.Document(sections=(twist(LIGHT), twist(LIGHT))), []),
    "a heading of a spoiler": (
        lambda: d.Document(
            dek="A wedding in the crypt.", sections=(twist("It ends.", "The wedding and the crypt"),)
        ),
        [("Dek", "dek", "A wedding in the crypt.")],
    ),
    "another language": (
        lambda: d.Document(
            language="de",
            dek="Die Gärtnerin vergiftet ihre Nachbarn.",
            sections=(opening("Es regnet."), twist("Der Nachbar wurde von der Gärtnerin vergiftet.")),
        ),
        [("Dek", "dek", "Die Gärtnerin vergiftet ihre Nachbarn.")],
    ),
    "a script without spaces": (
        lambda: d.Document(language="ja", sections=(opening("庭師は静かだ。"), twist("庭師が犯人だ。"))),
        [],
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_it_finds_just_what_gives_something_away(name):
    make, expected = DOCUMENTS[name]
    assert found(make()) == expected


def test_the_sample_gives_away_two_things_and_at_most_three_more_are_listed(sample):
    film = FilmFactory(title="From the World of John Wick: Ballerina")
    for person, character in (("Ana de Armas", "Eve"), ("Keanu Reeves", "John Wick")):
        credit = CreditFactory(film=film, person=PersonFactory(name=person))
        CreditCharacter.objects.create(credit=credit, character=CharacterFactory(name=character))
    reading = formats.read(sample, titles=(film.title, "Ballerina"))
    for ref in (d.Ref(key=film.key, name=film.title), None):  # also without any record of the film
        document = d.normal(d.replace(reading.document, film=ref))
        listed = {item.safe: item.spoiler for item in leaks(document, world_of(document))}
        town = (
            "The Austrian villain is generic, and the cultish assassin town "
            "never leans fully into its concept."
        )
        bounty = (
            "This chapter closes with Eve on the run, a bounty on her head, "
            "and a world of assassins closing in."
        )
        assert listed.pop(town) == "The entire Austrian town is made up of assassins."
        assert "$5 million bounty on her head" in listed.pop(bounty)
        assert len(listed) <= 3


def test_what_the_films_record_calls_things_is_no_finding():
    film = FilmFactory(title="The Iron Orchard")
    other = FilmFactory(title="Winter Apples")
    saga = FranchiseFactory(name="Orchard Saga")
    for instalment in (film, other):
        InstalmentFactory(franchise=saga, film=instalment)
    text = d.Document(
        film=d.Ref(key=film.key, name=film.title),
        dek="After Winter Apples, the Orchard Saga goes on.",
        sections=(twist("Nobody in the Orchard Saga mentions Winter Apples again."),),
    )
    assert found(text) == []


def test_findings_are_listed_by_strength_and_by_what_they_give_away():
    review = begun(
        d.Document(
            dek="A lantern, a convent.",
            sections=(
                opening(
                    "The convent pays. The harbour has a lantern. No lantern was connected to any harbour."
                ),
                twist("The lantern was never connected to the harbour."),
                twist("The convent pays for a forged bell and a lantern."),
            ),
        )
    )
    pairs = [item.pair for item in findings_of("leaks", review, review.revisions.first().document())]
    assert [(pair.safe, pair.spoiler.split()[1]) for pair in pairs] == [
        ("No lantern was connected to any harbour.", "lantern"),
        ("The harbour has a lantern.", "lantern"),
        ("A lantern, a convent.", "convent"),
        ("The convent pays.", "convent"),
    ]


def test_the_name_of_who_wrote_it_is_no_finding():
    text = d.Document(
        bylines=(d.Byline(name="Ada Winter"),),
        dek="Ada Winter in the dark.",
        sections=(twist("Nobody warns Ada Winter of it."),),
    )
    assert found(text) == []


def test_a_credit_that_is_a_surprise_makes_its_note_a_spoiler_and_its_name_a_leak():
    film = FilmFactory(title="The Lamp")
    credit = CreditFactory(film=film, person=PersonFactory(name="Otto Brandt"))
    flag(credit, "major")
    text = d.Document(
        film=d.Ref(key=film.key, name=film.title),
        sections=(opening("And then there is Otto Brandt."),),
        cast_notes=(d.CastNote(name="Otto Brandt", credits=(credit.key,), text="He turns up."),),
    )
    assert found(text) == [("Opening", "text", "And then there is Otto Brandt.")]


def test_a_pair_has_one_hash_however_it_is_wrapped_and_another_when_a_word_changes():
    def hashes(dek, spoiler=LIGHT):
        text = d.Document(dek=dek, sections=(twist(spoiler),))
        return [item.hash for item in leaks(text, world_of(text))]

    first = hashes("A lantern on the harbour.")
    assert len(first) == 1
    assert hashes("A lantern\non the HARBOUR") == first
    assert hashes("One lantern on the harbour.") != first
    assert hashes("A lantern on the harbour.", f"{LIGHT[:-1]} wall.") != first


def test_a_note_quotes_what_spoils_unless_the_safe_text_says_it_too():
    text = d.Document(sections=(opening("A keeper has a lantern on the harbour wall."), twist(LIGHT)))
    world = world_of(text)
    assert quotes_what_spoils("We were wrong: the lantern was connected.", text, world)
    assert quotes_what_spoils("It was never connected to the harbour.", text, world)
    assert not quotes_what_spoils("We misspelt the harbour of the lantern.", text, world)
    assert not quotes_what_spoils("The running time was wrong.", text, world)


@pytest.mark.parametrize(
    "text",
    [
        "a b " * 50_000,
        "aa bb " * 33_000,
        "A. " * 60_000,
        ">!x y!< " * 20_000,
        "x" * 200_000,
        "[a](b) " * 5_000,
    ],
)
def test_hostile_text_is_read_to_its_end(text):
    document = d.Document(sections=(opening(text), twist(text)))
    leaks(document, world_of(document))


def test_a_document_with_findings_is_complete():
    text = d.Document(
        film=d.Ref(key=FilmFactory().key, name="The Lamp"),
        headline="Lantern and harbour",
        bylines=(d.Byline(name="Ada Quill"),),
        sections=(opening("It begins with rain."), twist(LIGHT)),
    )
    assert found(text)
    assert completeness(text) == []
