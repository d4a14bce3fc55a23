"""Whatever is written at the desk, each page that changes was named: by a scope that it is made of.

Every field of every form of the film world and the house is changed, every row in them deleted. A page that
then has other bytes, and none of whose scopes are in the log of changes, would stay as it was.
"""

import datetime
import os
import random
import re
from html import unescape

import pytest
from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse

from pagecache import fragments
from pagecache.admin import PublicModelAdmin
from pagecache.http.routes import route_of
from pagecache.models import Change
from pagecache.recording import recording
from pagecache.scopes import EVERYTHING
from tests.canaries.canaries import planted
from tests.factories import FilmFactory, GenreFactory, ImageFactory, PageFactory
from tests.reviews.builders import document, live
from tests.reviewsite.desk_forms import filled

pytestmark = [pytest.mark.django_db, pytest.mark.social_cards]

STARTS = ("/", "/reviews/", "/films/", "/franchises/", "/sitemap.xml", "/feeds/reviews.json")
LINKS = re.compile(r'(?:href|src)="(/[^"#?]*)|<loc>http://[^/]+(/[^<]*)<')
NOT_PUBLIC = re.compile(r"^/(admin|static|media)/|/spoilers/|/report/$")
# A push tries some of the changes, another some each day; script/prove (FOYER_SCOPES=all) every one.
SAMPLE = None if os.environ.get("FOYER_SCOPES") == "all" else 15


def house():
    """One of each thing that public pages show."""
    planted()
    shown = [FilmFactory(title=f"Shown {number}", poster=ImageFactory()) for number in range(5)]
    for film in shown:
        live(document(film))
    shown[0].genres.add(GenreFactory())
    PageFactory(title="Contact", slug="contact", in_footer=False)


@pytest.fixture(scope="module")
def filled_house(databases, django_db_setup, django_db_blocker):
    media = databases.folder / f"scopes-{databases.worker}"
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        databases.filled(f"scopes_{databases.worker}", house),
    ):
        patch.setenv("MEDIA", str(media))
        yield


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
            if address in self.bytes or NOT_PUBLIC.search(address) or not is_kept(address):
                continue
            with recording() as noted:
                response = client.get(address)
            self.bytes[address] = (response.status_code, response.content, response.get("Location"))
            self.scopes[address] = noted.scopes | {EVERYTHING}
            body = unescape(response.content.decode())
            waiting += [link for links in LINKS.findall(body) for link in links if link]

    def stale_after(self, later, changed):
        """The addresses that changed, and whose scopes did not."""
        return {
            address
            for address in self.bytes
            if self.bytes[address][0] != 404
            and self.bytes[address] != later.bytes.get(address)
            and not self.scopes[address] & changed
        }


def is_kept(address):
    route = route_of(address)
    return route is not None and route.is_kept


def public_rows():
    """The addresses of the forms of three rows of each model that public pages show."""
    for model, model_admin in admin.site._registry.items():
        if isinstance(model_admin, PublicModelAdmin) or model is User:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
            for row in model._default_manager.order_by("pk")[:3]:
                yield reverse(name, args=[row.pk])


def other_value(field, value):
    """Another value that the field takes, or None."""
    widget = field.field
    match widget:
        case forms.BooleanField():
            return None if value else "on"
        case forms.ModelMultipleChoiceField():
            others = [row.pk for row in widget.queryset[:3] if row.pk not in (value or [])]
            return [str(others[0])] if others else []
        case forms.ModelChoiceField():
            return next((str(row.pk) for row in widget.queryset[:4] if str(row.pk) != str(value)), None)
        case forms.ChoiceField():
            return next((str(key) for key, _ in widget.choices if key and str(key) != str(value)), None)
        case forms.DateField():
            return "2001-02-03"
        case forms.IntegerField():
            return str(int(value or 1) + 1)
        case forms.SlugField():
            return f"{value}-x"
        case forms.CharField() if not isinstance(widget, forms.URLField):
            return f"{value or ''} X"
    return None


def changes_of(client, address):
    """(what, values to post) for each field and each row of a form."""
    context = client.get(address).context
    if not context or "adminform" not in context:
        return
    rows = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        rows += inline.formset.initial_forms
    for form in rows:
        for name in form.fields:
            if name in ("id", "password", "DELETE") or form.fields[name].disabled:
                if name == "DELETE":
                    yield f"delete {form.prefix}", {form["DELETE"].html_name: "on"}
                continue
            value = other_value(form[name], form[name].value())
            if value is not None:
                yield f"{form.prefix or ''} {name}", {form[name].html_name: value}


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
