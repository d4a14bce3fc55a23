"""Files that are broken, endless, of another kind than they say, or made to harm: a sentence, no draft."""

import gzip
import os
import time
import tracemalloc
from pathlib import Path

import pytest

from reviews.importing.archives.reading import archive_posts
from reviews.importing.batches import begin_batch, import_posts
from reviews.importing.formats import FormatError
from reviews.models import Review
from tests.reviews.builders import somebody
from tests.reviews.importing.archives.test_sites import packed

MIB = 2**20
GIB = 2**30
FOG = "# Fog\n\nIt is wet."
ZIP = packed({"posts/a.md": FOG, "posts/b.md": FOG + " And cold."}).getvalue()
ONE = packed({"posts/a.md": FOG}).getvalue()
RUSSIAN = "# Туман\n\nОсторожно, дальше спойлеры. На пирсе весь день идёт дождь."
JAPANESE = "# 霧\n\nここからネタバレがあります。桟橋には一日中雨が降っている。"
TABLE = b"Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"
NO_TEXT = "not a text file"
LETTERS = "Save it as UTF-8"
DAMAGED = "damaged or cut off"
JSON = "JSON file of a kind that is not read"
FILES = {
    "a picture called .md": ("a.md", b"\x89PNG\r\n\x1a\n" + bytes(500), NO_TEXT),
    "a program called .txt": ("a.txt", b"MZ\x90\0\3" + bytes(500), NO_TEXT),
    "a PDF called .md": ("a.md", b"%PDF-1.7\n%words", NO_TEXT),
    "RTF called .docx": ("a.docx", b"{\\rtf1 words}", NO_TEXT),
    "gzip called .md": ("a.md", gzip.compress(FOG.encode()), NO_TEXT),
    "a zip called .docx": ("a.docx", ZIP, "is no .docx file"),
    "data called .json": ("a.json", b'{"rows": [{"words": "It is wet, and it is cold."}]}', JSON),
    "data called .md": ("a.md", b'[{"words": "It is wet, and it is cold."}]', JSON),
    "lists in each other": ("a.json", b'{"db":[' + b"[" * 100_000, JSON),
    "a table of another program": ("a.csv", b"a,b\n1,2\n", "none of Letterboxd's"),
    "an empty table": ("a.csv", b"", "none of Letterboxd"),
    "an empty document": ("a.docx", b"", "The file is empty"),
    "entities that grow": ("a.xml", b'<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>', "XML file of a kind"),
    "Cyrillic letters of Windows": ("a.md", RUSSIAN.encode("cp1251"), LETTERS),
    "Cyrillic letters of Unix": ("a.md", RUSSIAN.encode("koi8-r"), LETTERS),
    "Japanese letters of Windows": ("a.md", JAPANESE.encode("shift_jis"), LETTERS),
    "Japanese letters of Unix": ("a.md", JAPANESE.encode("euc-jp"), LETTERS),
    "Chinese letters": ("a.md", "# 雾\n\n以下有剧透。码头上下了一整天的雨。".encode("gbk"), LETTERS),
    "Greek letters": ("a.md", "# Ομίχλη\n\nΒρέχει όλη μέρα στην αποβάθρα.".encode("cp1253"), LETTERS),
    "half a zip": ("a.zip", ZIP[: len(ZIP) // 2], DAMAGED),
    "a zip without its end": ("a.zip", ZIP[:-30], DAMAGED),
    "a zip with other bytes": ("a.zip", ONE[:45] + b"?" * 8 + ONE[53:], DAMAGED),
    "a zip of folders": ("a.zip", packed({"a/": ""}).getvalue(), "No text was found"),
    "a bomb": ("a.zip", packed({"a.md": "a" * 30 * MIB}).getvalue(), "too long"),
    "a zip within": ("a.zip", packed({"a.zip": ZIP.decode("latin-1")}).getvalue(), "No text was found"),
    "divisions in each other": ("a.html", b"<html><body>" + b"<div>" * 50_000 + b"wet", "120 deep"),
}
ENDLESS = {
    "a.md": (b"", "too long"),
    "a.zip": (b"PK\x03\x04", DAMAGED),
    "a.docx": (b"PK\x03\x04", "too long"),
    "a.xml": (b'<?xml version="1.0"?><rss version="2.0"><channel>', "ends in the middle of line 1"),
    "a.json": (b'{"db":[{', "too long"),
    "a.csv": (TABLE, "not a text file"),
}
NONE = {"a pipe": "pipe", "a device": "/dev/zero", "an empty device": "/dev/null", "no file": "none"}


@pytest.fixture
def reasons(db, tmp_path):
    """Imports a path; the sentences that came of it, and no draft."""
    author = somebody("Author")

    def sentences(path: Path) -> list[str]:
        started = time.process_time()
        try:
            with archive_posts(path) as (total, posts):
                batch = begin_batch(path.name, by=author, total=total)
                found = [row.reason for row in import_posts(batch, posts)]
        except (FormatError, OSError) as error:
            found = [str(error)]
        assert time.process_time() - started < 10
        assert not Review.objects.exists()
        return found

    return sentences


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_is_no_review_says_what_it_is(reasons, tmp_path, kind):
    name, data, message = FILES[kind]
    (tmp_path / name).write_bytes(data)
    found = reasons(tmp_path / name)
    assert found and all(message in reason and reason.endswith(".") for reason in found), found


@pytest.mark.parametrize("name", ENDLESS)
def test_a_file_of_a_gigabyte_fills_no_memory(reasons, tmp_path, name):
    head, message = ENDLESS[name]
    with (tmp_path / name).open("wb") as file:
        file.write(head)
        file.truncate(GIB)
    tracemalloc.start()
    try:
        found = reasons(tmp_path / name)
        assert tracemalloc.get_traced_memory()[1] < 120 * MIB
    finally:
        tracemalloc.stop()
    assert found and all(message in reason for reason in found), found


@pytest.mark.parametrize("kind", NONE)
def test_what_is_no_file_is_not_waited_for(reasons, tmp_path, kind):
    os.mkfifo(tmp_path / "pipe")
    found = reasons(tmp_path / NONE[kind])
    assert len(found) == 1 and found[0]
