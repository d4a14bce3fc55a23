"""Scripts of a page do not import each other: they speak by events, and docs/developers.md lists those."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = {path.name: path.read_text() for path in sorted((ROOT / "static/js").glob("*.js"))}
SENT = re.compile(r"(?:new (?:Custom)?Event|tell)\(\"((?:desk|foyer):[a-z]+)\"")
HEARD = re.compile(r"addEventListener\(\"((?:desk|foyer):[a-z]+)\"")
ROW = re.compile(r"^\| `((?:desk|foyer):[a-z]+)` \| ([^|]+) \| ([^|]+) \|", re.MULTILINE)


def by_event(pattern):
    """The scripts in which an event stands, by its name."""
    found = {}
    for name, text in SCRIPTS.items():
        for event in pattern.findall(text):
            found.setdefault(event, set()).add(name)
    return found


def listed(cell):
    return {f"{name}.js" for name in re.findall(r"`([a-z-]+)`", cell)}


def test_every_event_stands_in_the_docs_with_who_sends_and_who_hears_it():
    rows = {event: (listed(sent), listed(heard)) for event, sent, heard in ROW.findall(docs())}
    sent, heard = by_event(SENT), by_event(HEARD)
    assert rows == {event: (sent.get(event, set()), heard.get(event, set())) for event in sent | heard}


def docs():
    return (ROOT / "docs/developers.md").read_text()


def test_no_event_is_heard_that_nobody_sends():
    assert set(by_event(HEARD)) <= set(by_event(SENT))
