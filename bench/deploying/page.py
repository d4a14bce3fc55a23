"""The commands of docs/deploying.md, by heading."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "deploying.md"
WALKED = (
    "Packages",
    "Code",
    "Database",
    "Settings",
    "Tables and the first account",
    "Services",
    "nginx and TLS",
    "Backup",
)


def blocks() -> dict[str, list[str]]:
    """The shell blocks under each heading."""
    sections = re.split(r"^## (.+)$", PAGE.read_text(), flags=re.MULTILINE)
    return {
        heading: re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
        for heading, text in zip(sections[1::2], sections[2::2], strict=True)
    }
