#!/usr/bin/env -S .venv/bin/python
"""Run the generated state machine test of the workflow with many more days (FOYER_DAYS) than the suite."""

import os
import subprocess
import sys

TESTS = ("tests/reviews/workflow/test_state_machine.py",)
environment = os.environ | {"FOYER_DAYS": os.environ.get("FOYER_DAYS", "150"), "DEBUG": "true"}
sys.exit(subprocess.run([sys.executable, "-m", "pytest", "-q", *TESTS], env=environment).returncode)
