"""Check of signs of spoilers that stand as text: a warning, or a tag of another program, that hides nothing.

However a text came in, whoever wrote it meant to hide something; it is hidden, or somebody says why not.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.utils.translation import gettext as _

from reviews.checks.document_sentences import Field, fields
from reviews.checks.findings import Finding, finding
from reviews.checks.subject import Subject
from shield.marks import cut
from shield.signs.sentences import signs_in
from shield.signs.tags import hidden_in

NAME = "spoiler-signs"
CACHE_SIZE = 512  # texts
MAX_QUOTE_LENGTH = 300
# Bars around words, as some programs hide them; not in a row of a table, nor in code.
_BARS = re.compile(
    r"`[^`\n]+`|^[ \t]*\|(?!\|)[^\n]*|(?P<bars>\|\|(?=[^\s|])[^|\n]{1,2000}\|\|)", re.MULTILINE
)


def spoiler_signs(subject: Subject) -> Iterable[Finding]:
    for field in fields(subject.document):
        if field.text and not field.is_hidden and not field.is_name:
            yield from _findings(field)


def _findings(field: Field) -> Iterator[Finding]:
    for quote, is_tag in _signs(_visible(field)):
        shortened = quote if len(quote) <= MAX_QUOTE_LENGTH else f"{quote[:MAX_QUOTE_LENGTH]}…"
        yield finding(field.place, _sentence(field, is_tag=is_tag), quote, quote=shortened)


def _sentence(field: Field, *, is_tag: bool) -> str:
    if not field.is_markdown:
        return _(
            "This speaks of spoilers, and nothing can be hidden here. Reword it, or say why it may stay."
        )
    if is_tag:
        return _(
            "This is meant to be hidden. Select it, press Spoiler, and remove what marked it; or say why not."
        )
    return _("This speaks of spoilers. Select what it warns of and press Spoiler, or say why it is none.")


def _visible(field: Field) -> str:
    if not field.is_markdown:
        return field.text
    return "\n".join(run.text for run in cut(field.text).runs if not run.is_hidden)


@lru_cache(maxsize=CACHE_SIZE)
def _signs(text: str) -> tuple[tuple[str, bool], ...]:
    """Each sign in the text, and whether it is a tag (cached)."""
    spans = [(item.start, item.end) for item in hidden_in(text)]
    spans += [match.span() for match in _BARS.finditer(text) if match["bars"]] if "||" in text else []
    tags = [(text[start:end], True) for start, end in sorted(spans)]
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return (*tags, *((sign.sentence, False) for sign in signs_in(text)))
