"""Read an archive: a folder, a zip, an export file or a single text, post by post."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from reviews.importing.archives.exports import posts_of_export
from reviews.importing.archives.file_trees import FileTree, Folder, Zip
from reviews.importing.archives.pictures import PictureFinder
from reviews.importing.archives.post import Post, PostPicture, Unread
from reviews.importing.archives.site_files import (
    export_names,
    film_told_by_name,
    is_nested_zip,
    post_names,
    told_by_name,
)
from reviews.importing.files import NO_FILE, printable
from reviews.importing.formats import FormatError
from reviews.importing.formats.post_fields.reader import post_fields
from reviews.importing.formats.post_fields.syntax import split_front_matter
from reviews.importing.kinds import as_text
from reviews.importing.kinds.word import is_word, read_word

NESTED = "A zip within it is not opened. Unpack it, and import it for itself."
EMPTY = "No text was found in it: no .md, .mdx, .txt, .html or .docx file, and no export of another program."
DIARY = "The diary names films alone; reviews.csv has the texts. For a draft of each film, import it alone."
ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # the second: an empty one
Posts = Iterator[Post | Unread]


@contextmanager
def archive_posts(path: Path) -> Iterator[tuple[int | None, Posts]]:
    """(number of files, or None where only reading tells; the posts). Raises FormatError or OSError."""
    if path.is_dir():
        yield _of_tree(Folder(path))
    elif not path.is_file():
        path.stat()  # raises for a name without anything
        raise FormatError(NO_FILE)
    else:
        with path.open("rb") as file:
            yield posts_of_file(file, printable(path.name))


def posts_of_file(file: BinaryIO, name: str) -> tuple[int | None, Posts]:
    """As `archive_posts`, of an open file."""
    file.seek(0)
    if file.read(4) in ZIP and not _is_word(file, name):
        return _of_tree(Zip(file))
    file.seek(0)
    posts = posts_of_export(file, name)
    if posts is not None:
        return None, posts
    file.seek(0)
    return 1, iter([_single(file, name)])


def is_archive(file: BinaryIO, name: str) -> bool:
    """Whether a file holds several posts. Raises FormatError."""
    file.seek(0)
    is_zip = file.read(4) in ZIP and not _is_word(file, name)
    file.seek(0)
    return is_zip or posts_of_export(file, name) is not None


def _is_word(file: BinaryIO, name: str) -> bool:
    file.seek(0)
    if name.lower().endswith(".docx"):
        return True
    return "word/document.xml" in Zip(file).names


def _single(file: BinaryIO, name: str) -> Post | Unread:
    data = file.read(settings.IMPORT_MAX_BYTES + 1)
    if len(data) > settings.IMPORT_MAX_BYTES:
        return Unread(name, f"The file is too long: more than {settings.IMPORT_MAX_BYTES:,} bytes.")
    return _post(data, name, PictureFinder([], lambda _name: b""), beside=film_told_by_name(name))


def _of_tree(tree: FileTree) -> tuple[int | None, Posts]:
    names = post_names(tree.names)
    exports, diaries = export_names(tree.names)
    if not (names or exports):
        raise FormatError(EMPTY)
    return None if exports else len(names), _posts_of_tree(tree, names, exports, diaries)


def _posts_of_tree(tree: FileTree, names: list[str], exports: list[str], diaries: list[str]) -> Posts:
    pictures = PictureFinder(tree.names, lambda name: tree.read(name, settings.IMAGE_MAX_BYTES))
    for name in names:
        try:
            data = tree.read(name, settings.IMPORT_MAX_BYTES)
        except (FormatError, OSError) as error:
            yield Unread(name, _reason(error))
            continue
        yield _post(data, name, pictures, beside=told_by_name(name))
    for name in exports:
        yield from _posts_of_inner_export(tree, name)
    yield from (Unread(name, DIARY) for name in diaries)
    yield from (Unread(name, NESTED) for name in tree.names if is_nested_zip(name))


def _posts_of_inner_export(tree: FileTree, name: str) -> Posts:
    """The posts of an export within a folder or zip; none of any other .xml, .json or .csv file."""
    try:
        with tree.opened(name) as file:
            yield from posts_of_export(file, name) or ()
    except (FormatError, OSError) as error:
        yield Unread(name, _reason(error))


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, FormatError) else "The file cannot be read."


def _post(data: bytes, name: str, pictures: PictureFinder, *, beside: dict[str, str]) -> Post | Unread:
    try:
        if is_word(data):
            return _word_post(data, name, beside)
        data, notes = as_text(data, name=name, max_bytes=settings.DOCUMENT_MAX_BYTES)
    except FormatError as error:
        return Unread(name, str(error))
    text = data.decode("utf-8", "replace") if pictures.names else ""
    found = (*pictures.of(text, name), *_named_pictures(text, name, pictures))
    return Post(name, data, notes, beside=beside, pictures=found)


def _word_post(data: bytes, name: str, beside: dict[str, str]) -> Post:
    word = read_word(data, max_bytes=settings.DOCUMENT_MAX_BYTES)
    finder = PictureFinder(list(word.pictures), word.pictures.__getitem__)
    pictures = finder.of(word.markdown, name)
    return Post(name, word.markdown.encode(), comments=word.comments, beside=beside, pictures=pictures)


def _named_pictures(text: str, post: str, pictures: PictureFinder) -> Iterator[PostPicture]:
    """The pictures that the front matter names."""
    split = split_front_matter(text) if text else None
    for address in post_fields(split[0]).pictures if split else ():
        if file := pictures.file_of(address, post):
            yield pictures.picture(address, file)
