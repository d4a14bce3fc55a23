"""Choices of disclosures: how the film was seen, kinds of content advisories."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SeenHow(models.TextChoices):
    """How the film was seen. "": not said."""

    CINEMA = "cinema", _("In a cinema")
    PRESS_SCREENING = "press-screening", _("At a press screening")
    FESTIVAL = "festival", _("At a festival")
    SCREENER = "screener", _("On a screener")
    STREAMING = "streaming", _("On a streaming service")
    DISC = "disc", _("On disc")


class AdvisoryKind(models.TextChoices):
    """What a content advisory warns of."""

    VIOLENCE = "violence", _("Violence")
    GORE = "gore", _("Gore")
    SEX = "sex", _("Sex")
    SEXUAL_VIOLENCE = "sexual-violence", _("Sexual violence")
    SELF_HARM = "self-harm", _("Self-harm")
    DRUGS = "drugs", _("Drugs")
    LANGUAGE = "language", _("Strong language")
    ANIMAL_HARM = "animal-harm", _("Harm to animals")
    FLASHING = "flashing", _("Flashing lights")
    OTHER = "other", _("Something else")
