"""What critics warn of under a heading of content warnings, and which of the house's kinds that is."""

import re

from reviews.importing.formats.phrases import labelled
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
    """(kind, label, details) of each warning in a line. What is not known by its words alone is a detail."""
    pieces = [piece.strip() for piece in text.split(",")]
    if all(map(kind_of, pieces)):
        return [(kind_of(piece), piece, "") for piece in pieces]
    label, rest = labelled(marked(text))
    if kind := kind_of(label):
        return [(kind, label, rest)]
    return [("other", "", text)]
