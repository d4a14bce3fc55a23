"""Servers as process groups of their own: started on free ports, asked with wrk, and what they use."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.pages.nginx import free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")
FEW = 40  # requests in one run
UNITS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}


@dataclass(frozen=True)
class Server:
    """Where a server listens, and its first process."""

    port: int
    pid: int

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def cpu(self) -> float:
        """Seconds of processor time that its processes have used."""
        return sum(_ticks(pid) for pid in tree(self.pid)) / TICKS

    def worker_mib(self) -> list[int]:
        """The resident memory of each worker, in MiB. A helper of multiprocessing is small, and none."""
        return [mib for pid in tree(self.pid)[1:] if (mib := _rss_mib(pid)) > 30]


@dataclass(frozen=True)
class Run:
    """What one run of wrk found."""

    requests: int
    per_second: float
    p99_ms: float
    errors: int
    cpu_ms: float = 0.0


@contextmanager
def granian(environment: dict[str, str], application: str = "reviewsite.wsgi:application"):
    """script/serve with this environment, for any WSGI application."""
    port = int(environment.get("PORT") or free_port())
    names = {"PORT": str(port), "WSGI_APPLICATION": application, "GRANIAN_LOG_LEVEL": "error"}
    environment = os.environ | environment | names | {"PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile() as log:  # a line for each request, as in production
        command = [ROOT / "script/serve"]
        process = subprocess.Popen(command, env=environment, stderr=log, start_new_session=True)
        try:
            wait_for(port)
            yield Server(port, process.pid)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=60)


def ask(address: str, *servers: Server, seconds: int, clients: int = 8, script: Path | None = None) -> Run:
    """Ask one address for some seconds, taking gzip; with the CPU of these servers for each request."""
    before = sum(server.cpu() for server in servers)
    run = parsed(subprocess.run(wrk(address, seconds, clients, script), capture_output=True, text=True))
    used = sum(server.cpu() for server in servers) - before
    wait_until_idle(servers)
    return Run(run.requests, run.per_second, run.p99_ms, run.errors, 1000 * used / max(run.requests, 1))


def ask_enough(address: str, *servers: Server, seconds: int) -> Run:
    """As `ask`; what is too slow for that by two clients, for longer: the CPU is that of whole answers."""
    run = ask(address, *servers, seconds=seconds)
    if run.requests < FEW:
        run = ask(address, *servers, seconds=4 * seconds, clients=2)
    return run


def wait_until_idle(servers: tuple[Server, ...], seconds: float = 60) -> None:
    """Until these servers have ended what wrk no longer waits for, which would count for the next page."""
    until, before = time.monotonic() + seconds, -1.0
    while time.monotonic() < until and (now := sum(server.cpu() for server in servers)) > before:
        before = now
        time.sleep(0.1)


def wrk(address: str, seconds: int, clients: int, script: Path | None = None) -> list[str]:
    options = ["-t1", f"-c{clients}", f"-d{seconds}s", "--latency", "--timeout", "30s"]
    header = ["-H", "Accept-Encoding: gzip"]
    return ["wrk", *options, *header, *(["-s", str(script)] if script else []), address]


def parsed(done: subprocess.CompletedProcess) -> Run:
    """What wrk printed. Answers other than 2xx and 3xx are errors, a page for 404 included."""
    if done.returncode:
        sys.exit(f"wrk: {done.stderr or done.stdout}")
    number, unit = _found(r"99%\s+([\d.]+)(us|ms|s|m)", done.stdout) or ("0", "ms")
    errors = _found(r"Non-2xx or 3xx responses: (\d+)()", done.stdout) or ("0", "")
    requests = _found(r"(\d+) requests in()", done.stdout) or ("0", "")
    per_second = _found(r"Requests/sec:\s+([\d.]+)()", done.stdout) or ("0", "")
    return Run(int(requests[0]), float(per_second[0]), float(number) * UNITS[unit], int(errors[0]))


def _found(pattern: str, text: str):
    found = re.search(pattern, text)
    return found and found.groups()


def tree(pid: int) -> list[int]:
    """A process and all that it started, itself first."""
    children: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        if fields := _fields(int(status.parent.name)):
            children.setdefault(int(fields[1]), []).append(int(status.parent.name))
    found = [pid]
    for parent in found:
        found += children.get(parent, [])
    return found


def _fields(pid: int) -> list[str]:
    """The fields of /proc/PID/stat behind the name, which may hold spaces; none if it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _ticks(pid: int) -> int:
    fields = _fields(pid)
    return int(fields[11]) + int(fields[12]) if fields else 0


def _rss_mib(pid: int) -> int:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) // 1024 if found else 0
