"""Exports that are broken or made to harm: a sentence for their author, in bounded time and memory."""

import io
import time
import tracemalloc

import pytest

from reviews.importing.archives.exports import posts_of_export
from reviews.importing.archives.post import Unread
from reviews.importing.formats import FormatError
from tests.reviews.importing.archives import ghost_files, wordpress_files
from tests.reviews.importing.archives.feed_files import ATOM, entry
from tests.reviews.importing.archives.letterboxd_files import table
from tests.reviews.importing.archives.reading import body_of, post_of, posts_of

MIB = 2**20
RSS = '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
RAIN = wordpress_files.export(wordpress_files.item("It rains."))
GHOST = ghost_files.export(ghost_files.post())
ROWS = '{"db":[{"meta":{"exported_on":1},"data":{"posts":['
ROW = "2024-03-02,The Ferry,2019,https://boxd.example/a,4,,%s,,2024-03-01"
DECLARED = "the file declares entities"
REFUSED = {
    "external entity": (f'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>{RSS}<item>&a;', DECLARED),
    "entity bomb": (f'<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>{RSS}<item>&b;', DECLARED),
    "parameter entity": (f'<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://a.example/"> %a;]>{RSS}', DECLARED),
    "tags in each other": (RSS + "<item>" + "<a>" * 10_000, "more than 200 deep"),
    "a giant tag": (f'{RSS}<item a="' + "x" * 12 * MIB, "longer than 8 MiB"),
    "a giant comment": (f"{RSS}<!-- " + "x" * 12 * MIB, "longer than 8 MiB"),
    "cut off": (RAIN[:-30], "ends in the middle of line 18"),
    "cut off in a text": (RAIN[: RAIN.index(b"It rains") + 4], "ends in the middle of line"),
    "a bare &": (RAIN.replace(b"Slow Reel", b"Slow & Reel"), "Line 10: the XML is broken"),
    "an open tag": (RAIN.replace(b"</dc:creator>", b""), "Line 18: the XML is broken"),
    "no UTF-8": (RAIN.replace(b"rains", b"r\xe9ins"), "Line 18: the XML is broken"),
    "letters of two bytes": (RAIN.replace(b'"UTF-8"', b'"shift_jis"'), "Save it as UTF-8"),
    "no known letters": (RAIN.replace(b'"UTF-8"', b'"nonsense"'), "Save it as UTF-8"),
    "JSON cut off": (GHOST[:-40], "ends in the middle"),
    "JSON broken": (GHOST.replace(b'"slug"', b"slug"), "broken near letter"),
    "JSON and more": (GHOST + b"{}", "broken near letter"),
    "lists in each other": (ROWS + "[" * 100_000, "too deep"),
    "a giant row": (f'{ROWS}{{"html": "' + "x" * 36 * MIB, "longer than 32 MiB"),
    "JSON that is no UTF-8": (GHOST.replace(b"ferry", b"f\xe9rry"), "cannot be read"),
    "an open quotation mark": (table(ROW % '"open', *["x,"] * 20_000), "a quotation mark is not closed"),
    "a giant cell": (table(ROW % '"x') + b"x" * 17 * MIB, "a quotation mark is not closed"),
    "a table that is no UTF-8": (table(ROW % "r\xe9ins").replace(b"\xc3", b""), "cannot be read"),
    "a giant line": (table() + b"x" * 17 * MIB, "no row with a review"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_broken_export_is_refused_before_its_first_post(name):
    data, message = REFUSED[name]
    data = data.encode() if isinstance(data, str) else data
    started = time.process_time()
    with pytest.raises(FormatError, match=message) as refusal:
        next(posts_of_export(io.BytesIO(data), "export.xml"))
    assert str(refusal.value).endswith(".")
    assert time.process_time() - started < 10


LONG = "rain " * 300_000
OTHER = wordpress_files.item("Fog.", title="Eight lamps")
UNREAD = {
    "a long post": wordpress_files.export(wordpress_files.item(LONG), OTHER),
    "a giant post": wordpress_files.export(wordpress_files.item("x" * 9 * MIB), OTHER),
    "many fields": wordpress_files.export(wordpress_files.item("x", more="<a/>" * 140_000), OTHER),
    "a deep post": wordpress_files.export(wordpress_files.item("<div>" * 10_000), OTHER),
    "a deep post typed": wordpress_files.export(wordpress_files.item("<b><i>" * 5_000 + "\n\nx"), OTHER),
    "a long entry": ATOM.format(entry(LONG) + entry("Fog.").replace("Nine bridges", "Eight lamps")).encode(),
    "a long row": table(ROW % LONG, (ROW % "Fog.").replace("The Ferry", "Eight lamps")),
    "a long post of Ghost": ghost_files.export(
        ghost_files.post(html=LONG), ghost_files.post("p2", title="Eight lamps")
    ),
}


@pytest.mark.parametrize("name", UNREAD)
def test_one_bad_post_does_not_stop_the_others(name):
    unread, other = posts_of(UNREAD[name], "reviews.csv" if "row" in name else "export")
    assert isinstance(unread, Unread)
    assert unread.name.startswith(("Nine bridges", "The Ferry"))
    assert unread.reason.endswith(".")
    assert other.name.startswith("Eight lamps")


def test_control_characters_are_no_text():
    data = wordpress_files.export(wordpress_files.item("It \x00\x0b\x1frains."))
    assert body_of(post_of(data)) == "It rains.\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_other_encodings_of_unicode(encoding):
    text = wordpress_files.export(wordpress_files.item("It ráins.")).decode()
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    data = (mark + text.replace('encoding="UTF-8" ', "")).encode(encoding)
    assert body_of(post_of(data)) == "It ráins.\n"


SCRAPS = '<!-- --> [caption] [a <!-- wp:a { ||a &gt;!a <sup data-fn="a"> <br> <img src=a> a\n \n\n <a '
SCRAPS += '<a href=" <![ <! <? </a <a b=\'" <p> </p> &# <b>x</b> [spoiler]x[/spoiler] <script> <title> {'


@pytest.mark.parametrize("scrap", [scrap.replace("\xa0", " ") for scrap in SCRAPS.split(" ")])
def test_hostile_texts_do_not_take_long(scrap):
    content = scrap * (200_000 // len(scrap))
    started = time.process_time()
    posts_of(wordpress_files.export(wordpress_files.item(content)))
    assert time.process_time() - started < 10


class _Endless(io.RawIOBase):
    """An export of many posts that is made while it is read."""

    def __init__(self, pieces, count):
        self.pieces, self.count = pieces, count
        self.seek(0)

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=0):
        head, piece, tail = self.pieces
        self.parts = iter([head, *(piece for _index in range(self.count)), tail])
        self.rest = b""
        return 0

    def readinto(self, buffer):
        while not self.rest and (part := next(self.parts, None)) is not None:
            self.rest = part
        count = min(len(buffer), len(self.rest))
        buffer[:count], self.rest = self.rest[:count], self.rest[count:]
        return count


def test_an_export_is_not_held_in_memory():
    comments = "<wp:comment><wp:comment_content>" + "c" * 500_000 + "</wp:comment_content></wp:comment>"
    piece = wordpress_files.item("It rains.", more=comments).encode()
    file = io.BufferedReader(_Endless((wordpress_files.HEAD.encode(), piece, b"</channel></rss>"), 60))
    tracemalloc.start()
    try:
        assert sum(1 for _post in posts_of_export(file, "export.xml")) == 60
        assert tracemalloc.get_traced_memory()[1] < 8 * MIB  # of 30
    finally:
        tracemalloc.stop()
