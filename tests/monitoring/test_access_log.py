"""Which tier answered stands in the log, and a page that is kept stays the same for everybody."""

import cProfile
import pstats
import threading
from types import SimpleNamespace

import httpx
import pytest
from django.db import connection
from django.test import RequestFactory

from monitoring.access_log import AccessLog
from monitoring.batches import Batches
from monitoring.logs import lines
from monitoring.requests import MEMORY, RequestFacts
from tests.pagecache.reader import reader, shelf  # noqa: F401  (fixtures)
from tests.reviews.builders import live

pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")


def noted(reader, settings):  # noqa: F811
    """The facts of each answer, as what counts gets them."""
    found = []
    log = AccessLog(reader.as_this_process, found.extend)
    reader.client = httpx.Client(transport=httpx.WSGITransport(app=log), base_url="http://localhost")
    return found


def test_each_tier_names_itself_and_its_route_and_no_kept_page_has_an_id(reader, settings):  # noqa: F811
    page = live().review.get_absolute_url()
    found = noted(reader, settings)

    answers = [reader.get(page), reader.get(page), reader.get(f"{page}?utm_source=x")]
    reader.forget()
    answers += [reader.get(page), reader.get("/nowhere/"), reader.get("/admin/login/")]

    assert [(facts.route, facts.tier, facts.status) for facts in found] == [
        ("reviews:detail", "built", 200),
        ("reviews:detail", "memory", 200),
        ("reviews:detail", "memory", 200),
        ("reviews:detail", "shelf", 200),
        ("pages:page", "built", 404),
        ("admin:login", "", 200),
    ]
    assert ["x-request-id" in answer.headers for answer in answers] == [False] * 5 + [True]


def test_a_request_that_cannot_be_counted_is_answered(capsys):
    def full(answered):
        raise OSError(28, "No space left on device", "/secret/place")

    log = AccessLog(lambda environ, start: start("200 OK", []) or [b"here"], full)
    environ = RequestFactory().get("/").environ

    assert log(environ, lambda *answer: None) == [b"here"]
    written = capsys.readouterr().err
    assert "Requests could not be counted: OSError: [Errno 28] No space left on device\n" in written


def test_batches_hand_over_all_that_was_added_by_every_thread():
    found = []
    batches = Batches(found.extend)

    def add():
        for _number in range(500):
            batches.add(RequestFacts("GET"))

    threads = [threading.Thread(target=add) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    batches.flush()

    assert len(found) == len({facts.id for facts in found}) == 2000


def test_many_lines_are_written_in_pieces_that_a_pipe_keeps_whole(monkeypatch):
    pieces = []
    monkeypatch.setattr("sys.stderr.write", pieces.append)

    lines.write(*("x" * 150 for _line in range(100)))

    assert "".join(pieces) == ("x" * 150 + "\n") * 100
    assert all(len(piece) <= 4096 and piece.endswith("\n") for piece in pieces)
    assert len(pieces) < 10


def test_a_page_from_memory_costs_a_few_calls_more_than_without_a_log(reader):  # noqa: F811
    """Of Python functions: what measures coverage adds calls of its own, built-in ones."""
    page = live().review.get_absolute_url()
    reader.get(page)
    log, added = AccessLog(reader.front, lambda answered: None, in_batches=True), []
    log.batches = SimpleNamespace(add=added.append)
    asked = RequestFactory().get(page, headers={"host": "localhost"}).environ
    with reader.own_store():
        log(dict(asked), lambda *answer: None)  # the way of asking is known from now on
        with cProfile.Profile(builtins=False) as profile:
            log(asked, lambda *answer: None)
    lines.answer_line("json", added[-1])  # the second of its time is spelt out once
    with cProfile.Profile(builtins=False) as written:
        lines.answer_line("json", added[-1])

    assert added[-1].tier == "memory"
    assert pstats.Stats(profile).total_calls <= 17
    assert pstats.Stats(written).total_calls <= 5


@pytest.mark.parametrize(("level", "is_written"), [("DEBUG", True), ("INFO", False)])
def test_pages_from_memory_are_counted_always_and_written_for_debugging(level, is_written, capsys, caplog):
    caplog.set_level(level, "monitoring.access_log")
    counted = []
    log = AccessLog(lambda environ, start: [b"here"], counted.extend, in_batches=True)
    facts = RequestFacts("GET")
    facts.noted_route, facts.tier, facts.status = "reviews:detail", MEMORY, 200
    log._note([facts])

    assert counted == [facts]
    assert ("reviews:detail" in capsys.readouterr().err) == is_written
