"""Comment threads of a review, for the pages that show its text: beside their part, or last if it is gone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from reviews import document as d
from reviews.checks.document_sentences import part_titles
from reviews.desk.base.review_state import person_name
from reviews.desk.base.titles import group_title
from reviews.models import Comment, Review
from reviews.permissions.access import may


@dataclass(frozen=True)
class CommentView:
    by: str
    at: datetime
    text: str


@dataclass(frozen=True)
class CommentThread:
    """A comment with its replies. `revision` is the number of the one it began on."""

    id: int
    place: str
    title: str  # of the part
    href: str  # the link to the part on the page
    revision: int
    quote: str
    comments: tuple[CommentView, ...]
    resolved_by: str
    resolved_at: datetime | None


@dataclass(frozen=True)
class CommentThreads:
    """All threads of a review, in three queries whatever their number."""

    all: tuple[CommentThread, ...]
    may_comment: bool

    @property
    def open(self) -> tuple[CommentThread, ...]:
        return tuple(thread for thread in self.all if not thread.resolved_at)

    @property
    def resolved(self) -> tuple[CommentThread, ...]:
        return tuple(thread for thread in self.all if thread.resolved_at)

    def at(self, place: str) -> tuple[CommentThread, ...]:
        return tuple(thread for thread in self.all if thread.place == place)

    def not_at(self, places) -> tuple[CommentThread, ...]:
        """The threads on parts that are gone; `places` are those of the text."""
        return tuple(thread for thread in self.all if thread.place not in places)


def threads_of(
    review: Review, document: d.Document, user, anchors: Mapping[str, str] = MappingProxyType({})
) -> CommentThreads:
    titles = {str(key): title for key, title in part_titles(document).items()}
    rows = Comment.objects.filter(review=review).threads()
    return CommentThreads(tuple(_thread(row, titles, anchors) for row in rows), may(user, "comment", review))


def _thread(row: Comment, titles: dict[str, str], anchors: Mapping[str, str]) -> CommentThread:
    return CommentThread(
        id=row.pk,
        place=row.place,
        title=titles.get(row.place) or group_title(row.place if len(row.place) < 36 else "part"),
        href=anchors.get(row.place, ""),
        revision=row.revision.number,
        quote=row.quote,
        comments=tuple(
            CommentView(person_name(item.by), item.at, item.text) for item in (row, *row.replies.all())
        ),
        resolved_by=person_name(row.resolved_by) if row.resolved_by else "",
        resolved_at=row.resolved_at,
    )
