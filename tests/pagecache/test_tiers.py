"""Whatever is written, and whenever one asks: each public page from any tier is the one that is built afresh.

Random writes and random moves of the clock, one after another. After each, every public address, and every
one that there was before, is asked of two processes: one that answers from memory, one from the shelf alone.
"""

import datetime
import os
import random
from difflib import unified_diff

import pytest
import time_machine
from django.core.management import CommandError
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from reviews.workflow import Refused
from tests.pagecache.house import STARTS, is_walked, links_in
from tests.pagecache.reader import Reader
from tests.pagecache.writes import OLD_ADDRESSES, NothingToDo, Writes

pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia")
# A push makes a few writes, others each day; script/prove (FOYER_TIERS) as many as it is told.
STEPS = int(os.environ.get("FOYER_TIERS", "4"))
DAYS = 365 if "FOYER_TIERS" in os.environ else 1
DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
COMING = (
    "publish_at",
    "correct_at",
    "move_in_lists_at",
    "embargo_and_publish",
    "change_rights",
    "add_release",
)
COMING += ("announce", "place_in_order")
NOT_DONE = (Refused, NothingToDo, ProtectedError, CommandError)


class Site:
    """The addresses of all that was ever public, and two processes that answer for it."""

    def __init__(self, shelf):
        self.known, self.fresh = {*STARTS, *OLD_ADDRESSES}, Reader(shelf, cache="off")
        self.warm = Reader(shelf, cache="memory")
        self.shelf = Reader(shelf, memory=0, cache="shared")

    def stale(self):
        """Where a process answers otherwise than what is built afresh, and in which lines."""
        afresh = self.built_afresh()
        return {
            f"{tier} {address}": lines_that_differ(answer, afresh[address])
            for tier, reader in (("memory", self.warm), ("shelf", self.shelf))
            for address, answer in self.answers(reader, afresh).items()
            if answer != afresh[address]
        }

    def built_afresh(self):
        answers, waiting = {}, set(self.known)
        while waiting:
            address = waiting.pop()
            response = self.fresh.get(address)
            answers[address] = whole(response)
            waiting |= {link for link in links_in(response.text) if is_walked(link)} - answers.keys()
        self.known |= answers.keys()
        return answers

    def answers(self, reader, addresses):
        with reader.own_store():
            reader.store.refresh(at_once=True)  # less than a second old: answered without another look
        return {address: whole(reader.get(address)) for address in addresses}


def whole(response):
    return response.status_code, sorted(response.headers.multi_items()), response.content


def lines_that_differ(*answers):
    lines = [
        [str(status), *map(str, headers), *body.decode().split("\n")] for status, headers, body in answers
    ]
    return [
        line
        for line in unified_diff(*lines, n=0, lineterm="")
        if not line.startswith(("@@", "---", "+++")) and "etag" not in line and "content-length" not in line
    ]


def moved(choice, now):
    """A later moment: soon, in some hours or days, or with the next midnight."""
    midnight = datetime.datetime.combine(
        timezone.localdate() + datetime.timedelta(days=1), datetime.time.min
    ).replace(tzinfo=timezone.get_default_timezone())
    return choice([*(now + hours * HOUR for hours in (0.2, 4, 25, 100, 240)), midnight])


def written(write):
    """Whether it was done; what was refused has written nothing."""
    try:
        with transaction.atomic():
            write()
    except NOT_DONE:
        return False
    return True


@pytest.fixture
def site(filled_house, settings, shelf):
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    settings.UNDO_SECONDS = 600
    return Site(shelf)


@pytest.fixture
def choose(settings):
    """A generator of this day's, or of FOYER_SEED's, choices; in a time zone that it has chosen."""
    seed = os.environ.get("FOYER_SEED", str(datetime.date.today().toordinal()))
    generator = random.Random(seed)
    settings.TIME_ZONE = generator.choice(ZONES)
    return generator


def test_each_tier_answers_as_what_is_built_afresh_whatever_is_written(site, choose, client):
    done, writes = [], Writes(choose, client)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert site.stale() == {}
        assert len(site.known) > 30
        while len(done) < STEPS:
            clock.shift(datetime.timedelta(microseconds=1))  # no two steps are at one moment
            name = choose.choice(["move_clock", *writes.names()])
            if name == "move_clock":
                clock.move_to(moved(choose.choice, timezone.now()))
            elif not written(getattr(writes, name)):
                continue
            done.append(name)
            assert site.stale() == {}, " ".join(done)


def test_each_tier_answers_as_what_is_built_afresh_as_days_go_by(site, choose, client):
    """What begins and ends by itself, and nobody writes; script/prove looks at a whole year."""
    writes = Writes(choose, client)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for name in COMING * min(DAYS, 4):
            written(getattr(writes, name))
        for _ in range(DAYS):
            assert site.stale() == {}, timezone.now()
            clock.shift(choose.choice((DAY, DAY, 2 * HOUR)))
