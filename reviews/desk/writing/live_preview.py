"""The preview beside the form: the page as readers get it, for those who asked for nothing, who asked for
everything, or who have seen some films."""

import re
from collections.abc import Collection

from django.template.loader import render_to_string

from reviews import document as d
from reviews.models import Edition, Review
from reviews.previews.render import edition_of
from reviews.public.full_text import FullText
from reviews.public.review_page import review_view

_PLACEHOLDER = re.compile(r'<a class="spoiler-(?:link|inline)"[^>]*>.*?</a>', re.DOTALL)
_VALUE = re.compile(r'data-(spoiler|films)="([^"]*)"')


def spoiled_films(document: d.Document) -> list[dict[str, str]]:
    """The films that this document spoils, each once: what a reader may have seen of it."""
    films = {document.film.key: document.film} if document.film else {}
    for part in document.parts():
        films |= {ref.key: ref for ref in (part.spoiler.scope if part.spoiler else ())}
    return [{"key": str(ref.key), "title": ref.name} for ref in films.values()]


def render_live_preview(review: Review, document: d.Document, shows: str, seen: Collection[str]) -> str:
    """The HTML of a page; "" if none is asked for, or there is no film yet. `shows`: safe, full or seen."""
    if shows not in ("safe", "full", "seen"):
        return ""
    edition = edition_of(review, document)
    if not edition:
        return ""
    if shows == "full":
        view = FullText(edition).view()
        return render_to_string(
            "reviews/desk/deciding/preview_full.html", {"page": view, "language": view.language}
        )
    view = review_view(edition)
    html = render_to_string("reviews/desk/deciding/preview.html", {"page": view, "language": view.language})
    return _opened(edition, html, frozenset(seen)) if shows == "seen" else html


def _opened(edition: Edition, html: str, seen: frozenset[str]) -> str:
    """The page with what these films give away open, as static/js/spoilers.js opens it."""
    full = FullText(edition)

    def opened(found: re.Match) -> str:
        address = _address(found[0], seen)
        parts = full.opened([address]) if address else ()
        if not parts:
            return found[0]
        return render_to_string("reviews/spoilers/_spoilers_open.html", {"parts": parts, "is_asked": False})

    return _PLACEHOLDER.sub(opened, html)


def _address(link: str, seen: frozenset[str]) -> str:
    values = dict(_VALUE.findall(link))
    films = values.get("films", "").split()
    known = [key for key in films if key in seen]
    address = values["spoiler"].split("/")[-2]
    if not known:
        return ""
    if "." in address:  # inside a sentence
        return address if known == films else ""
    return f"{address}~{'.'.join(known)}"
