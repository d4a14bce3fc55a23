"""Log lines: fields by name, as text or as JSON.

Not python-json-logger: it writes every extra field of a record, and Django puts whole requests there. Ours
writes those named here alone, and costs each page from memory some microseconds.
"""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache

import msgspec

from monitoring.requests import RequestFacts

FORMATS = ("text", "json")
WHOLE = 4000  # characters, all of them ASCII in lines of requests


def line(format: str, level: str, logger: str, event: str, fields: dict[str, object]) -> str:
    """One event. `fields` that are empty are left out; their order stays."""
    moment = moment_of(time.time())
    given = {name: value for name, value in fields.items() if value not in ("", None)}
    if format == "json":
        head = {"time": moment, "level": level, "logger": logger, "event": event}
        return msgspec.json.encode(head | given).decode()
    event = event.replace("\n", " ")
    trace = f"\n{given.pop('traceback')}" if "traceback" in given else ""
    rest = "".join(f" {name}={value}" for name, value in given.items())
    return f"{moment} {level} {logger}: {event}{rest}{trace}"


def request_fields(facts: RequestFacts | None) -> dict[str, object]:
    if facts is None:
        return {}
    return {"request": facts.id, "method": facts.method, "route": facts.route, "user": facts.user}


def answer_line(format: str, facts: RequestFacts) -> str:
    """As `line`, at a third of its cost. Its values are names of code and numbers: none needs escaping."""
    level = "ERROR" if facts.status >= 500 else "INFO"
    milliseconds, user = f"{facts.seconds * 1000:.3f}", facts.user
    if format == "json":
        account, tier = f',"user":{user}' if user else "", f',"tier":"{facts.tier}"' if facts.tier else ""
        return (
            f'{{"time":"{moment_of(facts.ended_at)}","level":"{level}","logger":"foyer.request","event":"request",'
            f'"request":"{facts.id}","method":"{facts.method}","route":"{facts.route}"{account},'
            f'"status":{facts.status},"ms":{milliseconds}{tier}}}'
        )
    account, tier = f" user={user}" if user else "", f" tier={facts.tier}" if facts.tier else ""
    return (
        f"{moment_of(facts.ended_at)} {level} foyer.request: request request={facts.id} method={facts.method}"
        f" route={facts.route}{account} status={facts.status} ms={milliseconds}{tier}"
    )


def moment_of(seconds: float) -> str:
    """Seconds since 1970 as 2026-11-30T20:15:50.123Z."""
    return f"{_second(int(seconds))}.{int(seconds % 1 * 1000):03d}Z"


@lru_cache(maxsize=4)
def _second(second: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second))


def write(*lines: str) -> None:
    """To standard error. A full disk or a closed pipe stops no request.

    Many processes may write into one pipe, which keeps pieces of up to 4096 bytes whole.
    """
    with suppress(OSError, ValueError):
        for piece in _pieces(lines):
            sys.stderr.write(piece)  # which flushes at the end of a line


def _pieces(lines: Iterable[str]) -> Iterator[str]:
    piece = ""
    for line in lines:
        if piece and len(piece) + len(line) >= WHOLE:
            yield piece
            piece = ""
        piece += f"{line}\n"
    if piece:
        yield piece


def format_from_environment() -> str:
    """LOG_FORMAT where no settings are read: in the server's own process."""
    format = os.environ.get("LOG_FORMAT", "").strip()
    return format if format in FORMATS else "text"
