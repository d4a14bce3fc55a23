"""The logs of the servers in front, as deploy/ has them: no token, query, Referer or header of anybody."""

import json
import os
import shutil
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path

import httpx
import pytest

from bench.pages.nginx import Origin, free_port, nginx, wait_for

CADDYFILE = Path(__file__).resolve().parents[2] / "deploy" / "Caddyfile"
TOKEN = "drowns-at-dawn"
ADDRESSES = {
    f"/preview/{TOKEN}/": "preview",
    f"/admin/reset/{TOKEN}/": "admin",
    f"/admin/invitation/{TOKEN}/": "admin",
    f"/reviews/a/spoilers/1/?of={TOKEN}": "reviews",
    f"/reviews/{TOKEN}/report/": "reviews",
    f"/media/{TOKEN}.png": "media",
    f"/{TOKEN}/": "other",
    f"/{TOKEN}": "other",
    f"/search/?q={TOKEN}": "search",
    "/": "home",
}
HEADERS = {
    "Referer": f"https://a.example/{TOKEN}",
    "Cookie": f"a={TOKEN}",
    "X-Request-ID": TOKEN,
    "User-Agent": TOKEN,
}
HEADERS |= {"Authorization": f"Bearer {TOKEN}"}


def asked(port, origin):
    """Each address while the site is there, and once it is gone."""
    with httpx.Client(base_url=f"http://localhost:{port}", headers=HEADERS) as client:
        for address in ADDRESSES:
            client.get(address)
        given = [headers.get("X-Request-ID", "") for headers in origin.requests]
        assert given
        assert TOKEN not in given, "the id is the proxy's"
        origin.close()
        for address in ADDRESSES:
            client.get(address)
        client.request(TOKEN.upper().replace("-", ""), "/")


@pytest.mark.skipif(not shutil.which("nginx"), reason="there is no nginx here")
def test_nginx_logs_the_section_of_the_site_and_no_address(tmp_path):
    tmp_path.chmod(0o755)
    origin = _begun(Origin())
    with nginx(tmp_path, origin.port) as (port, _pid):
        asked(port, origin)

    lines = [json.loads(line) for line in (tmp_path / "foyer.log").read_text().splitlines()]
    sections = Counter(line["section"] for line in lines if line["method"] == "GET")
    assert sections == Counter(2 * list(ADDRESSES.values()))  # in the order of two workers
    assert {line["status"] for line in lines} >= {200, 404, 502}
    assert {line["method"] for line in lines} <= {"GET", "OTHER"}
    logs = "".join(path.read_text(errors="replace") for path in tmp_path.glob("*.log"))
    assert TOKEN not in logs.lower()
    assert TOKEN.replace("-", "") not in logs.lower()


@pytest.mark.skipif(not shutil.which("caddy"), reason="there is no Caddy here")
def test_caddy_logs_no_address(tmp_path):
    origin, port = _begun(Origin()), free_port()
    text = CADDYFILE.read_text().replace("/srv/foyer/", f"{tmp_path}/")
    (tmp_path / "Caddyfile").write_text(text.replace("{\n\tlog default", "{\n\tadmin off\n\tlog default", 1))
    command = ["caddy", "run", "--config", tmp_path / "Caddyfile", "--adapter", "caddyfile"]
    home = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    home |= {"FOYER_HOST": f"http://localhost:{port}", "FOYER_SITE": f"127.0.0.1:{origin.port}"}
    with (tmp_path / "logs").open("w") as logs:
        server = subprocess.Popen(command, stdout=logs, stderr=logs, env=home)
        try:
            wait_for(port)
            asked(port, origin)
            time.sleep(0.2)
        finally:
            server.terminate()
            server.wait(timeout=30)

    text = (tmp_path / "logs").read_text()
    assert '"status":502' in text
    assert text.count('"status":') >= 2 * len(ADDRESSES)
    assert TOKEN not in text.lower()


def _begun(origin):
    threading.Thread(target=origin.serve_forever, daemon=True).start()
    return origin
