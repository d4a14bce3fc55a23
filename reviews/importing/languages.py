"""Guess the language of a text: by its script, or by its share of each language's function words."""

import re
from collections.abc import Iterator

from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from reviews import document as d
from reviews.importing.formats import Note
from shield.function_words import FUNCTION_WORDS_OF
from shield.words import FUNCTION_WORDS, plain_words

MAX_WORDS, MIN_WORDS = 2_000, 12
MIN_SHARE = 0.12  # of a text's words that are a language's
MIN_LEAD = 1.25  # times as many as of the next language
# Enough words to know each language by, folded. The leak check has no lists of these.
_OTHERS = {
    "pl": """
        i w na z ze do nie sie to jest jak ale o po za od dla tak juz tylko przez co czy ktory ktora ktore
        jego jej ich tym tego byc byl bylo jednak kiedy gdy bo moze sa oraz pod nad przed bez jeszcze a wiec
        nas go mu im ja on ona ono oni ten ta te u
        """,
    "tr": """
        ve bir bu da de ile icin cok ama gibi daha ne o kadar sonra olarak olan var yok her en mi mu degil
        ya ki hem sadece kendi icinde ancak film filmin onun bile gore ise diye iyi ilk iki cunku bana
        oldugu biri zaman artik simdi hic nasil butun
        """,
    "sv": """
        och att det som en ett i pa ar av for med inte den till har de om han hon var men sig sa fran vi
        kan man nar nu ska mycket vad efter vid mot dar utan blir bara ocksa eller under sin sina hans hennes
        alla detta denna dessa jag du ni mig oss finns mellan annu ingen aldrig sedan varandra tva hade skulle
        nagot nagon redan aven hela vara samma genom dem inget
        """,
    "da": """
        og at det som en et i pa er af for med ikke den til har de om han hun var men sig sa fra vi kan man
        nar nu skal meget hvad efter ved mod der uden bliver kun ogsa eller under sin sine hans hendes alle
        dette denne disse jeg du mig os findes mellem hvor
        """,
    "nb": """
        og at det som en et i pa er av for med ikke den til har de om han hun var men seg sa fra vi kan man
        nar na skal mye hva etter ved mot der uten blir bare ogsa eller under sin sine hans hennes alle
        dette denne disse jeg du meg oss finnes mellom hvor
        """,
    "fi": """
        ja on ei se etta oli han mutta ovat kun niin kuin myos joka jotka vain tai jos nyt sen mika ole
        hanen taman tama ne siita siina viela hyvin kuitenkin jo olla sitten kanssa ennen jalkeen
        """,
    "cs": """
        a v na se ze je to s z do o i jak ale pro po by jsem jsou si tak co za od ktery ktera ktere jeho jeji
        uz jen byl bylo nebo kdyz ani az k jako ve ma pri
        """,
    "hu": """
        a az es hogy nem egy is meg ez de csak mar ki ha mint volt van vagy aki ami nagyon sem most amely
        mert majd minden pedig ugy igy lesz lehet akkor ezt azt
        """,
    "ro": """
        si de la in a cu nu pe un o este sa ce care din mai pentru ca se lui dar au fost sau ei el ea doar
        cand foarte prin despre intre fara aceasta acest sunt era
        """,
}
_OTHER_ENGLISH = (
    "a an the and of to in is it on as at by be we he i or so if no do my me up us with has are was for this"
)
_CODES = {"german": "de", "spanish": "es", "french": "fr", "italian": "it", "portuguese": "pt", "dutch": "nl"}
WORDS: dict[str, frozenset[str]] = {
    "en": FUNCTION_WORDS.union(_OTHER_ENGLISH.split()),
    **{code: FUNCTION_WORDS_OF[name] for name, code in _CODES.items()},
    **{code: frozenset(words.split()) for code, words in _OTHERS.items()},
}
# Scripts of one language, in this order: Japanese is written with Han letters too.
SCRIPTS = {
    "ja": "[\u3041-\u309f\u30a1-\u30fa]",
    "ko": "[\uac00-\ud7a3]",
    "zh": "[\u3400-\u9fff]",
    "th": "[\u0e01-\u0e3a]",
    "el": "[\u0370-\u03ff]",
    "he": "[\u05d0-\u05ea]",
    "hi": "[\u0900-\u097f]",
    "uk": "[іїєґІЇЄҐ]",
    "ru": "[\u0410-\u044f]",
    "ar": "[\u0621-\u064a]",
}
_CHINESE = gettext_lazy("Chinese")  # Django names its two scripts alone
_SCRIPTS = {code: re.compile(letters) for code, letters in SCRIPTS.items()}
MIN_LETTERS = {"ja": 0.08, "uk": 0.02}  # of all letters; of any other script a third


def with_language(document: d.Document, language: str, notes: list[Note]) -> d.Document:
    """The document in this language of its file; without one, in that which it reads as, with a note."""
    if language:
        return document
    language = guess_language("\n".join([document.headline, *_texts(document)]))
    if not language:
        notes.append(
            Note("warning", _("The language of the text is not clear: English was set. Please check."))
        )
    elif language != document.language:
        message = _("The text reads as %(language)s, and this language was set. Please check.")
        notes.append(Note("warning", message % {"language": _name(language)}))
    return d.replace(document, language=language or document.language)


def _name(code: str) -> str:
    return str(_CHINESE) if code == "zh" else get_language_info(code)["name_translated"]


def _texts(document: d.Document) -> Iterator[str]:
    for part in document.marked():
        yield from d.markdown_texts(part)


def guess_language(text: str) -> str:
    """The code of the language that a text is in; "" if it is too short or two come close."""
    return _by_script(text[: 10 * MAX_WORDS]) or _by_words(plain_words(text[: 10 * MAX_WORDS])[:MAX_WORDS])


def _by_script(text: str) -> str:
    if text.isascii():
        return ""
    letters = sum(map(str.isalpha, text))
    for code, pattern in _SCRIPTS.items():
        count = len(pattern.findall(text))
        if count > 3 and count >= MIN_LETTERS.get(code, 0.34) * letters:
            return code
    return ""


def _by_words(words: list[str]) -> str:
    if len(words) < MIN_WORDS:
        return ""
    shares = sorted(
        ((sum(word in own for word in words) / len(words), code) for code, own in WORDS.items()), reverse=True
    )
    (best, code), (second, _code) = shares[:2]
    return code if best >= MIN_SHARE and best >= MIN_LEAD * second else ""
