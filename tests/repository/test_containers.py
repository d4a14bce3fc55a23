"""Dockerfile and compose.yaml, as far as they can be read without Docker."""

import re
import subprocess
from pathlib import Path

import yaml

from bench.deploying import units
from tests.repository.test_units import documented_settings

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "foyer"}
TIMERS = ROOT / "deploy" / "timers"


def test_what_the_image_copies_is_there_and_not_left_out():
    left_out = (ROOT / ".dockerignore").read_text().split()
    sources = [
        source
        for line in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
        for source in line.split()
    ]
    assert "." in sources
    assert all((ROOT / source).exists() and source not in left_out for source in sources)
    assert not {"deploy", "script", "static", "templates", "manage.py"} & set(left_out)


def test_the_image_runs_as_nobody_in_particular():
    last_stage = DOCKERFILE.split("\nFROM ")[-1]
    assert re.findall(r"^USER (.+)$", last_stage, re.MULTILINE) == ["10001"]
    assert "/healthz" in last_stage


def test_containers_of_ours_write_nothing_but_their_volumes():
    assert set(OURS) == {"setup", "web", "worker", "timers"}
    for service in OURS.values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]


def test_nobody_outside_reaches_anything_but_the_proxy():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_what_compose_sets_is_a_setting_and_every_volume_is_named():
    for service in OURS.values():
        assert set(service["environment"]) <= documented_settings()
    mounted = {
        volume.partition(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", ())
        if not volume.startswith("./")
    }
    assert mounted == set(COMPOSE["volumes"])
    files = re.findall(r"\./(\S+?):", (ROOT / "compose.yaml").read_text())
    assert all((ROOT / name).exists() for name in files)


def test_the_loop_of_timers_runs_what_systemd_runs():
    pattern = r"^(?:if .*)?(?:every|nightly) [\d:]+ (.+?)(?:; fi)?$"
    loop = re.findall(pattern, TIMERS.read_text().partition("trap ")[2].replace("then ", "\n"), re.MULTILINE)
    services = [path.with_suffix(".service").name for path in units.UNITS.glob("*.timer")]
    systemd = [" ".join(words[2:]) for unit in services for words in units.commands(unit)]
    assert sorted(loop) == sorted(systemd)
    assert subprocess.run(["bash", "-n", TIMERS], check=False).returncode == 0
