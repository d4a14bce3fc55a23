"""HTTP clients of the audit: over the network, or inside this process. Neither keeps cookies."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
from django.core.handlers.base import BaseHandler
from django.test import RequestFactory

TIMEOUT = 30  # seconds for one answer
AGENT = "Foyer audit"


@dataclass(frozen=True)
class Response:
    """A response. Status 0: there was none."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)  # names in lower case
    body: bytes = b""


class NetworkClient:
    def __init__(self, site: str):
        self.site = site
        self._client = httpx.Client(timeout=TIMEOUT, headers={"user-agent": AGENT})

    def get(self, address: str) -> Response:
        try:
            response = self._client.get(f"{self.site}{address}")
        except (httpx.HTTPError, httpx.InvalidURL):
            return Response(0)
        self._client.cookies.clear()
        return Response(response.status_code, dict(response.headers), response.content)


class InProcessClient:
    """Runs the request through all middleware, on the caller's database connection."""

    def __init__(self, site: str):
        parts = urlsplit(site)
        self.site = site
        self._is_secure = parts.scheme == "https"
        self._requests = RequestFactory(headers={"host": parts.netloc, "user-agent": AGENT})
        self._handler = BaseHandler()
        self._handler.load_middleware()

    def get(self, address: str) -> Response:
        response = self._handler.get_response(self._requests.get(address, secure=self._is_secure))
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Response(response.status_code, headers, b"" if response.streaming else response.content)
