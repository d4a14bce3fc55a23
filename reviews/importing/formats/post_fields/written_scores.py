"""Scores as people write them: “★★★½”, “7/10”, “3,5 von 5”, “85 %”, “B+”, “Betyg: 4/5”."""

import re
from dataclasses import dataclass
from fractions import Fraction

from shield.words import fold

MAX_LENGTH = 60  # characters of a line that is a score
MAXIMA = (4, 5, 6, 10, 20, 100)  # of scores in use; 24/7 and 9/11 are none
_LABELS = """
rating / score / grade / stars / verdict / fazit / overall / total / gesamt / bewertung / wertung /
punkte / sterne / note / puntuacion / calificacion / valoracion / nota / etoiles / voto / valutazione /
punteggio / giudizio / avaliacao / classificacao /
cijfer / beoordeling / waardering / ocena / puan / puani / puanim / betyg /
оценка / 評価 / 评分 / 評分 / 평점
"""
LABELS = frozenset(fold(label.strip()) for label in _LABELS.split("/"))
_AROUND = """
my our final overall the total film movie critic's meine unsere mi nuestra ma notre il mio minha nossa a la le
mijn ons onze moja nasza benim mitt vart finale globale global totale koncowa gesamt
"""
_AROUND_LABEL = frozenset(_AROUND.split())
_FRACTIONS = {
    "½": Fraction(1, 2),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
}
_NUMBER = r"(?:\d{1,3}(?:[.,]\d{1,2})?[½¼¾⅓⅔]?|\d{1,2} 1/2|[½¼¾])"
_STAR_WORDS = (
    "stars?|sterne?n?|estrellas?|étoiles?|stelle|stella|estrelas?|sterren|gwiazd(?:ek|ki|ka)|yıldız|stjärnor"
)
_POINT_WORDS = rf"(?:points?|punkten?|puntos?|punti|pontos?|punten|punkt(?:ów|y)|puan|poäng|{_STAR_WORDS})"
_OF = r"\s*(?:/|⁄)\s*|\s+(?:out of|of|von|aus|sur|de|di|su|van|op|uit|av|z|na)\s+"
_OF_MANY = re.compile(
    rf"(?P<value>{_NUMBER})(?:\s+{_POINT_WORDS})?(?:{_OF})(?P<maximum>\d{{1,3}})(?:\s+{_POINT_WORDS})?",
    re.IGNORECASE,
)
_MANY_FIRST = re.compile(rf"(?P<maximum>\d{{1,3}})\s+üzerinden\s+(?P<value>{_NUMBER})", re.IGNORECASE)
_PERCENT = re.compile(rf"(?P<value>{_NUMBER})\s*[%٪](?P<maximum>)")
_STARS = re.compile(
    r"(?P<full>(?:[★⭐🌟✭✮✯]\s?)*)(?P<half>½|1/2|⯪|⯨|\.5)?\s?(?P<empty>(?:[☆✩⚝]\s?)*)"
    rf"(?:(?:{_OF})(?P<maximum>\d{{1,2}}))?"
)
_WORDED_STARS = re.compile(rf"(?P<value>{_NUMBER})\s+(?:{_STAR_WORDS})", re.IGNORECASE)
_LETTER = re.compile(r"(?P<letter>[A-DF])\s?(?P<sign>[+\-–−‑]?)")
# Of twelve steps, A and A+ the same, as collections of reviews count them.
_LETTERS = {"A": 12, "B": 9, "C": 6, "D": 3, "F": 0}
_SEPARATOR = re.compile(r"\s*(?P<sign>[:：=–—])\s*|\s+-\s+|\s+")
_DECORATION = re.compile(r"^[\s*_#>|\-–—•]+|[\s*_|.!]+$")
_BRACKETS = re.compile(r"(?P<score>[^()]+?)\s*\((?P<other>[^()]+)\)")
_COMPOUND = re.compile("^(gesamt|film)(?=.)")  # “Gesamtwertung”
_SELECTORS = re.compile("[\ufe0e\ufe0f\u200d]")


@dataclass(frozen=True)
class WrittenScore:
    """A score as written, and its share of the maximum (0 to 1); None if that is not said."""

    text: str
    share: Fraction | None


def written_score(text: str, *, bare_letters: bool = False) -> WrittenScore | None:
    """The score that the whole text is, None for any other. `bare_letters`: “B” is one, as “B+” is."""
    if len(text) > 2 * MAX_LENGTH:
        return None
    text = " ".join(_SELECTORS.sub("", text).split()).strip("*_ ")
    share = _share(text, bare_letters)
    if share is None and (twice := _BRACKETS.fullmatch(text)):  # “★★★½ (7/10)”
        shares = {_share(twice["score"], bare_letters), _share(twice["other"], bare_letters)}
        share = shares.pop() if len(shares) == 1 else None
    return None if share is None else WrittenScore(text, share)


def labelled_score(line: str) -> WrittenScore | None:
    """The score of a line that is a label and a score: “**Grade:** B”, “Note : 4/5”, “My rating 7/10”."""
    if len(line) > 2 * MAX_LENGTH:
        return None
    plain = _DECORATION.sub("", _SELECTORS.sub("", line.replace("**", "").replace("__", "")))
    for match in _SEPARATOR.finditer(plain):
        if is_score_label(plain[: match.start()]):
            score = written_score(plain[match.end() :], bare_letters=bool(match["sign"]))
            if score:
                return score
    return None


def is_score_label(text: str) -> bool:
    """Whether these words only say that a score follows: “My rating:”, “Gesamtwertung”, “Note finale”."""
    if len(text) > MAX_LENGTH:
        return False
    words = fold(_DECORATION.sub("", text).strip(" :：")).replace("’", "'").replace("ı", "i").split()
    words = [
        (word.removeprefix("gesamt") or word).removeprefix("film") or word
        for word in words
        if any(map(str.isalpha, word))
    ]
    labels = LABELS.intersection(words)
    return len(labels) > 0 and len(words) <= 4 and labels.issuperset(set(words) - _AROUND_LABEL)


def _share(text: str, bare_letters: bool) -> Fraction | None:
    counted = _OF_MANY.fullmatch(text) or _MANY_FIRST.fullmatch(text) or _PERCENT.fullmatch(text)
    if counted:
        return _ratio(_number(counted["value"]), int(counted["maximum"] or 100))
    worded = _WORDED_STARS.fullmatch(text)
    if worded:
        return _ratio(_number(worded["value"]), 5)
    letter = _LETTER.fullmatch(text)
    if letter and (bare_letters or letter["sign"]):
        sign = {"": 0, "+": 1}.get(letter["sign"], -1)
        return Fraction(min(12, max(0, _LETTERS[letter["letter"]] + sign)), 12)
    return _share_of_stars(text)


def _share_of_stars(text: str) -> Fraction | None:
    match = _STARS.fullmatch(text)
    if not match or not (match["full"] or match["empty"]):
        return None
    full, empty = (len("".join(match[name].split())) for name in ("full", "empty"))
    half = Fraction(1, 2) if match["half"] else Fraction(0)
    maximum = int(match["maximum"] or 0) or (full + empty + bool(half) if empty else 5)
    maximum = 10 if not match["maximum"] and 5 < full + half <= 10 and not empty else maximum
    return _ratio(full + half, maximum, any_maximum=bool(empty))


def _ratio(value: Fraction, maximum: int, *, any_maximum: bool = False) -> Fraction | None:
    if value > maximum or not (any_maximum or maximum in MAXIMA) or not maximum:
        return None
    return value / maximum


def _number(text: str) -> Fraction:
    text = text.replace(",", ".").replace(" 1/2", "½")
    return sum((_FRACTIONS[sign] for sign in text if sign in _FRACTIONS), Fraction(text.rstrip("½¼¾⅓⅔") or 0))
