"""Files that are no review, each with the sentence its author gets."""

import pytest

from reviews.document import FORMAT
from reviews.importing.formats import FormatError, read

FRONT = "---\nfoyer: 1\n---\n"
SECTION = '<!-- foyer:section kind="plot" -->\n'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty"),
        (b" \n\t\r\n", "The file is empty"),
        (b"\xef\xbb\xbf", "The file is empty"),
        (b"--- \n***\n[[[", "holds no words"),
        (b"PK\x03\x04 a document of a word processor", "not a text file"),
        (b"%PDF-1.7 words", "not a text file"),
        (b"\x89PNG\r\n\x1a\n", "not a text file"),
        (b"A Night\nA thief\0 returns a book.", "not a text file"),
        (b"\x01\x02\x03\x04 a \x05\x06", "not a text file"),
        ("A Night\nRain\0.".encode("utf-16"), "not a text file"),
        (b"A Night\nRain \x81\x8d\x9d.", "cannot be read"),
        (b"\xef\xbb\xbfA Night\nRain \xe9.", "cannot be read"),
        (b"\xff\xfeA\x00 \xd8\x00\x00", "cannot be read"),
        (b"A Night in Riga", "a headline and no text"),
        (b"# A Night in Riga\n\n", "a headline and no text"),
        (b"# A Night in Riga\n\n## The Story\n\n## Cast\n", "a headline and no text"),
        (("A Night\n" + "e\u0301" + "\u0323\u0301" * 600).encode(), "more than a thousand accents"),
    ],
)
def test_files_that_are_no_review(data, message):
    with pytest.raises(FormatError, match=message):
        read(data)


def test_a_file_that_is_too_long():
    text = b"A Night\n" + b"rain " * 20

    assert read(text, max_bytes=len(text))
    with pytest.raises(FormatError, match="too long: 108 bytes, where 107 are allowed"):
        read(text, max_bytes=107)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SECTION + "Text.", "an export without its first lines"),
        ("---\nfilm: Riga\n---\n" + SECTION + "Text.", "an export without its first lines"),
        (f"---\nfoyer: {FORMAT + 1}\n---\n", f"This export is of format {FORMAT + 1}"),
        ("---\nfoyer: one\n---\n", "cannot be read"),
        ("---\nfoyer: 1\nfilms: Riga\n---\n", "unknown field `films`"),
        ("---\nfoyer: 1\nfilm: Riga\n---\n", "cannot be read"),
        ('---\nfoyer: 1\nfilm:\n  key: "7"\n  name: Riga\n---\n', "Invalid UUID"),
        ("---\nfoyer: 1\nlanguage: en\nlanguage: de\n---\n", "something twice"),
        ("---\nfoyer: 1\nlanguage: &a en\n---\n", "an anchor, an alias or a tag"),
        ("---\nfoyer: 1\nlanguage: *a\n---\n", "an anchor, an alias or a tag"),
        ("---\nfoyer: 1\nlanguage: !!python/name:os.system x\n---\n", "an anchor, an alias or a tag"),
        ("---\nfoyer: 1\nlanguage: [[[[[[[[[[x]]]]]]]]]]\n---\n", "nested too deeply"),
        ("---\nfoyer: 1\nlanguage: {a: [}\n---\n", "not in order"),
        ("---\nfoyer: 1\nlanguage: '" + "x" * 300_000 + "'\n---\n", "too long"),
        (FRONT + "# Night\n\nSome text of its own.", "belongs to no part"),
        (FRONT + "Some text of its own.", "belongs to no part"),
        (FRONT + "<!-- foyer:chapter -->\nText.", "no part called “chapter”"),
        (FRONT + "<!-- foyer:section -->\nText.", "required field `kind`"),
        (FRONT + '<!-- foyer:section kind="sequel" -->\nText.', "Invalid enum value"),
        (FRONT + '<!-- foyer:section kind="plot" colour="red" -->\nText.', "unknown field `colour`"),
        (FRONT + '<!-- foyer:section kind="plot" key="7" -->\nText.', "Invalid UUID"),
        (FRONT + '<!-- foyer:section kind="plot" level="tiny" -->\nText.', "Invalid enum value"),
        (FRONT + '<!-- foyer:section kind="plot" kind="cast" -->\nText.', "the same thing twice"),
        (FRONT + "<!-- foyer:section kind=plot -->\nText.", "no marker that can be read"),
        (FRONT + "<!-- foyer:section\nText.", "no marker that can be read"),
        (FRONT + "<!-- foyer:advice -->\nGo and see it.", "cannot be read"),
        (FRONT + "<!-- foyer:group -->\n## The Good\n\n- A point.", "under a heading of points or advice"),
        (FRONT + "<!-- foyer:verdict -->\nGo.\n<!-- foyer:verdict -->\nGo.", "verdict stands twice"),
    ],
)
def test_exports_that_were_spoilt_by_hand(text, message):
    with pytest.raises(FormatError, match=message):
        read(text.encode())
