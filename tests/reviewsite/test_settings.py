"""What the environment makes of the settings: they are run anew, beside those of the tests."""

import runpy
import sys
import tomllib
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from reviewsite.operations.system_checks import refuse_unsafe_start
from reviewsite.operations.version import VERSION

SETTINGS = Path(__file__).resolve().parents[2] / "reviewsite" / "settings.py"
LOOPBACK = ["http://localhost:8000", "http://127.0.0.1:9000/", "http://[::1]:8000"]
POSTGRES = "postgres://foyer@/foyer"


@pytest.fixture
def production(monkeypatch):
    """The settings of production, with this environment besides."""

    def run(**environment):
        names = ("SITE_URL", "DATABASE_URL", "DATABASE_POOL", "CONN_MAX_AGE", "SECURE_SSL_REDIRECT")
        for name in names:
            monkeypatch.delenv(name, raising=False)
        production = {
            "DEBUG": "false",
            "SECRET_KEY": "not secret " * 5,
            "ALLOWED_HOSTS": "localhost",
        }
        for name, value in (production | environment).items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(SETTINGS))

    return run


def secure(settings):
    names = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    return [bool(settings[name]) for name in names]


@pytest.mark.parametrize("site_url", LOOPBACK)
def test_this_machine_alone_may_read_production_in_plain_http(production, site_url):
    assert secure(production(SITE_URL=site_url)) == [False] * 4


@pytest.mark.parametrize("environment", [{}, {"SITE_URL": ""}, {"SITE_URL": "https://example.org"}])
def test_production_is_over_https_unless_told_otherwise(production, environment):
    assert secure(production(**environment)) == [True] * 4


@pytest.mark.parametrize("site_url", ["http://example.org", "http://localhost.example.org"])
def test_plain_http_for_others_stops_the_start(production, site_url):
    with pytest.raises(ImproperlyConfigured, match="production is served over https://"):
        production(SITE_URL=site_url)


@pytest.mark.parametrize(
    "site_url",
    [
        "example.org",
        "//example.org",
        "ftp://example.org",
        "https://",
        "http://[::1",
        "https://example.org:abc",
        "https://example.org:0",
        "http://localhost@example.org",
        "https://a.org?b",
    ],
)
def test_an_address_that_is_none_stops_the_start(production, site_url):
    with pytest.raises(ImproperlyConfigured, match=r"expected an address such as https://example\.org"):
        production(SITE_URL=site_url)


def test_development_may_name_any_address(production):
    assert production(DEBUG="true", SITE_URL="http://example.org")["SITE_URL"] == "http://example.org"


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


@pytest.mark.parametrize("key", ["", "short", "a" * 60, "django-insecure-" + "abcdef" * 10])
def test_a_key_that_can_be_guessed_stops_the_start_and_the_sentence_says_how_to_make_one(production, key):
    with pytest.raises(ImproperlyConfigured, match=r"50 characters or more.*secrets\.token_urlsafe"):
        production(SECRET_KEY=key)
    assert production(SECRET_KEY="", DEBUG="true")["SECRET_KEY"]


def test_an_empty_value_is_the_default(production):
    names = (
        "TASKS_BACKEND",
        "PAGE_CACHE",
        "MEDIA_ROOT",
        "TIME_ZONE",
        "CONN_MAX_AGE",
        "BEHIND_PROXY",
        "EMAIL_URL",
    )
    for name in names:
        assert production(**{name: ""}).get(name) == production().get(name)
    assert production(DATABASE_URL=POSTGRES, DATABASE_OPTIONS="")["DATABASES"]["default"]["OPTIONS"] == {
        "options": ""  # empty on purpose: PgBouncer refuses any
    }


def test_hsts_speaks_for_other_hosts_of_the_domain_only_if_asked(production):
    names = ("SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD")
    assert [production()[name] for name in names] == [False, False]
    assert [production(**dict.fromkeys(names, "true"))[name] for name in names] == [True, True]


def test_debug_under_a_production_server_stops_the_start(settings, monkeypatch):
    settings.DEBUG = True
    refuse_unsafe_start()  # Django's own server
    monkeypatch.setitem(sys.modules, "gunicorn", object())
    with pytest.raises(ImproperlyConfigured, match="DEBUG=true under gunicorn"):
        refuse_unsafe_start()
    settings.DEBUG = False
    refuse_unsafe_start()
    settings.ALLOWED_HOSTS = []
    with pytest.raises(ImproperlyConfigured, match="Name the hosts"):
        refuse_unsafe_start()


@pytest.mark.django_db
def test_pages_say_what_a_browser_may_do_and_feeds_are_for_every_site(client):
    page, feed = client.get("/"), client.get("/feeds/reviews.atom")
    assert "camera=()" in page.headers["Permissions-Policy"]
    assert page.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Cross-Origin-Resource-Policy" not in feed.headers


@pytest.mark.parametrize(
    "environment",
    [
        {"LOG_FORMAT": "xml"},
        {"LOG_LEVEL": "LOUD"},
        {"METRICS_LISTEN": "9464"},
        {"METRICS_LISTEN": "::1:99999"},
    ],
)
def test_a_setting_of_logs_or_metrics_that_cannot_be_right_stops_the_start(production, environment):
    (name,) = environment
    with pytest.raises(ImproperlyConfigured, match=f"{name}=.*expected"):
        production(**environment)


def test_metrics_are_served_nowhere_unless_an_address_is_named(production):
    assert production()["METRICS_LISTEN"] is None
    assert production(METRICS_LISTEN="[::1]:9464")["METRICS_LISTEN"] == ("::1", 9464)


def test_the_version_is_that_of_the_project():
    project = tomllib.loads((SETTINGS.parents[1] / "pyproject.toml").read_text())
    assert project["project"]["version"] == VERSION


@pytest.mark.parametrize("zone", ["Mars/Olympus", "/etc/passwd", "Europe"])
def test_a_zone_that_is_none_stops_the_start(production, zone):
    with pytest.raises(ImproperlyConfigured, match="TIME_ZONE"):
        production(TIME_ZONE=zone)
