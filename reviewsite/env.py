"""Typed readers of environment variables. An invalid value raises ImproperlyConfigured at startup."""

import os
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured

from integers import whole_number

BUCKET_OPTIONS = {"endpoint": "endpoint_url", "region": "region_name"}
KEY_LENGTH, KEY_VARIETY = 50, 5  # characters of a secret key, and how many different ones


def text(name: str, default: str = "") -> str:
    """The default also for an empty value, as a line of an .env file often has."""
    return os.environ.get(name, "").strip() or default


def text_or_empty(name: str, default: str) -> str:
    """As `text`, for what may be empty on purpose."""
    return os.environ.get(name, default).strip()


def secret(name: str) -> str:
    """A key of at least KEY_LENGTH characters; what Django's `security.W009` warns of is refused."""
    value = text(name)
    if len(value) < KEY_LENGTH or len(set(value)) < KEY_VARIETY or value.startswith("django-insecure-"):
        how = "python -c 'import secrets; print(secrets.token_urlsafe(60))'"
        raise ImproperlyConfigured(
            f"{name} is missing or can be guessed: production needs one of its own, of {KEY_LENGTH} "
            f"characters or more. Make one with: {how} (with DEBUG=true none is needed)"
        )
    return value


def boolean(name: str, default: bool) -> bool:
    value = text(name, "true" if default else "false")
    if value not in ("true", "false"):
        raise ImproperlyConfigured(f"{name}='{value}': expected true or false")
    return value == "true"


def integer(name: str, default: int) -> int:
    value = text(name, str(default))
    number = whole_number(value)
    if number is None:
        raise ImproperlyConfigured(f"{name}='{value}': expected a whole number")
    return number


def positive(name: str, default: int) -> int:
    """A whole number of at least 1."""
    number = integer(name, default)
    if number < 1:
        raise ImproperlyConfigured(f"{name}={number}: expected 1 or more")
    return number


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # a folder, or a path
        raise ImproperlyConfigured(f"{name}='{value}': expected a zone such as Europe/Vienna") from error
    return value


def site_url(name: str, default: str) -> str:
    return url(name, text(name) or default)


def url(name: str, value: str) -> str:
    """An address of http:// or https://, a host and perhaps a port and a path, without the last slash."""
    value = value.rstrip("/")
    try:
        parts = urlsplit(value)
        is_site = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # no host, or no port, can be written so
        is_site = False
    if not is_site or "@" in parts.netloc or any(sign in value for sign in "?# \\"):
        raise ImproperlyConfigured(f"{name}='{value}': expected an address such as https://example.org")
    return value


def is_loopback(url: str) -> bool:
    """Whether the host of an address is this machine by name (localhost) or number (127.0.0.1, ::1)."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def contacts(name: str) -> list[str]:
    """Comma-separated addresses as URIs: mail addresses (mailto:) and pages (https://)."""
    uris = [f"mailto:{word}" if "@" in word and ":" not in word else word for word in words(name)]
    for uri in uris:
        if not uri.startswith(("mailto:", "https://", "tel:")) or any(sign.isspace() for sign in uri):
            raise ImproperlyConfigured(f"{name}: '{uri}': expected security@example.org or https://…")
    return uris


def choice(name: str, default: str, among: Iterable[str]) -> str:
    value = text(name, default)
    if value not in among:
        raise ImproperlyConfigured(f"{name}='{value}': expected one of {', '.join(among)}")
    return value


def choices(name: str, default: Mapping[str, str], among: Iterable[str]) -> dict[str, str]:
    """`default`, overridden by “key=choice,key=choice”. Keys must be in `default`, choices in `among`."""
    result = dict(default)
    for item in words(name):
        key, _, choice = (word.strip() for word in item.partition("="))
        if key not in default or choice not in among:
            expected = f"{'|'.join(default)}={'|'.join(among)}"
            raise ImproperlyConfigured(f"{name}: '{item}' is not known here: expected {expected}")
        result[key] = choice
    return result


def listen(name: str) -> tuple[str, int] | None:
    """An address of this machine with its port: 127.0.0.1:9464, [::1]:9464. None if it is not set."""
    value = text(name)
    host, _, port = value.rpartition(":")
    number = whole_number(port)
    if value and not (host and number and number < 65536):
        raise ImproperlyConfigured(f"{name}='{value}': expected an address and a port, 127.0.0.1:9464")
    return (host.strip("[]"), number) if number else None


def database(name: str, default: str) -> dict:
    return _address(name, default, environ.Env.db_url_config)


def cache(name: str, default: str) -> dict:
    return _address(name, default, environ.Env.cache_url_config)


def media_storage(name: str) -> dict[str, object]:
    """An entry of STORAGES: MEDIA_ROOT, or the bucket of s3://bucket/prefix?endpoint=https://…&region=…."""
    value = text(name)
    if not value:
        return {"BACKEND": "images.storage.WholeFileStorage"}
    parts, options = urlsplit(value), dict(parse_qsl(urlsplit(value).query))
    if parts.scheme != "s3" or not parts.netloc or "@" in parts.netloc or options.keys() - BUCKET_OPTIONS:
        raise ImproperlyConfigured(
            f"{name}: expected s3://bucket/prefix, and perhaps ?endpoint=https://…&region=…; "
            "the key stands in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        )
    if not (find_spec("storages") and find_spec("boto3")):
        raise ImproperlyConfigured(f"{name} is set: install django-storages[s3] (docs/operators.md)")
    named = {BUCKET_OPTIONS[key]: option for key, option in options.items()}
    bucket = {"bucket_name": parts.netloc, "location": parts.path.strip("/")}
    return {"BACKEND": "images.bucket.BucketStorage", "OPTIONS": bucket | named}


def mail(name: str, default: str) -> dict[str, object]:
    """Django's EMAIL_ settings, by name."""
    config = _address(name, default, _mail_config)
    return {key: value for key, value in config.items() if key.startswith("EMAIL_")}


# The names of the former settings as options of an SMTP backend in `MAILERS`.
_MAILER_OPTIONS = {
    "EMAIL_HOST": "host",
    "EMAIL_PORT": "port",
    "EMAIL_HOST_USER": "username",
    "EMAIL_HOST_PASSWORD": "password",
    "EMAIL_USE_TLS": "use_tls",
    "EMAIL_USE_SSL": "use_ssl",
    "EMAIL_TIMEOUT": "timeout",
}


def mailer(mail_settings: Mapping[str, object]) -> dict[str, object]:
    """An entry of Django 6.1's `MAILERS`, from the settings that `mail` returns."""
    backend, options = str(mail_settings["EMAIL_BACKEND"]), {}
    if backend.endswith(".smtp.EmailBackend"):
        options = {
            option: mail_settings[name] for name, option in _MAILER_OPTIONS.items() if mail_settings.get(name)
        }
    elif "EMAIL_FILE_PATH" in mail_settings and backend.endswith(".filebased.EmailBackend"):
        options = {"file_path": mail_settings["EMAIL_FILE_PATH"]}
    return {"BACKEND": backend, "OPTIONS": options}


def _mail_config(value: str) -> dict:
    config = environ.Env.email_url_config(value)
    return config | {"BACKEND": config["EMAIL_BACKEND"]}


def _address(name: str, default: str, read) -> dict:
    value = text(name) or default
    try:
        config = read(value)
    except (environ.ImproperlyConfigured, ValueError, KeyError):
        config = {}
    if not (config.get("ENGINE") or config.get("BACKEND")):
        # The value may contain a password, so it is not printed.
        raise ImproperlyConfigured(f"{name}: not an address this project understands")
    return config
