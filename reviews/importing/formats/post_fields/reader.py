"""Read `PostFields` from the plain values of front matter."""

import re
from collections.abc import Iterator
from typing import Any

from reviews.importing.formats.post_fields import values as v
from reviews.importing.formats.post_fields.fields import PostFields
from reviews.importing.formats.post_fields.spellings import (
    NAMES,
    PROGRAM_NAMES,
    is_denial,
    is_known,
    is_spoiler_field,
)
from reviews.importing.formats.post_fields.syntax import RawFields
from reviews.importing.formats.post_fields.written_scores import WrittenScore, written_score
from reviews.importing.formats.spoilers import speaks_of_spoilers

_PICTURE = re.compile(r"\S+\.(?:jpe?g|png|webp|gif|avif|svg)(?:\?\S*)?", re.IGNORECASE)
_FILM_WITH_YEAR = re.compile(r"(.+?)\s*\((\d{4})\)")
_FILM_IDS = {
    "imdb_id": re.compile(r"(?:https?://\S*/)?(tt\d{7,10})/?(?:[?#]\S*)?"),
    "tmdb_id": re.compile(r"(?:https?://\S*/movie/)?(\d{1,9})(?:[-/?#]\S*)?"),
    "wikidata_id": re.compile(r"(?:https?://\S*/)?(Q[1-9]\d{0,14})"),
}
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")


def is_front_matter(raw: RawFields, fields: PostFields) -> bool:
    """Whether a field says something here, or steers a program; else the lines are a text with colons."""
    used = {name for name, value in raw.values.items() if v.text(value)} - set(fields.unused)
    return bool(used or fields.has_spoilers or PROGRAM_NAMES.intersection(raw.values)) or any(
        map(is_known, raw.unread)
    )


def post_fields(raw: RawFields) -> PostFields:
    """The fields of front matter. Of several wordings for one field, the first in `SPELLINGS` is used."""
    reader = _Reader(raw.values)
    film, film_year = reader.film()
    fields: dict[str, Any] = {
        "title": reader.first("title", v.whole_text),
        "film": film,
        "year": reader.first("year", v.year) or film_year,
        "film_ids": reader.film_ids(),
        "directors": reader.first("directors", v.names) or (),
        "authors": reader.first("authors", v.names) or (),
        "scores": reader.scores(),
        "pictures": reader.pictures(),
        "summary": reader.first("summary", v.whole_text),
        "date": reader.first("date", v.moment),
        "language": reader.first("language", v.language) or "",
        "tags": reader.all("tags"),
        "is_draft": reader.is_draft(),
        "slug": reader.first("slug", v.text) or "",
        "outlet": reader.first("outlet", v.text) or "",
        "addresses": reader.all("addresses"),
    }
    fields = {name: value for name, value in fields.items() if value is not None}
    return PostFields(**fields, has_spoilers=reader.has_spoilers(), unused=reader.unused())


class _Reader:
    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values
        self.used: set[str] = set()

    def _present(self, field: str) -> Iterator[tuple[str, Any]]:
        return (
            (name, self.values[name])
            for name in NAMES[field]
            if name in self.values and name not in self.used
        )

    def first(self, field: str, convert) -> Any:
        """The first value of a field that converts to something."""
        for name, value in self._present(field):
            converted = convert(value)
            if converted:
                self.used.add(name)
                return converted
        return None

    def all(self, field: str) -> tuple[str, ...]:
        """The items of every value of a field. A plain true or false is none."""
        items: list[str] = []
        for name, value in list(self._present(field)):
            self.used.add(name)
            items += (item for item in v.texts(value) if item not in ("true", "false"))
        return tuple(dict.fromkeys(items))

    def film(self) -> tuple[str, int | None]:
        """Title and year: in two fields, in one table, or as “Title (2016)”."""
        for name, value in self._present("film"):
            if isinstance(value, dict):
                nested = _Reader({key.lower(): item for key, item in value.items()})
                title, year = (
                    nested.first("title", v.whole_text) or v.text(value),
                    nested.first("year", v.year),
                )
            else:
                with_year = _FILM_WITH_YEAR.fullmatch(v.text(value))
                title, year = (with_year[1], int(with_year[2])) if with_year else (v.text(value), None)
            if title:
                self.used.add(name)
                return title, year
        return "", None

    def film_ids(self) -> tuple[tuple[str, str], ...]:
        """Numbers at IMDb, TMDB and Wikidata, alone or in an address."""
        found: list[tuple[str, str]] = []
        for name, value in list(self._present("film_ids")):
            for field, pattern in _FILM_IDS.items():
                match = pattern.fullmatch(v.text(value)) if field.startswith(name[:4]) else None
                if match:
                    self.used.add(name)
                    found.append((field, match[1]))
        return tuple(found)

    def scores(self) -> tuple[WrittenScore, ...]:
        """Scores with their maximum, if that is said; numbers without one too."""
        maximum = self.first("maximum", lambda value: _maximum(v.text(value)))
        scores: list[WrittenScore] = []
        for name, value in list(self._present("scores")):
            score = _score(value, maximum)
            if score:
                self.used.add(name)
                scores.append(score)
        return tuple(scores)

    def pictures(self) -> tuple[str, ...]:
        """Pictures, also one that stands where a summary could ("teaser")."""
        misplaced = [name for name, value in self._present("summary") if _PICTURE.fullmatch(v.text(value))]
        self.used |= set(misplaced)
        return tuple(
            dict.fromkeys((*self.all("pictures"), *(v.text(self.values[name]) for name in misplaced)))
        )

    def is_draft(self) -> bool:
        """“draft: true”, “status: draft”, “published: false”."""
        statuses = list(self._present("draft"))
        self.used |= {name for name, _value in statuses}
        held = [
            name
            for name in ("published", "publish")
            if v.text(self.values.get(name, "")) in ("true", "false")
        ]
        self.used |= set(held)
        is_marked_draft = any(
            v.text(value).lower() in ("draft", "pending") if name.endswith("status") else v.is_true(value)
            for name, value in statuses
        )
        return is_marked_draft or any(v.text(self.values[name]) == "false" for name in held)

    def has_spoilers(self) -> bool:
        """Whether a field says so: “spoilers: true”; or a tag, summary or warning; a title does not."""
        flags = [name for name in self.values if is_spoiler_field(name)]
        self.used |= set(flags)
        open_names = [name for field in ("summary", "tags") for name in NAMES[field]]
        open_names += [name for name in self.values if "warning" in name]
        open_texts = [v.text(self.values[name]) for name in open_names if name in self.values]
        is_flagged = any(v.is_true(self.values[name]) != is_denial(name) for name in flags)
        return is_flagged or any(map(speaks_of_spoilers, open_texts))

    def unused(self) -> tuple[str, ...]:
        """The names of fields that were not used, without empty ones."""
        return tuple(name for name, value in self.values.items() if name not in self.used and v.text(value))


def _maximum(text: str) -> int | None:
    return int(text) if text.isdigit() and 2 <= int(text) <= 100 else None


def _score(value: Any, maximum: int | None) -> WrittenScore | None:
    """A score in its own words; a number alone with the maximum beside it, or without its share."""
    line = v.text(value)
    if isinstance(value, dict):
        own = _maximum(v.text(value.get("max", value.get("of", ""))))
        return _score(v.text(value.get("value", "")), own or maximum)
    if not _NUMBER.fullmatch(line):
        return written_score(line, bare_letters=True)
    found = written_score(f"{line}/{maximum}") if maximum else None
    return found or WrittenScore(line, None)
