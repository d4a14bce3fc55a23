"""Definitions of footnotes and links, those that a part of a text refers to."""

import re

# A line that defines a footnote or a link.
_DEFINITION = re.compile(r"^\[([^\]\n]+)\]:.*$", re.MULTILINE)
_MENTION = re.compile(r"\[([^\]\[]+)\]")


def definitions(text: str) -> dict[str, str]:
    """The lines of a text that define footnotes and links, by label: the first of each counts."""
    return {_label(line[1]): line[0] for line in reversed(list(_DEFINITION.finditer(text)))}


def used(passage: str, defined: dict[str, str]) -> str:
    """The definitions that a passage refers to, directly or through others.

    Not all of them: a text of 14 kB with 500 passages and 1,000 definitions took nine seconds.
    """
    found, pending = dict[str, str](), [passage]
    while pending:
        labels = map(_label, _MENTION.findall(pending.pop()))
        new = {label: defined[label] for label in labels if label in defined and label not in found}
        found |= new
        pending += new.values()
    return "\n".join(found.values())


def _label(written: str) -> str:
    return " ".join(written.casefold().split())
