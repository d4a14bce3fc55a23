"""What logs and metrics know of the request that a thread answers: neither path nor query."""

import time
from contextvars import ContextVar
from random import getrandbits
from typing import Any

from django.conf import settings

ENVIRON_KEY = "foyer.request"
MEMORY = "memory"  # the tier ahead of Django: what its answers cost is counted in microseconds
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))


class RequestFacts:
    """`route`: the name of its URL pattern. `tier`: of the page cache, which answered; none for Django's own.

    `request`: Django's, once there is one; it says the route and the account.
    """

    __slots__ = ("ended_at", "id", "method", "noted_route", "request", "seconds", "status", "tier")

    def __init__(self, method: str, id: str = ""):
        self.method = method if method in METHODS else "OTHER"
        self.id = id or f"{getrandbits(64):016x}"
        self.noted_route, self.tier, self.status = "", "", 0
        self.seconds, self.ended_at = 0.0, 0.0
        self.request: Any = None

    def end(self, seconds: float) -> None:
        self.seconds, self.ended_at = seconds, time.time()

    @property
    def route(self) -> str:
        if self.noted_route:
            return self.noted_route
        match = getattr(self.request, "resolver_match", None)
        return (match.view_name if match else "") or "unknown"

    @property
    def user(self) -> int | None:
        """The primary key of the account, if it was looked up: at the desk alone."""
        account = getattr(self.request, "_cached_user", None)
        return account.pk if account else None


current: ContextVar[RequestFacts | None] = ContextVar("request_facts", default=None)


def note_tier(environ: dict[str, Any], tier: str, route: str) -> None:
    """Say which tier of the page cache answers, with a page of which route."""
    if facts := environ.get(ENVIRON_KEY):
        facts.tier, facts.noted_route = tier, route


class RequestFactsMiddleware:
    """Hands Django's request to its facts. The first of all middleware."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if facts := request.environ.get(ENVIRON_KEY):
            facts.request = request
            if request.path_info.startswith(settings.STATIC_URL):
                facts.noted_route = "static"  # answered by a middleware, without a route
        return self.get_response(request)
