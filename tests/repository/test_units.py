"""deploy/systemd/ and deploy/foyer.env, against the commands and settings that there are."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from bench.deploying import units

ROOT = Path(__file__).resolve().parents[2]
OPERATORS = (ROOT / "docs" / "operators.md").read_text()
ENVIRONMENT = (units.DEPLOY / "foyer.env").read_text()


def documented_settings():
    """The names in the table of settings."""
    table = OPERATORS.partition("## Settings")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`[^|]+`) \|", table, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([A-Z][A-Z_]+)`", cell)}


def test_every_setting_stands_in_the_environment_file_once():
    values, commented = units.settings(ENVIRONMENT)
    names = {name for name in {*values, *commented} if not name.startswith("GRANIAN_")}
    assert names == documented_settings()


def test_the_environment_file_is_a_production_once_it_has_a_key():
    values, _commented = units.settings(ENVIRONMENT)
    environment = values | {"SECRET_KEY": "not secret " * 5, "PATH": os.environ["PATH"]}
    check = [sys.executable, "-W", "ignore", "-c", "from reviewsite import settings; print(settings.DEBUG)"]
    done = subprocess.run(check, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("False", "")


@pytest.mark.parametrize("unit", units.services())
def test_a_service_runs_what_is_there_as_nobody_in_particular(unit):
    for program, *arguments in units.commands(unit):
        if arguments:
            assert (program, arguments[0]) == ("/srv/foyer/.venv/bin/python", "manage.py")
            assert arguments[1] in get_commands()
        else:
            assert os.access(ROOT / Path(program).relative_to("/srv/foyer"), os.X_OK)
    directives = units.directives(unit)
    assert directives["User"] == ["foyer"]
    assert directives["ProtectSystem"] == ["strict"]


@pytest.mark.parametrize("unit", ["foyer-web.service", "foyer-worker.service"])
def test_what_serves_is_started_again_for_ever(unit):
    directives = units.directives(unit)
    assert (directives["Restart"], directives["StartLimitIntervalSec"]) == (["always"], ["0"])


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_can_read_the_units(tmp_path):
    place = tmp_path / "etc/systemd/system"
    shutil.copytree(units.UNITS, place)
    shutil.copytree("/usr/lib/systemd/system", tmp_path / "usr/lib/systemd/system", symlinks=True)
    for program in {program for unit in units.services() for program, *_rest in units.commands(unit)}:
        stand_in = tmp_path / program.lstrip("/")
        stand_in.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy("/bin/true", stand_in)
    names = [*units.services(), *(path.name for path in place.glob("*.timer"))]
    verify = ["systemd-analyze", "verify", "--man=no", f"--root={tmp_path}", *names]
    done = subprocess.run(verify, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
