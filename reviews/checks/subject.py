"""`Subject`, the input of every check: a document, its review, the objects it names, its parsed texts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from films.models import Film
from reviews import document as d
from reviews.checks.document_sentences import Place, fields, part_titles
from reviews.drafts import World, world_of
from reviews.models import Review
from shield import structure as parts
from shield.structure import Structure

T = TypeVar("T")


@dataclass(frozen=True)
class Text:
    """One text field of the document, parsed."""

    place: Place
    source: str
    structure: Structure
    is_name: bool
    is_markdown: bool

    @property
    def is_running(self) -> bool:
        """Whether it is running text, in sentences: a headline or a label may have capitals anywhere."""
        return self.is_markdown or self.place.key == "dek"


def texts_of(document: d.Document) -> Iterator[Text]:
    """Every non-empty text, in the order of the document."""
    for part in fields(document):
        if part.text:
            parsed = parts.structure_of(part.text) if part.is_markdown else parts.plain(part.text)
            yield Text(part.place, part.text, parsed, part.is_name, part.is_markdown)


@dataclass(frozen=True)
class Subject:
    """`live` is the document that readers get now, if any.

    `with_upcoming`: compared with what is only scheduled or under embargo too. For a decision alone: the
    findings would tell an author of reviews that nobody may know of yet.
    """

    review: Review
    document: d.Document
    world: World
    live: d.Document | None
    with_upcoming: bool = False
    answers: dict[Callable, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, question: Callable[["Subject"], T]) -> T:
        """The answer of a function of the subject, which several checks ask."""
        if question not in self.answers:
            self.answers[question] = question(self)
        return self.answers[question]

    @property
    def film(self) -> Film | None:
        return self.world.films.get(self.document.film.key) if self.document.film else None

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        return tuple(texts_of(self.document))

    @cached_property
    def titles(self) -> dict:
        """Titles of the parts, by key (`part_titles`)."""
        return part_titles(self.document)


def subject_of(review: Review, document: d.Document, *, with_upcoming: bool = False) -> Subject:
    live = review.editions.live().select_related("revision").first()
    live_document = live.revision.document() if live else None
    return Subject(review, document, world_of(document), live_document, with_upcoming)
