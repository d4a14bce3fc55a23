"""Posts about several films: find them by their headings, and split them into a post for each film."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml

from reviews.importing.archives.post import Post, Unread
from reviews.importing.formats import Note
from reviews.importing.formats.hidden_passages import hidden_passages, leaves_mark_open
from reviews.importing.formats.own_markdown.reader import is_own
from reviews.importing.formats.post_fields.syntax import split_front_matter
from shield.signs.sentences import signs_in
from shield.signs.tags import HiddenSpan, LoneTag

SEVERAL = (
    "This post has headings of several films ({}). It became one draft; to have a draft of each film, take "
    "it back and import it split."
)
PART = "Part {} of {} of a post that has headings of several films."
MAX_NAMED = 6
_YEAR = r"(?:18[89]\d|19\d\d|20\d\d)"
_HEADING = re.compile(
    r"^ {0,3}(?:(?P<level>#{1,6})[ \t]+(?P<atx>.{1,120}?)[ \t#]*"
    r"|(?:\*\*|__)(?P<bold>[^*_\n].{0,118}?)(?:\*\*|__))$",
    re.MULTILINE,
)
# `Arrival (2016)`, `2. _Arrival_, 2016`
_TITLE_WITH_YEAR = re.compile(
    rf"(?:\d{{1,3}}[.):]?\s+)?[*_“\"'«]*(?P<title>\w[^\n(\[]{{0,90}}?)[*_”\"'»]*,?\s*[(\[]?(?P<year>{_YEAR})[)\]]?\W*"
)
# `[^1]: A note`, with its indented lines; `[one]: https://…`
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<name>\^?[^\]\n]{1,80})\]:[^\n]*(?:\n(?: {2,}|\t)[^\n]*|\n(?=\n(?: {4}|\t)))*", re.MULTILINE
)
_REFERENCE = re.compile(r"\[(\^?[^\]\n]{1,80})\]")
# Of the whole post, not of one of its films.
_OF_THE_POST = ("title", "film", "year", "rating", "score", "grade", "stars", "slug", "summary")
_OPENER, _CLOSER = "[spoiler]", "[/spoiler]"
_ADDRESSES = ("permalink", "link", "url", "aliases")


@dataclass(frozen=True)
class FilmHeading:
    start: int  # of its line in the text
    end: int
    title: str
    year: int


def film_headings(text: str) -> list[FilmHeading]:
    """The headings of one level that are titles with their years; none unless they name several films.

    A hidden one divides nothing, unless what hides it begins in the introduction.
    """
    by_level: dict[str, list[FilmHeading]] = {}
    found = [
        (match["level"] or "bold", heading) for match in _HEADING.finditer(text) if (heading := _named(match))
    ]
    first = found[0][1].start if found else 0
    hidden = [(item.start, item.end) for item in hidden_passages(text) if item.start >= first]
    for level, heading in found:
        if not any(start <= heading.start < end for start, end in hidden):
            by_level.setdefault(level, []).append(heading)
    most = max(by_level.values(), key=len, default=[])
    return most if len({(heading.title, heading.year) for heading in most}) > 1 else []


def _named(match: re.Match) -> FilmHeading | None:
    """A heading that is a title with its year."""
    named = _TITLE_WITH_YEAR.fullmatch((match["atx"] or match["bold"]).strip())
    if not named:
        return None
    return FilmHeading(match.start(), match.end(), named["title"].strip(" *_“”\"'«»,"), int(named["year"]))


def note_on_several(data: bytes) -> tuple[Note, ...]:
    """A note that names the films of a post about several of them."""
    headings = film_headings(_decoded(data))
    named = ", ".join(dict.fromkeys(f"{heading.title} ({heading.year})" for heading in headings[:MAX_NAMED]))
    return (Note("warning", SEVERAL.format(named)),) if headings else ()


def split_posts(posts: Iterable[Post | Unread]) -> Iterator[Post | Unread]:
    """The posts; of one about several films a post for each, the first with all that stands before them."""
    for post in posts:
        if isinstance(post, Unread):
            yield post
        else:
            yield from _parts(post)


def _parts(post: Post) -> Iterator[Post]:
    text = _decoded(post.data)
    if not film_headings(text):
        yield post
        return
    text = _with_reaching_tags(text)
    headings = film_headings(text)
    split = split_front_matter(text)
    values, body_start = (dict(split[0].values), len(text) - len(split[1])) if split else ({}, 0)
    ends = [*(heading.start for heading in headings[1:]), len(text)]
    notes = _Footnotes(text)
    for index, (heading, end) in enumerate(zip(headings, ends, strict=True)):
        before, after = text[body_start : heading.start], text[heading.end : end]
        warned = bool(index) and (_warns(before) or (_leaves_open(before) and not _closes(after)))
        front = _front(values, heading, is_first=not index, warned=warned)
        words = "\n\n".join(filter(None, ["" if index else before.strip(), after.strip()]))
        words = notes.kept_in(words, is_last=index + 1 == len(headings))
        yield replace(
            post,
            name=f"{post.name}: {heading.title}",
            data=f"---\n{front}---\n\n# {heading.title} ({heading.year})\n\n{words}\n".encode(),
            notes=(*post.notes, Note("info", PART.format(index + 1, len(headings)))),
            beside=_without(post.beside, ["slug", *(_ADDRESSES if index else ())]),
        )


def _with_reaching_tags(text: str) -> str:
    """The text, with what its introduction begins to hide between tags that hide where they stand alone."""
    first = film_headings(text)[0].start
    for item in hidden_passages(text):
        if isinstance(item, HiddenSpan) and item.start < first < item.end:
            inner = "\n\n".join(filter(None, (item.label, item.text)))
            return f"{text[: item.start]}\n\n{_OPENER}\n\n{inner}\n\n{_CLOSER}\n\n{text[item.end :]}"
    return text


class _Footnotes:
    """The footnotes and link addresses of a post, which may stand at its end: each part takes its own."""

    def __init__(self, text: str):
        self.definitions = {match["name"]: match[0].strip() for match in _DEFINITION.finditer(text)}
        self.used: set[str] = set()

    def kept_in(self, words: str, *, is_last: bool) -> str:
        """The words of a part with the definitions that it refers to; the last has those that none does."""
        rest = _DEFINITION.sub("", words).strip()
        named = set(_REFERENCE.findall(rest)) | (self.definitions.keys() - self.used if is_last else set())
        self.used |= named
        kept = [text for name, text in self.definitions.items() if name in named]
        return "\n\n".join([rest, *kept])


def _leaves_open(before: str) -> bool:
    """Whether something that hides begins before a part, and does not end there."""
    is_open = any(isinstance(item, LoneTag) and not item.is_end for item in hidden_passages(before))
    return is_open or leaves_mark_open(before)


def _closes(part: str) -> bool:
    """Whether a part says where what began before it ends: all before that is hidden, and no more."""
    return any(isinstance(item, LoneTag) and item.is_end for item in hidden_passages(part))


def _warns(before: str) -> bool:
    """Whether a sentence before a part warns of spoilers, outside of what is hidden."""
    pieces, end = [], 0
    for item in hidden_passages(before):
        pieces.append(before[end : item.start])
        end = item.end
    return bool(signs_in("".join([*pieces, before[end:]])))


def _front(values: Mapping[str, Any], heading: FilmHeading, *, is_first: bool, warned: bool) -> str:
    kept = _without(values, [*_OF_THE_POST, *(() if is_first else _ADDRESSES)])
    front = kept | {"film": heading.title, "year": heading.year} | ({"spoilers": True} if warned else {})
    return yaml.safe_dump(front, allow_unicode=True, sort_keys=False)


def _without(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    dropped = set(names)
    return {name: value for name, value in values.items() if name not in dropped}


def _decoded(data: bytes) -> str:
    """The text, or "" for an export of our own, whose parts are known."""
    text = data.decode("utf-8", "replace")
    return "" if is_own(text) else text
