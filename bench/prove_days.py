#!/usr/bin/env -S .venv/bin/python
"""Many more generated days at the desk, drafts and documents than every run of the tests can afford."""

import os
import subprocess
import sys

TESTS = ("tests/reviews/test_state_machine.py",)
environment = os.environ | {"FOYER_DAYS": os.environ.get("FOYER_DAYS", "150"), "DEBUG": "true"}
sys.exit(subprocess.run([sys.executable, "-m", "pytest", "-q", *TESTS], env=environment).returncode)
