"""Whatever is written at the desk, each page that changes was named: by a scope that it is made of.

Every field of every form of the film world and the house is changed, every row in them deleted. A page that
then has other bytes, and none of whose scopes are in the log of changes, would stay as it was.
"""

import datetime
import os
import random

import pytest
from django.db import transaction

from pagecache import fragments
from pagecache.models import Change
from pagecache.recording import recording
from pagecache.scopes import EVERYTHING
from tests.pagecache.desk_changes import changes_of, public_rows
from tests.pagecache.house import STARTS, is_walked, links_in
from tests.reviewsite.desk_forms import filled

pytestmark = [pytest.mark.django_db, pytest.mark.social_cards]

# A push tries some of the changes, another some each day; script/prove (FOYER_SCOPES=all) every one.
SAMPLE = None if os.environ.get("FOYER_SCOPES") == "all" else 15


@pytest.fixture(autouse=True)
def _pages_are_built_anew(monkeypatch):
    monkeypatch.setattr(fragments, "current", lambda: None)


class Pages:
    """All public pages as a reader gets them now, with the scopes that each named."""

    def __init__(self, client, known=()):
        self.bytes, self.scopes = {}, {}
        waiting = [*STARTS, *known]
        while waiting:
            address = waiting.pop()
            if address in self.bytes or not is_walked(address):
                continue
            with recording() as noted:
                response = client.get(address)
            self.bytes[address] = (response.status_code, response.content, response.get("Location"))
            self.scopes[address] = noted.scopes | {EVERYTHING}
            waiting += links_in(response.content.decode())

    def stale_after(self, later, changed):
        """The addresses that changed, and whose scopes did not."""
        return {
            address
            for address in self.bytes
            if self.bytes[address][0] != 404
            and self.bytes[address] != later.bytes.get(address)
            and not self.scopes[address] & changed
        }


def all_changes(client):
    found = [
        (address, what, values) for address in public_rows() for what, values in changes_of(client, address)
    ]
    if SAMPLE is None:
        return found
    return random.Random(datetime.date.today().toordinal()).sample(found, SAMPLE)


def undone(write):
    """Run it, and undo what it wrote."""
    with transaction.atomic():
        try:
            return write()
        finally:
            transaction.set_rollback(True)


def test_each_change_at_the_desk_names_the_pages_that_it_changes(filled_house, admin_client, client):
    before = Pages(client)
    assert len(before.bytes) > 30
    assert all(
        len(scopes) > 1 for address, scopes in before.scopes.items() if before.bytes[address][0] == 200
    )
    made, stale = 0, {}

    for address, what, values in all_changes(admin_client):

        def write(address=address, values=values):
            start = Change.objects.count()
            response = admin_client.post(address, filled(admin_client.get(address), **values))
            if response.status_code != 302:
                return None
            changed = set(Change.objects.order_by("pk")[start:].values_list("scope", flat=True))
            return before.stale_after(Pages(client, before.bytes), changed)

        result = undone(write)
        made += result is not None
        if result:
            stale[f"{address} {what}"] = sorted(result)[:3]
    assert stale == {}
    assert made >= (SAMPLE or 60) // 3
