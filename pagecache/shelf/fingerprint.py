"""A fingerprint of this build: what it made, no other build may show."""

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from pagecache.http.cdn.surrogate_keys import surrogate_key

# What pages are made with, besides code and templates.
SETTINGS = (
    "SITE_URL",
    "TIME_ZONE",
    "LANGUAGE_CODE",
    "MEDIA_URL",
    "STATIC_URL",
    "SECURE_CSP",
    "MACHINE_READERS",
)
SETTINGS += (
    "SECURE_HSTS_SECONDS",
    "SECURE_REFERRER_POLICY",
    "X_FRAME_OPTIONS",
    "MIDDLEWARE",
    "INSTALLED_APPS",
    "SURROGATE_KEYS",
    "PURGE_URL",
)
PACKAGES = ("django", "markdown-it-py", "nh3")


@cache
def fingerprint() -> str:
    """A hash of the code, the templates, the names of static files, and the settings that pages depend on."""
    digest = hashlib.sha256(platform.python_version().encode())
    for name in SETTINGS:
        digest.update(repr(getattr(settings, name, None)).encode())
    digest.update(surrogate_key("").encode())  # which SECRET_KEY pages have their keys of
    for name in PACKAGES:
        digest.update(version(name).encode())
    for path in _files():
        digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _files() -> list[Path]:
    root = settings.BASE_DIR
    apps = {path.parent for path in root.glob("*/__init__.py")}
    code = [path for app in apps for path in app.rglob("*.py") if "tests" not in path.relative_to(root).parts]
    return sorted(
        [*code, *(root / "templates").rglob("*.html"), *settings.STATIC_ROOT.glob("staticfiles.json")]
    )
