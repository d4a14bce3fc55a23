"""What the first request after a change costs: a page built in this process, of what the change left."""

import io
from collections.abc import Callable
from datetime import date

from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.http import HttpResponse
from django.test.utils import override_settings
from django.urls import path

from bench.pages.desk import Cost
from bench.pages.hello import MIDDLEWARE
from films.models import Film
from franchises.models import Franchise, Instalment, ProjectStatus, Status
from pagecache.models import changed
from pagecache.scopes import EVERYTHING, subjects_of
from pagecache.store import store
from reviews.models import Edition
from reviews.workflow.base import review_changed

TIMES = 15
HELLO = "Django, 12 bytes"
# Of all that may change on a page, what costs it most.
DEAREST = {
    "archive": "edition approved",
    "home": "edition approved",
    "film": "film edited",
    "franchise": "status added",
    "person": "credit flagged",
}
urlpatterns = [path("", lambda request: HttpResponse(b"hello, world"))]


def measure(paths: dict[str, str]) -> dict[str, Cost]:
    """`paths`: the addresses of pages by name, as `bench.pages.public.paths` gives them."""
    costs = {HELLO: Cost()}
    with override_settings(MIDDLEWARE=MIDDLEWARE, ROOT_URLCONF=__name__, SECURE_SSL_REDIRECT=False):
        hello = WSGIHandler()
        for number in range(2 * TIMES):
            costs[HELLO].measure(number, lambda: _answer(hello, "/"))
    from reviewsite.wsgi import application as front

    review = paths["review"]
    edition = Edition.objects.select_related("film").get(review__slug=review.strip("/").split("/")[-1])
    changes = _changes(edition)
    for name, change in changes.items():
        _measure(costs, f"review, {name}", front, review, change)
    for page, name in DEAREST.items():
        for change in (name, "nothing kept"):
            _measure(costs, f"{page}, {change}", front, paths[page], changes[change])
    return costs


def _changes(edition: Edition) -> dict[str, Callable[[], None]]:
    film: Film = edition.film
    status, credit = _status(film), film.credits.first()
    return {
        "edition approved": lambda: review_changed(edition.review),
        "film edited": lambda: changed(*subjects_of(film)),
        "credit flagged": lambda: changed(*subjects_of(credit)),
        "status added": lambda: changed(*subjects_of(status)),
        "nothing kept": lambda: changed(EVERYTHING),
    }


def _status(film: Film) -> ProjectStatus:
    """Of a film to come in the franchise of this one, which both pages then show."""
    franchise = Franchise.objects.get(instalments__film=film)
    coming, _is_new = Film.objects.get_or_create(slug="bench-film-to-come", title="To come")
    Instalment.objects.get_or_create(franchise=franchise, film=coming)
    words = {"status": Status.ANNOUNCED, "date": date.today(), "source": "The Daily Reel"}
    return ProjectStatus.objects.get_or_create(franchise=franchise, film=coming, defaults=words)[0]


def _measure(costs, name: str, front: Callable, address: str, change: Callable[[], None]) -> None:
    cost = costs.setdefault(name, Cost())
    for number in range(TIMES):
        _answer(front, address)
        with transaction.atomic():
            change()
        store().refresh(at_once=True)
        cost.measure(number, lambda: _answer(front, address))


def _answer(application, address: str) -> bytes:
    statuses: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
    }
    body = b"".join(application(environ, lambda status, headers, error=None: statuses.append(status)))
    assert statuses == ["200 OK"], f"{address}: {statuses}"
    return body
