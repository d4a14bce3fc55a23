#!/usr/bin/env -S .venv/bin/python
"""The suite on the next Django, with the newest Python found: 6.1 on 3.13.

Its packages go into `.cache/next-django`, beside `.venv`. Browser tests are left
out: what they ask of Django, the others ask as well. NEXT_PYTHON names another
Python; arguments go to pytest.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DJANGO = "django~=6.1.0"
LEFT_OUT = (
    "-r ",
    "django==",
    "django-stubs==",
    "mypy==",
    "pip-tools==",
)  # pinned to the Django of today, or of no use
FOLDER = ROOT / ".cache/next-django"


def main():
    python = find_python()
    if python is None:
        print("SKIPPED: the next Django, for want of Python 3.13 (NEXT_PYTHON names one)")
        sys.exit(os.environ.get("CI") == "true")
    installed = install(python)
    print(
        subprocess.run([installed, "-m", "django", "--version"], capture_output=True, text=True).stdout,
        end="",
    )
    arguments = sys.argv[1:] or ["-m", "not browser"]
    command = [installed, "-m", "pytest", "-q", "-n", "auto", "-p", "no:cacheprovider", *arguments]
    sys.exit(subprocess.run(command, cwd=ROOT, env=os.environ | {"DEBUG": "true"}).returncode)


def find_python():
    named = os.environ.get("NEXT_PYTHON") or shutil.which("python3.13")
    installs = sorted(Path.home().glob(".pyenv/versions/3.13.*/bin/python"))
    for python in filter(None, (named, *map(str, installs))):
        if subprocess.run([python, "-c", "import sys; sys.exit(sys.version_info < (3, 13))"]).returncode == 0:
            return python
    return None


def install(python):
    """A virtual environment with our packages, but for Django; made once, and again when they change."""
    wanted = requirements()
    stamp = FOLDER / "stamp"
    fingerprint = hashlib.sha256("\n".join([python, *wanted]).encode()).hexdigest()
    if not (stamp.exists() and stamp.read_text() == fingerprint):
        shutil.rmtree(FOLDER, ignore_errors=True)
        subprocess.run([python, "-m", "venv", FOLDER], check=True)
        pip = [FOLDER / "bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, *wanted], check=True)
        stamp.write_text(fingerprint)
    return FOLDER / "bin/python"


def requirements():
    lines = (ROOT / "requirements.txt").read_text() + (ROOT / "requirements-dev.txt").read_text()
    named = (line.split("#")[0].strip() for line in lines.splitlines())
    return [DJANGO, *(line for line in named if line and not line.startswith(LEFT_OUT))]


if __name__ == "__main__":
    main()
