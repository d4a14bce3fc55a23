"""What is asked of a site that stands: each check returns what it saw, in a few words."""

import json
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from bench.deploying import units
from bench.deploying.machine import HOST, Machine
from bench.pages.nginx import wait_for

TOKEN = "drowns-at-dawn"
PATIENCE = 60.0  # seconds
MEBIBYTE = 1024 * 1024
# These ask other people's sites, or a CDN that is not there.
NOT_RUN = {"foyer-job@check_links.service"}


def reader(machine: Machine) -> httpx.Client:
    trust = ssl.create_default_context(cafile=machine.folder / "tls/fullchain.pem")
    return httpx.Client(base_url=machine.url, verify=trust, timeout=30)


def until(question: Callable[[], object], what: str):
    """The first answer that is true."""
    end = time.monotonic() + PATIENCE
    while not (answer := question()):
        assert time.monotonic() < end, f"{what}: not within {PATIENCE:.0f} s"
        time.sleep(0.3)
    return answer


def probe(machine: Machine) -> dict:
    with reader(machine) as client:
        answer = client.get("/readyz")
    body = answer.json() if answer.headers.get("Content-Type", "").startswith("application/json") else {}
    return body | {"status": answer.status_code}


def https_alone(machine: Machine) -> str:
    with reader(machine) as client:
        plain = httpx.get(f"http://{HOST}:{machine.ports['http']}/films/")
        assert (plain.status_code, plain.headers["Location"]) == (301, f"{machine.url}/films/")
        home = client.get("/", headers={"Accept-Encoding": "gzip"})
        assert home.status_code == 200
        assert home.headers["Content-Encoding"] == "gzip"
        hsts = home.headers["Strict-Transport-Security"]
        assert hsts == "max-age=31536000", hsts
        assert client.get("/healthz").status_code == 200
        assert client.get("/admin/login/").status_code == 200
    return f"301 from port 80; HSTS {hsts}; {home.headers['Content-Encoding']}; {home.http_version}"


def static_files_and_pictures(machine: Machine) -> str:
    with reader(machine) as client:
        text = client.get("/").text
        style = client.get(re.search(r'href="(/static/[^"]+\.css)"', text)[1])
        picture = client.get(re.search(r'src="(/media/[^"]+)"', text)[1])
    assert (style.status_code, style.headers["Content-Encoding"]) == (200, "gzip")
    assert (picture.status_code, picture.headers["Content-Type"].partition("/")[0]) == (200, "image")
    for answer in (style, picture):
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    return f"by nginx, for a year, the style sheet as {style.headers['Content-Encoding']}"


def planted_exception(machine: Machine) -> str:
    """Its line has the traceback; no log and no mail has the token."""
    address, headers = f"/preview/{TOKEN}/planted/?seen={TOKEN}", {"Referer": f"https://a.example/{TOKEN}"}
    with reader(machine) as client:
        status = client.get(address, headers=headers).status_code
    assert status == 500, status

    def error():
        lines = _json_lines(machine.log("foyer-web"))
        return next((line for line in lines if "traceback" in line and line.get("route") == "planted"), None)

    line = until(error, "a line of the planted exception")
    assert "ValueError" in line["traceback"], line
    assert "urls.py" in line["traceback"], line

    def same_in_nginx():
        lines = _json_lines((machine.folder / "foyer.log").read_text())
        return next((other for other in lines if other["request"] == line["request"]), None)

    nginx = until(same_in_nginx, "nginx's line with the same id")
    assert (nginx["section"], nginx["status"]) == ("preview", 500), nginx
    mail = until(lambda: [text for text in machine.mail.messages if "ops@example.org" in text], "mail of it")
    for path in machine.folder.glob("*.log"):
        assert TOKEN not in path.read_text(errors="replace"), f"the token stands in {path.name}"
    assert TOKEN not in "".join(mail), "the token stands in the mail"
    return json.dumps(line)


def _json_lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines() if line.startswith("{") and line.endswith("}")]


def secrets_are_private(machine: Machine) -> str:
    file = machine.folder / "etc/foyer.env"
    refused = machine.run(f"setpriv --reuid=nobody --regid=nogroup --clear-groups cat {file}", check=False)
    assert refused.returncode, "nobody reads the settings"
    key = machine.settings()["SECRET_KEY"]
    assert key not in "".join(path.read_text(errors="replace") for path in machine.folder.glob("*.log"))
    written = machine.run(
        f"setpriv --reuid={machine.user} --clear-groups touch {machine.site}/a", check=False
    )
    assert written.returncode, "the site cannot write its own code"
    owners = {
        Path(f"/proc/{machine.running[name].pid}").stat().st_uid for name in ("foyer-web", "foyer-worker")
    }
    assert 0 not in owners
    return "settings for root and the site alone, code that the site cannot change, no process of root"


def metrics(machine: Machine) -> str:
    text = httpx.get(f"http://127.0.0.1:{machine.ports['metrics']}/metrics").text
    assert "foyer_requests_total{" in text
    assert "foyer_database_up 1" in text
    with reader(machine) as client:
        assert "foyer_" not in client.get("/metrics", follow_redirects=True).text, "never on the public site"
    return f"{len(re.findall('^foyer_', text, re.MULTILINE))} of ours"


def upload_limits(machine: Machine) -> str:
    """What the site refuses with a sentence is let through by nginx; what is larger is not."""
    with reader(machine) as client:
        page = client.get("/admin/login/").text
        form = {"csrfmiddlewaretoken": re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]}
        form |= {"username": "nobody", "password": "wrong"}
        file = {"file": b"a" * 25 * MEBIBYTE}
        answer = client.post("/admin/login/", data=form, files=file, headers={"Origin": machine.url})
    assert answer.status_code == 200, f"the form again, from the site: {answer.status_code}"
    trust = ssl.create_default_context(cafile=machine.folder / "tls/fullchain.pem")
    with (
        socket.create_connection((HOST, machine.ports["https"])) as plain,
        trust.wrap_socket(plain, server_hostname=HOST) as door,
    ):
        head = f"POST /admin/login/ HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: {33 * MEBIBYTE}\r\n\r\n"
        door.sendall(head.encode())
        status = door.recv(1000).split()[1]
    assert status == b"413"
    return "25 MiB reach the site, 33 MiB do not"


def ready_and_not_ready(machine: Machine) -> str:
    """The database stops and comes back; the worker ends, and is started as systemd does."""
    ready = until(lambda: (state := probe(machine))["status"] == 200 and state, f"ready: {probe(machine)}")
    machine.database("stop", "-m", "fast")
    down = until(lambda: (state := probe(machine))["status"] == 503 and state, "not ready")
    with reader(machine) as client:
        page = client.get("/").status_code
    ended = "ended"
    try:
        machine.running["foyer-worker"].wait(timeout=30)
    except subprocess.TimeoutExpired:  # one that survives is as good
        ended = "went on"
    machine.database("start")
    if ended == "ended":
        machine.start_unit("foyer-worker")
    back = until(lambda: (state := probe(machine))["status"] == 200 and state, "ready again")
    assert _json_lines(machine.log("foyer-worker")), "the worker logs as JSON"
    return (
        f"{ready['checks']}; without the database {down['checks']}, home {page}; the worker {ended} "
        f"(started by hand, as Restart=always does); then {back['checks']}"
    )


def units_restart(machine: Machine) -> str:
    """The web process ends at SIGTERM and serves again when it is started again."""
    machine.stop("foyer-web")
    machine.start_unit("foyer-web")
    wait_for(machine.ports["site"])
    until(lambda: probe(machine)["status"] == 200, "ready after a restart")
    return "web stopped by SIGTERM and started again"


def timers(machine: Machine) -> str:
    """Every job once, by hand."""
    ran = []
    for path in sorted(units.UNITS.glob("*.timer")):
        unit = path.with_suffix(".service").name
        if unit not in NOT_RUN:
            machine.run(f"{machine.folder}/run/{unit}")
            ran.append(unit.removesuffix(".service"))
    return f"{', '.join(ran)}; not run, as it asks others: {', '.join(NOT_RUN)}"


def backup_restored(machine: Machine) -> str:
    """Into another database and folder: every picture, and (`restore` compares them) every row."""
    new = f"{machine.user}new"
    machine.run(f"runuser -u postgres -- createdb --owner foyer --template template0 {new}")
    restored = machine.folder / "restored"
    restored.mkdir()
    shutil.chown(restored, machine.user)
    address = f"postgres://{machine.user}@/{new}?host={machine.folder}/cluster"
    machine.set("restored.env", DATABASE_URL=address, MEDIA_ROOT=str(restored))
    environment = {"FOYER_ENV": str(machine.folder / "etc/restored.env")}
    machine.run("script/manage restore /var/backups/foyer", **environment)
    count = "script/manage shell -v0 -c 'from reviews.models import Edition; print(Edition.objects.count())'"
    editions = {machine.run(count, **variables).stdout.strip() for variables in ({}, environment)}
    assert len(editions) == 1, editions
    assert "0" not in editions
    pictures = _files(machine.site / "media")
    assert pictures
    assert _files(restored) == pictures
    return f"{editions.pop()} editions, {len(pictures)} pictures"


def _files(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


CHECKS = (
    https_alone,
    static_files_and_pictures,
    planted_exception,
    secrets_are_private,
    metrics,
    upload_limits,
    timers,
    backup_restored,
    ready_and_not_ready,
    units_restart,
)
