#!/usr/bin/env -S .venv/bin/python
"""Walk docs/deploying.md from nothing to a live site, as root on Debian: what it says is run as it stands.

User, folders, PostgreSQL, Redis and nginx (TLS, high ports) are the walk's own, and gone at its end. There is
no systemd that runs: the units' commands are run by hand as their user, and what ends is started again.
Ends with 77 where it cannot be walked.
"""

import os
import shutil
import signal
import sys
import time
from pathlib import Path

import httpx

from bench.deploying import checks, page
from bench.deploying.machine import Machine
from bench.pages.nginx import wait_for

PLANTED = """

def planted(request, token):
    raise ValueError(f"planted {token}")


urlpatterns.insert(0, path("preview/<slug:token>/planted/", planted, name="planted"))
"""


def lacking() -> str:
    """Why this machine cannot be walked; empty if it can."""
    if os.getuid() != 0:
        return "it needs root: a user is made, and packages that are missing are installed"
    if not Path("/etc/debian_version").exists() or not shutil.which("apt-get"):
        return "it needs Debian"
    return ""


def prepare(machine: Machine, heading: str) -> None:
    """What stands between the blocks of the page in words, or is this machine's own."""
    if heading == "Database":
        machine.start_cluster()
    if heading == "Tables and the first account":
        machine.start_redis()
        port = machine.ports
        machine.set(
            ALLOWED_HOSTS="localhost",
            SITE_URL=machine.url,
            CSRF_TRUSTED_ORIGINS=machine.url,
            DATABASE_URL=f"postgres://{machine.user}@/{machine.user}?host={machine.folder}/cluster",
            EMAIL_URL=f"smtp://127.0.0.1:{machine.mail.port}",
            ADMINS="ops@example.org",
            CACHE_URL=f"redis://127.0.0.1:{port['redis']}/0",
            METRICS_LISTEN=f"127.0.0.1:{port['metrics']}",
            MEDIA_ROOT=str(machine.site / "media"),
            STATIC_ROOT=str(machine.site / "staticfiles"),
            PORT=str(port["site"]),
            GRANIAN_WORKERS="2",
        )
    if heading == "Services":
        with (machine.site / "reviewsite/urls.py").open("a") as urls:
            urls.write(PLANTED)
        machine.run("script/manage load_demo --verbosity 0", DEBUG="true")
        machine.write_units()


def follow(machine: Machine, heading: str) -> None:
    """What systemd does at the end of a section."""
    if heading == "Services":
        machine.start_unit("foyer-web")
        machine.start_unit("foyer-worker")
        wait_for(machine.ports["site"])
    if heading == "nginx and TLS":
        machine.start_nginx()


def walk(machine: Machine) -> None:
    blocks = page.blocks()
    for heading in page.WALKED:
        began = time.monotonic()
        prepare(machine, heading)
        for block in blocks[heading]:
            if "certbot" not in block:  # which needs a host that the world knows
                machine.run(block.replace("createsuperuser", "createsuperuser --no-input"))
        follow(machine, heading)
        print(f"{heading}: {time.monotonic() - began:.0f} s", flush=True)


def main() -> None:
    if reason := lacking():
        print(f"docs/deploying.md is not walked: {reason}")
        sys.exit(77)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what was begun is taken away then, too
    began, failed = time.monotonic(), []
    with Machine() as machine:
        walk(machine)
        for check in checks.CHECKS:
            name = check.__name__.replace("_", " ")
            try:
                print(f"{name}: {check(machine)}", flush=True)
            except (AssertionError, OSError, SystemExit, httpx.HTTPError) as error:
                failed.append(name)
                print(f"{name} FAILED: {type(error).__name__}: {error}", flush=True)
    if failed:
        sys.exit(f"{len(failed)} checks failed: {', '.join(failed)}")
    print(f"docs/deploying.md leads to a live site ({time.monotonic() - began:.0f} s)")


if __name__ == "__main__":
    main()
