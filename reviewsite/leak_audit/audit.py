"""The audit: reads the whole site and holds every surface against what the house hides."""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from urllib.parse import quote

from django.utils import timezone

from reviewsite.leak_audit.crawl import CrawledPage, Crawler
from reviewsite.leak_audit.models import AuditRun
from reviewsite.leak_audit.secrets import Builder, Dictionary, Secret, holds, names
from reviewsite.leak_audit.shingles import Shingle, Shingles
from reviewsite.leak_audit.waived import Waived

MACHINE, EDITORIAL, UNREAD = "machine", "editorial", "unread"
KEPT = 500  # findings of one run
NOBODYS_WORD = "qzxvkwjq"  # stands in no text


@dataclass(frozen=True)
class AuditFinding:
    """A leak, or an address that could not be read: where, and what it gives away, without a word of it."""

    kind: str
    address: str
    surface: str
    source: str


def audit(*, site: str = "", told: Callable[[int], None] = lambda pages: None) -> AuditRun:
    """Walk the site (`site`: its address; empty: inside this process), and keep what was found.

    `told` is called with the number of addresses read so far.
    """
    run = AuditRun.objects.create()
    shingles = Shingles(names())
    dictionary = Builder(shingles).build()
    reader, is_waived = Crawler(site), Waived(shingles)
    findings: dict[AuditFinding, None] = {}
    for read in reader.walk():
        run.pages += 1
        told(run.pages)
        findings |= dict.fromkeys(_findings(read, dictionary, shingles, is_waived))
    findings |= dict.fromkeys(_ask_the_search(reader, dictionary))
    for kind in (MACHINE, EDITORIAL, UNREAD):
        setattr(run, kind, sum(finding.kind == kind for finding in findings))
    run.findings = [asdict(finding) for finding in sorted(findings, key=lambda f: (f.kind, f.address))[:KEPT]]
    run.ended_at = timezone.now()
    run.save()
    return run


def _findings(read: CrawledPage, dictionary: Dictionary, shingles: Shingles, is_waived: Waived):
    if read.taken is None or read.status >= 500:
        yield AuditFinding(
            UNREAD, read.address, "", f"answered {read.status}" if read.status else "no answer"
        )
        return
    for surface in read.taken.surfaces:
        for shingle in shingles.of(surface.text) & dictionary.hidden.keys():
            secret = dictionary.hidden[shingle]
            kind = _kind(shingle, secret, dictionary)
            if kind and not (kind == EDITORIAL and is_waived(shingle, secret)):
                yield AuditFinding(kind, read.address, surface.name, secret.source)
        for name, secret in dictionary.people.items():
            if holds(surface.text, name):
                yield AuditFinding(MACHINE, read.address, surface.name, secret.source)


def _kind(shingle: Shingle, secret: Secret, dictionary: Dictionary) -> str:
    """Machine: in no approved text. Editorial: in one of the same film. Neither: words of another film."""
    if shingle not in dictionary.shown:
        return MACHINE
    return EDITORIAL if shingle in dictionary.shown_of_film.get(secret.film, ()) else ""


def _ask_the_search(reader: Crawler, dictionary: Dictionary):
    """A word that stands only in a spoiler must answer as one does that stands nowhere."""
    nothing = _answer(reader, NOBODYS_WORD)
    for word, secret in dictionary.probes:
        found = _answer(reader, word)
        if found is None or nothing is None or _without(word, found) != _without(word, nothing):
            yield AuditFinding(MACHINE, f"/search/?q={quote(word[:1])}…", "search", secret.source)


def _answer(reader: Crawler, word: str) -> list[str] | None:
    """What the search says, but for the word itself, which it repeats. None if it does not answer."""
    read = reader.read(f"/search/?q={quote(word)}")
    if read.taken is None or read.status != 200:
        return None
    return _without(word, [surface.text for surface in read.taken.surfaces if surface.name != "headers"])


def _without(word: str, texts: list[str]) -> list[str]:
    return [re.sub(re.escape(word), "", text, flags=re.IGNORECASE) for text in texts]
