"""Word documents as their authors mean them, and files that only look like one."""

import pytest

from reviews.importing.formats import FormatError, read
from reviews.importing.kinds import as_text
from shield.marks import safe_source
from tests.reviews.importing.kinds.word_files import cell, paragraph, run, word_file, zipped

LIMIT = 1_000_000
NOTE_MARK = '<w:r><w:footnoteReference w:id="2"/></w:r>'
FOOTNOTES = '<w:footnote w:id="2"><w:p><w:r><w:t>Seen in Oslo.</w:t></w:r></w:p></w:footnote>'


def markdown(data):
    text, notes = as_text(data, max_bytes=LIMIT)
    return text.decode(), [note.message for note in notes]


def test_headings_come_from_styles():
    data = word_file(
        paragraph("Nine bridges", style="Title"),
        paragraph("It begins with ", run("fog", "<w:i/>"), "."),
        paragraph("The sound", style="Heading2"),
        paragraph("Low, and late."),
    )
    document = read(as_text(data, max_bytes=LIMIT)[0]).document
    assert document.headline == "Nine bridges"
    assert [section.text for section in document.sections] == ["It begins with *fog*.", "Low, and late."]


@pytest.mark.parametrize(
    "hidden",
    [
        "<w:vanish/>",
        '<w:vanish w:val="true"/>',
        '<w:color w:val="FFFFFF"/>',
        '<w:color w:themeColor="background1" w:val="ffffff"/>',
        '<w:highlight w:val="black"/>',
        '<w:color w:val="auto" w:themeColor="background1"/>',
        '<w:color w:val="FEFEFE"/>',
        '<w:shd w:val="clear" w:fill="000000"/>',
        '<w:color w:val="333333"/><w:shd w:val="clear" w:fill="333333"/>',
        "<w:webHidden/>",
        '<w:sz w:val="2"/>',
        '<w:rStyle w:val="InlineSpoiler"/>',
    ],
)
def test_what_was_hidden_in_word_is_hidden_here(hidden):
    text, _notes = markdown(word_file(paragraph("Then ", run("the ferry sinks", hidden), ", and fog.")))
    assert text == 'Then <span class="spoiler">the ferry sinks</span>, and fog.\n'


def test_a_paragraph_of_a_style_named_spoiler_is_hidden():
    text, _notes = markdown(word_file(paragraph("Fog."), paragraph("The ferry sinks.", style="Spoiler")))
    assert text == "Fog.\n\n<details>\n\nThe ferry sinks.\n\n</details>\n"


@pytest.mark.parametrize("style", ["SpoilerText", "Secret", "More", "Mine"])
def test_a_paragraph_is_hidden_by_what_its_style_says_or_is_called(style):
    text, _notes = markdown(word_file(paragraph("Fog."), paragraph("The ferry sinks.", style=style)))
    assert text == 'Fog.\n\n<span class="spoiler">The ferry sinks.</span>\n'


def test_a_paragraph_with_a_hidden_end_is_hidden():
    hidden = paragraph("The ferry sinks.").replace("</w:pPr>", "<w:rPr><w:vanish/></w:rPr></w:pPr>")
    assert '"spoiler">The ferry sinks.<' in markdown(word_file(paragraph("Fog."), hidden))[0]


def test_a_cell_hides_text_of_its_own_colour_alone():
    dark, light = run("It sinks.", '<w:color w:val="000000"/>'), run("It sails.", '<w:color w:val="FFFFFF"/>')
    text, _notes = markdown(word_file(paragraph("Fog."), cell(paragraph(dark, " ", light), fill="000000")))
    assert '<span class="spoiler">It sinks.</span>' in text
    assert "It sails." in text.replace('<span class="spoiler">It sinks.</span>', "")
    assert text.count("spoiler") == 1


def collapsed(text, style, value="1"):
    """A heading that is closed, as Word has written it since 2013."""
    closed = (
        f'<w15:collapsed xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" w:val="{value}"/>'
    )
    return paragraph(text, style=style).replace("</w:pPr>", f"{closed}</w:pPr>")


def test_what_stands_below_a_collapsed_heading_of_word_is_hidden():
    data = word_file(
        paragraph("Nine bridges", style="Title"),
        paragraph("Fog."),
        collapsed("The end", "Heading1"),
        paragraph("The ferry sinks."),
        paragraph("The pilot drowns", style="Heading2"),
        cell(paragraph("Slowly."), fill="FFFFFF"),
        paragraph("The sound", style="Heading1"),
        paragraph("Low, and late."),
        collapsed("The light", "Heading2"),
        paragraph("It was a lamp."),
        collapsed("The cut", "Heading2", "0"),
        paragraph("Slow cuts."),
        collapsed("No heading", ""),
        paragraph("He was the thief."),
        paragraph("The music", style="Heading2"),
        paragraph("A band."),
    )
    document = read(as_text(data, max_bytes=LIMIT)[0]).document
    shown = "\n".join(safe_source(part.text) for part in document.sections if not part.spoiler)
    headings = [part.heading for part in document.sections if not part.spoiler]
    for hidden in ("sinks", "drowns", "Slowly", "lamp", "thief"):
        assert hidden not in shown + str(headings)
    for seen in ("Fog.", "Low, and late.", "Slow cuts.", "A band."):
        assert seen in shown


@pytest.mark.parametrize(
    "properties",
    [
        '<w:vanish w:val="0"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>',
        '<w:color w:val="auto"/><w:shd w:val="clear" w:fill="auto"/>',
        '<w:highlight w:val="yellow"/><w:sz w:val="24"/>',
    ],
)
def test_usual_words_of_word_are_shown(properties):
    text, _notes = markdown(word_file(paragraph("Then ", run("the ferry sails", properties), ".")))
    assert text == "Then the ferry sails.\n"


def test_hidden_words_of_word_and_of_pages_are_marked_in_the_draft():
    page = '<article><h1>Nine bridges</h1><p>Fog. <b style="color:#fff">The ferry sinks</b>.</p></article>'
    data = word_file(
        paragraph("Nine bridges", style="Title"),
        paragraph("Fog. ", run("The ferry sinks", "<w:vanish/>"), "."),
    )
    for source in (data, page.encode()):
        (section,) = read(as_text(source, max_bytes=LIMIT)[0]).document.sections
        assert section.text.replace("*", "") == "Fog. >!The ferry sinks!<."


@pytest.mark.parametrize("typed", [("||The ", "||"), ("&gt;!The ", "!&lt;")])
def test_typed_marks_in_word_hide(typed):
    data = word_file(
        paragraph("Nine bridges", style="Title"),
        paragraph("Fog. ", typed[0], run("ferry", "<w:b/>"), " sinks", typed[1], "."),
    )
    (section,) = read(as_text(data, max_bytes=LIMIT)[0]).document.sections
    assert section.text == "Fog. >!The **ferry** sinks!<."


def test_footnotes_stay_footnotes():
    text, _notes = markdown(word_file(paragraph("Fog", NOTE_MARK, "."), footnotes=FOOTNOTES))
    assert text == "Fog[^2].\n\n[^2]: Seen in Oslo.\n"


def test_comments_are_named():
    comment = '<w:comment w:id="0" w:author="Mo"><w:p><w:r><w:t>Really?</w:t></w:r></w:p></w:comment>'
    text, notes = markdown(word_file(paragraph("Fog."), comments=comment))
    assert (text, notes) == ("Fog.\n", ["Comments of the Word document left out: 1."])


@pytest.mark.parametrize("change", ["ins", "del"])
def test_tracked_changes_are_refused(change):
    tracked = f'<w:p><w:{change} w:id="1" w:author="Mo">{run("Rain")}</w:{change}></w:p>'
    with pytest.raises(FormatError, match="changes that nobody accepted or refused"):
        markdown(word_file(paragraph("Fog."), tracked))


BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w:document>&b;</w:document>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document>&a;</w:document>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 and no more", "cannot be read"),
        (word_file(paragraph("Fog."))[:-40], "cannot be read"),
        (zipped({"mimetype": "application/epub+zip"}), "no .docx file"),
        (zipped({"word/document.xml": "<w:document"}), "cannot be read"),
        (zipped({"word/document.xml": BOMB}), "cannot be read"),
        (zipped({"word/document.xml": OUTSIDE}), "cannot be read"),
        (zipped({f"{n}.xml": "" for n in range(2_100)}), "unpacks to more"),
        (zipped({"word/document.xml": b"<a>" + b" " * 60 * 1024 * 1024}), "unpacks to more"),
        (zipped({"word/document.xml": b"<a>" + b" " * 25_000_000}), "unpacks to more"),
    ],
)
def test_files_that_are_no_word_document(data, message):
    with pytest.raises(FormatError, match=message):
        as_text(data, max_bytes=LIMIT)
