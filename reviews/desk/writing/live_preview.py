"""The preview beside the form: the page without spoilers, with all of them, or with those of some films."""

import re
from collections.abc import Collection

from django.template.loader import render_to_string

from reviews import document as d
from reviews.models import Edition, Review
from reviews.previews.render import draft_edition_of, page_context
from reviews.public.full_text import FullText
from reviews.public.opening import Opening

_PLACEHOLDER = re.compile(r'<a class="spoiler-(?:link|inline)"[^>]*>.*?</a>', re.DOTALL)
_DATA_ATTRIBUTE = re.compile(r'data-(spoiler|films)="([^"]*)"')


def spoiled_films(document: d.Document) -> list[dict[str, str]]:
    """The films that this document spoils, each once, for readers to mark as seen."""
    films = {document.film.key: document.film} if document.film else {}
    for part in document.parts():
        films |= {ref.key: ref for ref in (part.spoiler.scope if part.spoiler else ())}
    films |= {ref.key: ref for ref in document.named_films}
    return [{"key": str(ref.key), "title": ref.name} for ref in films.values()]


def render_live_preview(review: Review, document: d.Document, shows: str, seen: Collection[str]) -> str:
    """The HTML of the page. `shows` is safe, full, or seen, for the films in `seen`."""
    if shows not in ("safe", "full", "seen"):
        return ""
    edition = draft_edition_of(review, document)
    if shows == "full":
        context = page_context(edition, Opening(edition))
        return render_to_string("reviews/desk/deciding/preview_full.html", context)
    html = render_to_string("reviews/desk/deciding/preview.html", page_context(edition))
    return _with_spoilers_open(edition, html, frozenset(seen)) if shows == "seen" else html


def _with_spoilers_open(edition: Edition, html: str, seen: frozenset[str]) -> str:
    """Open what the `seen` films spoil, as static/js/spoilers.js does."""
    full = FullText(edition)

    def replacement(match: re.Match) -> str:
        address = _spoiler_address(match[0], seen)
        parts = full.opened([address]) if address else ()
        if not parts:
            return match[0]
        html = render_to_string("reviews/spoilers/_spoilers_open.html", {"parts": parts, "is_asked": False})
        return _PLACEHOLDER.sub(replacement, html)  # passages inside it

    return _PLACEHOLDER.sub(replacement, html)


def _spoiler_address(link: str, seen: frozenset[str]) -> str:
    """The address of a placeholder's passages that these films open; "" if none."""
    values = dict(_DATA_ATTRIBUTE.findall(link))
    films = values.get("films", "").split()
    return values["spoiler"].split("/")[-2] if films and seen.issuperset(films) else ""
