"""Mail to the owner of an account about the account itself: it comes whatever they chose for notices."""

import logging

from django.contrib.auth.models import User
from django.core.mail import EmailMessage

logger = logging.getLogger(__name__)


def mail_to(user: User, subject: str, body: str) -> bool:
    """Whether it went out. A server that is away breaks no page for it."""
    try:
        EmailMessage(subject, body, to=[user.email]).send()
    except Exception as failure:  # of a server or library
        logger.error("Mail to account %s could not be sent: %s", user.pk, type(failure).__name__)
        return False
    return True
