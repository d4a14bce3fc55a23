import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = [
    "script/run",
    "script/serve",
    "script/check",
    "script/test",
    "script/prove",
    "script/lock",
    "script/bench",
    "script/manage",
    ".ci/run",
]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_can_be_run_as_it_stands(script):
    assert os.access(ROOT / script, os.X_OK)


@pytest.mark.parametrize("script", [*SCRIPTS, "script/_venv", "script/_postgres"])
def test_bash_can_read_a_script(script):
    read = subprocess.run(["bash", "-n", ROOT / script], capture_output=True, text=True)

    assert (read.returncode, read.stderr) == (0, "")


@pytest.mark.parametrize(
    "script",
    [
        "script/run",
        "script/serve",
        "script/check",
        "script/test",
        "script/lock",
        "script/bench",
        "script/manage",
    ],
)
def test_a_script_tells_what_it_does_without_doing_it(script):
    told = subprocess.run([ROOT / script, "--help"], capture_output=True, text=True)

    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith(script)


def test_run_names_an_argument_that_it_does_not_take():
    told = subprocess.run([ROOT / "script/run", "fast"], capture_output=True, text=True)

    assert told.returncode == 1
    assert "script/run takes no arguments: 'fast'" in told.stderr


@pytest.mark.parametrize("script", ["script/run", "script/serve"])
@pytest.mark.parametrize(
    ("missing", "environment"),
    [
        ("SECRET_KEY", {"ALLOWED_HOSTS": "localhost"}),
        ("ALLOWED_HOSTS", {"SECRET_KEY": "not secret " * 5}),
    ],
)
def test_production_asks_for_what_it_cannot_do_without(script, missing, environment):
    assert stopped(script, environment).startswith(f"{missing} is not set, and DEBUG=false is production.")


def test_production_for_others_than_this_machine_asks_where_readers_find_it():
    environment = {
        "SECRET_KEY": "not secret " * 5,
        "ALLOWED_HOSTS": "example.org",
        "HOST": "0.0.0.0",
    }

    assert stopped("script/run", environment).startswith(
        "SITE_URL is not set, and DEBUG=false is production."
    )


def stopped(script, environment):
    """What a script says that stops before it does anything."""
    environment = {"PATH": os.environ["PATH"], "DEBUG": "false"} | environment
    told = subprocess.run([ROOT / script], env=environment, capture_output=True, text=True)

    assert (told.returncode, told.stdout) == (1, "")
    return told.stderr.strip()


def test_manage_refuses_settings_that_everybody_can_read(tmp_path):
    settings = tmp_path / "foyer.env"
    settings.write_text("SECRET_KEY=secret\n")
    settings.chmod(0o644)
    environment = {"PATH": os.environ["PATH"], "FOYER_ENV": str(settings)}
    told = subprocess.run([ROOT / "script/manage", "check"], env=environment, capture_output=True, text=True)

    assert told.returncode == 1
    assert "chmod 640" in told.stderr
