"""docs/security.md names tests; each of them exists."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`")


def test_each_test_that_the_page_on_security_names_exists():
    named = NAMED.findall((ROOT / "docs/security.md").read_text())
    assert len(named) > 15
    for path, name in named:
        source = (ROOT / path).read_text()
        assert not name or f"\ndef {name}(" in source, f"{path}::{name}"
