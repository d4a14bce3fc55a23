#!/usr/bin/env -S .venv/bin/python
"""Run the test suite on the next Django (6.1) with Python 3.13.

Installs into `.cache/next-django`, not into `.venv`. Skips browser tests, which
use nothing of Django that the others do not. NEXT_PYTHON names another Python;
arguments are passed to pytest.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DJANGO = "django~=6.1.0"
EXCLUDED = (
    "-r ",
    "django==",
    "django-stubs==",
    "mypy==",
    "pip-tools==",
)  # pinned to the current Django, or not needed
FOLDER = ROOT / ".cache/next-django"


def main():
    python = find_python()
    if python is None:
        print("SKIPPED: the next Django, for want of Python 3.13 (NEXT_PYTHON names one)")
        sys.exit(os.environ.get("CI") == "true")
    environment_python = install(python)
    print(
        subprocess.run(
            [environment_python, "-m", "django", "--version"], capture_output=True, text=True
        ).stdout,
        end="",
    )
    arguments = sys.argv[1:] or ["-m", "not browser"]
    command = [environment_python, "-m", "pytest", "-q", "-n", "auto", "-p", "no:cacheprovider", *arguments]
    sys.exit(subprocess.run(command, cwd=ROOT, env=os.environ | {"DEBUG": "true"}).returncode)


def find_python():
    preferred = os.environ.get("NEXT_PYTHON") or shutil.which("python3.13")
    installs = sorted(Path.home().glob(".pyenv/versions/3.13.*/bin/python"))
    for python in filter(None, (preferred, *map(str, installs))):
        if subprocess.run([python, "-c", "import sys; sys.exit(sys.version_info < (3, 13))"]).returncode == 0:
            return python
    return None


def install(python):
    """The Python of a virtual environment with our packages and the next Django; reused until they change."""
    packages = requirements()
    stamp = FOLDER / "stamp"
    fingerprint = hashlib.sha256("\n".join([python, *packages]).encode()).hexdigest()
    if not (stamp.exists() and stamp.read_text() == fingerprint):
        shutil.rmtree(FOLDER, ignore_errors=True)
        subprocess.run([python, "-m", "venv", FOLDER], check=True)
        pip = [FOLDER / "bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, *packages], check=True)
        stamp.write_text(fingerprint)
    return FOLDER / "bin/python"


def requirements():
    lines = (ROOT / "requirements.txt").read_text() + (ROOT / "requirements-dev.txt").read_text()
    names = (line.split("#")[0].strip() for line in lines.splitlines())
    return [DJANGO, *(line for line in names if line and not line.startswith(EXCLUDED))]


if __name__ == "__main__":
    main()
