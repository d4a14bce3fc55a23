"""What a reader is given who asked for spoilers. No other page or surface takes these values."""

import datetime
from dataclasses import dataclass

from django.utils.safestring import SafeString

from reviews.public.page_values import LinkView, Placeholder


@dataclass(frozen=True)
class PassageView:
    """Passages that were withheld, for one who asked."""

    grades: tuple[tuple[str, str], ...]
    html: SafeString
    is_inline: bool = False  # fits inside a sentence

    withheld = False


@dataclass(frozen=True)
class OpenedView:
    """What stands in a placeholder's stead once it is opened: what was asked for, the rest withheld."""

    address: str  # as it was asked for
    passages: tuple[PassageView | Placeholder, ...]


@dataclass(frozen=True)
class FullPartView:
    """A section of the full text; `grades` as in a placeholder, empty where it is safe."""

    anchor: str
    heading: str
    html: SafeString
    grades: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FullView:
    """The spoiler page. The only view in which what spoils can be reached."""

    url: str
    spoilers_url: str
    headline: str
    language: str
    film: LinkView
    critics: tuple[LinkView, ...]
    published: datetime.datetime
    grades: tuple[tuple[str, str], ...]
    parts: tuple[FullPartView, ...]
