"""Models of franchises: instalments, orders of films, and project statuses of announced films."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from films.models import OPENING_KINDS, Film, ReleaseDate
from keys.addresses import reverse
from keys.models import Alias, Keyed, KeyedQuerySet
from pagecache.scopes import scope
from shield.markdown_field import MarkdownField
from shield.refuse_marks import refuse_marks


def members_scope(franchise: int) -> str:
    """The scope of which films a franchise has, without their titles and dates (pagecache)."""
    return f"members:{franchise}"


def franchises_scope(film: int) -> str:
    """The scope of which franchises have a film, and in which of their orders it has a place."""
    return f"franchises:{film}"


def to_come_scope(film: int) -> str:
    """The scope of what is to come in the franchises of a film, which its reviews tell."""
    return f"to-come:{film}"


class FranchiseQuerySet(KeyedQuerySet):
    def of_film(self, film):
        """Franchises that the film belongs to, by name."""
        return self.filter(instalments__film=film).order_by("name", "pk")

    def for_list(self):
        """Annotated with `films`: how many films have a place in an order; announced films have none."""
        placed = Instalment.objects.filter(franchise=models.OuterRef("pk"), places__isnull=False)
        number = placed.order_by().values("franchise").annotate(number=models.Count("pk", distinct=True))
        return self.annotate(films=Coalesce(models.Subquery(number.values("number")), 0))


class Franchise(Keyed):
    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    description = MarkdownField(
        _("description"),
        blank=True,
        help_text=_("Markdown. What spoils goes between >! and !<, and stays off the page."),
    )

    objects = FranchiseQuerySet.as_manager()

    class Meta:
        verbose_name = _("franchise")
        verbose_name_plural = _("franchises")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name", "id"], name="franchise_by_name")]

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


class InstalmentQuerySet(models.QuerySet):
    def of_order(self, order):
        """The instalments that can have a place in an order (primary key): those of its franchise."""
        return self.filter(franchise__orders=order).select_related("film")


class Instalment(models.Model):
    """A film's membership of a franchise."""

    franchise = models.ForeignKey(Franchise, on_delete=models.CASCADE, related_name="instalments")
    film = models.ForeignKey(
        Film, verbose_name=_("film"), on_delete=models.PROTECT, related_name="instalments"
    )
    kind = models.CharField(_("kind"), max_length=8, choices=InstalmentKind, default=InstalmentKind.MAIN)

    objects = InstalmentQuerySet.as_manager()

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

    def page_subjects(self):
        own = [scope(Franchise, self.franchise_id), scope(Film, self.film_id)]
        return [*own, members_scope(self.franchise_id), franchises_scope(self.film_id)]


class OrderKind(models.TextChoices):
    RELEASE = "release", _("Release order")
    STORY = "story", _("Story order")
    RECOMMENDED = "recommended", _("Recommended order")


class Order(models.Model):
    """A named order in which to watch a franchise."""

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

    def page_subjects(self):
        films = Instalment.objects.filter(places__order=self.pk).values_list("film_id", flat=True)
        return [scope(Franchise, self.franchise_id), *map(franchises_scope, films)]


class PlaceQuerySet(models.QuerySet):
    def with_opened(self):
        """Annotated with `opened`: the day on which the film first opened anywhere; None if it did not."""
        releases = ReleaseDate.objects.filter(film=models.OuterRef("instalment__film"))
        openings = releases.filter(kind__in=OPENING_KINDS).order_by("date").values("date")
        return self.annotate(opened=models.Subquery(openings[:1]))


class Place(models.Model):
    """The place of an instalment in an order, with the reason for it.

    A place may be partial (“between Chapter 3 and Chapter 4”): not exact, but
    with a position all the same, so that it can be shown in the list.
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

    objects = PlaceQuerySet.as_manager()

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

    def page_subjects(self):
        return [scope(Franchise, self.order.franchise_id), franchises_scope(self.instalment.film_id)]

    @property
    def between(self) -> str:
        """A partial place as text: “between Chapter 3 and Chapter 4”. "" for an exact one."""
        after, before = (film and film.film.brief_title for film in (self.after, self.before))
        if after and before:
            return gettext("between %(after)s and %(before)s") % {"after": after, "before": before}
        if after:
            return gettext("after %(film)s") % {"film": after}
        return gettext("before %(film)s") % {"film": before} if before else ""

    def clean(self):
        """Refuse instalments of another franchise than the order's."""
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


STALE_AFTER = timedelta(days=180)


def in_story_of(film):
    """The films of all story orders that hold a film (primary key), itself included: a sub-query."""
    in_order = {"order__kind": OrderKind.STORY, "order__places__instalment__film": film}
    return Place.objects.filter(**in_order).values("instalment__film")


class ProjectStatusQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-date", "-pk")

    def of_film(self, film):
        return self.filter(film=film)

    def next_up(self, day=None):
        """The newest status of each film that is still to come on `day` (default today).

        Excludes cancelled films, and films released anywhere by then, whatever their last status says.
        """
        newest = ProjectStatus.objects.filter(
            film=models.OuterRef("film"), franchise=models.OuterRef("franchise")
        ).newest_first()
        opened = ReleaseDate.objects.opened(day).filter(film=models.OuterRef("film"))
        return self.filter(~models.Exists(opened), pk=models.Subquery(newest.values("pk")[:1])).exclude(
            status__in=(Status.RELEASED, Status.CANCELLED)
        )

    def to_come_of(self, film, day=None):
        """The newest status of each other film that is to come in the franchises of a film, newest first."""
        others = self.filter(franchise__instalments__film=film).exclude(film=film)
        return others.next_up(day).newest_first()

    def stale(self, day=None):
        """Statuses in `next_up` that are older than STALE_AFTER, the oldest first."""
        day = day or timezone.localdate()
        return self.next_up(day).filter(date__lt=day - STALE_AFTER).order_by("date", "pk")

    def for_page(self):
        """With their films, newest first."""
        return self.select_related("film").newest_first()


class ProjectStatus(models.Model):
    """The status of a film project on a date, with its source and certainty."""

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

    def page_subjects(self):
        films = Instalment.objects.filter(franchise=self.franchise_id).values_list("film_id", flat=True)
        own = [self, scope(Franchise, self.franchise_id), scope(Film, self.film_id)]
        return [*own, *map(to_come_scope, films)]

    def clean(self):
        refuse_marks(self, "source")
