"""What deploy/nginx.conf may never say. bench/prove_proxy.py asks nginx itself, before a release."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
TEXT = re.sub("#.*", "", (ROOT / "deploy" / "nginx.conf").read_text())
STALE_SECONDS = 30


def directives(name):
    """The values of every directive of this name."""
    return re.findall(rf"^\s*{name}\s+([^;]+);", TEXT, re.MULTILINE)


def test_nginx_never_sends_a_page_that_is_no_longer_valid():
    assert directives("proxy_cache_use_stale") == ["off"]
    assert directives("proxy_cache_background_update") == ["off"]
    assert directives("proxy_cache_valid") == [], "the site alone says for how long"


def test_nginx_forgets_what_nobody_reads_within_stale_seconds():
    (path,) = directives("proxy_cache_path")

    assert int(re.search(r"inactive=(\d+)s", path)[1]) <= STALE_SECONDS


def test_nginx_asks_the_site_once_for_many():
    assert directives("proxy_cache_lock") == ["on"]


def test_nginx_sets_its_headers_where_every_location_inherits_them():
    """One proxy_set_header inside a location, and X-Forwarded-Proto is the reader's own."""
    assert "proxy_set_header" not in "".join(re.findall(r"location [^{]*\{[^}]*\}", TEXT))


def test_what_the_site_refuses_with_a_sentence_gets_through():
    """Forms with a file are a little larger than the file."""
    caddy = (ROOT / "deploy" / "Caddyfile").read_text()
    limits = [int(re.fullmatch(r"(\d+)m", *directives("client_max_body_size"))[1])]
    limits.append(int(re.search(r"max_size (\d+)MB", caddy)[1]))
    most = max(settings.IMPORT_MAX_BYTES, settings.IMAGE_MAX_BYTES, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    assert all(limit * 1_000_000 > most + 1_000_000 for limit in limits)
