"""`LeftOut`: what a text held that no reader of ours gets. `Token`: a form of it, and how it is rewritten."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from re import Match


@dataclass
class LeftOut:
    """Names of commands, hosts of embedded players, the number of comments.

    In a hidden passage nothing is named, since its names may tell something. `closed`: the names of tags that
    have an end somewhere in the text.
    """

    commands: Counter[str] = field(default_factory=Counter)
    players: Counter[str] = field(default_factory=Counter)
    comments: int = 0
    is_hidden: bool = False
    closed: frozenset[str] = frozenset()

    def command(self, name: str) -> str:
        self.commands["(hidden)" if self.is_hidden else name.lower()] += 1
        return ""

    def player(self, host: str) -> str:
        self.players["(hidden)" if self.is_hidden else host] += 1
        return "\n\n"

    def comment(self) -> str:
        self.comments += 1
        return ""


Rewrite = Callable[[str], str]  # of a text within a token


@dataclass(frozen=True)
class Token:
    """`pattern`: with named groups that no other token has. `handle`: makes Markdown of a match."""

    pattern: str
    handle: Callable[[Match, LeftOut, Rewrite], str]
