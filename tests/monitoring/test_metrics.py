"""Metrics over several processes: each counts for itself, one serves the sum, then another."""

import os
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from django.core.exceptions import ImproperlyConfigured

from bench.pages.nginx import free_port
from monitoring.metrics import begin_metrics

ROOT = Path(__file__).resolve().parents[2]
# A process of the server: it counts three requests, and answers for all if it has the address.
PROCESS = """
import sys, time
import monitoring.metrics as metrics
from monitoring.requests import RequestFacts
from prometheus_client import CollectorRegistry

metrics.TAKE_OVER = 0.05
count = metrics.begin_metrics(("127.0.0.1", int(sys.argv[1])), CollectorRegistry())
answered = []
for tier in ("memory", "memory", ""):
    facts = RequestFacts("GET")
    facts.noted_route, facts.tier, facts.status = "reviews:detail", tier, 200
    facts.end(0.002)
    answered.append(facts)
count(answered)
print("counted", flush=True)
time.sleep(60)
"""
LABELS = 'route="reviews:detail",status="200",tier="memory"'


@pytest.fixture
def processes(tmp_path):
    port = free_port()
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PROCESS, str(port)]
    begun = []
    for _number in range(2):
        begun.append(subprocess.Popen(command, env=environment, stdout=subprocess.PIPE))
        assert begun[-1].stdout.readline() == b"counted\n"
        scraped(port)
    yield port, begun
    for process in begun:
        process.kill()
        process.wait()


def scraped(port):
    until = time.monotonic() + 10
    while True:
        try:
            return httpx.get(f"http://127.0.0.1:{port}/metrics", trust_env=False).text
        except httpx.HTTPError:
            assert time.monotonic() < until
            time.sleep(0.05)


def test_what_each_process_counts_is_summed_and_outlives_the_one_that_answers(processes):
    port, begun = processes
    for process in begun:
        text = scraped(port)
        assert f"foyer_requests_total{{{LABELS}}} 4.0" in text
        assert f"foyer_request_duration_seconds_total{{{LABELS}}} 0.008" in text
        assert 'foyer_built_seconds_count{route="reviews:detail"} 2.0' in text
        process.kill()  # the second takes over from the first
        process.wait()


def test_without_a_folder_for_the_processes_the_start_is_refused(monkeypatch):
    monkeypatch.delenv("PROMETHEUS_MULTIPROC_DIR", raising=False)
    assert begin_metrics(None, None) is None
    with pytest.raises(ImproperlyConfigured, match="METRICS_LISTEN needs PROMETHEUS_MULTIPROC_DIR"):
        begin_metrics(("127.0.0.1", 9464), None)
