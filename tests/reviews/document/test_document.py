import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews import document as d
from reviews.document.normalise import normal_text
from shield.marks import without_marks

FIXTURES = Path(__file__).parent / "fixtures"


def test_stored_bytes_are_canonical():
    text = d.Document(headline="Café\r\nnoir", verdict=d.Verdict(text="ein\r\nzwei"))
    content = d.dumps(text)
    values = json.loads(content)
    again = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert content == again
    assert values["headline"] == "Café\nnoir"
    assert "float" not in {type(value).__name__ for value in values.values()}


@pytest.mark.parametrize("fixture", sorted(FIXTURES.glob("document-v*.json")), ids=lambda path: path.stem)
def test_every_format_that_was_ever_stored_is_read(fixture):
    document = d.loads(fixture.read_bytes())
    assert document.format == d.FORMAT
    assert document.headline == "The lighthouse keeper's daughter"


def test_the_current_format_has_a_fixture():
    assert (FIXTURES / f"document-v{d.FORMAT}.json").exists()


def test_before_format_3_braces_after_a_mark_were_text():
    values = json.loads((FIXTURES / "document-v2.json").read_bytes())
    values["verdict"]["text"] = "It >!{ends} here!<, \\>!{not} there."
    document = d.loads(json.dumps(values).encode())
    assert document.verdict.text == "It >!{} {ends} here!<, \\>!{not} there."
    assert without_marks(document.verdict.text) == "It {ends} here, \\>!{not} there."


def test_the_first_format_disclosed_nothing():
    document = d.loads((FIXTURES / "document-v1.json").read_bytes())
    assert (document.seen, document.advisories, document.opinions) == (d.Seen(), (), ())


def test_the_current_fixture_is_canonical_and_disclosed_in_full():
    content = (FIXTURES / f"document-v{d.FORMAT}.json").read_bytes()
    document = d.loads(content)
    assert d.dumps(document) == content
    assert document.seen == d.Seen(how="press-screening", guest_of="Lionsgate", format="35 mm")
    assert document.advisories[0].details == "It does not live."
    assert document.opinions[0].score.word == "poor"
    assert (document.first_published.date, document.first_published.outlet) == (date(2016, 3, 14), "The Pier")


def test_before_format_4_everything_was_published_here():
    document = d.loads((FIXTURES / "document-v3.json").read_bytes())
    assert document.first_published == d.FirstPublished()


CHANGES = [
    {"seen": d.Seen(how="festival")},
    {"first_published": d.FirstPublished(date=date(2016, 3, 14))},
    {"first_published": d.FirstPublished(outlet="The Pier")},
    {"advisories": (d.Advisory(kind="gore", details="A leg."),)},
    {"advisories": (d.Advisory(kind="gore", label="Bones"),)},
    {"opinions": (d.Opinion(name="Bo", text="No."),)},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_the_digest_covers_what_is_disclosed(change):
    assert d.digest(d.dumps(d.Document(**change))) != d.digest(d.dumps(d.Document()))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"format":99}',
        b'{"format":1,"surprise":1}',
        b'{"format":1,"headline":1}',
        b"\xff",
    ],
)
def test_bytes_that_are_no_document_are_refused(content):
    with pytest.raises(d.Unreadable):
        d.loads(content)


@given(st.text(max_size=80))
def test_normal_form_is_its_own_normal_form(text):
    assert normal_text(normal_text(text)) == normal_text(text)


@given(st.text(alphabet="ae\u0301\u0327\u0345\u1e9b\u0323 \ud800\r\n", max_size=120))
def test_odd_accents_have_one_normal_form_too(text):
    once = normal_text(text)
    assert normal_text(once) == once
    assert once.encode().decode() == once


def test_endless_accents_are_normalised_in_reasonable_time():
    assert len(normal_text("a" + "\u0327\u0301" * 100_000)) > 200_000


def test_a_document_cannot_be_changed():
    with pytest.raises(AttributeError):
        d.Document().headline = "x"
