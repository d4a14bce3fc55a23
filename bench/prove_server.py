#!/usr/bin/env -S .venv/bin/python
"""Prove that `DEBUG=false script/run` serves the demo: pages, static files, pictures, the desk's login."""

import os
import re
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
YEAR = "max-age=31536000"


@contextmanager
def running(environment, port):
    """`script/run` in a process group of its own, once it answers."""
    command = subprocess.Popen([ROOT / "script/run"], env=environment, start_new_session=True)
    try:
        for _try in range(300):
            if command.poll() is not None:
                raise SystemExit(f"script/run ended with {command.returncode}")
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield
    finally:
        os.killpg(command.pid, signal.SIGTERM)
        command.wait(timeout=60)


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def first(pattern, text):
    found = re.search(pattern, text)
    assert found, f"nothing like {pattern}"
    return found[1]


def sent(client, address, *expected):
    """The answer, which must be 200 and have these `header: part of its value`."""
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    for line in expected:
        name, _, part = line.partition(": ")
        assert part in answer.headers.get(name, ""), f"{address}: {name} is {answer.headers.get(name)!r}"
    return answer


def login(client):
    page = sent(client, "/admin/login/", "Cache-Control: no-cache")
    token = first(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    form = {"csrfmiddlewaretoken": token, "username": "ines", "password": "projector", "next": "/admin/"}
    answer = client.post("/admin/login/", data=form, headers={"Origin": str(client.base_url).rstrip("/")})
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/admin/"), answer.status_code
    sent(client, "/admin/")


def walk(client):
    home = sent(client, "/", "X-Content-Type-Options: nosniff", "Content-Security-Policy: default-src 'self'")
    sent(client, first(r'href="(/static/[^"]+\.css)"', home.text), f"Cache-Control: {YEAR}")
    picture = first(r'src="(/media/[^"]+)"', home.text)
    headers = (f"Cache-Control: public, {YEAR}", "X-Content-Type-Options: nosniff", "Content-Type: image/")
    assert sent(client, picture, *headers).content
    assert client.get(picture.rpartition("/")[0] + "/").status_code == 404
    sent(client, first(r'href="(/reviews/[^"]+/)"', home.text))
    login(client)
    probe = sent(client, "/readyz", "Cache-Control: no-store").json()
    assert probe["ready"], probe


def main():
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{place / 'server.sqlite3'}",
            "MEDIA_ROOT": str(place / "media"),
            "STATIC_ROOT": str(place / "static"),
            "PORT": str(port),
        }
        for name in ("SITE_URL", "HOST"):
            environment.pop(name, None)
        for command in ("migrate", "load_demo"):
            manage = [ROOT / ".venv/bin/python", ROOT / "manage.py", command, "--verbosity", "0"]
            subprocess.run(manage, env=environment | {"DEBUG": "true"}, check=True, stdout=subprocess.DEVNULL)
        production = {
            "DEBUG": "false",
            "SECRET_KEY": "not secret " * 5,
            "ALLOWED_HOSTS": "localhost",
        }
        with (
            running(environment | production, port),
            httpx.Client(base_url=f"http://localhost:{port}") as client,
        ):
            walk(client)
    print("DEBUG=false script/run serves pages, static files, pictures and the desk")


main()
