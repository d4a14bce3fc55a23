"""Store a social card in the default storage. Publishing never fails because of it."""

import logging

from django.utils.crypto import salted_hmac

from images.storage import save_once
from reviews.rendering.social_card.drawing import CardWords, draw

SALT = "reviews.cardpicture"  # stays when the code moves: stored cards are named by it
logger = logging.getLogger(__name__)


def store_card(words: CardWords, *, log_name: str) -> str:
    """Draw a card and store it; returns its storage name, or "" on any failure.

    An equal picture keeps its file. `log_name` identifies the edition in the
    log. The log gets only the type of an exception: its message might quote
    the review.
    """
    try:
        content = draw(words)
        return save_once(name_of(content), content)
    except Exception as failure:  # a storage backend raises whatever its service raises
        logger.error("The card picture of %s could not be made: %s", log_name, type(failure).__name__)
        return ""


def name_of(content: bytes) -> str:
    """The storage name of a card."""
    return f"cards/{_hash(content)}.png"


def _hash(content: bytes) -> str:
    """HMAC of the bytes with SECRET_KEY.

    With a plain hash somebody could guess the words before an embargo lifts,
    draw the card and test whether its file exists.
    """
    return salted_hmac(SALT, content, algorithm="sha256").hexdigest()
