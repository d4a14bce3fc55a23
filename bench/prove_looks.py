#!/usr/bin/env -S .venv/bin/python
"""Ask every screen of desk and site about its colours in both schemes at both ends of its widths.

Skipped without Chromium.
"""

import os
import subprocess
import sys

from tests.browser.conftest import chromium_path

TESTS = [f"tests/browser/test_{name}.py" for name in ("desk_screens", "journey", "progress", "spoiler_check")]
if not chromium_path():
    print("no Chromium on this machine")
    sys.exit(77)
command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal", *TESTS]
sys.exit(subprocess.run(command, env={"FOYER_LOOKS": "all", "DEBUG": "true"} | os.environ).returncode)
