"""Check of alt texts: every picture has one, and it is neither a file name nor the caption again."""

import re
from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from reviews import document as d
from reviews.checks.document_sentences import Place
from reviews.checks.findings import Finding, finding
from reviews.checks.subject import Subject
from shield.markdown import IMAGE_ADDRESS
from shield.words import plain_words

_FILE_NAME = re.compile(r"[^\s/]+\.(?:jpe?g|png|gif|webp|avif|tiff?|heic|svg)", re.IGNORECASE)
_FROM_A_CAMERA = re.compile(r"(?:img|dsc[fn]?|pict?|screenshot|image|photo)[-_ ]?\d+", re.IGNORECASE)


def alt_texts(subject: Subject) -> Iterable[Finding]:
    yield from _picture_findings(subject)
    for text in subject.texts:
        for image in text.structure.images:
            problem = _problem(image.alt, "", is_decorative=_is_decorative(image.address, subject))
            if problem:
                yield finding(text.place, problem, image.address, image.alt)


def _picture_findings(subject: Subject) -> Iterable[Finding]:
    for picture in subject.document.pictures:
        image = subject.world.images.get(picture.image)
        is_decorative = bool(image and image.is_decorative)
        problem = _problem(picture.alt, picture.caption, is_decorative=is_decorative)
        if problem:
            yield finding(_place(picture, subject), problem, picture.alt, picture.caption)


def _place(picture: d.Picture, subject: Subject) -> Place:
    return Place(subject.titles[picture.key], str(picture.key), "alt")


def _is_decorative(address: str, subject: Subject) -> bool:
    match = IMAGE_ADDRESS.match(address)
    image = subject.world.images.get(UUID(match[1])) if match else None
    return bool(image and image.is_decorative)


def _problem(alt: str, caption: str, *, is_decorative: bool) -> str:
    text = alt.strip()
    if not text:
        return "" if is_decorative else _("A picture has no words. Say what it shows.")
    if _FILE_NAME.fullmatch(text) or _FROM_A_CAMERA.fullmatch(text):
        return _("A picture's words are the name of a file. Say what it shows.")
    if plain_words(text) and plain_words(text) == plain_words(caption):
        return _("A picture's words repeat its caption, which is read out as well. Say what it shows.")
    return ""
