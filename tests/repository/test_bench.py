"""What script/bench reads and writes; its figures are no test."""

import os
import subprocess

import pytest

from bench.pages import servers, table

WRK = """Running 2s test @ http://localhost:9311/
  1 threads and 8 connections
  Latency Distribution
     50%  253.00us
     99%    1.33ms
  57795 requests in 2.00s, 6.72MB read
  Non-2xx or 3xx responses: 12
Requests/sec:  28897.67
"""


def test_what_wrk_prints_is_read():
    run = servers.parsed(subprocess.CompletedProcess([], 0, stdout=WRK))

    assert (run.requests, run.per_second, run.p99_ms, run.errors) == (57_795, 28_897.67, 1.33, 12)


def test_the_figures_replace_those_between_their_comments_alone(tmp_path):
    page = tmp_path / "performance.md"
    page.write_text("Now\n<!-- script/bench: figures -->\nold\n<!-- end of figures -->\nBefore\n")

    table.write(page, "figures", "new")

    assert (
        page.read_text() == "Now\n<!-- script/bench: figures -->\n\nnew\n\n<!-- end of figures -->\nBefore\n"
    )
    with pytest.raises(SystemExit, match="script/bench: others"):
        table.write(page, "others", "new")


def test_the_processes_of_a_server_are_found():
    assert servers.tree(os.getpid())[0] == os.getpid()
    assert servers.Server(0, os.getpid()).cpu() > 0
