"""A review goes from file to web by commands alone."""

import html
import io
import json
import os
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cast.models import CreditCharacter
from ratings.models import Scale
from reviews.importing import formats
from reviews.models import Critic, Draft, Review
from reviews.rendering.bake import bake
from tests.factories import CharacterFactory, CreditFactory, FilmFactory, OtherTitleFactory, PersonFactory
from tests.reviews.builders import live, somebody

pytestmark = pytest.mark.django_db

OWN = """Salt and iron
Set on a rock in the North Sea, The Lamp follows Mina (Ida Holm), who keeps a light that nobody needs.
It is a film of waiting, and it waits well.
Tone and Style
Grey on grey, and every grey is another one.
Cast
Ida Holm as Mina
She does less than anybody this year, and more happens.
Otto Brandt as the Captain (Cameo)
One scene, one coat, gone.
Should You See It?
If you like weather, yes. There is a great deal of it.
If you want a plot, no. It left on the morning boat.
SPOILERS AHEAD
Plot Summary
The lamp was never connected, and the harbour knew.
Ending
Mina rows out and does not look back.
The Good
- Sound: You hear the sea in every room.
The Bad
- Length: It is an hour longer than its idea.
Verdict
A small film with a long shadow. – Ada Quill
"""


@pytest.fixture
def lamp():
    film = FilmFactory(title="The Lamp", slug="the-lamp", year=2024)
    for name, role in (("Ida Holm", "Mina"), ("Otto Brandt", "The Captain")):
        credit = CreditFactory(film=film, person=PersonFactory(name=name))
        CreditCharacter.objects.create(credit=credit, character=CharacterFactory(name=role))
    Critic.objects.create(name="Ada Quill", slug="ada-quill")
    return film


@pytest.fixture
def people():
    return somebody("Author"), somebody("Moderator")


def run(*args) -> str:
    out = io.StringIO()
    call_command(*map(str, args), stdout=out)
    return out.getvalue()


def run_json(*args) -> dict:
    return json.loads(run(*args, "--json"))


def write(path: Path, text) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def four_word_runs(text: str) -> set[str]:
    words = re.findall(r"\w+(?:['’]\w+)*", text.casefold())
    return {" ".join(words[at : at + 4]) for at in range(len(words) - 3)}


def test_a_review_goes_from_file_to_web(client, tmp_path, lamp, people):
    author, moderator = people
    made = run_json(
        "import_review", write(tmp_path / "lamp.txt", OWN), "--film", "The Lamp (2024)", "--author", author
    )
    assert made["film"] == {"key": str(lamp.key), "title": "The Lamp (2024)"}
    assert [note["credits"] for note in made["cast_notes"]] == [1, 1]
    assert client.get(f"/reviews/{made['slug']}/").status_code == 404

    submitted = run_json("submit_review", made["slug"], "--as", author)
    assert submitted["digest"] == made["digest"]
    with pytest.raises(CommandError, match="read it again"):
        run("approve_review", made["slug"], "--as", moderator, "--digest", "0" * 64)
    approved = run_json("approve_review", made["slug"], "--as", moderator, "--digest", made["digest"])

    page = client.get(approved["url"]).content.decode()
    assert "Grey on grey" in page
    assert "never connected" not in page
    assert "Mina rows out" not in page
    full = client.get(f"{approved['url']}spoilers/").content.decode()
    assert "never connected" in full
    assert "Mina rows out" in full


def test_front_matter_reaches_the_draft_and_none_of_it_its_text(tmp_path, lamp, people):
    Scale.objects.create(name="Stars", maximum=5, divisions=2)
    front = (
        "title: Salt\nfilm: The Lamp\nyear: 2024\nauthor: Ada Quill\nsummary: A light.\n"
        "rating: 7/10\nlang: nl\ndate: 2021-05-04"
    )
    path = write(tmp_path / "lamp.md", f"---\n{front}\n---\n\nIt waits well.\n\n## Tone\n\nGrey on grey.\n")
    made = run_json("import_review", path, "--author", people[0])
    draft = Draft.objects.get(review__slug=made["slug"])

    assert (draft.headline, draft.dek, draft.language, draft.film) == ("Salt", "A light.", "nl", lamp)
    assert (draft.score, draft.scale.maximum) == (7, 5)
    assert [byline.critic.name for byline in draft.bylines.all()] == ["Ada Quill"]
    assert [section.text for section in draft.sections.all()] == ["It waits well.", "Grey on grey."]
    notes = [note["message"] for note in made["notes"]]
    assert notes == [
        "First published on 2021-05-04, says the front matter: so say page and lists. Please check.",
        "Read “7/10”: 3½ of 5 here. Please confirm.",
    ]


def test_what_an_import_leaves_safe_of_a_kind_that_spoils_is_listed_and_asked_for(tmp_path, lamp, people):
    author, _moderator = people
    path = write(tmp_path / "lamp.txt", OWN.replace("SPOILERS AHEAD\n", ""))
    arguments = ["import_review", path, "--film", "The Lamp (2024)", "--author", author]
    listed = [line.strip() for line in run(*arguments).splitlines() if "safe as imported" in line]
    said = "safe as imported, and such a section usually gives something away. "
    said += "Flag it, or say when you submit why it may be safe."
    assert listed == [f"check: Plot: {said}"]

    made = run_json(*arguments)

    assert [part["kind"] for part in made["sections"] if part["safe_as_imported"]] == ["plot"]
    assert "harbour" not in " ".join(listed)
    review = Review.objects.get(slug=made["slug"])
    assert not review.leak_waivers.exists()
    with pytest.raises(CommandError, match="usually gives something away: Plot"):
        run("submit_review", made["slug"], "--as", author)
    submitted = run_json("submit_review", made["slug"], "--as", author, "--premise", "All in the trailer.")
    assert (submitted["premise"], submitted["digest"]) == (1, made["digest"])


def test_what_is_exported_imports_as_the_same_document(tmp_path, lamp, people):
    author, _moderator = people
    made = run_json(
        "import_review", write(tmp_path / "lamp.txt", OWN), "--film", "The Lamp", "--author", author
    )
    run("export_review", made["slug"], "--to", tmp_path / "out")
    again = run_json("import_review", tmp_path / "out" / f"{made['slug']}.md", "--author", author)
    assert again["digest"] == made["digest"]
    assert again["slug"] == f"{made['slug']}-2"


def test_a_title_that_several_films_have_is_refused_with_the_list(tmp_path, people):
    FilmFactory(title="Ballerina", year=2016)
    OtherTitleFactory(
        film=FilmFactory(title="From the World of John Wick: Ballerina", year=2025), title="Ballerina"
    )
    path = write(tmp_path / "a.txt", OWN)
    with pytest.raises(CommandError, match=r"Several films.*Ballerina \(2016\).*Ballerina \(2025\)"):
        run("import_review", path, "--film", "Ballerina", "--author", people[0])
    made = run_json("import_review", path, "--film", "ballerina (2025)", "--author", people[0])
    assert made["film"]["title"].endswith("(2025)")
    again = run_json("import_review", path, "--film", made["film"]["key"], "--author", people[0])
    assert again["film"] == made["film"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\x00\x01\x02\x03" * 50, "not a text file"),
        (b"Only a headline\n", "a headline and no text"),
        (b"Headline\nText.\nSPOILERS AHEAD\n", "Nothing stands after"),
        (b"\xff\xfe\x00", "cannot be read"),
        (b"x" * (1024 * 1024 + 1), "too long"),
    ],
)
def test_a_file_that_is_no_review_is_one_error_and_nothing_is_written(tmp_path, lamp, people, content, says):
    with pytest.raises(CommandError, match=says):
        run(
            "import_review", write(tmp_path / "bad.txt", content), "--film", "The Lamp", "--author", people[0]
        )
    assert not Review.objects.exists()


def test_a_page_is_read_and_a_pipe_is_not_waited_for(tmp_path, lamp, people):
    page = "<html><body><article><h1>A lamp</h1><p>Grey on grey.</p></article></body></html>"
    made = run_json("import_review", write(tmp_path / "lamp.html", page), "--author", people[0])
    assert made["headline"] == "A lamp"
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(CommandError, match=r"pipe\.txt: This is no file with a text in it"):
        run("import_review", tmp_path / "pipe.txt", "--author", people[0])


def test_of_several_files_all_are_imported_or_none(tmp_path, lamp, people):
    good, bad = write(tmp_path / "good.txt", OWN), write(tmp_path / "bad.txt", b"")
    with pytest.raises(CommandError, match=r"bad\.txt"):
        run("import_review", good, bad, "--film", "The Lamp", "--author", people[0])
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["import_review", "missing.txt", "--author", "AUTHOR"], r"missing\.txt"),
        (["import_review", "FILE", "--author", "nobody"], "No active account"),
        (["import_review", "FILE", "--author", "AUTHOR", "--film", "No Such Film"], "Ask the film desk"),
        (["submit_review", "no-such-review", "--as", "AUTHOR"], "No review has the address"),
        (["approve_review", "salt-and-iron", "--as", "AUTHOR", "--digest", "x"], "may not do this"),
        (["approve_review", "salt-and-iron", "--as", "MODERATOR", "--digest", "x"], "no submission waiting"),
        (
            ["approve_review", "salt-and-iron", "--as", "MODERATOR", "--digest", "x", "--at", "soon"],
            "no moment in time",
        ),
        (["take_down", "salt-and-iron", "--as", "AUTHOR", "--reason", "x"], "may not do this"),
        (["take_down", "salt-and-iron", "--as", "MODERATOR", "--reason", "x"], "not public"),
        (["request_changes", "salt-and-iron", "--as", "MODERATOR", "--reason", "x"], "no submission waiting"),
        (["export_review", "salt-and-iron", "--live"], "not public"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(tmp_path, lamp, people, arguments, says):
    path = write(tmp_path / "lamp.txt", OWN)
    run("import_review", path, "--film", "The Lamp", "--author", people[0])
    names = {"AUTHOR": people[0].username, "MODERATOR": people[1].username, "FILE": str(path)}
    with pytest.raises(CommandError, match=says):
        run(*(names.get(word, word) for word in arguments))
    assert Draft.objects.count() == 1


def test_unknown_people_stay_printed_names_and_the_author_is_told(tmp_path, people):
    FilmFactory(title="The Lamp")
    made = run_json(
        "import_review", write(tmp_path / "a.txt", OWN), "--film", "The Lamp", "--author", people[0]
    )
    assert [note["credits"] for note in made["cast_notes"]] == [0, 0]
    told = " ".join(note["message"] for note in made["notes"])
    assert "Ida Holm has no credit" in told
    assert "No critic called “Ada Quill”" in told
    assert Critic.objects.count() == 0


# The review that the project grew from


@pytest.fixture
def ballerina(db):
    film = FilmFactory(title="From the World of John Wick: Ballerina", slug="ballerina", year=2025)
    OtherTitleFactory(film=film, title="Ballerina")
    FilmFactory(title="Ballerina", slug="ballerina-2016", year=2016)
    people = (("Ana de Armas", "Eve"), ("Keanu Reeves", "John Wick"), ("Norman Reedus", "Daniel Pine"))
    for name, role in people:
        credit = CreditFactory(film=film, person=PersonFactory(name=name), is_cameo=name.startswith("Keanu"))
        CreditCharacter.objects.create(credit=credit, character=CharacterFactory(name=role))
    Critic.objects.create(name="Asmodeus", slug="asmodeus")
    return film


def words(text: str) -> list[str]:
    return sorted(re.findall(r"\w+", text))


def test_the_sample_makes_the_draft_that_it_should(sample, tmp_path, ballerina, people):
    made = run_json(
        "import_review",
        write(tmp_path / "b.txt", sample),
        "--film",
        "Ballerina (2025)",
        "--author",
        people[0],
    )
    assert made["headline"] == "A New Name in a Familiar World"
    assert [part["kind"] for part in made["sections"]] == [
        *("opening", "style", "cast", "plot", "cameos", "twists", "ending", "outlook")
    ]
    assert [part["spoiler"] for part in made["sections"]] == ["", "", "", *["major"] * 3, "ending", ""]
    assert made["cast_notes"] == [
        {"name": "Ana de Armas", "role": "Eve", "cameo": False, "credits": 1},
        {"name": "Keanu Reeves", "role": "John Wick", "cameo": True, "credits": 1},
        {"name": "Norman Reedus", "role": "Daryl", "cameo": False, "credits": 1},
        {"name": "Supporting Cast", "role": "", "cameo": False, "credits": 0},
    ]
    assert made["advice"] == ["yes", "no"]
    assert (made["good"], made["bad"]) == (4, 5)
    assert made["verdict"]["label"] == "From the World of John Wick: Ballerina"
    assert made["bylines"] == ["Asmodeus"]
    exported = formats.write(Review.objects.get(slug=made["slug"]).revisions.first().document())
    lost = set(words(sample.decode())) - set(words(exported))
    assert lost <= set(
        words("Spoilers Below Full Breakdown Big Reveals Should You See It The Good Bad as yes")
    )


def test_the_sample_with_its_leaks_marked_goes_to_the_web_with_nothing_given_away(
    client, sample, tmp_path, ballerina, people
):
    text = sample.decode()
    leaks = [
        next(re.finditer(r"[^.]*assassin town[^.]*\.", text))[0].strip(),
        next(re.finditer(r"This chapter closes[^\n]*\.", text))[0].strip(),
    ]
    for leak in leaks:
        assert text.count(leak) == 1
        text = text.replace(leak, f">!{leak}!<")
    author, moderator = people
    made = run_json(
        "import_review", write(tmp_path / "b.txt", text), "--film", "Ballerina (2025)", "--author", author
    )
    with pytest.raises(CommandError, match="or say that they are known beforehand") as refused:
        run("submit_review", made["slug"], "--as", author)
    listed = str(refused.value).splitlines()[1:]
    assert len(listed) <= 3  # both leaks are marked: what is left is premise
    assert not [line for line in listed if "assassin town" in line or "bounty" in line]
    submitted = run_json("submit_review", made["slug"], "--as", author, "--premise", "All in the trailer.")
    assert submitted["premise"] == len(listed)
    run("approve_review", made["slug"], "--as", moderator, "--digest", made["digest"])

    page = plain(client.get(f"/reviews/{made['slug']}/"))
    full = plain(client.get(f"/reviews/{made['slug']}/spoilers/"))
    document = Review.objects.get(slug=made["slug"]).editions.get().revision.document()
    flagged = [part.text for part in document.sections if part.spoiler] + leaks
    safe = [part.text for part in document.sections if not part.spoiler and ">!" not in part.text]
    for passage in flagged:
        assert not four_word_runs(passage) & four_word_runs(page)
        assert flat(passage) in full
    for passage in safe:
        for paragraph in passage.split("\n\n"):
            assert flat(paragraph) in page


def plain(response) -> str:
    """The words of a page, without tags."""
    assert response.status_code == 200
    return flat(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def flat(text: str) -> str:
    return " ".join(re.sub(r"^[-*•]\s", "", text, flags=re.M).split())


def test_editions_of_an_earlier_version_are_rendered_again(capsys):
    edition, other = live(), live()
    edition.safe |= {"format": 1}
    edition.save()
    chief = somebody("Chief")
    call_command("rebake_reviews", "--as", chief.username)
    assert capsys.readouterr().out == "1 edition rebuilt\n"
    edition.refresh_from_db()
    assert edition.safe == other_safe(edition)
    call_command("rebake_reviews", "--as", chief.username, "--json")
    assert json.loads(capsys.readouterr().out) == {"rendered": []}
    call_command("rebake_reviews", "--as", chief.username, "--all", "--json")
    assert {row["slug"] for row in json.loads(capsys.readouterr().out)["rendered"]} == {
        edition.review.slug,
        other.review.slug,
    }
    with pytest.raises(CommandError, match="may not do this"):
        call_command("rebake_reviews", "--as", somebody("Author").username)


def other_safe(edition):
    """What rendering these words gives now."""
    return edition.safe | bake(edition.revision.document(), {edition.film.key: edition.film.key}).safe
