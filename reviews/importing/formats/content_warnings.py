"""Parse content warnings: map critics' wordings to our kinds of advisories."""

import re

from reviews.importing.formats.phrases import split_label
from reviews.importing.formats.spoilers import marked

_WORDS = {
    "violence": "violence / strong violence / graphic violence / gun violence / fights",
    "gore": "gore / blood / blood and gore / body horror",
    "sex": "sex / nudity / sex and nudity / sexual content / sex scenes",
    "sexual-violence": "sexual violence / sexual assault / rape",
    "self-harm": "self-harm / suicide / self-harm and suicide",
    "drugs": "drugs / drug use / alcohol / smoking",
    "language": "language / strong language / swearing / bad language",
    "animal-harm": "animal harm / animal cruelty / animal death / harm to animals / violence against animals",
    "flashing": "flashing lights / strobe / strobe lights / flashing images",
}
KINDS = {wording.strip(): kind for kind, all_of in _WORDS.items() for wording in all_of.split("/")}
_TRIM = re.compile(r"^\W+|\W+$")


def kind_of(words: str) -> str:
    return KINDS.get(_TRIM.sub("", " ".join(words.lower().split())), "")


def warnings(text: str) -> list[tuple[str, str, str]]:
    """(kind, label, details) of each warning in a line. Unknown words become details, which are withheld."""
    pieces = [piece.strip() for piece in text.split(",")]
    if all(map(kind_of, pieces)):
        return [(kind_of(piece), piece, "") for piece in pieces]
    label, rest = split_label(marked(text))
    if kind := kind_of(label):
        return [(kind, label, rest)]
    return [("other", "", text)]
