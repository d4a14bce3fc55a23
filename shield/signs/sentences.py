"""Find sentences that show that something gives the film away: a stem of "spoil", or a warning without it.

What is denied, meant otherwise or a title is none. In doubt it is one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from shield.sentences import sentences
from shield.signs.fold import divided, fold, pattern
from shield.signs.words import LANGUAGES, SPACED
from shield.signs.words.base import Words

MAX_SENTENCE_LENGTH = 10_000  # letters; a longer one with any such word is a sign
MAX_HEADING_WORDS = 3  # of a sentence that says no more than that there are spoilers
CACHE_SIZE = 512  # texts: the checks read those that did not change again
# One of these stands in each sign: of a pair, the half that is rarer in running text.
_QUICK = ("warnings", "endings", "unseen", "seen", "details", "risk", "passage", "before", "hedges", "stems")
PAIRS = (
    ("unseen", "leaving"),
    ("audience", "seen"),
    ("alarm", "details"),
    ("risk", "reading"),
    ("skip", "passage"),
    ("first", "before"),
)
_NEGATIONS = """
    no / not / without / never / nothing / don't / won't / doesn't / nor / ohne / nicht / nichts / kein* /
    nie / sin / nunca / nada / sans / ne / n' / pas / rien / aucun* / senza / non / niente / nulla / sem /
    não / nem / zonder / niet / niets / geen / bez / niczego / utan / inte / inget / без / не
"""
_TELLINGS = """
    reveal* / give* / giving / discuss* / talk* / verrat* / verrät / vorweg / bespr* / révèl* / révél* /
    dévoil* / parl* / revel* / desvel* / cont* / habl* / svel* / rivel* / fal* / onthul* / verraad* /
    verrad* / bespreek / zdrad* / ujawni* / omawia* / anlat* / açıkl* / konuş* / avslöj* / diskuter* /
    раскрыва* / verklap* / vertel* / racont* / opowi* / berätt* / ele ver* / söyl* / boz*
"""


# Those that divide words by spaces at once, which takes a third of the time, and each other for itself.
_GROUPS = (SPACED, *((words,) for words in LANGUAGES if not words.is_spaced))


@cache
def _pattern(name: str, *, is_deniable: bool | None = None) -> re.Pattern:
    """A pattern for what all languages hold under this name of `Words`, compiled when it is first asked for.

    `is_deniable`: only phrases that say that something is told, which a "not" beside them denies, or only the
    others ("don't read on").
    """
    sources = []
    for languages in _GROUPS:
        phrases = [phrase for words in languages for phrase in divided(getattr(words, name))]
        if is_deniable is not None:
            phrases = [phrase for phrase in phrases if _is_deniable(phrase) == is_deniable]
        is_spaced = languages[0].is_spaced
        stem = _STEM_SPACED if is_spaced else pattern(divided(languages[0].stems), is_spaced=False)
        sources.append(pattern(phrases, stem, is_spaced=is_spaced))
        if name == "warnings":
            sources += _announcements(languages) if is_deniable is not False else []
            sources += _pairs(languages) if not is_deniable else []
    return re.compile("|".join(filter(None, sources)))


def _announcements(languages: tuple[Words, ...]) -> list[str]:
    """Patterns of sentences like "from here on I discuss the ending", in any usual order of words."""
    here, telling, ending, must = _parts(languages, "here", "telling", "endings", "must")
    orders = [
        (here, telling, ending),
        (here, ending, telling),
        (ending, telling, here),
        (telling, ending, here),
        (must, ending),
        (ending, must),
    ]
    return [".{0,40}?".join(order) for order in orders if all(order)]


def _pairs(languages: tuple[Words, ...]) -> list[str]:
    """Patterns of sentences like "who has not seen it should stop here", the halves in any order."""
    pairs = [[*_parts(languages, *names)] for names in PAIRS]
    return [".{0,40}?".join(order) for one, two in pairs if one and two for order in ((one, two), (two, one))]


def _parts(languages: tuple[Words, ...], *names: str) -> Iterator[str]:
    """A pattern for each name, of all these languages at once."""
    for name in names:
        phrases = [phrase for words in languages for phrase in divided(getattr(words, name))]
        part = pattern(phrases, is_spaced=languages[0].is_spaced)
        yield part and f"(?:{part})"


def _is_deniable(phrase: str) -> bool:
    folded = fold(phrase)
    return bool(_TELLING.search(folded)) and not _NEGATION.search(folded)


@cache
def _trigger() -> re.Pattern:
    return re.compile(f"{_pattern('stems').pattern}|{_pattern('warnings').pattern}")


@cache
def _quick() -> re.Pattern:
    """Any of the phrases without which no sentence is a sign, each word compared with all of them at once."""
    return re.compile("|".join(filter(None, map(_any_phrase, _GROUPS))))


def _any_phrase(languages: tuple[Words, ...]) -> str:
    is_spaced = languages[0].is_spaced
    phrases = [phrase for words in languages for name in _QUICK for phrase in divided(getattr(words, name))]
    stem = _STEM_SPACED if is_spaced else pattern(divided(languages[0].stems), is_spaced=False)
    return "|".join(filter(None, (pattern(phrases, stem, is_spaced=is_spaced), stem)))


def _without_longer(stems: list[str]) -> set[str]:
    """Stems that no other stem covers: of "spoil*" and "spoiler*" the first."""
    begun = [stem[:-1] for stem in stems if stem.endswith("*")]
    return {stem for stem in stems if not any(stem.startswith(s) and stem != f"{s}*" for s in begun)}


_STEM_SPACED = pattern(
    _without_longer([stem for words in SPACED for stem in divided(words.stems)]), is_spaced=False
)
_NEGATION = re.compile(pattern(divided(_NEGATIONS)))
_TELLING = re.compile(pattern(divided(_TELLINGS)))

_ADDRESS = re.compile(r"\]\([^)\s]{0,2000}|https?://\S{1,2000}")
_CODE = re.compile(r"`[^`\n]+`")
# The film of 2022 in a running sentence: neither after an article nor before a colon.
_SPOILER_ALERT = re.compile(
    r"(?<=[^\W\d_] )(?<!\ba )(?<!\bthe )[*_“\"]?Spoiler Alert[*_”\"]?(?=[,;.)]|['’]s| [a-z(])"
)
_CLAUSE_AFTER = re.compile(" (?:,|to say) ")
_WORD = r"(?:[A-Z][\w'’]{0,30}|of|the|a|an|and|for|to|in|der|die|das|del?|la|le|el|il|di|do|da|van|en)"
_TITLE = re.compile(
    rf"(?<![*_\w])(?:[*_](?![*_])|[“”„«\"‘]) ?{_WORD}(?: {_WORD}){{0,5}} ?(?:[*_](?![*_])|[”“»\"’])"
)
_LEAST_WORDS_BESIDE_A_TITLE = 3


@dataclass(frozen=True)
class Sign:
    """A sentence that is a sign. `warns`: of what follows, rather than that its own passage spoils."""

    sentence: str
    warns: bool


def mentions(text: str) -> bool:
    """Whether a stem or a warning stands anywhere in the text, denied or not."""
    folded = fold(text)
    return bool(_quick().search(folded) and _trigger().search(folded))


def says_end(line: str) -> bool:
    """Whether a line says, in another language than English, that the spoilers end, and nothing else."""
    return bool(_pattern("ends").fullmatch(fold(line).strip(" ,")))


@lru_cache(maxsize=CACHE_SIZE)
def signs_in(text: str) -> tuple[Sign, ...]:
    """The sentences of a text that are signs, in order (cached)."""
    plain = _CODE.sub(" ", _ADDRESS.sub(" ", text)) if "`" in text or "/" in text or "](" in text else text
    return tuple(_signs(plain)) if _quick().search(fold(plain)) else ()


def _signs(text: str) -> Iterator[Sign]:
    folded = ""
    for line in text.split("\n"):
        for sentence in sentences(line):
            before, folded = folded, fold(_without_titles(sentence))
            is_quiet = not _quick().search(folded)
            if len(folded) > MAX_SENTENCE_LENGTH:
                yield from [Sign(sentence, warns=True)] * bool(_trigger().search(folded))
            elif (not is_quiet and _warns_without_stem(folded)) or _takes_back(before, folded):
                yield Sign(sentence, warns=True)
            elif is_quiet:
                continue
            elif stems := _stems(folded):
                is_short = len(folded.split()) <= MAX_HEADING_WORDS and "," not in folded.rstrip(" ,")
                announces = is_short or any(stems) or _pattern("announcing").search(folded)
                yield Sign(sentence, warns=bool(announces))
            elif _gives_away(folded):
                yield Sign(sentence, warns=False)


def _without_titles(sentence: str) -> str:
    sentence = _SPOILER_ALERT.sub(" ", sentence)
    rest = _TITLE.sub(" ", sentence)
    return rest if len(fold(rest).split()) >= _LEAST_WORDS_BESIDE_A_TITLE else sentence


def _stems(folded: str) -> list[bool]:
    """For each stem that is neither denied nor meant otherwise, whether it only looked denied."""
    places = [match.start() for match in _pattern("stems").finditer(folded)]
    if not places:
        return []
    denied, undenied = _covered("denied", folded), _covered("undenied", folded)
    other = _covered("other", folded)
    return [bool(undenied[at]) for at in places if not other[at] and (undenied[at] or not denied[at])]


def _gives_away(folded: str) -> bool:
    """Whether a sentence denies that it gives something away, and does ("No spoiler, but Maria dies")."""
    hedge = _pattern("hedges").search(folded) or _pattern("stems").search(folded)
    clause = _CLAUSE_AFTER.search(folded, hedge.end()) if hedge else None
    return clause is not None and bool(_pattern("fates").search(folded, clause.end()))


def _covered(name: str, folded: str) -> bytearray:
    """For each letter, whether a phrase of this sort covers it."""
    result = bytearray(len(folded))
    for match in _pattern(name).finditer(folded):
        result[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return result


def _takes_back(before: str, folded: str) -> bool:
    """Whether a sentence takes back the one before it, which speaks of spoilers ("Just kidding")."""
    return bool(_pattern("taken_back").match(folded) and _pattern("stems").search(before))


def _warns_without_stem(folded: str) -> bool:
    found = list(_pattern("warnings", is_deniable=False).finditer(folded))
    is_spoken = _covered("other", folded) if found else b""
    if any(not is_spoken[match.start()] for match in found):
        return True
    found = list(_pattern("warnings", is_deniable=True).finditer(folded))
    return any(not _NEGATION.search(_clause(folded, match)) for match in found)


def _clause(folded: str, match: re.Match) -> str:
    """What was matched with the rest of its clause, at most sixty letters to each side."""
    before = folded[max(0, match.start() - 60) : match.start()].rpartition(" , ")[2]
    after = folded[match.end() : match.end() + 60].partition(" , ")[0]
    return before + match[0] + after
