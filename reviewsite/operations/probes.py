"""`/healthz` and `/readyz`, answered ahead of Django and the page cache, for any host name and scheme."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

import msgspec

from reviewsite.operations import readiness
from reviewsite.operations.checks import OK, outcomes
from reviewsite.operations.version import VERSION

HEADERS = [
    ("Content-Type", "application/json"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
]


def alive() -> tuple[int, dict[str, object]]:
    """The process answers. It asks nobody, so that a balancer never ends it for a database that is away."""
    return 200, {"alive": True, "version": VERSION}


def ready() -> tuple[int, dict[str, object]]:
    found = outcomes(readiness.CHECKS)
    is_ready = set(found.values()) == {OK}
    return (200 if is_ready else 503), {"ready": is_ready, "version": VERSION, "checks": found}


PROBES = {"/healthz": alive, "/readyz": ready}


class Probes:
    def __init__(self, application: Callable):
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        probe = PROBES.get(environ["PATH_INFO"])
        if probe is None or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.application(environ, start_response)
        status, answer = probe()
        body = msgspec.json.encode(answer) + b"\n"
        length = ("Content-Length", str(len(body)))
        start_response(f"{status} {HTTPStatus(status).phrase}", [*HEADERS, length])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
