"""Walks the site as a reader who asks for nothing: along links, feeds and sitemaps, never to a spoiler."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from reviewsite.leak_audit.clients import InProcessClient, NetworkClient
from reviewsite.leak_audit.surfaces import ParsedResponse, joined, parse_response

STARTS = (
    "/",
    "/robots.txt",
    "/sitemap.xml",
    "/feeds/reviews.atom",
    "/feeds/reviews.rss",
    "/feeds/reviews.json",
)
# Not for a reader who asked for nothing, or not words of ours: names of files are read where they stand.
LEFT_ALONE = ("/admin/", settings.STATIC_URL, settings.MEDIA_URL)


@dataclass(frozen=True)
class CrawledPage:
    """One address as it answered. `taken` is None if nothing came back."""

    address: str
    status: int
    taken: ParsedResponse | None


class Crawler:
    """Reads addresses of one site: of the one that runs at `site`, or of this process."""

    def __init__(self, site: str = ""):
        self.site = (site or settings.SITE_URL).rstrip("/")
        self._source = NetworkClient(self.site) if site else InProcessClient(self.site)

    def read(self, address: str) -> CrawledPage:
        answer, url = self._source.get(address), f"{self.site}{address}"
        if not answer.status:
            return CrawledPage(address, 0, None)
        # Where a redirect leads is read as an address of its own.
        told = "\n".join(f"{name}: {value}" for name, value in answer.headers.items() if name != "location")
        taken = parse_response(url, answer.headers.get("content-type", ""), told, answer.body)
        if "location" in answer.headers:
            taken = ParsedResponse(taken.surfaces, (*taken.links, joined(url, answer.headers["location"])))
        return CrawledPage(address, answer.status, taken)

    def walk(self, starts=STARTS) -> Iterator[CrawledPage]:
        """Each address once, in the order in which a reader comes across them."""
        waiting, known = deque(starts), set(starts)
        while waiting:
            found = self.read(waiting.popleft())
            yield found
            for link in found.taken.links if found.taken else ():
                address = self._own(link)
                if address and address not in known:
                    known.add(address)
                    waiting.append(address)

    def _own(self, link: str) -> str:
        """The path of an address of this site, by whatever name it calls itself, if it may be read."""
        if not f"{link}/".startswith((f"{self.site}/", f"{settings.SITE_URL}/")):
            return ""
        try:
            parts = urlsplit(link)
        except ValueError:
            return ""
        path = parts.path or "/"
        if path.startswith(LEFT_ALONE) or "/spoilers/" in path or "spoilers=" in parts.query:
            return ""
        return f"{path}?{parts.query}" if parts.query else path
