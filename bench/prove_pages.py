#!/usr/bin/env -S .venv/bin/python
"""Prove the page cache in newsroom traffic: two servers on two ports, over one database of each engine.

For FOYER_SECONDS, 200 readers ask for 2,000 pages of reviews and what leads to them, while reviews are
corrected and films renamed. Of the answers, at least 99 % of those for review pages and 95 % of all come from
memory or the shelf; none is older than a second before its request. Then a writer is killed with its commit,
and a server with the next one: the other is right. Ends with 77 if there is no PostgreSQL.
"""

import http.client
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from contextlib import ExitStack
from pathlib import Path

import django

REVIEWS, READERS, BUSY = 1_000, 200, 12  # busy: reviews that are corrected, films that are renamed
SECONDS = float(os.environ.get("FOYER_SECONDS", "90"))
APPROVAL_EVERY, EDIT_EVERY = 30.0, 10.0
MAX_AGE = 1.0  # seconds: as the front promises
VERSION = re.compile(rb"(Take|Film) (\d+) of (\d+)")
ROOT = Path(__file__).resolve().parent.parent
SERVED = {
    "DEBUG": "false",
    "SECRET_KEY": "not secret " * 5,
    "ALLOWED_HOSTS": "localhost",
    "SITE_URL": "http://localhost",
    "PAGE_CACHE": "memory",
    "GRANIAN_WORKERS": "1",
}
KILLED = """
import os, signal, sys
import django; django.setup()
from django.contrib.auth.models import User
from django.db import transaction
from reviews.models import Review
from tests.reviews.builders import correction
moderator = User.objects.get(username="bench-moderator")
with transaction.atomic():
    transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))
    correction(Review.objects.get(pk=sys.argv[1]), sys.argv[2], moderator=moderator)
"""


class Commits:
    """When each version of a headline or a title was committed."""

    def __init__(self):
        self._times: dict[tuple[bytes, int], list[float]] = defaultdict(list)

    def add(self, kind: bytes, subject: int) -> None:
        self._times[kind, subject].append(time.monotonic())

    def next(self, kind: bytes, subject: int) -> int:
        return len(self._times[kind, subject]) + 1

    def oldest(self, kind: bytes, subject: int, asked: float) -> int:
        """The version that was committed at least MAX_AGE before: nothing older may come."""
        return sum(at <= asked - MAX_AGE for at in tuple(self._times[kind, subject]))


class Readers:
    """Threads that ask both servers, and note from where answers came and whether they were too old."""

    def __init__(self, commits, ports, reviews, others):
        self.commits, self.ports, self.reviews, self.others = commits, ports, reviews, others
        self.counts: Counter = Counter()
        self.wrong: list[str] = []
        self.is_over = threading.Event()

    def run(self, seed):
        try:
            self.ask_until_it_is_over(random.Random(seed))
        except Exception as error:
            self.wrong.append(repr(error))
            raise

    def ask_until_it_is_over(self, choose):
        clients = [http.client.HTTPConnection("localhost", port, timeout=20) for port in self.ports]
        while not self.is_over.is_set():
            is_review = choose.random() < 0.8
            address = choose.choice(self.reviews if is_review else self.others)
            self.ask(choose.choice(clients), address, "review" if is_review else "other")

    def ask(self, client, address, kind):
        asked = time.monotonic()
        client.request("GET", address, headers={"Host": "localhost"})
        answer = client.getresponse()
        body = answer.read()
        assert answer.status == 200, f"{address}: {answer.status}"
        self.counts[kind, answer.headers["X-Built"]] += 1
        for name, subject, version in set(VERSION.findall(body)):
            oldest = self.commits.oldest(name, int(subject), asked)
            if int(version) < oldest:
                self.wrong.append(f"{address}: {name.decode()} {version.decode()}, committed {oldest}")

    def share(self, *kinds):
        kept = sum(self.counts[kind, "0"] for kind in kinds)
        return kept / max(1, kept + sum(self.counts[kind, "1"] for kind in kinds))


class Newsroom:
    """Reviews whose headline, and films whose title, says which version it is."""

    def __init__(self, commits):
        from bench.pages import filling
        from reviews.models import Edition

        editions = list(Edition.objects.live().select_related("review", "film").order_by("pk"))
        self.busy = editions[:BUSY]
        self.commits, self.moderator = commits, filling.person("bench-moderator", "Moderator")
        self.reviews = [edition.review.get_absolute_url() for edition in editions]
        films = [edition.film.get_absolute_url() for edition in editions]
        self.others = ["/", "/reviews/", "/films/", "/feeds/reviews.json", *films]

    def write(self, seconds):
        began, approvals, edits = time.monotonic(), 0, 0
        while (passed := time.monotonic() - began) < seconds:
            if passed >= approvals * APPROVAL_EVERY:
                self.correct(self.busy[approvals % BUSY].review)
                approvals += 1
            if passed >= edits * EDIT_EVERY:
                self.rename(self.busy[-1 - edits % BUSY].film)
                edits += 1
            time.sleep(0.05)
        return approvals, edits

    def headline(self, review):
        return f"Take {review.pk} of {self.commits.next(b'Take', review.pk)}"

    def correct(self, review):
        from tests.reviews.builders import correction

        correction(review, self.headline(review), moderator=self.moderator)
        self.commits.add(b"Take", review.pk)

    def rename(self, film):
        from django.db import transaction

        from pagecache.models import changed
        from pagecache.scopes import subjects_of

        with transaction.atomic():
            film.title = f"Film {film.pk} of {self.commits.next(b'Film', film.pk)}"
            film.save(update_fields=["title"])
            changed(*subjects_of(film))
        self.commits.add(b"Film", film.pk)


def served_within(port, address, words, seconds):
    """Whether a server shows these words by then."""
    until = time.monotonic() + seconds
    while True:
        last = time.monotonic() > until
        client = http.client.HTTPConnection("localhost", port, timeout=20)
        client.request("GET", address, headers={"Host": "localhost"})
        if words.encode() in client.getresponse().read():
            return True
        if last:
            return False
        time.sleep(0.05)


def traffic(newsroom, readers):
    threads = [threading.Thread(target=readers.run, args=(seed,), daemon=True) for seed in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        return newsroom.write(SECONDS)
    finally:
        readers.is_over.set()
        for thread in threads:
            thread.join(30)


def killed_writer(newsroom, ports):
    """A writer that ends with its commit: what it wrote is seen by both, though it could do nothing more."""
    review = newsroom.busy[0].review
    words = newsroom.headline(review)
    done = subprocess.run([sys.executable, "-c", KILLED, str(review.pk), words], cwd=ROOT)
    assert done.returncode == -signal.SIGKILL, done.returncode
    for port in ports:
        assert served_within(port, review.get_absolute_url(), words, MAX_AGE), "killed writer"
    newsroom.commits.add(b"Take", review.pk)


def killed_server(newsroom, first, second):
    """One server ends with the commit, in the middle of whatever it builds."""
    from bench.pages.servers import tree

    review, pids = newsroom.busy[1].review, tree(first.pid)
    words = newsroom.headline(review)
    newsroom.correct(review)
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    assert served_within(second.port, review.get_absolute_url(), words, MAX_AGE), "killed server"


def fill():
    from django.core.management import call_command

    from bench.pages import filling

    call_command("migrate", verbosity=0)
    filling.ORIGINALS, filling.HOURS_APART = 30, 8  # three a day, as a busy newsroom has
    filling.fill(REVIEWS, REVIEWS)


def prove():
    from django.conf import settings
    from django.db import connection

    from bench.pages.servers import granian

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    fill()
    commits = Commits()
    newsroom = Newsroom(commits)
    with ExitStack() as stack:
        servers = [stack.enter_context(granian(SERVED, "bench.pages.tiers:application")) for _ in range(2)]
        ports = [server.port for server in servers]
        warmed = Readers(commits, ports, newsroom.reviews, newsroom.others)
        client = http.client.HTTPConnection("localhost", ports[0], timeout=20)
        for address in (*newsroom.reviews, *newsroom.others):
            warmed.ask(client, address, "first")
        readers = Readers(commits, ports, newsroom.reviews, newsroom.others)
        approvals, edits = traffic(newsroom, readers)
        killed_writer(newsroom, ports)
        killed_server(newsroom, *servers)
    assert not readers.wrong, readers.wrong[:5]
    reviews, every = readers.share("review"), readers.share("review", "other")
    print(
        f"{connection.vendor}: {readers.counts.total()} answers in {SECONDS:.0f} s, {approvals} approvals,"
        f" {edits} films renamed. From memory or shelf {reviews:.2%} of review pages, {every:.2%} of all."
        " None was older than a second."
    )
    assert reviews >= 0.99, dict(readers.counts)
    assert every >= 0.95, dict(readers.counts)


def on(database, folder):
    """Prove it over this database, in a process of its own."""
    names = {"DATABASE_URL": database, "MEDIA_ROOT": f"{folder}/media", "STATIC_ROOT": f"{folder}/static"}
    environment = os.environ | names | {"DEBUG": "true", "PYTHONPATH": str(ROOT)}
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, cwd=ROOT, env=environment | SERVED, check=True)
    subprocess.run([sys.executable, __file__, "prove"], cwd=ROOT, env=environment, check=True)


def main():
    from bench.databases import cluster

    with tempfile.TemporaryDirectory() as folder:
        on(f"sqlite:///{folder}/pages.sqlite3", folder)
    with cluster.server() as server, tempfile.TemporaryDirectory() as folder:
        if not server:
            print("PostgreSQL is not installed: proved on SQLite alone")
            sys.exit(77)
        with cluster.database(server, "foyer_pages") as database:
            on(database, folder)


if sys.argv[1:] == ["prove"]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "reviewsite.settings"
    django.setup()
    prove()
else:
    sys.path.insert(0, str(ROOT))
    main()
