"""How many threads a process of granian needs: readers of a cheap answer while four clients have pages built.

PYTHONPATH=. python -m bench.pages.threads [threads …]. A build is 30 ms of Python, one at a time in a
process, as the page cache builds. A thread that waits for a build answers nobody.
"""

import statistics
import subprocess
import sys
import threading
import time
from contextlib import ExitStack

ROUNDS, SECONDS, BUILD = 5, 2, 0.03
_one_at_a_time = threading.Lock()


def application(environ, start_response):
    """/build takes 30 ms of the processor, everything else nothing."""
    if environ["PATH_INFO"] == "/build":
        with _one_at_a_time:
            until = time.thread_time() + BUILD
            while time.thread_time() < until:
                pass
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "12")])
    return [b"hello, world"]


def main() -> None:
    from bench.pages.servers import granian
    from bench.pages.table import rows

    lines: dict[int, list] = {int(word): [] for word in sys.argv[1:] or ["1", "2", "4", "6", "8"]}
    with ExitStack() as stack:
        servers = {
            threads: stack.enter_context(granian(_environment(threads), "bench.pages.threads:application"))
            for threads in lines
        }
        for _round in range(ROUNDS):
            for threads, server in servers.items():
                lines[threads].append(_measured(server))
    header = ["threads", "req/s", "CPU ms", "req/s beside builds", "p99 beside builds, ms"]
    print("\n".join(rows(header, [_line(threads, found) for threads, found in lines.items()])))


def _environment(threads: int) -> dict[str, str]:
    settings = {
        "DEBUG": "false",
        "SECRET_KEY": "not secret " * 5,
        "ALLOWED_HOSTS": "localhost",
    }
    return settings | {"GRANIAN_BLOCKING_THREADS": str(threads)}


def _measured(server) -> tuple[float, ...]:
    from bench.pages.servers import ask, wrk

    alone = ask(f"{server.address}/", server, seconds=SECONDS)
    command = wrk(f"{server.address}/build", SECONDS + 1, 4, None)
    builders = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    time.sleep(0.3)
    beside = ask(f"{server.address}/", server, seconds=SECONDS)
    builders.wait()
    return alone.per_second, alone.cpu_ms, beside.per_second, beside.p99_ms


def _line(threads: int, found: list) -> list[str]:
    per_second, cpu, beside, p99 = (statistics.median(column) for column in zip(*found, strict=True))
    return [str(threads), f"{per_second:,.0f}", f"{cpu:.3f}", f"{beside:,.0f}", f"{p99:.0f}"]


sys.setswitchinterval(0.0005)  # as reviewsite/wsgi.py does
if __name__ == "__main__":
    main()
