"""PostgreSQL runs the tests marked `engines` on each push, and all that ask a database in script/prove."""

import ast
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
# Constraints, triggers and locks are the engine's own.
SIGNS = ("IntegrityError", "DatabaseError", "transaction=True")
MARK = "pytest.mark.engines"


def unmarked(path):
    """The tests of a module that ask something of the engine itself, and lack the mark."""
    text = path.read_text()
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and MARK in ast.unparse(node):
            return  # the whole module has it
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            source = ast.unparse(node)
            if MARK not in source and any(sign in source for sign in SIGNS):
                yield f"{path.relative_to(TESTS)}: {node.name}"


def test_each_test_of_constraints_triggers_and_locks_runs_on_both_engines():
    modules = [path for path in TESTS.rglob("test_*.py") if path.parent.name != "browser"]

    assert [offender for path in modules for offender in unmarked(path)] == []
