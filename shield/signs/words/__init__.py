"""Words about spoilers, a module for each language."""

from shield.signs.words.chinese import CHINESE
from shield.signs.words.dutch import DUTCH
from shield.signs.words.english import ENGLISH
from shield.signs.words.french import FRENCH
from shield.signs.words.german import GERMAN
from shield.signs.words.italian import ITALIAN
from shield.signs.words.japanese import JAPANESE
from shield.signs.words.korean import KOREAN
from shield.signs.words.others import OTHERS
from shield.signs.words.polish import POLISH
from shield.signs.words.portuguese import PORTUGUESE
from shield.signs.words.russian import RUSSIAN
from shield.signs.words.spanish import SPANISH
from shield.signs.words.swedish import SWEDISH
from shield.signs.words.thai import THAI
from shield.signs.words.turkish import TURKISH

SPACED = (
    ENGLISH,
    GERMAN,
    FRENCH,
    SPANISH,
    ITALIAN,
    PORTUGUESE,
    DUTCH,
    POLISH,
    TURKISH,
    SWEDISH,
    RUSSIAN,
    OTHERS,
)
LANGUAGES = (*SPACED, JAPANESE, CHINESE, KOREAN, THAI)

__all__ = ["LANGUAGES", "SPACED"]
