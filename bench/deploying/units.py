"""What deploy/ tells systemd: commands and settings of the units, lines of the environment file."""

import re
import shlex
from pathlib import Path

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
UNITS = DEPLOY / "systemd"
COMMON = UNITS / "foyer-.service.d" / "common.conf"
ASSIGNMENT = re.compile(r"^(#?)([A-Z][A-Z_]+)=(.*)$")


def directives(unit: str) -> dict[str, list[str]]:
    """Every value of each directive of a service, with those that all have in common, without sections."""
    found: dict[str, list[str]] = {}
    template = re.sub("@.*[.]", "@.", unit)
    instance = unit.partition("@")[2].rpartition(".")[0]
    for path in (UNITS / template, COMMON):
        for line in path.read_text().splitlines():
            name, sign, value = line.partition("=")
            if sign and not line.startswith("#"):
                found.setdefault(name, []).append(value.replace("%i", instance))
    return found


def commands(unit: str) -> list[list[str]]:
    """What a service runs, one after another, as words."""
    return [shlex.split(line) for line in directives(unit)["ExecStart"]]


def services() -> list[str]:
    """The services, and for a template those that its timers start."""
    timers = {path.with_suffix(".service").name for path in UNITS.glob("*.timer")}
    own = {path.name for path in UNITS.glob("*.service") if "@" not in path.name}
    return sorted(timers | own)


def settings(text: str) -> tuple[dict[str, str], set[str]]:
    """Of an environment file: the lines that count, by name, and the names of those that are commented."""
    lines = [match.groups() for line in text.splitlines() if (match := ASSIGNMENT.match(line))]
    values = {name: "".join(shlex.split(value)) for sign, name, value in lines if not sign}
    return values, {name for sign, name, _value in lines if sign}
