"""Fold a text to the form in which signs are looked for, and compile phrases to patterns of that form."""

import re
import unicodedata
from collections.abc import Iterable

_DOTLESS = str.maketrans("ıł", "il")
_ACCENTS = re.compile("[\u0300-\u036f]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_CLAUSE = re.compile(r"[,;:()!?。।、，：；（）！？—–|]|\.(?=\s|$)|(?<=\s)-(?=\s)")
_BOLD_LETTERS = re.compile(r"(?<![^\W_])(\*{1,3}|__)([^\W_]{1,4})\1(?=[^\W_])")  # “**S**poilers”
_NO_WORD = re.compile(r"(?:[^\w,]|_)+")
_WILD = re.compile(r" ?([*#…~]) ?")
MAX_DEPTH = 3  # letters
_GAPS = {True: (r"(?:\w+ ){0,5}?", ".{0,40}?"), False: (".{0,12}?", ".{0,40}?")}


def fold(text: str) -> str:
    """Words in lower case without accents and full width, divided by single spaces; " , " between clauses."""
    return " ".join(_NO_WORD.sub(" ", _CLAUSE.sub(" , ", _letters(text))).split())


def _letters(text: str) -> str:
    text = _BOLD_LETTERS.sub(r"\2", text)
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text)).casefold()
    return unicodedata.normalize("NFC", _ACCENTS.sub("", text)).translate(_DOTLESS)


def pattern(phrases: Iterable[str], stem: str = "", *, is_spaced: bool = True) -> str:
    """The source of a pattern that matches any of the phrases (`Words`) in folded text; "" without any."""
    body = _alternatives({_phrase(phrase, stem, is_spaced=is_spaced) for phrase in phrases})
    return rf"\b(?:{body})\b" if body and is_spaced else body


def _alternatives(sources: Iterable[str], depth: int = 0) -> str:
    """Alternatives that share their first letters tried once: what is compared at each word stays little."""
    groups: dict[str, list[str]] = {}
    for source in sorted(sources, key=len, reverse=True):
        is_letter = depth < MAX_DEPTH and source[:1].isalnum() and source[1:2] not in ("*", "?", "{")
        groups.setdefault(source[0] if is_letter else "", []).append(source[is_letter:])
    others = groups.pop("", [])
    return "|".join([*(_branch(letter, rests, depth) for letter, rests in groups.items()), *others])


def _branch(letter: str, rests: list[str], depth: int) -> str:
    return letter + (rests[0] if len(rests) == 1 else f"(?:{_alternatives(rests, depth + 1)})")


def divided(phrases: str) -> list[str]:
    return [phrase for phrase in " ".join(phrases.split()).split(" / ") if phrase]


def _phrase(phrase: str, stem: str, *, is_spaced: bool) -> str:
    if phrase.startswith("^ "):
        return rf"(?<!\w ){_phrase(phrase[2:], stem, is_spaced=is_spaced)}"
    few_words, letters = _GAPS[is_spaced]
    pieces = {"*": r"\w*", "#": f"(?:{stem})", "…": few_words, "~": letters}
    source, end = "", 0
    for match in _WILD.finditer(phrase):
        source += _literal(phrase[end : match.start()])
        source += _joined(match, pieces[match[1]], is_spaced=is_spaced)
        end = match.end()
    source = re.sub(" +", " ", source + _literal(phrase[end:])).strip()
    return f"{source[:-2]}(?= ,)" if source.endswith(" ,") else source


def _literal(piece: str) -> str:
    """The source of a pattern for a piece, folded; an apostrophe leaves its space."""
    return re.escape(_NO_WORD.sub(" ", _letters(piece))).replace(r"\ ", " ")


def _joined(match: re.Match, source: str, *, is_spaced: bool) -> str:
    """What stands for a wild card, with the spaces around it; a gap brings its own."""
    before, after = match[0].startswith(" "), match[0].endswith(" ")
    if not is_spaced:
        return f"{' ' * before}{source}{' ' * after}"
    if match[1] == "…":
        return (" " if before else "") + source
    if match[1] == "~":
        return (" " if before else "") + source + (r"\b" if after else "")
    return (" " if before else "") + source + (" " if after else "")
