"""Which file is an export of which program: by what stands in it, whatever its name."""

import io

import pytest

from reviews.importing.archives.exports import posts_of_export
from tests.reviews.importing.archives import feed_files, ghost_files, wordpress_files
from tests.reviews.importing.archives.letterboxd_files import DIARY, REVIEWS, table

EXPORTS = {
    "WordPress": wordpress_files.export(wordpress_files.BLOCKS),
    "RSS": feed_files.RSS.format(feed_files.FULL).encode(),
    "Atom": feed_files.ATOM.format(feed_files.ENTRY).encode(),
    "Ghost": ghost_files.export(ghost_files.post()),
    "Letterboxd": table("2024-03-02,A,2019,https://boxd.example/a,4,,Rain.,,"),
    "diary": table("2024-03-02,A,2019,https://boxd.example/a,4,,,", columns=DIARY),
}


@pytest.mark.parametrize("name", ["a.xml", "a.json", "a.csv", "a.txt", "a.md", "a"])
@pytest.mark.parametrize("program", EXPORTS)
def test_an_export_is_known_whatever_its_name(program, name):
    posts = posts_of_export(io.BytesIO(EXPORTS[program]), name)
    assert len(list(posts)) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"# Nine bridges\n\nIt rains.",
        b"---\ntitle: Nine bridges\n---\n\nIt rains.",
        b'{"title": "Nine bridges"}\n\nIt rains.',
        b"<!DOCTYPE html><html><body><p>The rss and feed of wordpress.org.</p></body></html>",
        b"On <rss> and <feed>: WordPress eXtended RSS, and what it is for.",
        b"PK\x03\x04",
        f"A line about {REVIEWS}".replace("Letterboxd URI", "more").encode(),
    ],
)
def test_other_files_are_none(data):
    file = io.BytesIO(data)
    assert posts_of_export(file, "a.md") is None
    assert file.tell() == 0
