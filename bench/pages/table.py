"""The figures as Markdown, and their place in a file."""

import os
import platform
import re
import statistics
from pathlib import Path

from bench.pages.public import BYTES, CACHE, DJANGO, FILE, HELLO, MODES

Figures = dict[tuple[str, str], list]  # (page or server, setting of the page cache) -> runs


def cpu(runs) -> float:
    return statistics.median(run.cpu_ms for run in runs)


def rate(runs) -> float:
    return statistics.median(run.per_second for run in runs)


def digits(number: float) -> str:
    """Three digits that count."""
    return f"{number:.3f}" if number < 1 else f"{number:.1f}" if number < 100 else f"{number:,.0f}"


def machine() -> str:
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    name = model[1] if model else platform.machine()
    cores, load = len(os.sched_getaffinity(0)), os.getloadavg()[2]
    return (
        f"{cores} cores ({name}), Python {platform.python_version()}, load of the last 15 minutes {load:.1f}"
    )


def rows(header: list[str], lines: list[list[str]]) -> list[str]:
    dashes = ["---"] + ["---:"] * (len(header) - 1)
    return [f"| {' | '.join(cells)} |" for cells in (header, dashes, *lines)]


def pages(figures: Figures, beside: dict[str, list]) -> list[str]:
    """Public pages by tier: req/s, CPU, and as many times that of the two hellos."""
    hello, django = cpu(beside[HELLO]), cpu(beside[DJANGO])
    header = ["page", "tier", "req/s", "CPU ms", "× hello", "× Django hello"]
    lines = [
        [
            name,
            MODES[mode],
            digits(rate(runs)),
            digits(cpu(runs)),
            digits(cpu(runs) / hello),
            digits(cpu(runs) / django),
        ]
        for (name, mode), runs in figures.items()
    ]
    return rows(header, lines)


def servers(figures: Figures, beside: dict[str, list], mode: str) -> list[str]:
    """The servers beside, and the review page as a part of each: its req/s divided by theirs."""
    review = rate(figures["review", mode])
    names = {
        HELLO: "granian, 12 bytes",
        BYTES: "granian, the same bytes as the review",
        DJANGO: "Django, 12 bytes, middleware of `startproject`, on granian",
        FILE: "nginx, the same bytes as a file (`gzip_static`)",
        CACHE: "nginx with `deploy/nginx.conf` ahead of the site (CPU of both)",
    }
    lines = [
        [
            names[name],
            digits(rate(runs)),
            digits(cpu(runs)),
            digits(review / rate(runs)),
            _of_file(runs, beside),
        ]
        for name, runs in beside.items()
    ]
    return rows(
        ["server", "req/s", "CPU ms", "review, warm: × its req/s", "its req/s: × nginx's file"], lines
    )


def _of_file(runs, beside) -> str:
    return digits(rate(runs) / rate(beside[FILE])) if FILE in beside else ""


def changes(costs: dict) -> list[str]:
    """The first request after a change, beside the hello that stands first."""
    hello = next(iter(costs.values())).median_ms
    lines = [
        [name, f"{cost.median_ms:.2f}", digits(cost.median_ms / hello), f"{cost.calls:,}", str(cost.queries)]
        for name, cost in costs.items()
    ]
    return rows(["first request after", "CPU ms", "× Django hello", "calls", "queries"], lines)


def desk(costs: dict) -> list[str]:
    lines = [
        [name, f"{cost.median_ms:.1f}", f"{cost.calls:,}", str(cost.queries)] for name, cost in costs.items()
    ]
    return rows(["desk", "CPU ms", "calls", "queries"], lines)


def write(path: Path, section: str, text: str) -> None:
    """Put a text between the two comments of a section, which must be there."""
    begin, end = f"<!-- script/bench: {section} -->", f"<!-- end of {section} -->"
    before, _, rest = path.read_text().partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise SystemExit(f"{path}: there are no comments {begin} and {end} to write between")
    path.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}")
