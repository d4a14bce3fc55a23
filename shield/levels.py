"""How much a passage gives away."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    MILD = "mild", _("Mild")
    MAJOR = "major", _("Major")
    ENDING = "ending", _("Ending")


def rank(level: str) -> int:
    """0 for a safe passage, then 1 to 3. A word nobody knows is taken for the highest."""
    ranks = ["", *Level.values]
    return ranks.index(level) if level in ranks else len(Level)
