"""The leak audit: crawl the site and compare every surface with all hidden text."""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from urllib.parse import quote

from django.utils import timezone

from reviewsite.leak_audit.crawl import CrawledPage, Crawler
from reviewsite.leak_audit.models import AuditRun
from reviewsite.leak_audit.secrets import Builder, Dictionary, contains_name, names
from reviewsite.leak_audit.shingles import Shingles
from reviewsite.leak_audit.waived import Waived

# MACHINE: a hidden passage that stands in no approved safe text. EDITORIAL: in some approved text, of
# whatever film, which silences no other alarm. UNREAD: a page that could not be read.
MACHINE, EDITORIAL, UNREAD = "machine", "editorial", "unread"
MAX_FINDINGS = 500  # stored for a run
NONSENSE_WORD = "qzxvkwjq"  # in no text: a search for it has no hits


@dataclass(frozen=True)
class AuditFinding:
    """A leak, or an address that could not be read. Names the source of the hidden text, unquoted."""

    kind: str
    address: str
    surface: str
    source: str


def audit(*, site: str = "", on_progress: Callable[[int], None] = lambda pages: None) -> AuditRun:
    """Crawl the site (`site`: its address; empty: inside this process), and save the findings.

    `on_progress` is called with the number of addresses read so far.
    """
    run = AuditRun.objects.create()
    shingles = Shingles(names())
    dictionary = Builder(shingles).build()
    crawler, is_waived = Crawler(site), Waived(shingles)
    findings: dict[AuditFinding, None] = {}
    for page in crawler.walk():
        run.pages += 1
        on_progress(run.pages)
        findings |= dict.fromkeys(_findings(page, dictionary, shingles, is_waived))
    findings |= dict.fromkeys(_probe_search(crawler, dictionary))
    for kind in (MACHINE, EDITORIAL, UNREAD):
        setattr(run, kind, sum(finding.kind == kind for finding in findings))
    run.findings = [
        asdict(finding) for finding in sorted(findings, key=lambda f: (f.kind, f.address))[:MAX_FINDINGS]
    ]
    run.ended_at = timezone.now()
    run.save()
    return run


def _findings(page: CrawledPage, dictionary: Dictionary, shingles: Shingles, is_waived: Waived):
    if page.content is None or page.status >= 500:
        yield AuditFinding(
            UNREAD, page.address, "", f"answered {page.status}" if page.status else "no answer"
        )
        return
    for surface in page.content.surfaces:
        for shingle in shingles.of(surface.text) & dictionary.hidden.keys():
            secret = dictionary.hidden[shingle]
            kind = EDITORIAL if shingle in dictionary.shown else MACHINE
            if not (kind == EDITORIAL and is_waived(shingle, secret)):
                yield AuditFinding(kind, page.address, surface.name, secret.source)
        for name, secret in dictionary.people.items():
            if contains_name(surface.text, name):
                yield AuditFinding(MACHINE, page.address, surface.name, secret.source)


def _probe_search(crawler: Crawler, dictionary: Dictionary):
    """A search for a word that only spoilers contain must look like one for a nonsense word."""
    empty = _search_result(crawler, NONSENSE_WORD)
    for word, secret in dictionary.probes:
        result = _search_result(crawler, word)
        if result is None or empty is None or _without(word, result) != _without(word, empty):
            yield AuditFinding(MACHINE, f"/search/?q={quote(word[:1])}…", "search", secret.source)


def _search_result(crawler: Crawler, word: str) -> list[str] | None:
    """The surfaces of a search result page without the word itself. None if there is no such page."""
    page = crawler.read(f"/search/?q={quote(word)}")
    if page.content is None or page.status != 200:
        return None
    return _without(word, [surface.text for surface in page.content.surfaces if surface.name != "headers"])


def _without(word: str, texts: list[str]) -> list[str]:
    return [re.sub(re.escape(word), "", text, flags=re.IGNORECASE) for text in texts]
