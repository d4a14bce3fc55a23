"""Names that are gone: each had to be opened to be understood, or said more than one thing.

A name that comes back by habit, in a module, a template or an address, fails here.
"""

import ast
import importlib
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from django.urls import get_resolver

ROOT = Path(__file__).resolve().parents[2]
RETIRED = yaml.safe_load(Path(__file__).with_name("retired_names.yaml").read_text())
LEFT_OUT = {".venv", ".cache", "node_modules", "tests"}
MODULES, NAMES = RETIRED["modules"], RETIRED["names"]


def exists(module):
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # its package is gone as well
        return False


def test_no_module_has_a_retired_name():
    assert exists("reviews.models")
    assert [module for module in MODULES if exists(module)] == []


def test_nothing_is_called_by_a_retired_name():
    sources = [path for path in ROOT.rglob("*.py") if not LEFT_OUT & set(path.parts)]
    assert [found for path in sources for found in retired_in(path)] == []


def retired_in(path):
    """Where a file defines, imports or uses a retired name."""
    for node in ast.walk(ast.parse(path.read_text())):
        name = getattr(node, "id", None) or getattr(node, "attr", None) or getattr(node, "name", None)
        if name in NAMES:
            yield f"{path.relative_to(ROOT)}:{node.lineno} {name}"


@pytest.mark.parametrize("name", RETIRED["names in modules"])
def test_no_module_has_a_name_that_it_gave_up(name):
    module, _, name = name.rpartition(".")
    assert not hasattr(importlib.import_module(module), name)


def test_no_template_has_a_retired_name():
    assert [name for name in RETIRED["templates"] if (ROOT / "templates" / name).exists()] == []


@pytest.mark.parametrize("name", RETIRED["url names"])
def test_no_address_has_a_retired_name(name):
    assert name not in names_of_addresses(get_resolver())


def names_of_addresses(resolver):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names_of_addresses(pattern)
        else:
            yield pattern.name


def test_the_walk_finds_the_names_of_addresses():
    assert {"home", "reviews_draft_change"} <= set(names_of_addresses(get_resolver()))
