"""Tokenise text for the leak check: folded, stemmed, without function words.

Scripts without spaces are divided into pairs of letters (`tokens`), of which those of grammar alone are
function words.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

import snowballstemmer  # type: ignore[import-untyped]

from search.unspaced import LETTERS, has_unspaced, is_alphabetic, is_unspaced, pairs
from shield.function_words import FUNCTION_WORDS_OF

_WORD = re.compile(r"[^\W_]+")
# A letter of a script without spaces, with the marks after it (Thai vowels and tones, ゛).
_LETTER = re.compile(rf"(?=[^\W_\uff9e\uff9f])[{LETTERS}](?:(?![^\W_])[{LETTERS}]|[\uff9e\uff9f])*")
_PIECE = re.compile(rf"{_LETTER.pattern}|(?:(?![{LETTERS}])[^\W_])+|[\W_]+")
_TOKEN = re.compile(rf"(?:{_LETTER.pattern})+|(?:(?![{LETTERS}])[^\W_])+")
_ALGORITHMS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "nb": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"  # fillers of Hangul, and Braille without a dot
MIN_LENGTH = 3  # letters: a shorter word is a function word, or the end of a contraction
MAX_LENGTH = 60  # letters: no real word is longer, and stemming it would only cost time

# Function words, which carry the grammar of a sentence and not its content.
_FUNCTION = """
about above after again against ain all almost alone along already also although always among and another
any anybody anyone anything are aren around away back because been before began behind being below
between beyond both but came can cannot come comes coming could couldn did didn does doesn doing don done
down during each either else enough even ever every everybody everyone everything few find finds first
for found from gave get gets getting give given gives giving goes going gone got had hadn half has hasn
have haven having her here hers herself him himself his how however into isn its itself just keep keeps
kept knew know known knows last least less let lets like little long look looks lot made make makes
making many may maybe mean means might mine more most much must myself near nearly need needs neither
never next nobody none nor not nothing now off often once one ones only onto other others our ours out
over own perhaps put puts quite rather really same saw say says see seem seems seen several shall she
should shouldn show shows since some somebody someone something sometimes soon still such take taken
takes taking tell tells than that the their theirs them themselves then there these they thing things
think this those though three through thus time times together told too took toward towards tried tries
try trying turn turns twice two under until upon use used uses using very want wants was wasn way well
went were weren what whatever when where whether which while who whole whom whose why will with within
without won would wouldn yes yet you your yours yourself able actually become becomes became else ends
ended full part simply
"""
# Words common to all reviews, which give nothing away on their own.
_FILM_TALK = """
act acting action actor actress adventure arc art audience beautiful beginning best big bigger camera
cameo cast character chapter cinema cinematography climax colour comedy dialogue direct director drama
edit editing emotion emotional end ending entertaining episode exciting fan feature fight film final fine
focus franchise fun funny genre good great happen hero heroine hour idea instalment interesting introduce
kind lead love minute mission moment movie music opening original pace pacing people performance picture
place play plot point prequel premise production reveal review role scene score screen screenplay script
sequel series set setting spin shot show start star story studio stunt style summary supporting theme
thriller title trailer twist viewer villain violence visual watch world write writing work year young old
new bad
"""

# The same for pairs of Japanese and Chinese letters.
_FILM_TALK_PAIRS = """
映画 監督 作品 物語 登場 場人 人物 主人 人公 俳優 演技 場面 音楽 観客 結末 脚本 撮影 映像 画面 続編 前作
本作 最後 最初 世界 時間 自分 彼女 電影 电影 導演 导演 演员 演員 角色 故事 劇情 剧情 观众 觀眾 主角 镜头
鏡頭 音乐 場景 场景 结局 結局 表演 影片 片中 系列 世界 时间 最后 最終 自己 没有 沒有 一个 一個
"""
_HIRAGANA = ("\u3041", "\u309f")
_KATAKANA = ("\u30a1", "\u30ff")
_GRAMMAR = frozenset("的了是在不和有我他她它这這那就也都而及与與着著一个個之其被把从從到对對为為们們很又")


def fold(text: str) -> str:
    """Without case, accents and invisible characters."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf"))


def fold_all(words: Sequence[str]) -> list[str]:
    """Each word folded. At once where all are of ASCII, as most sentences are."""
    joined = "\n".join(words)
    return joined.lower().split("\n") if joined and joined.isascii() else list(map(fold, words))


def visible(text: str) -> str:
    """Without soft hyphens, joiners and other invisible characters, which would split a word."""
    if text.isascii():
        return text
    return "".join(c for c in text if unicodedata.category(c) != "Cf")


def readable(text: str) -> str:
    """A text without the space around it; "" if it has no letter, digit or sign that can be seen."""
    is_seen = any(unicodedata.category(c)[0] in "LNPS" and c not in _BLANK_LETTERS for c in text)
    return text.strip() if is_seen else ""


def plain_words(text: str) -> list[str]:
    """The words of a text in order, folded."""
    return [fold(word) for word in _WORD.findall(visible(text))]


def raw_words(text: str) -> list[str]:
    """The words of a text in order, as written."""
    return _WORD.findall(visible(text))


def tokens(text: str) -> list[str]:
    """The words of a text in order, as written; scripts without spaces as pairs of letters."""
    if not has_unspaced(text):
        return raw_words(text)
    return [token for word in _TOKEN.findall(visible(text)) for token in _divided(word)]


def _divided(word: str) -> list[str]:
    letters = _LETTER.findall(word) if is_unspaced(word) else []
    return pairs(letters) or [word]


def clauses(text: str) -> list[str]:
    """The stretches of a sentence between spaces, in scripts that end sentences so (Thai); else the whole."""
    return text.split() if has_unspaced(text) and any(map(is_alphabetic, text.split())) else [text]


def length_of(number: int, first: str) -> int:
    """How many tokens say as much as `number` words, in the script of the first."""
    if not is_unspaced(first):
        return number
    return round(number * (3.75 if is_alphabetic(first) else 1.5))


def weight(token: str) -> float:
    """What a folded token says of a text, from 1 for a word to 0 for a pair of Thai letters.

    Pairs that overlap weigh half (`shield.leaks`), so two words of two letters say as much as one of four.
    """
    if not is_unspaced(token):
        return 1
    if is_alphabetic(token):
        return 0
    if any(map(_is_grammar, token)):
        return 0.25
    return 0.4 if all(_KATAKANA[0] <= letter <= _KATAKANA[1] for letter in token) else 0.75


def in_pieces(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """A text split into words and what is between them, each with its tokens (folded).

    A letter of a script without spaces stands in two pairs. Joined, the pieces are the text.
    """
    pieces = _PIECE.findall(text)
    if not has_unspaced(text):
        return [(piece, (fold(piece),)) for piece in pieces]
    following = [fold(a + b) if is_unspaced(a) and is_unspaced(b) else "" for a, b in pairwise((*pieces, ""))]
    return [
        (piece, (fold(piece), before, after))
        for piece, before, after in zip(pieces, ("", *following), following, strict=False)
    ]


FUNCTION_WORDS = frozenset(_FUNCTION.split())


@cache
def _known_algorithms() -> frozenset[str]:
    return frozenset(snowballstemmer.algorithms())


class Stems:
    """A stemmer for one language. Words of an unknown language are left as they are."""

    def __init__(self, language: str = "en"):
        name = _ALGORITHMS.get(re.split(r"[-_]", language.lower())[0], "")
        self._algorithm = name if name in _known_algorithms() else ""

    def of(self, word: str) -> str:
        """The stem of a folded word; "" for a function word, and one too short or too long."""
        return _stem_of(self._algorithm, word)

    def of_content(self, word: str) -> str:
        """The stem of a folded word; "" for those above, and for one common to all reviews."""
        return _stem_of_content(self._algorithm, word)

    def is_content(self, word: str) -> bool:
        """Whether a folded word is a content word: no function word, and not common to all reviews."""
        return bool(self.of_content(word))


@lru_cache(maxsize=50_000)
def _stem_of(algorithm: str, word: str) -> str:
    is_function_word = word in FUNCTION_WORDS_OF.get(algorithm, ())
    return "" if is_function_word or _is_ignored(word) else _stem(algorithm, word)


@lru_cache(maxsize=50_000)
def _stem_of_content(algorithm: str, word: str) -> str:
    stem = _stem_of(algorithm, word)
    return "" if stem in _film_talk(algorithm) else stem


def _stem(algorithm: str, word: str) -> str:
    # A new stemmer for each call: it stores the current word in itself, and threads share this module.
    return snowballstemmer.stemmer(algorithm).stemWord(word) if algorithm else word


@cache
def _film_talk(algorithm: str) -> frozenset[str]:
    stems = (_stem(algorithm, word) for word in _FILM_TALK.split())
    return frozenset(stems) | frozenset(_FILM_TALK_PAIRS.split())


def _is_ignored(word: str) -> bool:
    if word in FUNCTION_WORDS or len(word) > MAX_LENGTH:
        return True
    if len(word) >= MIN_LENGTH:
        return False
    return all(map(_is_grammar, word)) if is_unspaced(word) else word[:1] < "\u2e80"


def _is_grammar(letter: str) -> bool:
    """Whether a Japanese or Chinese letter carries grammar rather than content."""
    return _HIRAGANA[0] <= letter <= _HIRAGANA[1] or letter in _GRAMMAR
