"""Models of rating scales, the words for their scores, and aspects that can be scored separately."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from keys.models import Alias, Keyed, KeyedQuerySet


class ScaleQuerySet(KeyedQuerySet):
    def current(self):
        """The scale in use for new reviews, or None."""
        return self.filter(in_use=True).order_by("-version").first()


class Scale(Keyed):
    """A version of the rating scale. Documents refer to it, so a change is made as a new version."""

    name = models.CharField(_("name"), max_length=60)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    maximum = models.PositiveSmallIntegerField(_("maximum"), default=5, validators=[MinValueValidator(1)])
    divisions = models.PositiveSmallIntegerField(
        _("divisions of a step"),
        default=2,
        validators=[MinValueValidator(1)],
        help_text=_("2 allows halves."),
    )
    in_use = models.BooleanField(_("in use"), default=True)

    objects = ScaleQuerySet.as_manager()

    class Meta:
        verbose_name = _("scale")
        verbose_name_plural = _("scales")
        ordering = ["-version", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "version"],
                name="one_scale_a_version",
                violation_error_message=_("This version of the scale exists."),
            ),
            models.UniqueConstraint(
                fields=["in_use"],
                condition=Q(in_use=True),
                name="one_scale_in_use",
                violation_error_message=_("Another scale is in use. Retire it first."),
            ),
            models.CheckConstraint(condition=Q(maximum__gte=1, divisions__gte=1), name="scale_has_steps"),
        ]

    def __str__(self):
        return f"{self.name}, version {self.version}"

    @cached_property
    def words(self) -> dict[int, str]:
        """The words of its steps, by value."""
        return dict(self.steps.values_list("value", "word"))


class ScaleAlias(Alias):
    thing = models.ForeignKey(Scale, on_delete=models.CASCADE, related_name="aliases")


class ScaleStep(models.Model):
    """The word for one score. `value` counts divisions: 7 with two divisions is 3½."""

    scale = models.ForeignKey(Scale, on_delete=models.CASCADE, related_name="steps")
    value = models.PositiveSmallIntegerField(_("value in smallest steps"))
    word = models.CharField(_("word"), max_length=60)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["value", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scale", "value"],
                name="one_word_a_step",
                violation_error_message=_("This step already has a word."),
            )
        ]

    def __str__(self):
        return f"{self.value}: {self.word}"


class Aspect(Keyed):
    """An aspect with a score of its own: action, story, acting."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = KeyedQuerySet.as_manager()

    class Meta:
        verbose_name = _("aspect")
        verbose_name_plural = _("aspects")
        ordering = ["position", "name", "pk"]

    def __str__(self):
        return self.name


class AspectAlias(Alias):
    thing = models.ForeignKey(Aspect, on_delete=models.CASCADE, related_name="aliases")
