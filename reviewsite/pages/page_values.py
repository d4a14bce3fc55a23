"""Template values of the pages about films, people and franchises: plain and free of spoilers."""

import datetime
from dataclasses import dataclass

from django.utils.safestring import SafeString

from reviews.public.page_values import (
    CardView,
    CreditView,
    FactsView,
    LinkView,
    PictureView,
    ProgressView,
    StatusView,
    StripView,
)
from reviews.public.pagination import Listing
from search.snippets import Pieces


@dataclass(frozen=True)
class FilmLine:
    """A film in a list."""

    film: LinkView
    year: int | None


@dataclass(frozen=True)
class GenreView:
    name: str
    films: Listing


@dataclass(frozen=True)
class FilmView:
    url: str
    title: str
    original_language: str
    other_titles: tuple[tuple[str, str], ...]  # (title, note)
    synopsis: SafeString
    facts: FactsView
    crew: tuple[tuple[str, tuple[LinkView, ...]], ...]  # ("Directed by", people), every job
    cast: tuple[CreditView, ...]  # the full cast
    strip: StripView | None
    next_up: tuple[StatusView, ...]  # project status of an unreleased film
    reviews: tuple[CardView, ...]
    progress: ProgressView
    franchise_keys: str  # the keys of all films in its franchises


@dataclass(frozen=True)
class RoleView:
    """A credit as its person's or its character's page shows it."""

    film: LinkView
    year: int | None
    person: LinkView
    characters: tuple[LinkView, ...]
    is_cameo: bool
    is_uncredited: bool
    film_keys: str  # the keys of the film, separated by spaces
    franchise_keys: str  # the keys of all films in its franchises


@dataclass(frozen=True)
class PersonView:
    url: str
    name: str
    biography: SafeString
    born: datetime.date | None
    died: datetime.date | None
    picture: PictureView | None
    roles: tuple[tuple[str, tuple[RoleView, ...]], ...]  # (job, credits)
    reviews: tuple[CardView, ...]


@dataclass(frozen=True)
class CharacterView:
    url: str
    name: str
    description: SafeString
    roles: tuple[RoleView, ...]


@dataclass(frozen=True)
class FranchiseLine:
    franchise: LinkView
    films: int


@dataclass(frozen=True)
class PlaceView:
    """A film in a watching order. `between` describes its place in words if it is not exact."""

    number: int
    film: LinkView
    brief: str
    year: int | None
    opened: datetime.date | None
    reason: SafeString
    between: str
    review: CardView | None
    film_keys: str  # empty if it is not released


@dataclass(frozen=True)
class OrderView:
    kind: str
    name: str
    anchor: str
    places: tuple[PlaceView, ...]


@dataclass(frozen=True)
class ThreadView:
    """SVG path that links a film in one order to the same film in the other. Decorative."""

    path: str
    moves: bool


@dataclass(frozen=True)
class MoveView:
    """A film of inexact place whose numbers in the two orders differ."""

    film: str
    release_number: int
    story_number: int


@dataclass(frozen=True)
class TwoOrdersView:
    """The release order beside the story order."""

    release: OrderView
    story: OrderView
    threads: tuple[ThreadView, ...]
    moves: tuple[MoveView, ...]
    moved_urls: tuple[str, ...]  # of the films in `moves`


@dataclass(frozen=True)
class FranchiseView:
    url: str
    name: str
    description: SafeString
    films: int
    two_orders: TwoOrdersView | None
    story: OrderView | None
    other_orders: tuple[OrderView, ...]
    next_up: tuple[StatusView, ...]
    progress: ProgressView
    franchise_keys: str  # the keys of its released films
    others: tuple[FilmLine, ...]  # films of the franchise that are neither in an order nor in next_up


@dataclass(frozen=True)
class TextPageView:
    url: str
    title: str
    dek: str
    html: SafeString
    changed: datetime.datetime


@dataclass(frozen=True)
class HitView:
    """A search hit. Pieces are parts of a text, each with whether it matches the query."""

    url: str
    title: Pieces
    names: Pieces  # reviews: film and critics; others: alternative names, if they match
    summary: Pieces
    facts: tuple[str, ...]
    published: datetime.date | None = None


@dataclass(frozen=True)
class WithheldHitView:
    """A review whose spoilers match the query. Nothing of them is quoted."""

    url: str
    film: str
    headline: str


@dataclass(frozen=True)
class SearchView:
    query: str
    groups: tuple[
        tuple[str, tuple[HitView, ...]], ...
    ]  # (label of the kind, hits), the kind of the best hit first
    listing: Listing
    plain_url: str
    spoilers_url: str
    with_spoilers: bool = False
    withheld: tuple[WithheldHitView, ...] = ()
    more_withheld: bool = False
