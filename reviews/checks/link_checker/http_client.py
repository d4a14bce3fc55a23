"""Asking an address outside whether it answers. Never one inside our own network.

The name is looked up once, every address it has must be public, and the
connection goes to just that address: a name that changes its mind between
two look-ups leads nowhere. So does a redirect, which is asked about anew.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx
from django.conf import settings

TIMEOUT = 10  # seconds for each step of one answer
REDIRECTS = 5
AGENT = "Mozilla/5.0 (compatible; Foyer link check)"
# Some say no to whoever is no browser. They are there.
REFUSALS = (401, 402, 403, 405, 406, 407, 412, 418, 425, 428, 429, 451, 999)


@dataclass(frozen=True)
class Answer:
    """Status 0: nothing answered, and `error` says why in a word or two."""

    url: str
    status: int = 0
    error: str = ""

    @property
    def ok(self) -> bool:
        return 0 < self.status < 400 or self.status in REFUSALS


class Unreachable(Exception):
    """A name that leads nowhere, or to where we do not go."""


def fetch(url: str) -> Answer:
    """What stands at an address. Reads no more than the head of the answer."""
    try:
        with httpx.Client(timeout=TIMEOUT, trust_env=False, follow_redirects=False) as client:
            return _followed(client, url)
    except Unreachable as error:
        return Answer(url, error=str(error))
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, UnicodeError) as error:
        return Answer(url, error=type(error).__name__)


def _followed(client: httpx.Client, url: str) -> Answer:
    there = url
    for _step in range(REDIRECTS + 1):
        status, location = _head_of(client, there)
        if not (300 <= status < 400 and location):
            return Answer(url, status=status)
        there = urljoin(there, location)
    return Answer(url, error="too many redirects")


def _head_of(client: httpx.Client, url: str) -> tuple[int, str]:
    wanted, parts = httpx.URL(url), urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Unreachable("not an address of the web")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    pinned = wanted.copy_with(host=_public_address(parts.hostname, port))
    headers = {"Host": parts.netloc.rpartition("@")[2], "User-Agent": AGENT}
    request = client.build_request("GET", pinned, headers=headers)
    request.extensions["sni_hostname"] = parts.hostname
    answer = client.send(request, stream=True)
    answer.close()
    return answer.status_code, answer.headers.get("location", "")


def _public_address(host: str, port: int) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable("unknown name") from error
    addresses = [str(row[4][0]).partition("%")[0] for row in found]
    if not settings.LINK_CHECK_PRIVATE and not all(map(_is_public, addresses)):
        raise Unreachable("not a public address")
    return addresses[0]


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address)
    mapped = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return found.is_global and not found.is_multicast and (mapped is None or mapped.is_global)
