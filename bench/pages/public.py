"""The public pages that are measured, and the servers beside them that do nothing."""

import gzip
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.pages.nginx import nginx
from bench.pages.servers import Server, ask, ask_enough, granian
from bench.pages.texts import COMMON, RARE

# What the settings of the page cache are called in the table.
MODES = {"memory": "warm", "shared": "shelf", "off": "built"}
QUICK = ("review", "archive", "home", "film", "search, rare word", "404")
HELLO, DJANGO, BYTES, FILE, CACHE = (
    "hello",
    "Django hello",
    "same bytes",
    "nginx, a .gz file",
    "nginx's cache",
)
FILE_SERVER = """
server {
    listen 127.0.0.1:PORT;
    root FOLDER;
    default_type text/html;
    gzip_static on;
}
"""
# wrk asks each line of BENCH_PATHS once, in order.
COLD = """
local paths, at = {}, 0
for line in io.lines(os.getenv("BENCH_PATHS")) do paths[#paths + 1] = line end
request = function()
    at = at % #paths + 1
    return wrk.format("GET", paths[at])
end
"""


@dataclass(frozen=True)
class Target:
    """An address to ask, and the servers whose CPU it takes."""

    name: str
    address: str
    servers: tuple[Server, ...]

    def ask(self, seconds: int):
        return ask_enough(self.address, *self.servers, seconds=seconds)


def paths(reviews: int) -> dict[str, str]:
    """An address of each kind of public page."""
    from reviews.models import Edition

    edition = Edition.objects.live().filter(critics__slug="bench-critic-0").order_by("pk").first()
    credit = edition.film.credits.filter(job="actor").select_related("person").first()
    return {
        "review": edition.review.get_absolute_url(),
        "archive": "/reviews/",
        "archive, deep": f"/reviews/?page={max(1, reviews // 20 - 1)}",
        "home": "/",
        "film": edition.film.get_absolute_url(),
        "franchise": edition.film.instalments.get().franchise.get_absolute_url(),
        "person": credit.person.get_absolute_url(),
        "critic": "/critics/bench-critic-0/",
        "genre": "/genres/bench-drama/",
        "search, rare word": f"/search/?q={RARE}",
        "search, common word": f"/search/?q={COMMON}",
        "feed": "/feeds/reviews.atom",
        "sitemap": "/sitemap-reviews-1.xml",
        "404": "/reviews/there-is-none/",
    }


def targets(server: Server, found: dict[str, str]) -> dict[str, Target]:
    """Each page at one server. Each worker has been asked by then, and pays nothing for the first time."""
    answers = {name: _asked(server.address + path) for name, path in found.items()}
    wrong = {name: answer.status_code for name, answer in answers.items() if answer.status_code != 200}
    assert wrong in ({"404": 404}, {}), wrong
    return {name: Target(name, str(answer.url), (server,)) for name, answer in answers.items()}


def _asked(address: str) -> httpx.Response:
    """The answer at the end of all redirects, by the last of several connections."""
    *_others, answer = (httpx.get(address, follow_redirects=True, timeout=60) for _n in range(6))
    return answer


@contextmanager
def sites(modes, environment):
    """Context manager: a production server for each setting of the page cache, by the setting."""
    with ExitStack() as stack:
        yield {mode: stack.enter_context(granian(environment(mode))) for mode in modes}


@contextmanager
def references(folder: Path, page: Target, settings: dict[str, str]):
    """Context manager: the servers beside, each with what it is compared with."""
    body = page_bytes(page)
    (folder / "files").mkdir(exist_ok=True)
    (folder / "files/page.html.gz").write_bytes(body)
    (folder / "cache-of-nginx").mkdir(exist_ok=True)
    with ExitStack() as stack:
        bytes_file = {"BENCH_BYTES": str(folder / "files/page.html.gz")}
        bare = stack.enter_context(granian(settings | bytes_file, "bench.pages.hello:application"))
        django = stack.enter_context(granian(settings, "bench.pages.hello_django:application"))
        yield [
            Target(HELLO, f"{bare.address}/", (bare,)),
            Target(BYTES, f"{bare.address}/bytes", (bare,)),
            Target(DJANGO, f"{django.address}/", (django,)),
            *_nginx(stack, folder, page),
        ]


def _nginx(stack, folder, page):
    if not shutil.which("nginx"):
        return
    cores = len(os.sched_getaffinity(0))
    http = FILE_SERVER.replace("FOLDER", str(folder / "files"))
    port, pid = stack.enter_context(nginx(folder / "files", 0, http, cores))
    files = Server(port, pid)
    yield Target(FILE, f"{files.address}/page.html", (files,))
    (site,) = page.servers
    port, pid = stack.enter_context(nginx(folder / "cache-of-nginx", site.port, workers=cores))
    cache = Server(port, pid)
    yield Target(CACHE, page.address.replace(site.address, cache.address), (cache, site))


def page_bytes(page: Target) -> bytes:
    """The review page as a browser gets it, compressed by us if the site does not."""
    with httpx.stream("GET", page.address, headers={"Accept-Encoding": "gzip"}) as answer:
        body = b"".join(answer.iter_raw())
    return body if answer.headers.get("Content-Encoding") == "gzip" else gzip.compress(body, 6)


def beside_builds(folder: Path, page: Target, cold: list[str], seconds: int):
    """Readers of one warm page: alone, and while four clients ask for pages that nobody has asked for."""
    (folder / "cold.lua").write_text(COLD)
    (folder / "paths").write_text("\n".join(cold))
    os.environ["BENCH_PATHS"] = str(folder / "paths")
    alone = page.ask(seconds)
    with _builders(page.servers[0], folder / "cold.lua", seconds + 1) as builders:
        beside = page.ask(seconds)
    return alone, beside, builders


@contextmanager
def _builders(server: Server, script: Path, seconds: int):
    """Context manager: four clients of cold pages; afterwards the list holds their one run."""
    runs: list = []
    with ThreadPoolExecutor(1) as thread:
        run = thread.submit(ask, server.address, server, seconds=seconds, clients=4, script=script)
        yield runs
        runs.append(run.result())
