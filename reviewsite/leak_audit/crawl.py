"""Crawl the public site along links, feeds and sitemaps, without opening spoilers."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from reviewsite.leak_audit.clients import InProcessClient, NetworkClient
from reviewsite.leak_audit.surfaces import ParsedResponse, absolute_url, parse_response

STARTS = (
    "/",
    "/robots.txt",
    "/llms.txt",
    "/sitemap.xml",
    "/feeds/reviews.atom",
    "/feeds/reviews.rss",
    "/feeds/reviews.json",
)
# Not crawled: the admin, and files, whose names are read in the pages that link them.
SKIPPED_PATHS = ("/admin/", settings.STATIC_URL, settings.MEDIA_URL)


@dataclass(frozen=True)
class CrawledPage:
    """The response of one address. `content` is None without a response."""

    address: str
    status: int
    content: ParsedResponse | None


class Crawler:
    """Crawls the site that runs at `site`, or the one of this process."""

    def __init__(self, site: str = ""):
        self.site = (site or settings.SITE_URL).rstrip("/")
        self._client = NetworkClient(self.site) if site else InProcessClient(self.site)

    def read(self, address: str) -> CrawledPage:
        response, url = self._client.get(address), f"{self.site}{address}"
        if not response.status:
            return CrawledPage(address, 0, None)
        # The target of a redirect is crawled as an address of its own.
        headers = "\n".join(
            f"{name}: {value}" for name, value in response.headers.items() if name != "location"
        )
        content = parse_response(url, response.headers.get("content-type", ""), headers, response.body)
        if "location" in response.headers:
            content = ParsedResponse(
                content.surfaces, (*content.links, absolute_url(url, response.headers["location"]))
            )
        return CrawledPage(address, response.status, content)

    def walk(self, starts=STARTS) -> Iterator[CrawledPage]:
        """Each address once, in the order of discovery (breadth first)."""
        queue, queued_before = deque(starts), set(starts)
        while queue:
            page = self.read(queue.popleft())
            yield page
            for link in page.content.links if page.content else ():
                address = self._path_to_crawl(link)
                if address and address not in queued_before:
                    queued_before.add(address)
                    queue.append(address)

    def _path_to_crawl(self, link: str) -> str:
        """The path of a link to this site (its address or SITE_URL), "" if it is not to be crawled."""
        if not f"{link}/".startswith((f"{self.site}/", f"{settings.SITE_URL}/")):
            return ""
        try:
            parts = urlsplit(link)
        except ValueError:
            return ""
        path = parts.path or "/"
        if path.startswith(SKIPPED_PATHS) or "/spoilers/" in path or "spoilers=" in parts.query:
            return ""
        return f"{path}?{parts.query}" if parts.query else path
