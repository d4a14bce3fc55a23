"""View models of the public pages: dataclasses of plain values, safe text only.

No value refers to a model, a manager or a document. Spoilers were left out
when the edition was rendered; a `Placeholder` takes their place.
"""

import datetime
from dataclasses import dataclass, field

from django.utils.safestring import SafeString


@dataclass(frozen=True)
class LinkView:
    name: str
    url: str = ""  # "": a name without a page


@dataclass(frozen=True)
class PictureView:
    url: str
    width: int
    height: int
    alt: str = ""
    caption: str = ""  # sanitised inline HTML
    credit: str = ""


@dataclass(frozen=True)
class Placeholder:
    """Takes the place of adjacent withheld passages: names their levels and films, nothing else.

    `grades` are pairs (level in words, title of the film it gives away).
    """

    grades: tuple[tuple[str, str], ...]
    href: str  # the spoiler page, where the passage stands
    part: str  # URL of the passage alone, for opening it in place
    films: str = ""  # keys of the films it gives away, separated by spaces, as far as the database has them
    anchor: str = ""  # id of the placeholder on the page

    withheld = True


@dataclass(frozen=True)
class OpenedPart:
    """A withheld part that the reader asked for, in the view of its kind; on opened pages alone."""

    part: object
    grades: tuple[tuple[str, str], ...]
    anchor: str = ""

    withheld = False
    opened = True


@dataclass(frozen=True)
class NoteView:
    """A cast note. `people` are links to the credited people; `name` is the name as the critic printed it."""

    people: tuple[LinkView, ...]
    name: str
    role: str
    is_cameo: bool
    is_uncredited: bool
    html: SafeString

    withheld = False


@dataclass(frozen=True)
class SectionView:
    anchor: str
    kind: str
    heading: str
    html: SafeString
    notes: tuple[NoteView | Placeholder, ...] = ()

    withheld = False


@dataclass(frozen=True)
class PointView:
    label: str
    html: SafeString

    withheld = False


@dataclass(frozen=True)
class AdviceView:
    answer: str  # yes, no, maybe
    word: str  # the same in the reader's language
    condition: SafeString
    reason: SafeString

    withheld = False


@dataclass(frozen=True)
class ScoreView:
    shown: str  # "3½"
    number: str  # "3.5", for a meter
    maximum: str  # "5"
    word: str


@dataclass(frozen=True)
class AspectView:
    name: str
    score: ScoreView


@dataclass(frozen=True)
class AdvisoryView:
    """A content advisory; its details stay withheld, unless they were asked for (`text`)."""

    kind: str  # in the reader's language; "" if the label says it
    label: str
    details: Placeholder | None
    text: SafeString = field(default_factory=SafeString)

    withheld = False


@dataclass(frozen=True)
class OpinionView:
    """A second opinion: another critic on the same film."""

    anchor: str
    critic: LinkView
    html: SafeString
    score: ScoreView | None

    withheld = False


@dataclass(frozen=True)
class VerdictView:
    label: str
    html: SafeString


@dataclass(frozen=True)
class ChangeView:
    """A correction, an update or a re-review: date, kind and the note to readers.

    `score`: sentences that tell how scores changed; "" if none did.
    """

    date: datetime.datetime
    kind: str
    note: SafeString
    score: str = ""


@dataclass(frozen=True)
class FrameView:
    """A film in a strip of its franchise."""

    title: str
    year: int | None
    url: str
    is_here: bool
    films: str = ""  # its keys, as in `Placeholder.films`


@dataclass(frozen=True)
class StepView:
    """An option in marking a franchise as seen: “up to this film”."""

    film: str
    brief: str  # its short title
    films: str  # its keys


@dataclass(frozen=True)
class ProgressView:
    """What a reader can mark as seen on a page. The marks are stored in the browser only."""

    film: str = ""  # the title of the film that the page is about
    films: str = ""  # its keys
    franchise: str = ""
    steps: tuple[StepView, ...] = ()


@dataclass(frozen=True)
class StripView:
    franchise: LinkView
    order: str  # "in story order"
    frames: tuple[FrameView, ...]
    place: str = ""  # "between Chapter 3 and Chapter 4"


@dataclass(frozen=True)
class StatusView:
    """The project status of an announced film, with its source and certainty."""

    film: LinkView
    status: str  # the value: announced, development, limbo …
    word: str
    note: SafeString
    source: str
    source_url: str
    date: datetime.date
    certainty: str
    ahead: str = ""  # keys of the films to have seen before reading this


@dataclass(frozen=True)
class ReleaseView:
    date: datetime.date
    country: str
    certificate: str
    kind: str


@dataclass(frozen=True)
class CreditView:
    person: LinkView
    job: str
    characters: tuple[LinkView, ...]
    is_cameo: bool
    is_uncredited: bool


@dataclass(frozen=True)
class FactsView:
    """The facts box: current data of the film database, not part of the approved text."""

    film: LinkView
    original_title: str
    year: int | None
    runtime_minutes: int | None
    certificates: tuple[tuple[str, str], ...]  # (certificate, name of the country)
    releases: tuple[ReleaseView, ...]
    genres: tuple[LinkView, ...]
    crew: tuple[tuple[str, tuple[LinkView, ...]], ...]  # ("Directed by", people)
    cast: tuple[CreditView, ...]
    poster: PictureView | None
    directors: tuple[LinkView, ...] = ()
    same_as: tuple[str, ...] = ()  # the film elsewhere: IMDb, Wikidata


@dataclass(frozen=True)
class CardView:
    """A review as an item of a list."""

    url: str
    headline: str
    dek: SafeString
    film: str
    film_year: int | None
    critics: tuple[LinkView, ...]
    published: datetime.datetime
    score: ScoreView | None
    poster: PictureView | None = None
    franchise: str = ""
    is_unread: bool = False  # from an archive, and read by nobody here


@dataclass(frozen=True)
class TurnView:
    """The previous or next film in story order."""

    film: LinkView
    score: ScoreView | None


@dataclass(frozen=True)
class FirstPublishedView:
    """Where a review stood before it came here. `address` is "" if it is not known."""

    date: datetime.date
    outlet: str
    address: str


@dataclass(frozen=True)
class ReviewView:
    """What a review page says beside its article."""

    url: str
    spoilers_url: str
    history_url: str
    edition: int
    language: str
    headline: str
    dek: SafeString
    description: str  # one plain sentence for search engines
    critics: tuple[LinkView, ...]
    published: datetime.datetime  # first, here or elsewhere
    changes: tuple[ChangeView, ...]
    approved_by: str
    film: LinkView
    score: ScoreView | None
    card: PictureView | None = None  # for link previews
    report_url: str = ""
    parts_url: str = ""  # URL that returns several withheld passages at once
    first_published: FirstPublishedView | None = None  # elsewhere
    here_since: datetime.datetime | None = None
    is_unread: bool = False  # from an archive, and read by nobody here
    seen: str = ""  # how the film was seen, as a sentence
    checked_by: str = ""  # names of those who signed the spoiler check
