"""Leak check of names and addresses in the film database, which readers meet everywhere, alone."""

import re
from collections.abc import Collection, Iterable

from films.models import Film
from reviews.checks.leak_check.names import names_of_films
from reviews.models import HiddenSentence
from shield.leaks import Sentence, find

MAX_HIDDEN = 2_000  # sentences that a name is compared with, the newest editions' first


def telling_names(names: Collection[str], films: Iterable[Film], language: str = "en") -> list[str]:
    """Those of a thing's names and addresses that share telling words with what live reviews hide of `films`.

    A name does not silence itself, though it is in the film record by now: it is taken out of a hidden
    sentence only where that prints it, or its words, letter for letter.
    """
    pks = [film.pk for film in films]
    rows = HiddenSentence.objects.withheld().filter(film__in=pks, gives_film_away=True)
    hidden = [
        Sentence(_without(text, names), around=_without(around, names))
        for text, around in rows.order_by("-edition", "position").values_list("text", "around")[:MAX_HIDDEN]
    ]
    if not hidden:
        return []
    own = {name.casefold() for name in names}
    others = [name for name in names_of_films(pks) if name.casefold() not in own]
    shown = [Sentence(name.replace("-", " "), place=name) for name in names if name]
    return [str(leak.safe.place) for leak in find(shown, hidden, names=others, language=language)]


def _without(text: str, names: Iterable[str]) -> str:
    """The text without these names, nor their capitalised words: “Bowery King” of “The Bowery King”."""
    for name in filter(None, names):
        for word in (name, *(word for word in name.split() if word[:1].isupper())):
            text = re.sub(rf"\b{re.escape(word)}\b", " ", text)
    return text
