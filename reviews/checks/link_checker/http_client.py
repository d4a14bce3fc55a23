"""HTTP client of the link checker, safe against server-side request forgery (SSRF).

A host name is resolved once, all its addresses must be public, and the
connection goes to that very address: DNS rebinding between two lookups has no
effect. Every redirect goes through the same check. Each address has one
deadline: a server that answers a letter a second holds nobody.
"""

import asyncio
import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx
from django.conf import settings

DEADLINE = 10  # seconds for an address with all its redirects, beside what the system's resolver takes
MAX_REDIRECTS = 5
PORTS = (80, 443)
# IPv4 addresses within IPv6 ones, in the ways that `ipaddress` does not know: NAT64 (RFC 6052, RFC 8215),
# “IPv4-compatible” (RFC 4291) and “IPv4-translated” (RFC 2765).
EMBEDDING = [
    ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "::/96", "::ffff:0:0:0/96")
]
USER_AGENT = "Mozilla/5.0 (compatible; Foyer link check)"
# Answers of servers that refuse clients other than browsers: the page exists.
REFUSALS = (401, 402, 403, 405, 406, 407, 412, 418, 425, 428, 429, 451, 999)


@dataclass(frozen=True)
class Answer:
    """Result of a fetch. Status 0: no response, and `error` says why in a word or two."""

    url: str
    status: int = 0
    error: str = ""

    @property
    def ok(self) -> bool:
        return 0 < self.status < 400 or self.status in REFUSALS


class Unreachable(Exception):
    """A URL that is not HTTP, a host that does not resolve, or one with a private address."""


def fetch(url: str) -> Answer:
    """GET a URL, following redirects. Reads only headers; network errors become `Answer.error`."""
    try:
        return asyncio.run(asyncio.wait_for(_follow(url), DEADLINE))
    except TimeoutError:
        return Answer(url, error="took too long")
    except Unreachable as error:
        return Answer(url, error=str(error))
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, UnicodeError) as error:
        return Answer(url, error=type(error).__name__)


async def _follow(url: str) -> Answer:
    target = url
    async with httpx.AsyncClient(timeout=DEADLINE, trust_env=False, follow_redirects=False) as client:
        for _redirect in range(MAX_REDIRECTS + 1):
            status, location = await _status_and_location(client, target)
            if not (300 <= status < 400 and location):
                return Answer(url, status=status)
            target = urljoin(target, location)
    return Answer(url, error="too many redirects")


async def _status_and_location(client: httpx.AsyncClient, url: str) -> tuple[int, str]:
    requested, parts = httpx.URL(url), urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Unreachable("not an address of the web")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if not (settings.LINK_CHECK_PRIVATE or port in PORTS):
        raise Unreachable("not a port of the web")
    pinned = requested.copy_with(host=_public_address(parts.hostname, port))
    headers = {"Host": parts.netloc.rpartition("@")[2], "User-Agent": USER_AGENT}
    request = client.build_request("GET", pinned, headers=headers)
    request.extensions["sni_hostname"] = parts.hostname
    response = await client.send(request, stream=True)
    await response.aclose()
    return response.status_code, response.headers.get("location", "")


def _public_address(host: str, port: int) -> str:
    """The first address that a host resolves to; raises `Unreachable` unless all are public."""
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable("unknown name") from error
    addresses = [str(row[4][0]).partition("%")[0] for row in rows]
    if not settings.LINK_CHECK_PRIVATE and not all(map(_is_public, addresses)):
        raise Unreachable("not a public address")
    return addresses[0]


def _is_public(address: str) -> bool:
    """Also checks an IPv4 address inside an IPv6 one."""
    ip = ipaddress.ip_address(address)
    embedded = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if any(ip in network for network in EMBEDDING):
        return False
    return ip.is_global and not ip.is_multicast and (embedded is None or embedded.is_global)
