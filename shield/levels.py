"""Spoiler levels: how much a passage gives away."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    MILD = "mild", _("Mild")
    MAJOR = "major", _("Major")
    ENDING = "ending", _("Ending")


RANKS = {level: place for place, level in enumerate(["", *Level.values])}


def rank(level: str) -> int:
    """0 for "" (safe), then 1 to 3. An unknown level ranks highest, to fail closed."""
    return RANKS.get(level, len(RANKS) - 1)
