"""Requests counted for Prometheus, served on an address of their own (METRICS_LISTEN), never on the site's.

Each process counts into files of its own in PROMETHEUS_MULTIPROC_DIR. One of them, whichever has the
address, answers for all; the others wait to take it over.
"""

import logging
import os
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

from monitoring.requests import MEMORY, RequestFacts

logger = logging.getLogger(__name__)
BUCKETS = (0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
TAKE_OVER = 3.0  # seconds between tries
Count = Callable[[Sequence[RequestFacts]], None]


def begin_metrics(listen: tuple[str, int] | None, collector: Any) -> Count | None:
    """Serve metrics from now on; what counts requests. None if they are switched off.

    `collector` is asked, at each scrape, for what is not of requests.
    """
    if listen is None:
        return None
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        raise ImproperlyConfigured(
            "METRICS_LISTEN needs PROMETHEUS_MULTIPROC_DIR, an empty folder for what each process counts "
            "(script/serve makes one)"
        )
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    registry.register(collector)
    serve_in_turn = threading.Thread(target=_serve_in_turn, args=[*listen, registry], daemon=True)
    serve_in_turn.start()
    return request_counter()


def request_counter() -> Count:
    """Counts many at once: one from memory takes less time than each of these calls."""
    labels = ["route", "status", "tier"]
    requests = Counter("foyer_requests", "Requests, by route, status and tier.", labels, registry=None)
    seconds = Counter("foyer_request_duration_seconds", "The time that they took.", labels, registry=None)
    built = Histogram(
        "foyer_built_seconds",
        "The time of requests that were not answered from memory.",
        ["route"],
        buckets=BUCKETS,
        registry=None,
    )

    def count(answered: Sequence[RequestFacts]) -> None:
        numbers: dict[tuple[str, ...], int] = defaultdict(int)
        times: dict[tuple[str, ...], float] = defaultdict(float)
        for facts in answered:
            key = facts.route, str(facts.status), facts.tier or "django"
            numbers[key] += 1
            times[key] += facts.seconds
            if facts.tier != MEMORY:
                built.labels(facts.route).observe(facts.seconds)
        for key, number in numbers.items():
            requests.labels(*key).inc(number)
            seconds.labels(*key).inc(times[key])

    return count


def _serve_in_turn(address: str, port: int, registry: CollectorRegistry) -> None:
    """Take the address once nobody has it."""
    while True:
        try:
            _server, thread = start_http_server(port, address, registry)
        except OSError:  # another process has it, mostly one of ours
            time.sleep(TAKE_OVER)
            continue
        logger.info("This process serves the metrics")
        thread.join()
