"""What the environment makes of the settings: they are run anew, beside those of the tests."""

import runpy
from pathlib import Path

import pytest

SETTINGS = Path(__file__).resolve().parents[2] / "reviewsite" / "settings.py"
POSTGRES = "postgres://foyer@/foyer"


@pytest.fixture
def production(monkeypatch):
    """The settings of production, with this environment besides."""

    def run(**environment):
        names = ("SITE_URL", "DATABASE_URL", "DATABASE_POOL", "CONN_MAX_AGE", "SECURE_SSL_REDIRECT")
        for name in names:
            monkeypatch.delenv(name, raising=False)
        production = {"DEBUG": "false", "SECRET_KEY": "of its own", "ALLOWED_HOSTS": "localhost"}
        for name, value in (production | environment).items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(SETTINGS))

    return run


def database(settings):
    default = settings["DATABASES"]["default"]
    return default["CONN_MAX_AGE"], default["CONN_HEALTH_CHECKS"], default["OPTIONS"].get("pool", False)


def test_connections_are_kept_on_both_engines(production):
    assert database(production()) == (60, True, False)
    assert database(production(DATABASE_URL=POSTGRES)) == (60, True, False)
    assert database(production(CONN_MAX_AGE="5")) == (5, True, False)
    assert database(production(DATABASE_URL=f"{POSTGRES}?conn_max_age=7")) == (7, True, False)


def test_a_pool_keeps_the_connections_itself(production):
    assert database(production(DATABASE_URL=POSTGRES, DATABASE_POOL="true")) == (0, True, True)
