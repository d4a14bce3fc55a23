"""HTML of which a page of the desk has hundreds: templates take ten times the calls. Values are escaped."""

from collections.abc import Iterable
from typing import Protocol

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

CELLS = (
    '<th class="field-title"><a href="{}{}">{}</a></th><td class="field-film nowrap">{}</td>'
    '<td class="field-author">{}</td><td class="field-state">{}</td><td class="field-saved">{}</td>'
)


class Run(Protocol):
    """A stretch of a compared text."""

    @property
    def kind(self) -> str: ...  # same, added or removed
    @property
    def text(self) -> str: ...
    @property
    def is_hidden(self) -> bool: ...


def diff_html(runs: Iterable[Run]) -> SafeString:
    """Runs of text: added, removed and hidden ones marked as such."""
    return mark_safe("".join(map(_run_html, runs)))


def _run_html(run: Run) -> SafeString:
    if run.kind == "added":
        html = format_html('<ins><span\n  class="visually-hidden">{} </span>{}</ins>', _("added:"), run.text)
    elif run.kind == "removed":
        html = format_html('<del><span class="visually-hidden">{} </span>{}</del>', _("deleted:"), run.text)
    else:
        html = conditional_escape(run.text)
    return format_html('<span class="spoiler">{}</span>', html) if run.is_hidden else html


def draft_cells(address: str, query: str, *values: object) -> SafeString:
    """A row of the list of reviews, as Django's change list writes it: title, film, author, state, saved."""
    return format_html(CELLS, address, query, *values)
