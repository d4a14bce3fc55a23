"""Colours, sizes and spaces stand once, for site and desk."""

import re
from pathlib import Path

CSS = Path(__file__).resolve().parents[2] / "static/css"
DEFINED = re.compile(r"(--[a-z0-9-]+)\s*:")
USED = re.compile(r"var\((--[a-z0-9-]+)")
DESK = {"--sans", "--serif"}  # set more tightly, in the machine's own letters
# On paper, and where a reader asks for more contrast.
SITE = {"--muted", "--rule", "--paper", "--raised", "--size-body", "--size-display"}


def defined(name):
    return set(DEFINED.findall((CSS / name).read_text()))


def test_site_and_desk_import_the_tokens_and_define_none_again():
    tokens = defined("tokens.css")
    assert {"--ink", "--plum", "--space-3"} <= tokens
    for name, otherwise in (("site.css", SITE), ("desk.css", DESK), ("desk-rooms.css", set())):
        assert defined(name) & tokens == otherwise
    assert all('@import url("tokens.css")' in (CSS / name).read_text() for name in ("site.css", "desk.css"))


def test_every_token_that_is_used_is_defined():
    shared = defined("tokens.css")
    assert USED.findall((CSS / "site.css").read_text())
    assert set(USED.findall((CSS / "site.css").read_text())) <= shared | defined("site.css")
    for name in ("desk.css", "desk-rooms.css"):
        assert set(USED.findall((CSS / name).read_text())) <= shared | defined("desk.css") | defined(name)
