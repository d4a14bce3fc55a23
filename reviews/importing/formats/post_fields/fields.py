"""`PostFields`: what a post says of itself, by the house's own names."""

import datetime
from dataclasses import dataclass

from reviews.importing.formats.post_fields.written_scores import WrittenScore


@dataclass(frozen=True)
class PostFields:
    """What a post says of itself beside its text: in its front matter, and in lines that are a score.

    `film_ids`: (field of `Film`, the film's number at another site). `date`: when it was first published, a
    `datetime` where the time is known. `outlet`: the magazine or site that published it. `addresses`: its
    own, then older ones, as written. `pictures`: addresses or paths. `unused`: names of fields without a
    place here.
    """

    title: str = ""
    film: str = ""
    year: int | None = None
    film_ids: tuple[tuple[str, str], ...] = ()
    directors: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    summary: str = ""
    scores: tuple[WrittenScore, ...] = ()
    date: datetime.date | None = None
    language: str = ""
    tags: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    is_draft: bool = False
    slug: str = ""
    outlet: str = ""
    addresses: tuple[str, ...] = ()
    has_spoilers: bool = False
    unused: tuple[str, ...] = ()


NO_FIELDS = PostFields()
