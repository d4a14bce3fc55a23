"""Rewrite what other programs leave in a text (tags, commands, links of notebooks) as Markdown, or name it.

What hides something is left as it is, for the reader of texts, which takes it for a spoiler.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from reviews.importing.formats import Note
from reviews.importing.formats.own_markdown.reader import is_own
from reviews.importing.formats.post_fields.syntax import split_front_matter
from reviews.importing.kinds.leftovers import commands, html_tags
from reviews.importing.kinds.leftovers.left_out import LeftOut
from shield.signs.tags import HiddenSpan, LoneTag, hidden_in

COMMANDS = "Commands of the program that made the site were left out: {}."
PLAYERS = "Embedded players and scripts were left out: {} ({})."
COMMENTS = "Comments in the source, which no reader saw, were left out: {}."
MAX_NAMES = 12
MAX_DEPTH = 5  # of tokens that are rewritten within one another
_CODE = r"`[^`\n]+`|^ {0,3}(?P<fence>```+|~~~+)[^\n]*(?:\n(?! {0,3}(?P=fence))[^\n]*)*(?:\n[^\n]*)?"
_TOKENS = (*commands.TOKENS, *html_tags.TOKENS)
_FLAGS = re.MULTILINE | re.DOTALL | re.IGNORECASE
_ANY = re.compile(
    "|".join((_CODE, *(f"(?P<token{index}>{token.pattern})" for index, token in enumerate(_TOKENS)))), _FLAGS
)
_CLOSED = re.compile(r"</([A-Za-z][\w.-]{1,40})\s*>")
_QUICK = re.compile(
    r"<[A-Za-z/!?%]|\[/[a-z]|\{[{%:/\w\"'`]|\[\[|%%|^(?:im|ex)port\s|[ \t]\^\w|\.\. \w|^\[(?://|comment)"
    rf"|\[/?(?:caption|wp_caption|embed|{commands.BRACKETS})\b",
    re.MULTILINE | re.IGNORECASE,
)


def without_leftovers(text: str) -> tuple[str, tuple[Note, ...]]:
    """(the text below its front matter without other programs' leftovers, notes on what was left out)."""
    if is_own(text) or not _QUICK.search(text):
        return text, ()
    split = split_front_matter(text)
    body = split[1] if split else text
    front, left_out = text[: len(text) - len(body)], LeftOut(closed=frozenset(_CLOSED.findall(body)))
    return front + "".join(_pieces(body, left_out)), tuple(_notes(left_out))


def _pieces(body: str, left_out: LeftOut) -> Iterator[str]:
    """The text piece by piece; of a hidden passage only the inner text is rewritten, its tags stay."""
    end = 0
    for item in hidden_in(body):
        yield _rewritten(body[end : item.start], left_out)
        end = item.end
        yield _still_hidden(item, body[item.start : item.end], left_out)
    yield _rewritten(body[end:], left_out)


def _still_hidden(item: HiddenSpan | LoneTag, raw: str, left_out: LeftOut) -> str:
    """A hidden passage, between tags that hide by themselves if its own do not without what is left out.

    A style sheet, a button or a picture's class may be what hides it.
    """
    if isinstance(item, LoneTag):
        return raw if hidden_in(raw) or item.is_end else "<div hidden>"
    before, found, after = raw.partition(item.text) if item.text else (raw, "", "")
    inner = _rewritten_unnamed(found, left_out)
    if _is_hidden_whole(before + inner + after) and (found or "<" not in item.text):
        return before + inner + after
    inner = inner or _rewritten_unnamed(item.text, left_out)
    if item.is_block or "\n\n" in inner:
        label = f"<summary>{item.label}</summary>" if item.label else ""
        return f"\n\n<details>{label}\n\n{inner.strip()}\n\n</details>\n\n"
    return f'<span class="spoiler">{inner}</span>'


def _is_hidden_whole(text: str) -> bool:
    found = hidden_in(text)
    return bool(found) and not text[: found[0].start].strip() and not text[found[0].end :].strip()


def _rewritten_unnamed(text: str, left_out: LeftOut) -> str:
    hidden = replace(left_out, is_hidden=True)
    result = _rewritten(text, hidden)
    left_out.comments = hidden.comments
    return result


def _rewritten(text: str, left_out: LeftOut, depth: int = 0) -> str:
    if depth > MAX_DEPTH or not _QUICK.search(text):
        return text

    def replaced(match: re.Match) -> str:
        found = (token for index, token in enumerate(_TOKENS) if match[f"token{index}"] is not None)
        token = next(found, None)
        if token is None:
            return match[0]  # code
        return token.handle(match, left_out, lambda inner: _rewritten(inner, left_out, depth + 1))

    return _ANY.sub(replaced, text)


def _notes(left_out: LeftOut) -> Iterator[Note]:
    if left_out.commands:
        yield Note("warning", COMMANDS.format(", ".join(sorted(left_out.commands)[:MAX_NAMES])))
    if left_out.players:
        sites = ", ".join(sorted(left_out.players)[:MAX_NAMES])
        yield Note("warning", PLAYERS.format(left_out.players.total(), sites))
    if left_out.comments:
        yield Note("info", COMMENTS.format(left_out.comments))
