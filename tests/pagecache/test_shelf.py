"""The shelf may lose anything at any time: pages still come, and are right."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection

from pagecache.cache_entry import CacheEntry
from pagecache.position import Position
from pagecache.shelf.base import Label, Row
from pagecache.shelf.sqlite import SqliteShelf
from tests.pagecache.reader import Reader
from tests.reviews.builders import live

ROOT = Path(__file__).resolve().parents[2]
KEPT = CacheEntry("", frozenset({"film:1"}), Position(7), 1.0)
PLAIN = {"Accept_Encoding": "identity"}
GARBAGE = b"\xc1 garbage" * 500


def delete_file(shelf):
    for path in shelf.path.parent.glob(f"{shelf.path.name}*"):
        path.unlink()


def overwrite_file(shelf):
    delete_file(shelf)
    shelf.path.write_bytes(GARBAGE)


def overwrite_in_place(shelf):
    with shelf.path.open("r+b") as file:
        file.write(GARBAGE)
    for path in shelf.path.parent.glob(f"{shelf.path.name}-*"):
        path.write_bytes(GARBAGE)


def cut_file(shelf):
    shelf.run("PRAGMA wal_checkpoint(TRUNCATE)")
    os.truncate(shelf.path, 5000)


def put_a_folder_in_its_place(shelf):
    delete_file(shelf)
    shelf.path.mkdir()


def fill_the_disk(shelf):
    shelf.run("PRAGMA max_page_count=1")


def drop_the_tables(shelf):
    shelf.run("DROP TABLE pagecache_shelf")
    shelf.run("DROP TABLE pagecache_claim")


def garble_labels(shelf):
    shelf.run("UPDATE pagecache_shelf SET label = %s", (GARBAGE,))


def garble_bodies(shelf):
    """Of what is stored compressed, as a client gets it that takes no encoding."""
    shelf.run("UPDATE pagecache_shelf SET plain = %s, gzip = %s", (GARBAGE,) * 2)


ON_BOTH = [drop_the_tables, garble_labels, garble_bodies]
ON_SQLITE = [
    delete_file,
    overwrite_file,
    overwrite_in_place,
    cut_file,
    put_a_folder_in_its_place,
    fill_the_disk,
]


def came_right(shelf, damage):
    """Whether pages come as before, in a process that knows the shelf and in a new one."""
    page, process = live().review.get_absolute_url(), Reader(shelf)
    before = process.get(page, **PLAIN)
    assert before.status_code == 200
    damage(shelf)
    process.forget()
    for reader in (process, process, Reader(shelf)):
        again = reader.get(page, **PLAIN)
        assert (again.status_code, again.headers, again.content) == (200, before.headers, before.content)
        assert reader.get("/franchises/").status_code == 200


@pytest.mark.engines
@pytest.mark.django_db(transaction=connection.vendor == "postgresql")
@pytest.mark.parametrize("damage", ON_BOTH)
def test_pages_come_though_the_shelf_was_damaged(reader, shelf, damage):
    came_right(shelf, damage)


@pytest.mark.django_db
@pytest.mark.parametrize("damage", ON_SQLITE)
def test_pages_come_whatever_happens_to_the_shelfs_file(reader, tmp_path, damage):
    came_right(SqliteShelf(tmp_path / "shelf.sqlite3"), damage)


@pytest.mark.django_db
def test_pages_come_without_a_place_for_the_shelf(reader, tmp_path):
    came_right(SqliteShelf(tmp_path / "missing" / "shelf.sqlite3"), lambda shelf: None)


@pytest.fixture
def file(tmp_path):
    return SqliteShelf(tmp_path / "shelf.sqlite3")


def put(shelf, key, body):
    bodies = {"plain": body}
    shelf.put([Row(key, Label.of(KEPT, b"", bodies), bodies)])


def body_of(shelf, key):
    found = shelf.get(key, "plain")
    return found and found[1]


@pytest.mark.parametrize("damage", [delete_file, overwrite_file, put_a_folder_in_its_place])
def test_a_damaged_file_is_made_anew(file, damage):
    put(file, "one", b"1")
    damage(file)
    if file.path.is_dir():
        file.path.rmdir()
    assert body_of(file, "one") is None
    put(file, "two", b"2")
    put(file, "two", b"2")
    assert body_of(file, "two") == b"2"


def test_a_process_that_was_forked_opens_the_file_again(file):
    put(file, "parent", b"1")
    child = os.fork()
    if child == 0:
        found = body_of(file, "parent")
        put(file, "child", found or b"nothing")
        os._exit(0)
    os.waitpid(child, 0)
    assert body_of(file, "child") == b"1"
    put(file, "parent", b"2")
    assert body_of(file, "parent") == b"2"


def test_threads_and_a_process_of_its_own_share_the_file(file):
    put(file, "one", b"1")
    thread = threading.Thread(target=put, args=(file, "thread", b"2"))
    thread.start()
    thread.join()
    code = (
        "import sys, pathlib; from pagecache.shelf.sqlite import SqliteShelf;"
        "print(SqliteShelf(pathlib.Path(sys.argv[1])).get('thread', 'plain')[1])"
    )
    done = subprocess.run([sys.executable, "-c", code, file.path], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "b'2'", done.stderr


def test_a_claim_is_one_processs_until_it_is_released(file):
    other = SqliteShelf(file.path)
    assert file.claim("page")
    assert not other.claim("page")
    file.release("page")
    assert other.claim("page")
