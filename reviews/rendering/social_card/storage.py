"""Keeps a card in the storage. Publishing never waits for it, and never fails with it."""

import logging

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.crypto import salted_hmac

from reviews.rendering.social_card.drawing import CardWords, draw

SALT = "reviews.cardpicture"  # stays when the code moves: stored cards are named by it
logger = logging.getLogger(__name__)


def store_card(words: CardWords, *, told: str) -> str:
    """Draw a card and store it; returns its stored name, or "" if that could not be done.

    The same picture keeps the file it has. `told` names the edition in the
    log, which gets no word of the review: what a storage or a font says about
    its failure might hold some.
    """
    try:
        return _stored(draw(words))
    except Exception as failure:  # a storage raises what its service raises
        logger.error("The card picture of %s could not be made: %s", told, type(failure).__name__)
        return ""


def _stored(content: bytes) -> str:
    name = name_of(content)
    if default_storage.exists(name):
        if default_storage.size(name) == len(content):
            return name
        default_storage.delete(name)  # the rest of an attempt that a full disk ended
    return default_storage.save(name, ContentFile(content))


def name_of(content: bytes) -> str:
    """Where a card is kept, or would be."""
    return f"cards/{_hash(content)}.png"


def _hash(content: bytes) -> str:
    """Of the bytes, with the house's secret: whoever guesses the words before an embargo lifts,
    draws the card and asks for its file learns nothing."""
    return salted_hmac(SALT, content, algorithm="sha256").hexdigest()
