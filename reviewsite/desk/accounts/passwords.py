"""Validators of passwords beside Django's: names of the account and the house, and repetition.

By NIST SP 800-63B: length counts, and no kind of character is asked for.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HOUSE = "foyer"
SHORTEST_NAME = 3  # letters of a name that is looked for
REST = 8  # characters that are left beside the names


class NamesValidator:
    """Refuses what is little more than names of the account and the house."""

    def validate(self, password, user=None):
        rest = password.casefold()
        for name in sorted(_names(user), key=len, reverse=True):
            rest = rest.replace(name, "")
        if len(rest) < min(REST, len(password)):
            raise ValidationError(
                _("This password is little more than your names and those of the house."), code="names"
            )

    def get_help_text(self):
        return _("Your password can’t be made of your names and those of the house.")


class RepetitionValidator:
    """Refuses what says one thing again and again, so that its length is none."""

    def validate(self, password, user=None):
        if any(password[size:] == password[:-size] for size in range(1, len(password) // 2 + 1)):
            raise ValidationError(_("This password says the same again and again."), code="repetition")

    def get_help_text(self):
        return _("Any characters will do, also spaces: four or five words that nobody else puts together.")


def _names(user) -> set[str]:
    """Words of the account's names and mail address, and of the house's name and host."""
    fields = ("username", "first_name", "last_name", "email") if user else ()
    texts = [str(getattr(user, field, "")) for field in fields]
    texts += [HOUSE, urlsplit(settings.SITE_URL).hostname or ""]
    letters = ("".join(letter if letter.isalnum() else " " for letter in text) for text in texts)
    return {word.casefold() for text in letters for word in text.split() if len(word) >= SHORTEST_NAME}


def shortcoming(password: str, user) -> str:
    """Why this password would be refused if it were chosen today; "" if it would not be."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        return error.messages[0]
    return ""
