#!/usr/bin/env -S .venv/bin/python
"""Run the generated tests with many more days, writes, moves of the clock and requests than the suite."""

import os
import subprocess
import sys

PAGES = [f"tests/pagecache/test_{name}.py" for name in ("scopes", "tiers", "requests")]
TESTS = ["tests/reviews/workflow/test_state_machine.py", *PAGES]
MANY = {"FOYER_DAYS": "150", "FOYER_SCOPES": "all", "FOYER_TIERS": "200", "FOYER_REQUESTS": "1500"}
command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal", *TESTS]
sys.exit(subprocess.run(command, env=MANY | {"DEBUG": "true"} | os.environ).returncode)
