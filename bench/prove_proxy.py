#!/usr/bin/env -S .venv/bin/python
"""Prove that nginx with deploy/nginx.conf shows nothing that was withheld, and asks the site seldom.

A small server stands in for the site, and counts. Ends with 77 where there is no nginx.
"""

import shutil
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from bench.pages.nginx import PUBLIC, Origin, nginx

STALE_SECONDS = 30


def asked(origin, function):
    """How often the site was asked while a function ran."""
    before = len(origin.requests)
    function()
    return len(origin.requests) - before


def prove_one_asks_for_many(client, origin):
    """Eight at once who want a page that nobody has."""

    def eight():
        with ThreadPoolExecutor(8) as readers:
            texts = list(readers.map(lambda _n: client.get("/cold/").text, range(8)))
        assert texts == [origin.text] * 8

    origin.delay = 0.3
    assert asked(origin, eight) == 1, "eight readers of a cold page"
    origin.delay = 0


def prove_encodings(client, origin):
    """Browsers ask in many ways, for three texts."""
    wanted = {
        "gzip, deflate, br": "br",
        "br;q=1.0, gzip;q=0.8": "br",
        "gzip, deflate": "gzip",
        "GZIP": "gzip",
    }
    wanted |= {
        "br;q=0, gzip": "gzip",
        "gzip;q=0.000, br;q=0": "",
        "identity": "",
        "": "",
        "*": "",
        "brand": "",
    }
    before = len(origin.requests)
    for header, encoding in wanted.items():
        answer = client.get("/encoded/", headers={"Accept-Encoding": header})
        assert answer.headers["X-Encoded"] == encoding, (header, answer.headers["X-Encoded"])
        assert answer.headers["ETag"] == origin.etag(encoding), "a strong ETag of the encoding"
    assert len(origin.requests) - before <= 6, "three encodings, each asked for at most twice in two seconds"
    head = client.head("/encoded/", headers={"Accept-Encoding": "gzip"})
    assert (head.headers["ETag"], head.content) == (origin.etag("gzip"), b"")
    etag = {"If-None-Match": origin.etag("gzip"), "Accept-Encoding": "gzip"}
    assert client.get("/encoded/", headers=etag).status_code == 304
    assert client.get("/encoded/", headers={"Range": "bytes=0-3"}).status_code == 200


def prove_headers(client, origin):
    forged = {
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "192.0.2.1",
        "X-Forwarded-Host": "evil.example",
    }
    client.get("/headers/", headers=forged)
    got = origin.requests[-1]
    assert got["X-Forwarded-Proto"] == "http", "the scheme is nginx's to say"
    assert got["X-Forwarded-For"].endswith(", 127.0.0.1"), "the last address is the reader's"
    assert "X-Forwarded-Host" not in got


def prove_not_kept(client, origin):
    """What belongs to one reader, says nothing, or differs by more than the encoding."""
    paths = ["/admin/", "/preview/token/", "/reviews/a/report/", "/reviews/a/spoilers/3/x/"]
    for path in [*paths, "/?say=private", "/?say=no-store", "/?say=nothing", "/?say=cookie", "/?say=varies"]:
        assert asked(origin, lambda path=path: [client.get(path) for _n in range(3)]) == 3, path
    assert asked(origin, lambda: [client.post("/posted/") for _n in range(3)]) == 3
    assert asked(origin, lambda: [client.get("/?say=public") for _n in range(3)]) <= 2


def prove_changes_are_seen(client, origin):
    """Within two seconds on a page that is read all the time; at once on one that was left alone."""
    assert client.get("/quiet/").text == origin.text
    origin.text = "The second text."
    until = time.monotonic() + 2
    while (text := client.get("/busy/").text) != origin.text or time.monotonic() < until:
        assert time.monotonic() < until, f"two seconds later: {text}"
        time.sleep(0.05)
    time.sleep(1)
    origin.text = "The third text."
    time.sleep(2)
    assert client.get("/quiet/").text == origin.text, "the first reader after a quiet while gets the new text"


def prove_nothing_comes_back(client, origin):
    """Tightened, and the site gone: nobody gets the text of before, however often they ask."""
    assert client.get("/tight/").text == origin.text
    withheld, origin.text = origin.text, "Tightened."
    origin.close()
    for second in range(STALE_SECONDS + 2):
        time.sleep(2 if second == 0 else 1)
        answer = client.get("/tight/")
        assert answer.status_code in (502, 504), f"{second + 2} s later: {answer.status_code}"
        assert withheld not in answer.text


def prove_files(client, site):
    (site / "staticfiles").mkdir()
    (site / "media/images").mkdir(parents=True)
    (site / "staticfiles/site.0123456789ab.css").write_text("p {}")
    (site / "staticfiles/plain.css").write_text("p {}")
    (site / "media/images/abc.jpg").write_bytes(b"JPEG")
    year = "public, max-age=31536000, immutable"
    for path, caching in {
        "/static/site.0123456789ab.css": year,
        "/static/plain.css": "public, max-age=60",
        "/media/images/abc.jpg": year,
    }.items():
        answer = client.get(path)
        assert answer.headers.get("Cache-Control") == caching, path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
    assert client.get("/media/images/abc.jpg").headers["Content-Security-Policy"].endswith("sandbox")
    for path in ("/static/site.ba9876543210.css", "/media/images/none.jpg"):
        assert "Cache-Control" not in client.get(path).headers, "what is not there yet may come"
    for path in ("/media/", "/media/images/", "/media/../nginx.conf", "/media../nginx.conf", "/static/"):
        answer = client.get(path)
        assert answer.status_code in (301, 400, 403, 404) or answer.text == PUBLIC, (path, answer.status_code)
        assert "abc" not in answer.text


def reader(port):
    return httpx.Client(base_url=f"http://localhost:{port}", timeout=20)


def main():
    if not shutil.which("nginx"):
        print("nginx is not installed: nothing is proved of deploy/nginx.conf")
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="foyer-nginx.") as folder:
        site, origin = Path(folder), Origin()
        threading.Thread(target=origin.serve_forever, daemon=True).start()
        with nginx(site, origin.port, workers=2) as (port, _pid), reader(port) as client:
            prove_files(client, site)
            for proof in (prove_one_asks_for_many, prove_encodings, prove_headers, prove_not_kept):
                proof(client, origin)
            prove_changes_are_seen(client, origin)
            prove_nothing_comes_back(client, origin)
    print("deploy/nginx.conf: one reader asks for many, changes are seen, nothing withheld comes back")


if __name__ == "__main__":
    main()
