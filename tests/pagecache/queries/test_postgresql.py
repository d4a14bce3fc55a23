"""Statements that connections to PostgreSQL keep prepared."""

import pytest
from django.db import OperationalError, ProgrammingError, connection, transaction

from pagecache.queries import postgresql
from pagecache.queries.postgresql import PreparedStatement

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.engines,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's own"),
]


@pytest.fixture
def table(monkeypatch):
    monkeypatch.setattr(postgresql, "_lost", [])
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE passing (word text, body bytea)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE passing")


PUT = PreparedStatement("INSERT INTO passing VALUES (%s, %s)", [str, bytes])
ALL = PreparedStatement("SELECT word, body, '100 %%' FROM passing WHERE word <> %s", [str])


def rows():
    return ALL.run([""])[0]


def test_values_come_back_as_they_were(table):
    assert PUT.run(["%s 'é' \\ $1", b"\x00\xff"]) == ([], 1)
    assert PUT.run([None, None]) == ([], 1)
    assert rows() == [("%s 'é' \\ $1", b"\x00\xff", "100 %")]
    assert ALL.run([None]) == ([], 0)


def test_a_statement_that_the_server_has_lost_is_run_all_the_same(table):
    PUT.run(["a", b""])
    for _ in range(2 * postgresql.MOST_LOST + 2):
        connection.cursor().execute("DEALLOCATE ALL")
        assert rows() == [("a", b"", "100 %")]
    assert len(postgresql._lost) == postgresql.MOST_LOST


def test_a_statement_prepared_by_somebody_else_at_the_same_server_is_the_same(table):
    rows()
    postgresql._prepared.clear()
    assert rows() == []


def test_a_migration_of_its_columns_is_seen(table):
    PUT.run(["a", b""])
    assert rows()
    connection.cursor().execute("ALTER TABLE passing ALTER body TYPE text USING 'changed'")
    assert rows() == [("a", "changed", "100 %")]


def test_it_belongs_to_the_transaction_that_it_begins(table):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        PUT.run(["a", b""])
        raise ZeroDivisionError
    assert rows() == []


def test_errors_are_those_of_django(table):
    with pytest.raises(ProgrammingError):
        PreparedStatement("SELECT nothing FROM passing", []).run([])
    assert rows() == []


def close_at_the_server():
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    other.close()


def test_a_connection_that_the_server_has_closed_is_opened_again(table):
    PUT.run(["a", b""])
    close_at_the_server()
    assert rows() == [("a", b"", "100 %")]
    close_at_the_server()
    assert PUT.run(["b", b""]) == ([], 1)
    with pytest.raises(OperationalError), transaction.atomic():
        rows()
        close_at_the_server()
        rows()
    assert len(rows()) == 2
