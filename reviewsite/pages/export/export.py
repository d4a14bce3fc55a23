"""Export the public site as files: ask for each page in this process, follow its links, write it."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import unquote

from reviewsite.errors import not_found
from reviewsite.leak_audit.clients import InProcessClient, Response
from reviewsite.leak_audit.crawl import STARTS
from reviewsite.pages.export.assets import links_of_css, read_asset
from reviewsite.pages.export.finishing import with_copy_note, with_noindex
from reviewsite.pages.export.folder import Folder, digest_of
from reviewsite.pages.export.former_addresses import former_addresses
from reviewsite.pages.export.hosts.files import rules_files
from reviewsite.pages.export.hosts.rules import Rules
from reviewsite.pages.export.links_in_html import rewrite_html
from reviewsite.pages.export.links_in_text import rewrite_text
from reviewsite.pages.export.places import Copy, Place

GONE = "_gone"  # the folder of pages that are answered with 410
EPOCH = "1970-01-01T00:00:00+00:00"
REDIRECTS = (301, 302)


@dataclass(frozen=True)
class BrokenLink:
    page: str
    link: str
    answer: str


@dataclass
class Result:
    pages: int = 0
    assets: int = 0
    redirects: int = 0
    gone: int = 0
    unread: int = 0  # of `broken`, pages that the site answered with an error
    broken: list[BrokenLink] = field(default_factory=list)


class Export:
    def __init__(self, copy: Copy, folder: Folder, now: datetime, on_progress: Callable[[int], None]):
        self.copy, self.folder, self.on_progress = copy, folder, on_progress
        self.now = now.isoformat(timespec="seconds")
        self.result, self.rules = Result(), Rules(copy)
        self._client = InProcessClient(copy.origin)
        self._queue: deque[Place] = deque()
        self._asked_by: dict[str, tuple[str, str]] = {}  # path in the copy: (page, link) that first led there
        self._answers: dict[str, str] = {}  # path in the copy: what is wrong there

    def run(self) -> Result:
        for address in STARTS:
            self._follow("", address)
        self._copy_queue()
        self._find_former()
        self._write_not_found()
        self._copy_queue()
        for name, content in rules_files(self.rules).items():
            self.folder.write(name, content.encode())
        self.result.redirects, self.result.gone = len(self.rules.redirects), len(self.rules.gone)
        self._check()
        self.folder.finish(deletes=not self.result.unread)
        return self.result

    def _copy_queue(self) -> None:
        while self._queue:
            place = self._queue.popleft()
            if place.is_asset:
                self._copy_asset(place)
            else:
                self._take(place, self._client.get(place.address))
            self.on_progress(len(self._answers))

    def _follow(self, page: str, link: str, place: Place | None = None) -> None:
        place = place or self.copy.place(link)
        if place and place.is_copied and place.path not in self._asked_by:
            self._asked_by[place.path] = page, link
            self._queue.append(place)

    def _find_former(self) -> None:
        """Ask for addresses that no page links: rules for those which answer, nothing for the others."""
        for address in former_addresses(with_spoilers=self.copy.with_spoilers):
            place = self.copy.place(address)
            if place and place.path not in self._asked_by:
                answer = self._client.get(address)
                if answer.status != 404:
                    self._asked_by[place.path] = "", address
                    self._take(place, answer)

    def _take(self, place: Place, answer: Response) -> None:
        self._answers[place.path] = ""
        if answer.status == 200:
            self._write_page(place, answer)
        elif answer.status in REDIRECTS:
            self._redirect(place, answer)
        elif answer.status == 410:
            self.rules.gone[place.path] = f"/{GONE}{place.path}"
            self._write_html(f"{GONE}/{place.file}", place, answer, is_indexed=False)
        else:
            self._answers[place.path] = f"answered {answer.status}"
            self.result.unread += answer.status != 404

    def _redirect(self, place: Place, answer: Response) -> None:
        target = self.copy.place(answer.headers["location"], place.address)
        if target:
            self._follow(place.address, answer.headers["location"], target)
        link = self.copy.link(target) if target else answer.headers["location"]
        self.rules.redirects[place.path] = (link, answer.status)

    def _write_page(self, place: Place, answer: Response) -> None:
        self.result.pages += 1
        kind = answer.headers.get("content-type", "").partition(";")[0]
        if kind == "text/html":
            self.rules.note_headers(place, answer.headers)
            self._write_html(place.file, place, answer, is_indexed=not place.is_spoiler)
        else:
            text = rewrite_text(self.copy, answer.body.decode(), place.address, self._from(place))
            self.folder.write(place.file, text.encode())

    def _write_html(self, name: str, place: Place, answer: Response, *, is_indexed: bool) -> None:
        html = rewrite_html(self.copy, answer.body.decode(), place.address, self._from(place))
        html = html if is_indexed else with_noindex(html)
        original = "" if self.copy.replaces_original else f"{self.copy.origin}{place.address}"

        def noted(at: str) -> bytes:
            return with_copy_note(html, original=original, at=at, is_spoiler=place.is_spoiler).encode()

        digest = digest_of(noted(EPOCH))
        at = self.folder.moment_of(name, digest, self.now)
        self.folder.write(name, noted(at), digest=digest, moment=at)

    def _from(self, place: Place) -> Callable[[str, Place], None]:
        return lambda link, target: self._follow(place.address, link, target)

    def _copy_asset(self, place: Place) -> None:
        content = read_asset(unquote(place.path))
        self._answers[place.path] = "" if content is not None else "there is no such file"
        if content is None:
            return
        self.result.assets += 1
        for link in links_of_css(content) if place.path.endswith(".css") else ():
            if target := self.copy.place(link, place.path):
                self._follow(place.path, link, target)
        self.folder.write(place.file, content)

    def _write_not_found(self) -> None:
        """As readers get it: with DEBUG an unknown address would answer with Django's own page."""
        home = self.copy.place("/")
        body = not_found(None, None).content
        if home:
            self._write_html("404.html", home, Response(404, {}, body), is_indexed=False)

    def _check(self) -> None:
        answers = ((path, self._answers.get(path, "")) for path in self._asked_by)
        self.result.broken = [BrokenLink(*self._asked_by[path], answer) for path, answer in answers if answer]
