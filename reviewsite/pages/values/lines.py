"""The small values that every page of the film world is made of."""

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from films.models import Film
from reviews.public.page_values import LinkView
from reviewsite.pages.page_values import FilmLine
from shield.markdown import safe_html, safe_line

LEFT_OUT = "[…]"  # so that a sentence with a gap reads as one


def text(markdown: str) -> SafeString:
    """Without what spoils; empty if nothing else was said."""
    return _unless_hollow(safe_html(markdown, placeholder=LEFT_OUT))


def line(markdown: str) -> SafeString:
    """As `text`, without a paragraph around it."""
    return _unless_hollow(safe_line(markdown, placeholder=LEFT_OUT))


def _unless_hollow(html: SafeString) -> SafeString:
    return html if strip_tags(html).replace(LEFT_OUT, "").strip() else SafeString("")


def link(thing) -> LinkView:
    """Of a person, a character, a franchise or a genre."""
    return LinkView(thing.name, thing.get_absolute_url())


def film_link(film: Film) -> LinkView:
    return LinkView(film.title, film.get_absolute_url())


def film_line(film: Film) -> FilmLine:
    return FilmLine(film=film_link(film), year=film.year)
