"""What the pages of the film world are given: plain values, nothing that spoils."""

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
    other_titles: tuple[tuple[str, str], ...]  # (title, where)
    synopsis: SafeString
    facts: FactsView
    crew: tuple[tuple[str, tuple[LinkView, ...]], ...]  # ("Directed by", people), every job
    cast: tuple[CreditView, ...]  # all of it
    strip: StripView | None
    next_up: tuple[StatusView, ...]  # where a film stands that is still to come
    reviews: tuple[CardView, ...]
    progress: ProgressView
    company: str  # the keys of all films of its franchises


@dataclass(frozen=True)
class RoleView:
    """A credit as its person's or its character's page shows it."""

    film: LinkView
    year: int | None
    person: LinkView
    characters: tuple[LinkView, ...]
    is_cameo: bool
    is_uncredited: bool
    films: str  # the keys of the film
    company: str  # the keys of all films of its franchises


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
    """A film in an order. `between` says in words where it stands if its place is not exact."""

    number: int
    film: LinkView
    brief: str
    year: int | None
    opened: datetime.date | None
    reason: SafeString
    between: str
    review: CardView | None
    films: str  # its keys; empty if it is still to come


@dataclass(frozen=True)
class OrderView:
    kind: str
    name: str
    anchor: str
    places: tuple[PlaceView, ...]


@dataclass(frozen=True)
class ThreadView:
    """A film's way from one order to the other, drawn: decoration only."""

    path: str
    moves: bool


@dataclass(frozen=True)
class MoveView:
    """A film of inexact place that stands elsewhere in the story than in the cinemas."""

    film: str
    released: int
    told: int


@dataclass(frozen=True)
class TwoOrdersView:
    """The order of release beside the order of the story."""

    release: OrderView
    story: OrderView
    threads: tuple[ThreadView, ...]
    moves: tuple[MoveView, ...]
    moving: tuple[str, ...]  # the addresses of the films that change place


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
    company: str  # the keys of its films that are out
    others: tuple[FilmLine, ...]  # films of the franchise that stand in no order and are not to come


@dataclass(frozen=True)
class TextPageView:
    url: str
    title: str
    dek: str
    html: SafeString
    changed: datetime.datetime


@dataclass(frozen=True)
class HitView:
    """What was found. Pieces are stretches of text, each with whether it was asked for."""

    url: str
    title: Pieces
    names: Pieces  # of a review its film and critics; of others what else they are called, if found
    summary: Pieces
    facts: tuple[str, ...]
    published: datetime.datetime | None = None


@dataclass(frozen=True)
class WithheldHitView:
    """A review in whose spoilers something was found: no more than that."""

    url: str
    film: str
    headline: str


@dataclass(frozen=True)
class SearchView:
    asked: str
    groups: tuple[tuple[str, tuple[HitView, ...]], ...]  # (kind, hits), the kind of the best hit first
    listing: Listing
    plain_url: str
    spoilers_url: str
    with_spoilers: bool = False
    withheld: tuple[WithheldHitView, ...] = ()
    more_withheld: bool = False
