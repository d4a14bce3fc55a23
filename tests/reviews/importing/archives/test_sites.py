"""Folders and zips of sites and notebooks: which files are posts, what their names tell, their pictures."""

import io
import os
import zipfile

import pytest

from reviews.importing.archives.file_trees import Zip
from reviews.importing.archives.pictures import with_keys
from reviews.importing.archives.post import Post, Unread
from reviews.importing.archives.reading import archive_posts, posts_of_file
from reviews.importing.archives.site_files import export_names, post_names, told_by_name
from reviews.importing.formats import FormatError
from reviews.importing.match import match
from tests.factories import FilmFactory

HUGO = "hugo.toml README.md content/_index.md content/reviews/_index.md content/reviews/pier/index.md"
HUGO += " content/reviews/fog.md layouts/single.html public/reviews/fog/index.html static/a.jpg themes/x/b.md"
JEKYLL = (
    "_config.yml index.md about.md _posts/2016-03-04-fog.md _drafts/pier.md _layouts/post.html _site/fog.html"
)
HEXO = "source/_posts/fog.md source/about/index.md themes/next/README.md node_modules/a/b.md package.json"
ASTRO = "src/content/reviews/fog.mdx src/pages/index.astro src/layouts/a.md public/robots.txt"
NOTEBOOK = "Films/Fog.md Films/Pier (2016).md .obsidian/app.json .trash/old.md Attachments/pier.png"
WORD = "Fog.docx ~$Fog.docx Pier.txt notes.rtf"


@pytest.mark.parametrize(
    ("names", "posts"),
    [
        (HUGO, ["content/reviews/pier/index.md", "content/reviews/fog.md"]),
        (JEKYLL, ["_posts/2016-03-04-fog.md", "_drafts/pier.md"]),
        (HEXO, ["source/_posts/fog.md"]),
        (ASTRO, ["src/content/reviews/fog.mdx"]),
        (
            f"site/{HUGO.replace(' ', ' site/')}",
            ["site/content/reviews/pier/index.md", "site/content/reviews/fog.md"],
        ),
        (WORD, ["Fog.docx", "Pier.txt"]),
    ],
)
def test_the_posts_of_a_site(names, posts):
    assert post_names(names.split(" ")) == posts


def test_the_notes_of_a_notebook():
    names = [
        "Films/Fog.md",
        "Films/Pier (2016).md",
        ".obsidian/app.json",
        ".trash/old.md",
        "Attachments/pier.png",
    ]
    assert post_names(names) == ["Films/Fog.md", "Films/Pier (2016).md"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "_posts/2016-03-04-fog.md",
            {"slug": "fog", "date": "2016-03-04", "permalink": "/2016/03/04/fog.html"},
        ),
        (
            "blog/_posts/2016-3-4-fog.html",
            {"slug": "fog", "date": "2016-03-04", "permalink": "/2016/03/04/fog.html"},
        ),
        ("_drafts/pier.md", {"slug": "pier", "draft": "true"}),
        (
            "source/_posts/2016-03-04-fog.md",
            {"slug": "fog", "date": "2016-03-04", "permalink": "/2016/03/04/fog/"},
        ),
        ("source/_posts/fog.md", {"slug": "fog"}),
        ("content/reviews/pier/index.md", {"slug": "pier", "permalink": "/reviews/pier/"}),
        ("site/content/reviews/fog.md", {"slug": "fog", "permalink": "/reviews/fog/"}),
        ("src/content/reviews/fog.mdx", {"slug": "fog"}),
        (
            "Films/Pier (2016).md",
            {"slug": "Pier (2016)", "title": "Pier (2016)", "film": "Pier", "year": "2016"},
        ),
        ("Films/On the pier.md", {"slug": "On the pier", "title": "On the pier"}),
        ("index.md", {"slug": "index"}),
    ],
)
def test_what_the_name_of_a_file_tells(name, told):
    assert told_by_name(name) == told


def test_of_letterboxds_tables_the_reviews_are_read():
    names = ["diary.csv", "likes/films.csv", "profile.csv", "reviews.csv"]
    assert export_names(names) == (["reviews.csv"], ["diary.csv"])
    assert export_names(["diary.csv", "node_modules/a.json"]) == (["diary.csv"], [])


def packed(files, **attributes):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = attributes.get(name, 0o100644) << 16
            archive.writestr(entry, content)
    target.seek(0)
    return target


SITE = {
    "content/reviews/pier/index.md": "---\ntitle: The pier\ncover: /img/lead.png\n---\n\nIt is wet.\n\n"
    "![A boat](boat.png) ![](/img/sea%20one.png?x=1) ![x](https://example.org/a.png) ![y](none.png)\n\n"
    "![[oar.png]]",
    "content/reviews/pier/boat.png": "1",
    "static/img/sea one.png": "2",
    "static/img/lead.png": "3",
    "Attachments/oar.png": "4",
}


def on_disk(tmp_path, files):
    for name, content in files.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path / "site"


@pytest.mark.parametrize("is_zip", [True, False])
def test_the_pictures_of_a_post_are_found(is_zip, tmp_path):
    if is_zip:
        post = next(posts_of_file(packed(SITE), "site.zip")[1])
    else:
        with archive_posts(on_disk(tmp_path, SITE)) as (total, posts):
            post = next(posts)
            assert total == 1
    found = {(picture.name.rpartition("/")[2], picture.alt, picture.read()) for picture in post.pictures}
    assert found == {
        ("boat.png", "A boat", b"1"),
        ("sea one.png", "", b"2"),
        ("lead.png", "", b"3"),
        ("oar.png", "", b"4"),
    }


def test_a_file_that_cannot_be_read_stops_no_other(tmp_path):
    files = {"a.md": "# Fog\n\nIt is wet.", "b.md": "\0\0", "c.docx": "PK\x03\x04 no", "d.md": ""}
    with archive_posts(on_disk(tmp_path, files)) as (total, posts):
        result = list(posts)
    assert total == 4
    assert [type(post) for post in result] == [Post, Unread, Unread, Unread]
    assert all(post.reason.endswith(".") or post.reason.endswith(")") for post in result[1:])


def test_links_and_pipes_in_a_folder_are_left_out(tmp_path):
    folder = on_disk(tmp_path, {"a.md": "# Fog\n\nIt is wet."})
    (tmp_path / "secret.md").write_text("# Secret\n\nIt is hidden.")
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.md")
    with archive_posts(folder) as (_total, posts):
        assert [post.name for post in posts] == ["a.md"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"../evil.md": "x"}, "outside of it"),
        ({"/etc/evil.md": "x"}, "outside of it"),
        ({"a\\..\\..\\evil.md": "x"}, "outside of it"),
        ({"C:/evil.md": "x"}, "outside of it"),
        ({"a.exe": "x"}, "No text was found"),
        ({}, "No text was found"),
    ],
)
def test_a_zip_that_is_refused(files, message):
    with pytest.raises(FormatError, match=message):
        posts_of_file(packed(files), "site.zip")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_two_posts_and_a_zip_within_is_named():
    target = packed(
        {"a.md": "# Fog\n\nIt is wet.", "b.zip": "PK", "c.md": "# C\n\n![x](P.PNG)", "p.png": "1"}
    )
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("a.md", "# Pier\n\nIt is dry.")
    rows = list(posts_of_file(target, "site.zip")[1])
    assert [row.name for row in rows] == ["a (2).md", "a.md", "c.md", "b.zip"]
    assert isinstance(rows[-1], Unread) and [picture.name for picture in rows[2].pictures] == ["p.png"]


def test_a_link_in_a_zip_is_left_out():
    archive = packed({"a.md": "# Fog\n\nIt is wet.", "b.md": "/etc/passwd"}, **{"b.md": 0o120777})
    assert [post.name for post in posts_of_file(archive, "site.zip")[1]] == ["a.md"]


def test_a_damaged_zip_is_refused():
    whole = packed(SITE).getvalue()
    with pytest.raises(FormatError, match="damaged or cut off"):
        posts_of_file(io.BytesIO(whole[: len(whole) // 2]), "site.zip")
    flipped = bytearray(whole)
    flipped[60:70] = b"\xff" * 10
    post = next(posts_of_file(io.BytesIO(bytes(flipped)), "site.zip")[1])
    assert isinstance(post, Unread) and "damaged" in post.reason


def test_an_entry_that_unpacks_to_more_than_it_says_is_not_read_whole():
    archive = Zip(packed({"a.md": "x" * 1_000_000}))
    archive.entries["a.md"].file_size = 10
    with pytest.raises(FormatError):
        archive.read("a.md", 1000)


def test_a_locked_zip_says_so():
    data = bytearray(packed({"a.md": "x"}).getvalue())
    central = data.rfind(b"PK\x01\x02")
    data[central + 8] |= 1
    with pytest.raises(FormatError, match="password"):
        posts_of_file(io.BytesIO(bytes(data)), "site.zip")


@pytest.mark.parametrize("kind", ["missing", "pipe"])
def test_what_is_no_file_is_refused(kind, tmp_path):
    path = tmp_path / "a.zip"
    if kind == "pipe":
        os.mkfifo(path)
    with pytest.raises((FormatError, OSError)), archive_posts(path):
        pass


def test_the_name_of_a_picture_that_warns_of_spoilers_is_kept_as_its_words():
    text = "![](a/spoiler-warning.gif) ![A pier](b.gif) ![](c.gif)"
    keys = {"a/spoiler-warning.gif": "1", "b.gif": "2"}
    assert with_keys(text, keys) == "![spoiler-warning.gif](image:1) ![A pier](image:2) ![](c.gif)"


def test_names_of_any_bytes_are_stored_and_steer_no_terminal(tmp_path):
    folder = on_disk(tmp_path, {"fog\n\x1b[31m.md": "# Fog\n\nIt is wet.", "b.md": "# Pier\n\nIt is dry."})
    (folder / "b.md").rename(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md"))
    with archive_posts(folder) as (_total, posts):
        assert [post.name for post in posts] == ["café.md", "fog\ufffd\ufffd[31m.md"]
    zipped = packed({"fog\x1b[31m\u202e.md": "# Fog\n\nIt is wet."})
    assert [post.name for post in posts_of_file(zipped, "a.zip")[1]] == ["fog\ufffd[31m\ufffd.md"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["It is wet on the pier.", "# Wet planks\n\nIt is wet on the pier."])
def test_the_film_of_a_note_is_found_by_the_name_of_its_file(text):
    film = FilmFactory(title="Pier", year=2016)
    [post] = posts_of_file(packed({"Films/Pier (2016).md": text}), "notes.zip")[1]
    document = match(post.data, None, post.notes, post.beside).document
    assert document.film.key == film.key
    assert document.headline == ("Wet planks" if "Wet" in text else "Pier (2016)")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Pier (2016).md", {"title": "Pier (2016)", "film": "Pier", "year": "2016"}),
        ("Pasted text.txt", {}),
        ("pier.md", {}),
    ],
)
def test_a_single_text_has_its_film_from_a_name_with_a_year(name, told):
    [post] = posts_of_file(io.BytesIO(b"It is wet on the pier."), name)[1]
    assert post.beside == told
