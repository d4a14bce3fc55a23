"""`python -m bench.pages`, as script/bench starts it."""

import argparse
import os
import secrets
import shlex
import shutil
import signal
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import django

from bench.pages.nginx import free_port

ROOT = Path(__file__).resolve().parents[2]


def arguments():
    parser = argparse.ArgumentParser("script/bench", description="See script/bench --help.")
    parser.add_argument("--reviews", type=int, default=1_000)
    parser.add_argument("--films", type=int, default=36_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--modes", default="memory,shared,off")
    parser.add_argument("--keep", type=Path, default=ROOT / ".cache" / "bench")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--section", default="figures")
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    if options.quick:
        options.reviews, options.films, options.rounds, options.seconds = 40, 200, 1, 1
    options.modes = options.modes.split(",")
    return options


def environment(options) -> dict[str, str]:
    """The settings of production, on this machine alone; an approval is public at once."""
    folder = options.keep / f"{options.reviews}-{options.films}"
    folder.mkdir(parents=True, exist_ok=True)
    return {
        "DEBUG": "false",
        "SECRET_KEY": secrets.token_hex(),
        "ALLOWED_HOSTS": "localhost",
        "DATABASE_URL": os.environ.get("DATABASE_URL") or f"sqlite:///{(folder / 'db.sqlite3').resolve()}",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(options.keep / "static"),
        "SITE_URL": "http://localhost:8000",
        "UNDO_SECONDS": "0",
        "DJANGO_SETTINGS_MODULE": "reviewsite.settings",
    }


def prepare(options) -> None:
    from django.core.management import call_command

    from bench.pages.filling import fill

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    began = time.monotonic()
    fill(options.reviews, options.films)
    say(f"{options.reviews:,} reviews, {options.films:,} films ({time.monotonic() - began:.0f} s to fill)")


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def of_server(mode: str) -> dict[str, str]:
    """A port of its own in SITE_URL too: no other run has kept pages under that."""
    port = str(free_port())
    return {"PORT": port, "SITE_URL": f"http://localhost:{port}", "PAGE_CACHE": mode}


def measure_pages(options, folder):
    """Every page from every tier, and what stands beside, alternated; the rest of the figures after it."""
    from bench.pages import changes, desk, public

    found = public.paths(options.reviews)
    found = {name: path for name, path in found.items() if not options.quick or name in public.QUICK}
    figures: dict = {}
    with public.sites(options.modes, of_server) as sites:
        first = sites[options.modes[0]]
        pages = {mode: public.targets(server, found) for mode, server in sites.items()}
        review = pages[options.modes[0]]["review"]
        with public.references(folder, review, {}) as others:
            beside: dict = {target.name: [] for target in others}
            for number in range(options.rounds):
                say(f"round {number + 1} of {options.rounds}")
                for name in found:
                    for mode, targets in pages.items():
                        figures.setdefault((name, mode), []).append(targets[name].ask(options.seconds))
                for target in others:
                    beside[target.name].append(target.ask(options.seconds))
        warm = public.beside_builds(folder, review, cold_paths(), options.seconds + 1)
        memory = {mode: server.worker_mib() for mode, server in sites.items()}
        say("after changes, and the desk")
        after = changes.measure(public.paths(options.reviews))
        costs, seconds = desk.measure(first.address, 1 if options.quick else desk.TIMES)
    return figures, beside, warm, memory, after, costs, seconds


def cold_paths() -> list[str]:
    """Addresses of reviews and films that nobody has asked for yet, in turn."""
    from films.models import Film
    from reviews.models import Review

    reviews = Review.objects.order_by("-pk").values_list("slug", flat=True)[:5_000]
    films = Film.objects.order_by("-pk").values_list("slug", flat=True)[:5_000]
    return [path for pair in zip(reviews, films, strict=False) for path in _paths(*pair)]


def _paths(review, film):
    return f"/reviews/{review}/", f"/films/{film}/"


def report(options, measured) -> str:
    from bench.pages import servers, table

    figures, beside, (alone, builds, (cold,)), memory, after, costs, seconds = measured
    command = shlex.join(["script/bench", *sys.argv[1:]])
    engine = "PostgreSQL" if "postgres" in os.environ["DATABASE_URL"] else "SQLite"
    lines = [
        f"{date.today()}, `{command}`, {engine}, {options.reviews:,} reviews, {options.films:,} films, "
        f"{table.machine()}. Medians of {options.rounds} runs of {options.seconds} s, alternated; "
        f"8 clients, and 2 for {4 * options.seconds} s where a run had fewer than {servers.FEW} answers.",
        "",
        *table.pages(figures, beside),
        "",
        *table.servers(figures, beside, options.modes[0]),
        "",
        f"Readers of one warm review: {alone.per_second:,.0f} req/s, p99 {alone.p99_ms:.1f} ms; while four "
        f"clients ask for pages that nobody has asked for ({cold.per_second:,.0f} a second): "
        f"{builds.per_second:,.0f} req/s, p99 {builds.p99_ms:.1f} ms.",
        "",
        *table.changes(after),
        "",
        f"Memory of the workers after it: {_mib(memory)}.",
        "",
        f"From approving at the desk until readers see it: {seconds:.2f} s (median).",
        "",
        *table.desk(costs),
    ]
    return "\n".join(lines)


def _mib(memory) -> str:
    return ", ".join(f"`{mode}` {' and '.join(map(str, sizes))} MiB" for mode, sizes in memory.items())


def main() -> None:
    options = arguments()
    if not shutil.which("wrk"):
        sys.exit("SKIPPED: everything. script/bench asks with wrk, which is not installed (apt install wrk)")
    if not shutil.which("nginx"):
        say("SKIPPED: what nginx does with the same bytes, and its cache: nginx is not installed")
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(1))  # ends the servers, too
    os.environ |= environment(options)
    django.setup()
    prepare(options)
    with tempfile.TemporaryDirectory(prefix="foyer-bench.") as folder:
        text = report(options, measure_pages(options, Path(folder)))
    print(text)
    if options.write:
        from bench.pages import table

        table.write(options.write, options.section, text)


main()
