"""Franchises: which films belong together, in which orders, and what is announced next."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from films.models import Film
from keys.models import Alias, Keyed, KeyedQuerySet


class FranchiseQuerySet(KeyedQuerySet):
    def of_film(self, film):
        return self.filter(instalments__film=film).order_by("name", "pk")


class Franchise(Keyed):
    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    description = models.TextField(
        _("description"),
        blank=True,
        help_text=_("Markdown. What spoils goes between >! and !<, and stays off the page."),
    )

    objects = FranchiseQuerySet.as_manager()

    class Meta:
        verbose_name = _("franchise")
        verbose_name_plural = _("franchises")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("pages:franchise", args=[self.slug])


class FranchiseAlias(Alias):
    thing = models.ForeignKey(Franchise, on_delete=models.CASCADE, related_name="aliases")


class InstalmentKind(models.TextChoices):
    MAIN = "main", _("Main film")
    SEQUEL = "sequel", _("Sequel")
    PREQUEL = "prequel", _("Prequel")
    SPIN_OFF = "spin-off", _("Spin-off")
    REMAKE = "remake", _("Remake")
    REBOOT = "reboot", _("Reboot")


class Instalment(models.Model):
    """A film's membership of a franchise."""

    franchise = models.ForeignKey(Franchise, on_delete=models.CASCADE, related_name="instalments")
    film = models.ForeignKey(
        Film, verbose_name=_("film"), on_delete=models.PROTECT, related_name="instalments"
    )
    kind = models.CharField(_("kind"), max_length=8, choices=InstalmentKind, default=InstalmentKind.MAIN)

    class Meta:
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        ordering = ["film__year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["franchise", "film"],
                name="one_instalment_a_film",
                violation_error_message=_("This film is already part of the franchise."),
            )
        ]

    def __str__(self):
        return f"{self.film}"


class OrderKind(models.TextChoices):
    RELEASE = "release", _("Release order")
    STORY = "story", _("Story order")
    RECOMMENDED = "recommended", _("Recommended order")


class Order(models.Model):
    """A named way through a franchise."""

    franchise = models.ForeignKey(Franchise, on_delete=models.CASCADE, related_name="orders")
    kind = models.CharField(_("kind"), max_length=11, choices=OrderKind)
    name = models.CharField(_("name"), max_length=100, help_text=_("As readers see it: “By story”."))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["franchise", "name"],
                name="one_order_a_name",
                violation_error_message=_("This franchise has an order of that name."),
            )
        ]

    def __str__(self):
        return f"{self.franchise}: {self.name}"


class Place(models.Model):
    """An instalment in an order, and why it stands there.

    A place may be partial: “between Chapter 3 and Chapter 4” fixes no exact
    spot. It still has a position, so that it can be drawn.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="places")
    instalment = models.ForeignKey(
        Instalment, verbose_name=_("instalment"), on_delete=models.CASCADE, related_name="places"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    after = models.ForeignKey(
        Instalment,
        verbose_name=_("after"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    before = models.ForeignKey(
        Instalment,
        verbose_name=_("before"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    reason = models.CharField(
        _("reason"),
        max_length=300,
        blank=True,
        help_text=_("One sentence for readers. What spoils goes between >! and !<."),
    )

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "instalment"],
                name="one_place_an_instalment",
                violation_error_message=_("This film already has a place in this order."),
            ),
            models.CheckConstraint(
                condition=Q(after__isnull=True) | Q(before__isnull=True) | ~Q(after=models.F("before")),
                name="place_between_two_films",
                violation_error_message=_("A film stands between two different films."),
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.instalment}"

    def clean(self):
        """Everything an order names belongs to its franchise."""
        for instalment in (self.instalment_id and self.instalment, self.after, self.before):
            if instalment and self.order_id and instalment.franchise_id != self.order.franchise_id:
                raise ValidationError(_("Choose films of the same franchise."))


class Status(models.TextChoices):
    ANNOUNCED = "announced", _("Announced")
    DEVELOPMENT = "development", _("In development")
    SHOOTING = "shooting", _("Shooting")
    DATED = "dated", _("Dated")
    RELEASED = "released", _("Released")
    LIMBO = "limbo", _("In limbo")
    CANCELLED = "cancelled", _("Cancelled")


class Certainty(models.TextChoices):
    CONFIRMED = "confirmed", _("Confirmed")
    SINGLE = "single", _("Single source")
    RUMOUR = "rumour", _("Uncertain")


class ProjectStatusQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-date", "-pk")

    def for_page(self):
        return self.select_related("film", "franchise").newest_first()


class ProjectStatus(models.Model):
    """Where a film stood on a day, who says so, and how sure that is."""

    franchise = models.ForeignKey(Franchise, on_delete=models.CASCADE, related_name="statuses")
    film = models.ForeignKey(Film, verbose_name=_("film"), on_delete=models.PROTECT, related_name="statuses")
    status = models.CharField(_("status"), max_length=11, choices=Status)
    date = models.DateField(_("date"), help_text=_("The day of the source, not of this entry."))
    source = models.CharField(_("source"), max_length=200)
    source_url = models.URLField(_("address of the source"), blank=True)
    certainty = models.CharField(_("how sure"), max_length=9, choices=Certainty, default=Certainty.SINGLE)
    note = models.CharField(
        _("note"),
        max_length=300,
        blank=True,
        help_text=_("One sentence for readers. What spoils goes between >! and !<."),
    )

    objects = ProjectStatusQuerySet.as_manager()

    class Meta:
        verbose_name = _("project status")
        verbose_name_plural = _("project statuses")
        ordering = ["-date", "-pk"]

    def __str__(self):
        return f"{self.film}: {self.get_status_display()}, {self.date}"
