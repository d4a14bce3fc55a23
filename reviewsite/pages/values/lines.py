"""Small values shared by the pages: safe texts, links, films in lists."""

from functools import lru_cache

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from films.models import Film
from reviews.public.page_values import LinkView
from reviewsite.pages.page_values import FilmLine
from shield.markdown import safe_html, safe_line

PLACEHOLDER = "[…]"  # for a withheld passage


@lru_cache(maxsize=500)
def text(markdown: str) -> SafeString:
    """The safe text as HTML; empty if there is nothing but spoilers.

    Remembered, as lines are: parsing Markdown is most of what a page without reviews costs.
    """
    return _empty_if_only_placeholders(safe_html(markdown, placeholder=PLACEHOLDER))


@lru_cache(maxsize=2_000)
def line(markdown: str) -> SafeString:
    """As `text`, without a paragraph element."""
    return _empty_if_only_placeholders(safe_line(markdown, placeholder=PLACEHOLDER))


def _empty_if_only_placeholders(html: SafeString) -> SafeString:
    return html if strip_tags(html).replace(PLACEHOLDER, "").strip() else SafeString("")


def link(instance) -> LinkView:
    """Link to a person, character, franchise or genre."""
    return LinkView(instance.name, instance.get_absolute_url())


def film_link(film: Film) -> LinkView:
    return LinkView(film.title, film.get_absolute_url())


def film_line(film: Film) -> FilmLine:
    return FilmLine(film=film_link(film), year=film.year)
