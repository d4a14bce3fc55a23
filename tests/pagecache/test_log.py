"""The log of changes: what a process knows of it, whatever the order of commits."""

import datetime
import threading
import time

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

import pagecache.log
from pagecache.cache_entry import CacheEntry
from pagecache.log import ChangeLog
from pagecache.models import Change, changed, delete_old_entries
from pagecache.position import Position

pytestmark = [pytest.mark.django_db(transaction=connection.vendor == "postgresql"), pytest.mark.engines]

DAY = datetime.timedelta(days=1)


@pytest.fixture
def log():
    return ChangeLog()


def write(*scopes, at=None):
    with transaction.atomic():
        changed(*scopes, at=at)


def built(log, *scopes):
    log.refresh(at_once=True)
    return CacheEntry("", frozenset(scopes), log.position, timezone.now().timestamp())


def is_valid(log, kept):
    log.refresh(at_once=True)
    return bool(log.valid_until(kept, timezone.now().timestamp()))


def test_only_what_is_made_of_what_changed_falls(log):
    one, other = built(log, "film:1"), built(log, "film:2")
    write("film:1")
    assert (is_valid(log, one), is_valid(log, other)) == (False, True)


def test_a_change_of_a_row_changes_the_lists_of_its_model(log):
    films = built(log, "film")
    write("film:1")
    assert not is_valid(log, films)


def test_what_is_rolled_back_was_no_change(log):
    kept = built(log, "film:1")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        changed("film:1")
        raise ZeroDivisionError
    assert is_valid(log, kept)


@pytest.mark.django_db(transaction=True)
def test_a_change_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        changed("film:1")


def test_the_same_reading_says_what_changed_once(log):
    write("film:1")
    assert log.refresh(at_once=True) == {"film:1", "film"}
    assert log.refresh(at_once=True) == set()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
def test_of_two_transactions_that_commit_in_the_other_order_neither_is_missed(log):
    """The first draws its number first and commits last: nobody who has seen the second may pass it over."""
    first_has_written, second_has_committed = threading.Event(), threading.Event()

    def first():
        with transaction.atomic():
            changed("film:1")
            first_has_written.set()
            second_has_committed.wait(10)
        connection.close()

    kept, other = built(log, "film:1"), built(log, "film:2")
    thread = threading.Thread(target=first)
    thread.start()
    assert first_has_written.wait(10)
    write("film:2")
    assert not is_valid(log, other)
    between = built(log, "film:1")  # its position is past the second, and the first is still running
    assert is_valid(log, kept)
    assert is_valid(log, between)
    second_has_committed.set()
    thread.join()
    assert not is_valid(log, kept)
    assert not is_valid(log, between)
    assert is_valid(log, built(log, "film:1"))


def test_other_transactions_do_not_make_two_processes_differ(log):
    """A page of a process that read the log later is no page of a database that was put back."""
    earlier = ChangeLog()
    write("film:1")
    earlier.refresh(at_once=True)
    for _ in range(3):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE TABLE passing (id integer)")
            cursor.execute("DROP TABLE passing")
    kept = built(log, "film:1")
    earlier.refresh(at_once=True)
    assert kept.position.end <= earlier.position.end
    assert is_valid(earlier, kept)


def test_a_position_covers_what_was_committed_and_nothing_that_ran():
    position = Position.of_snapshot("10:20:10,14")
    assert [number for number in (9, 10, 13, 14, 19, 20) if position.covers(number)] == [9, 13, 19]
    assert position.begin == 10
    assert Position.parse(str(position)) == position


def test_a_change_at_a_moment_comes_with_the_moment(log):
    then = timezone.now() + DAY
    write("film:1", at=then)
    kept = built(log, "film:1")
    assert is_valid(log, kept)
    with time_machine.travel(then):
        assert not is_valid(log, kept)
        assert is_valid(log, built(log, "film:1"))


def test_nothing_is_valid_longer_than_the_log_is_kept(log):
    kept = built(log, "film:1")
    with time_machine.travel(timezone.now() + 6 * DAY):
        assert is_valid(log, kept)
    with time_machine.travel(timezone.now() + 8 * DAY):
        assert not is_valid(log, kept)


def test_old_entries_are_deleted_but_not_those_to_come(log):
    write("film:1")
    write("film:2", at=timezone.now() + 20 * DAY)
    with time_machine.travel(timezone.now() + 8 * DAY):
        assert delete_old_entries() == 2
        assert set(Change.objects.values_list("scope", flat=True)) == {"film:2", "film"}
        kept = built(log, "film:2")
    with time_machine.travel(timezone.now() + 21 * DAY):
        assert not is_valid(log, kept)


def test_while_the_log_is_read_anew_what_has_changed_is_not_valid(log, monkeypatch):
    kept = built(log, "film:1")
    write("film:1")
    assert not is_valid(log, kept)
    valid, entries_after = [], pagecache.log._entries_after
    monkeypatch.setattr("pagecache.log.READ_ANEW_AFTER", 0)
    monkeypatch.setattr(
        "pagecache.log._entries_after",
        lambda position: valid.append(log.valid_until(kept, time.time())) or entries_after(position),
    )
    log.refresh(at_once=True)
    assert valid == [0]
    assert not is_valid(log, kept)
