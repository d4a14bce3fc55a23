"""Titles of films as people write them: folded to compare them, and read from the headline of a review."""

import re
from dataclasses import dataclass

from shield.words import plain_words

_ARTICLE_WORDS = """
    the a an der die das ein eine el los las un una le la les une il lo gli o os as um uma de het een en ett
    den det
"""
_ARTICLES = frozenset(_ARTICLE_WORDS.split())
_ARTICLE_LAST = re.compile(rf"(.+),\s+({'|'.join(sorted(_ARTICLES))})", re.IGNORECASE)
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
_NUMBERS = {numeral: str(number) for number, numeral in enumerate(_NUMERALS.split(), 1) if numeral != "i"}
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "đ": "d", "æ": "ae", "œ": "oe"})
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
# A review, in the languages that imports know.
_REVIEW = r"""(?:(?:film|movie|kino)[\s-]*)?(?:review|critique|kritik|filmkritik|rezension|besprechung|
    filmbesprechung|cr[ií]tica|rese[ñn]a|recensione|resenha|an[aá]lise|recensie|filmrecensie|recenzja|
    recenzie|recension|filmrecension|inceleme|ele[şs]tiri|рецензия|обзор|отзыв|レビュー|影评|影評|리뷰)"""
_SIGNS = r"\s*(?:[:：|–—]|\s-\s)\s*"
_REVIEW_FIRST = re.compile(rf"(?:{_REVIEW})(?:{_SIGNS}|\s+(?:of|zu|zum|von|de|du|di)\s+)(.+)", re.I | re.X)
_QUOTE, _UNQUOTE = "[\"'“”„«»‘’‚「『《]", "[\"'“”«»‘’」』》]"
_REVIEW_LAST = re.compile(
    rf"(?:(.+?)(?:{_SIGNS}|\s*\(\s*)(?:(?:a|die|eine|la|une?)\s+)?{_REVIEW}\s*\)?|(.+?)\s+(?:film\s|movie\s)?review)",
    re.I | re.X,
)
_WITH_YEAR = re.compile(r"(.+?)\s*[(\[]((?:18|19|20)\d\d)[)\]](.*)", re.DOTALL)
_QUOTED = re.compile(rf"{_QUOTE}(.+){_UNQUOTE}")


@dataclass(frozen=True)
class WrittenTitle:
    """A title as a text has it. `is_sure`: that it is one of a film, and no other words."""

    title: str
    year: int | None = None
    is_sure: bool = True

    def __str__(self):
        return f"{self.title} ({self.year})" if self.year else self.title


def title_and_year(text: str) -> WrittenTitle:
    """“Title (2016)”, or a title alone."""
    found = _WITH_YEAR.fullmatch(text.strip())
    if found and not found[3].strip():
        return WrittenTitle(found[1].strip(), int(found[2]))
    return WrittenTitle(text.strip())


def title_of_headline(headline: str) -> WrittenTitle | None:
    """The film in “Arrival (2016)”, “Review: Arrival”, “'Arrival' – Kritik”, or a bare title."""
    line = " ".join(headline.split())
    first, last = _REVIEW_FIRST.fullmatch(line), _REVIEW_LAST.fullmatch(line)
    is_review = bool(first or last)
    if first or last:
        line = next(group for match in (first, last) if match for group in match.groups() if group)
    if found := _WITH_YEAR.match(line):
        return WrittenTitle(_bare(found[1]), int(found[2]))
    return WrittenTitle(_bare(line), is_sure=is_review) if _bare(line) else None


def _bare(title: str) -> str:
    title = title.strip(" \t:–—-|,")
    quoted = _QUOTED.fullmatch(title)
    return quoted[1].strip() if quoted else title


def folded(title: str) -> str:
    """A title without case, accents and signs; “&” is “and”, “Lake, The” is “The Lake”."""
    turned = _ARTICLE_LAST.fullmatch(title.strip())
    title = f"{turned[2]} {turned[1]}" if turned else title
    title = _APOSTROPHES.sub("", title).replace("&", " and ")
    return " ".join(plain_words(title.lower().translate(_LETTERS)))


def loosely_folded(title: str) -> str:
    """As `folded`, without a first article, and with Arabic numerals."""
    words = folded(title).split()
    words = words[1:] if len(words) > 1 and words[0] in _ARTICLES else words
    if len(words) > 1 and words[-1] == "i":
        words[-1] = "1"
    return " ".join(_NUMBERS.get(word, word) for word in words)
