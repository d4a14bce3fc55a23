"""Numbers that nobody means, and every address that takes one, found by walking the URL configuration."""

import os
import re
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils import timezone

from reviews import spoiler_reports, workflow
from reviews.importing.batches import begin_batch
from reviews.models import (
    Adoption,
    CommonKnowledge,
    Critic,
    Draft,
    Embargo,
    FormerSlug,
    Notice,
    RenameRequest,
)
from reviewsite.pages.models import Page
from tests import factories
from tests.reviews.builders import begun, live, rewritten, somebody

NUMBERS = {
    "nothing": "",
    "zero": "0",
    "negative": "-1",
    "negative zero": "-0",
    "signed": "+1",
    "leading zeros": "007",
    "leading zeros before a huge one": "0000" + "1" + "9" * 21,
    "four hundred zeros and one": "0" * 400 + "1",
    "behind a space": " 1",
    "before a line break": "1\n",
    "decimal": "1.0",
    "exponent": "1e5",
    "hexadecimal": "0x10",
    "with an underscore": "1_000",
    "with a comma": "1,000",
    "not a number": "nan",
    "infinite": "inf",
    "NUL": "\0",
    "NUL after a digit": "1\0",
    "superscript": "²",
    "four superscripts": "²²²²",
    "fullwidth": "１",
    "Arabic-Indic": "١",
    "mathematical": "𝟙",
    "Roman": "Ⅳ",
    "one half": "½",
    "2**15": str(2**15),
    "2**31 - 1": str(2**31 - 1),
    "2**31": str(2**31),
    "2**32": str(2**32),
    "2**63 - 1": str(2**63 - 1),
    "2**63": str(2**63),
    "-2**63 - 1": str(-(2**63) - 1),
    "2**64": str(2**64),
    "four hundred digits": "9" * 400,
    "five thousand digits": "9" * 5000,  # `int` refuses more than 4300
}
# One of each kind that breaks something, for what costs a whole page.
WORST = ("leading zeros before a huge one", "four superscripts", "NUL after a digit", "2**31", "2**63")
WORST = [NUMBERS[name] for name in (*WORST, "-2**63 - 1", "five thousand digits")]
# Behind the login each push asks with four of the worst, script/prove (FOYER_NUMBERS=all) with every one.
STAFF = list(NUMBERS.values()) if os.environ.get("FOYER_NUMBERS") == "all" else WORST[::2]
# Patterns by regular expression that take no number: the admin's own two.
REGULAR = {"app_list", None}
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Route:
    """An address as the URL configuration has it, and values of its parameters that lead somewhere."""

    route: str
    name: str | None
    values: dict[str, object]
    is_ours: bool  # rather than Django's, of a table with a number for its primary key

    def address(self, **others) -> str:
        values = self.values | others
        filled = _PARAMETER.sub(lambda found: quote(str(values[found[1]]), safe=""), self.route)
        return f"/{filled}"

    def hostile(self, numbers):
        """Each number in the place of each parameter."""
        return [self.address(**{name: number}) for name in self.values for number in numbers]


def walk(patterns, before=""):
    """Every route of a URL configuration: its whole text, its name, and whether its view is ours."""
    for pattern in patterns:
        if not isinstance(pattern, URLPattern):
            yield from walk(pattern.url_patterns, before + str(pattern.pattern))
        elif isinstance(pattern.pattern, RoutePattern):
            route = before + str(pattern.pattern)
            is_djangos = pattern.callback.__module__.startswith("django.")
            yield route, pattern.name, "reviews/draft/" in route or not is_djangos
        else:
            assert pattern.name in REGULAR, f"{pattern}: an address by regular expression"


class House:
    """One row of all that has an address, or is named in a form."""

    def __init__(self):
        self.superuser = User.objects.create_superuser("superuser", password="secret")
        self.edition = live()
        self.review = self.edition.review
        self.author = self.review.author
        rewritten(self.review, self.author, headline="A quieter week")
        self.submission = workflow.submit(self.review, by=self.author)
        self.link = self._link()
        self.notice = self._notice()
        self._reported()
        self._renamed()
        self._world()

    def _link(self):
        until = timezone.now() + timedelta(days=1)
        revision = self.review.revisions.first()
        return workflow.share_preview(
            revision, by=self.superuser, recipient="A publicist", until=until, is_full=True
        )

    def _notice(self):
        notice = Notice.objects.filter(entry__review=self.review).first()
        Notice.objects.filter(pk=notice.pk).update(to=self.superuser)
        return notice

    def _reported(self):
        self.place = self.edition.safe["front"][0]["key"]
        spoiler_reports.receive_report(
            self.edition, place=self.place, quote="", note="x", address="192.0.2.1"
        )
        self.comment = workflow.comment(
            self.submission.revision, by=self.superuser, place=self.place, text="x", quote=""
        )
        workflow.set_embargo(
            review=begun(), until=timezone.now() + timedelta(days=1), by=self.superuser, reason="x"
        )

    def _renamed(self):
        self.former = FormerSlug.objects.create(slug="a-former-address", review=self.review)
        self.rename = RenameRequest.objects.create(
            review=self.review,
            slug="another-address",
            former=self.review.slug,
            edition=self.edition,
            asked_by=self.author,
            asked_at=timezone.now(),
        )
        self.common = CommonKnowledge.objects.create(
            film=self.edition.film,
            review=self.review,
            sentence="0" * 64,
            by=self.author,
            at=timezone.now(),
            reason="Old.",
        )

    def _world(self):
        credit, character = factories.CreditFactory(film=self.edition.film), factories.CharacterFactory()
        credit.characters.add(character)
        self.slugs = {
            "reviews": self.review.slug,
            "films": self.edition.film.slug,
            "people": credit.person.slug,
            "characters": character.slug,
            "franchises": factories.InstalmentFactory().franchise.slug,
            "genres": factories.GenreFactory().slug,
            "critics": Critic.objects.create(name="Ada Quill", slug="ada-quill").slug,
            "<slug:slug>": Page.objects.create(slug="about-us", title="About us").slug,
        }
        self.stranger = somebody("Author")
        self.batch = begin_batch("site.zip", by=self.superuser)
        self.text = begin_batch("a.md", by=self.superuser, upload=b"# Fog\n\nIt is wet.", is_single=True)
        self.adoption = Adoption.objects.create(by=self.superuser, at=timezone.now())
        self.picture = default_storage.save("images/walked.png", ContentFile(b"PNG"))

    def routes(self) -> list[Route]:
        found = walk(get_resolver().url_patterns)
        return [Route(route, name, self._values(route), is_ours) for route, name, is_ours in found]

    def _pk(self, route) -> int:
        if "inbox" in route:
            return self.notice.pk
        if "draft/adopt/" in route:
            return self.adoption.pk
        if "draft/imports/" in route:
            return self.batch.pk if route.endswith(">/") or "undo" in route else self.text.pk
        return self.review.pk

    def _values(self, route) -> dict[str, object]:
        """What leads somewhere. A parameter of a new name needs its line here."""
        first, *rest = route.split("/")
        known = {
            "pk": self._pk(route),
            "number": 1,
            "submission": self.submission.pk,
            "object_id": self._first_of(rest[:2]),
            "id": self.author.pk,
            "content_type_id": ContentType.objects.get_for_model(Draft).pk,
            "slug": self.slugs.get(first, ""),
            "section": "reviews",
            "form": "atom",
            "address": self.edition.safe["front"][-1]["key"],
            "token": self.link.token,
            "name": "rebake",
            "uidb64": "MQ",
            "path": self.picture,
        }
        return {name: known[name] for name in _PARAMETER.findall(route)}

    def _first_of(self, names):
        """The primary key of some row of the table that an address of the admin is about."""
        if names[:1] == ["r"]:
            return self.review.pk
        with suppress(LookupError, TypeError, ValueError):
            row = apps.get_model(*names)._default_manager.first()
            return row.pk if row else 1
        return 1

    def numbers_in_forms(self) -> dict[str, object]:
        """The numbers that forms of ours name things by."""
        return {
            "submission": self.submission.pk,
            "edition": self.edition.pk,
            "revision": 1,
            "thread": self.comment.pk,
            "embargo": Embargo.objects.get().pk,
            "link": self.link.pk,
            "version": self.review.draft.version,
            "address": self.former.pk,
            "request": self.rename.pk,
            "answer": self.common.pk,
            "shown_revision": 2,
            "shown_live": self.edition.number,
            "shown_coming": self.edition.number,
        }


class _Undone(Exception):
    pass


class Reader:
    """Asks, notes what broke, and undoes whatever was written: also on PostgreSQL after an error.

    `undoes=False`: outside a transaction, as a server asks.
    """

    def __init__(self, user=None, *, undoes=True):
        self.client = Client(raise_request_exception=False)
        self.broken, self.undoes = [], undoes
        if user:
            self.client.force_login(user)

    def get(self, address, values=None):
        return self._ask("get", address, values)

    def post(self, address, values=None):
        return self._ask("post", address, values)

    def _ask(self, method, address, values):
        with suppress(_Undone), transaction.atomic() if self.undoes else nullcontext():
            response = getattr(self.client, method)(address, values)
            if response.streaming:
                list(response.streaming_content)
            raise _Undone
        if response.status_code >= 500:
            self.broken.append(f"{method} {address[:90]} {_short(values)}: {response.exc_info[1]!r:.90}")
        return response


def _short(values):
    return " ".join(f"{name}={str(value)[:20]!r}" for name, value in (values or {}).items())[:150]
