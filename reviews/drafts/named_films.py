"""The films that the braces of marks name: by key in every document, by title on the desk."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import Q

from films.models import Film
from reviews import document as d
from reviews.models import Draft
from shield import marks
from shield.mark_grades import is_writable, with_films

_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def with_named_films(document: d.Document) -> d.Document:
    """The document with current keys in its marks, and those films in `named_films`.

    A name that is that of no film, or of several, is left as it was written.
    """
    texts = [text for part in document.marked() for text in d.markdown_texts(part)]
    films = films_named({name for text in texts for name in marks.films_named(text)})
    refs = {film.key: d.Ref(key=film.key, name=film.title) for film in films.values()}
    if films:
        document = d.with_markdown(document, lambda text: _with_keys(text, films))
    return d.replace(document, named_films=tuple(refs[key] for key in sorted(refs)))


def films_named(names: Iterable[str]) -> dict[str, Film]:
    """By name: the one film with this key, slug or title."""
    keys = _keys(names)
    by_key = Film.objects.by_keys(keys.values())
    found = {name: by_key.get(key) for name, key in keys.items()}
    for name in set(names) - keys.keys():
        films = Film.objects.named(name)
        found[name] = films[0] if len(films) == 1 else None
    return {name: film for name, film in found.items() if film}


def _keys(names: Iterable[str]) -> dict[str, UUID]:
    """The names that are keys."""
    return {name: UUID(name) for name in names if _KEY.fullmatch(name)}


def _with_keys(text: str, films: dict[str, Film]) -> str:
    def key(name: str) -> str:
        return str(films[name].key) if name in films else name

    return marks.regraded(text, lambda grade: with_films(grade, key))


def store_keys(draft: Draft, document: d.Document) -> None:
    """Write the keys of films that the marks of a document have into the rows that it was frozen from."""
    if not document.named_films:
        return
    parts: dict[UUID, d.Part] = {part.key: part for part in document.parts()}
    for relation in d.PARTS:
        for row in getattr(draft, relation).all():
            _store(
                row, {name: getattr(parts[row.key], name) for name in d.MARKDOWN_FIELDS[type(parts[row.key])]}
            )
    _store(draft, {"verdict_text": document.verdict.text})


def _store(row, texts: dict[str, str]) -> None:
    changed = {name: text for name, text in texts.items() if "{" in text and getattr(row, name) != text}
    if changed:
        type(row).objects.filter(pk=row.pk).update(**changed)


# For people


def with_titles(document: d.Document) -> d.Document:
    """The document with titles in its marks, for a form in which they can be changed."""
    texts = [text for part in document.marked() for text in d.markdown_texts(part)]
    return d.with_markdown(document, titles_for(texts))


def titles_for(texts: Iterable[str]) -> Callable[[str], str]:
    """A function that puts titles in place of keys: a title if it is that of one film, else a slug.

    No query unless a mark in `texts` names a film.
    """
    names = {name for text in texts for name in marks.films_named(text)}
    films = Film.objects.by_keys(_keys(names).values())
    titles = titles_of(films.values()) if films else {}
    labels = {str(key): titles[film.pk] for key, film in films.items()}
    return lambda text: marks.regraded(
        text, lambda grade: with_films(grade, lambda name: labels.get(name, name))
    )


def titles_of(films: Iterable[Film]) -> dict[int, str]:
    """By primary key: the title of each film if it is that of no other, else its slug. One query."""
    films = list(films)
    titles = {film.title for film in films}
    named = Q(title__in=titles) | Q(original_title__in=titles) | Q(other_titles__title__in=titles)
    of_title = defaultdict(set)
    for pk, *called in Film.objects.filter(named).values_list(
        "pk", "title", "original_title", "other_titles__title"
    ):
        for title in called:
            of_title[title].add(pk)
    return {
        film.pk: film.title if len(of_title[film.title]) == 1 and is_writable(film.title) else film.slug
        for film in films
    }
