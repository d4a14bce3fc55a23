"""View models of the spoiler page and of opened passages. No other page may use these values."""

import datetime
from dataclasses import dataclass

from django.utils.safestring import SafeString

from reviews.public.page_values import LinkView, Placeholder


@dataclass(frozen=True)
class PassageView:
    """Withheld passages, opened on request."""

    grades: tuple[tuple[str, str], ...]
    html: SafeString
    is_inline: bool = False  # fits inside a sentence

    withheld = False


@dataclass(frozen=True)
class OpenedView:
    """What replaces a placeholder when it is opened: the passages requested, others still withheld."""

    address: str  # as requested
    passages: tuple[PassageView | Placeholder, ...]


@dataclass(frozen=True)
class FullPartView:
    """A section of the full text; `grades` as in a placeholder, empty if it is safe."""

    anchor: str
    heading: str
    html: SafeString
    grades: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FullView:
    """The spoiler page. The only view model that holds spoilers."""

    url: str
    spoilers_url: str
    headline: str
    language: str
    film: LinkView
    critics: tuple[LinkView, ...]
    published: datetime.datetime
    grades: tuple[tuple[str, str], ...]
    parts: tuple[FullPartView, ...]
