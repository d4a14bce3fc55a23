"""A CDN is told of each change, again and again until it listens."""

import json
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from cast.flagging import flag
from pagecache.http.cdn import purging
from pagecache.http.cdn.purges import Purge
from pagecache.http.cdn.purging import MAX_TRIES, send_due_purges
from pagecache.http.cdn.surrogate_keys import WITHHELD, surrogate_key
from pagecache.models import Change, changed
from pagecache.scopes import EVERYTHING
from reviews import document as d
from reviews import workflow
from tests.factories import CreditFactory
from tests.reviews.builders import document, live, somebody

pytestmark = pytest.mark.django_db
# PostgreSQL covers what is committed alone.
committed = pytest.mark.django_db(transaction=connection.vendor == "postgresql")
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
TOKEN = "a-token-of-the-house"


class Cdn(ThreadingHTTPServer):
    """On this machine: notes what it is told, and answers with these statuses, then with 200."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.told: list[tuple[dict, dict]] = []
        self.statuses: list[int] = []
        self.seconds = 0.0

    def told_keys(self):
        return [told["surrogate_keys"] for _headers, told in self.told]


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.told.append((dict(self.headers), json.loads(body)))
        time.sleep(self.server.seconds)
        self.send_response(self.server.statuses.pop(0) if self.server.statuses else 200)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args):
        pass


@pytest.fixture
def cdn(settings):
    with Cdn() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        settings.SURROGATE_KEYS, settings.PURGE_TOKEN = "Surrogate-Key", f"Fastly-Key: {TOKEN}"
        settings.PURGE_URL = f"http://127.0.0.1:{server.server_port}/purge"
        yield server
        server.shutdown()
        thread.join()


def change(*scopes, at=None):
    with transaction.atomic():
        changed(*scopes, at=at)


def sent(after=0):
    """What the command sends, some seconds after noon."""
    with time_machine.travel(NOON + timedelta(seconds=after), tick=False):
        return send_due_purges().sent


@pytest.fixture
def purge(cdn):
    """Something to be purged since noon."""
    with time_machine.travel(NOON, tick=False):
        change("film:1")


def test_nothing_is_written_without_an_address(settings):
    settings.SURROGATE_KEYS = "Surrogate-Key"
    change("film:1")
    assert Change.objects.count() == 2
    assert not Purge.objects.exists()


def test_a_purge_is_of_the_transaction_of_its_change(cdn):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        changed("film:1")
        assert Purge.objects.count() == 2
        _ = 1 / 0
    assert not Purge.objects.exists()


@committed
def test_a_step_tells_the_keys_that_its_page_has(cdn, reader, django_capture_on_commit_callbacks):
    edition = live()
    headers = reader.get(edition.review.get_absolute_url()).headers
    Purge.objects.all().delete()
    cdn.told.clear()
    with django_capture_on_commit_callbacks(execute=connection.vendor == "sqlite"):
        workflow.take_down(edition.review, by=somebody("Moderator"), reason="Rights.")
    (told_headers, told), *_rest = cdn.told
    assert surrogate_key(f"review:{edition.review_id}") in told["surrogate_keys"]
    assert surrogate_key(f"review:{edition.review_id}") in headers["Surrogate-Key"].split()
    assert told_headers["Surrogate-Key"].split() == told["surrogate_keys"]
    assert told_headers["Fastly-Key"] == TOKEN


@committed
def test_what_changes_unseen_purges_the_pages_that_depend_on_it(cdn, reader):
    credit = CreditFactory()
    note = d.CastNote(credits=(credit.key,), name="Ida Mar", text="She waits at the pier.")
    page = live(document(cast_notes=(note,))).review.get_absolute_url()
    keys = reader.get(page).headers["Surrogate-Key"].split()
    Purge.objects.all().delete()
    cdn.told.clear()
    flag(credit, "major")
    send_due_purges()
    assert surrogate_key(WITHHELD) in set(cdn.told_keys()[0]) & set(keys)
    cdn.told.clear()
    Purge.objects.all().delete()
    change("film:987654")
    send_due_purges()
    assert surrogate_key(WITHHELD) not in cdn.told_keys()[0], "another change leaves them where they are"


def test_each_purge_is_sent_twice_for_the_page_that_was_on_its_way(cdn, purge):
    assert [sent(), sent(), sent(3)] == [2, 0, 0]
    assert [sent(5), sent(60)] == [2, 0]
    assert cdn.told_keys() == 2 * [sorted(map(surrogate_key, ("film", "film:1")))]
    assert not Purge.objects.exists()


def test_what_comes_by_the_clock_is_purged_then(cdn):
    with time_machine.travel(NOON, tick=False):
        change("film:1", at=NOON + timedelta(hours=1))
    assert [sent(3599), sent(3600)] == [0, 2]


def test_after_a_failure_it_waits_ever_longer(cdn, purge, caplog):
    cdn.statuses = [500, 500, 302]
    assert [sent(0), sent(9), sent(11), sent(30), sent(32), sent(71), sent(73)] == [0, 0, 0, 0, 0, 0, 2]
    assert len(cdn.told) == 4, "and follows no redirect"
    assert "500" in caplog.text
    assert TOKEN not in caplog.text
    assert "/purge" not in caplog.text


def test_a_cdn_that_is_away_breaks_no_step(
    cdn, settings, caplog, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(purging, "TIMEOUT", 0.1)
    cdn.seconds = 0.4
    with django_capture_on_commit_callbacks(execute=True):
        change("film:1")
    assert "ReadTimeout" in caplog.text
    settings.PURGE_URL = "http://127.0.0.1:1/purge"
    Purge.objects.update(due_at=NOON)
    with time_machine.travel(NOON, tick=False), pytest.raises(CommandError, match="purged: 0, failed: 2"):
        call_command("send_purges")
    assert "ConnectError" in caplog.text
    assert Purge.objects.count() == 2


@pytest.mark.engines
def test_what_a_killed_worker_had_begun_is_sent_again(cdn, purge, monkeypatch):
    class Killed(BaseException):
        pass

    def killed(_keys):
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(purging, "_post", killed)
        sent()
    assert [sent(30), sent(60)] == [0, 2]


def test_a_purge_that_nobody_took_for_a_day_is_given_up(cdn, purge):
    Purge.objects.update(tries=MAX_TRIES)
    cdn.statuses = [500]
    assert sent() == 0
    assert not Purge.objects.exists()


def test_a_request_has_at_most_256_keys(cdn):
    with time_machine.travel(NOON, tick=False):
        change(*(f"film:{number}" for number in range(300)))
    assert sent() == 301
    assert [len(keys) for keys in cdn.told_keys()] == [255, 46]


def test_the_command_purges_everything_on_request(cdn):
    out = StringIO()
    call_command("send_purges", "--all", stdout=out)
    assert out.getvalue().strip() == "Scopes purged: 1, failed: 0"
    assert cdn.told_keys()[0] == [surrogate_key(EVERYTHING)]


def test_a_worker_that_can_wait_gets_a_task_for_each_moment(
    cdn, settings, django_capture_on_commit_callbacks
):
    from django_tasks_db.models import DBTaskResult

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    later = NOON + timedelta(hours=1)
    with (
        time_machine.travel(NOON, tick=False),
        django_capture_on_commit_callbacks(execute=True),
    ):
        change("film:1")
        change("film:2", at=later)
    assert sent(1) == 2
    waiting = DBTaskResult.objects.filter(task_path="pagecache.http.cdn.purging.send_purges")
    moments = {task.run_after for task in waiting}
    assert {later, NOON + timedelta(seconds=1) + purging.SETTLED} < moments
    assert len(moments) == 3, "and one at once"
