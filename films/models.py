"""Models of films, genres, alternative titles and release dates."""

from collections.abc import Iterator

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from images.models import Image
from integers import whole_number
from keys.addresses import reverse
from keys.models import Alias, Keyed, KeyedQuerySet
from pagecache.queries.having import having
from pagecache.scopes import scope
from shield.markdown_field import MarkdownField
from shield.refuse_marks import refuse_marks


def genre_films_scope(genre: int) -> str:
    """The scope of the films of a genre, without its name (pagecache)."""
    return f"genre-films:{genre}"


class Genre(models.Model):
    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("genre")
        verbose_name_plural = _("genres")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("pages:genre", args=[self.slug])


class FilmQuerySet(KeyedQuerySet):
    def called(self, title: str, year: int | None = None):
        """Films with this title, original title or alternative title, ignoring case."""
        with_title = (
            Q(title__iexact=title) | Q(original_title__iexact=title) | Q(other_titles__title__iexact=title)
        )
        films = self.filter(with_title, **({"year": year} if year else {}))
        return films.distinct().order_by("year", "pk")

    def with_id(self, field: str, number: str):
        """The film with this number elsewhere; `field`: imdb_id, tmdb_id or wikidata_id. Or None."""
        return self.filter(**{field: number}).first()

    def all_titles(self) -> Iterator[tuple[int, str]]:
        """(primary key, title) of every title of every film."""
        for pk, *titles in self.values_list("pk", "title", "original_title", "short_title"):
            yield from ((pk, title) for title in titles if title)
        yield from OtherTitle.objects.values_list("film", "title")

    def named(self, name: str) -> list["Film"]:
        """Films with this slug (or former slug), title, or `Title (year)`, oldest first."""
        name = " ".join(name.split())
        at_address = self.at_address(name) if " " not in name else None
        if at_address:
            return [at_address]
        year = whole_number(name[-5:-1]) if name.endswith(")") and name[-6:-5] == "(" else None
        return list(self.called(name if year is None else name[:-6].strip(), year))

    def of_genre(self, genre):
        return having(self, "genres", genre)

    def by_title(self):
        return self.order_by("title", "year", "pk")

    def with_is_out(self, day=None):
        """Annotated with `is_out`: whether the film was generally released by `day` (default today).

        Without any release date, the film's year decides.
        """
        day = day or timezone.localdate()
        dates = ReleaseDate.objects.filter(film=models.OuterRef("pk"))
        opened = Q(models.Exists(dates.opened(day)))
        return self.annotate(
            is_out=models.Case(
                models.When(opened | (~models.Exists(dates) & Q(year__lt=day.year)), then=True),
                default=False,
                output_field=models.BooleanField(),
            )
        )


class Film(Keyed):
    title = models.CharField(_("title"), max_length=400, help_text=_("As it is known here."))
    short_title = models.CharField(
        _("short title"), max_length=100, blank=True, help_text=_("For narrow places: “Chapter 3”.")
    )
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1870), MaxValueValidator(2200)],
        help_text=_("Of the first release. Empty while nobody knows."),
    )
    original_title = models.CharField(_("original title"), max_length=400, blank=True)
    original_language = models.CharField(
        _("original language"), max_length=12, blank=True, help_text=_("“en”, “ja”.")
    )
    runtime_minutes = models.PositiveSmallIntegerField(_("runtime in minutes"), null=True, blank=True)
    genres = models.ManyToManyField(Genre, verbose_name=_("genres"), blank=True, related_name="films")
    synopsis = MarkdownField(
        _("premise"),
        blank=True,
        help_text=_("Markdown. What spoils goes between >! and !<, and stays off the page."),
    )
    poster = models.ForeignKey(
        Image, verbose_name=_("poster"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    imdb_id = models.CharField(
        "IMDb",
        max_length=12,
        null=True,  # unique only where it is known
        blank=True,
        unique=True,
        validators=[RegexValidator(r"^tt\d{7,10}$", _("An IMDb title looks like tt7181546."))],
    )
    tmdb_id = models.PositiveIntegerField("TMDB", null=True, blank=True, unique=True)
    wikidata_id = models.CharField(
        "Wikidata",
        max_length=16,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(r"^Q[1-9]\d*$", _("A Wikidata item looks like Q105589389."))],
    )

    objects = FilmQuerySet.as_manager()

    class Meta:
        verbose_name = _("film")
        verbose_name_plural = _("films")
        ordering = ["title", "year", "pk"]
        # The list; and titles that a text names, in whatever case.
        indexes = [
            models.Index(fields=["title", "year", "id"], name="film_in_lists"),
            models.Index(Lower("title"), name="film_by_title"),
            models.Index(Lower("original_title"), name="film_by_original_title"),
        ]

    def __str__(self):
        return f"{self.title} ({self.year})" if self.year else self.title

    def get_absolute_url(self):
        return reverse("pages:film", args=[self.slug])

    def page_subjects(self):
        """Whose public pages show this row (pagecache)."""
        return [self, *map(genre_films_scope, self.genres.values_list("pk", flat=True))]

    @property
    def brief_title(self) -> str:
        return self.short_title or self.title


class FilmAlias(Alias):
    thing = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="aliases")


class OtherTitle(models.Model):
    """Another title of a film, in some country or language."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="other_titles")
    title = models.CharField(_("title"), max_length=400)
    note = models.CharField(_("where"), max_length=60, blank=True, help_text=_("“Germany”, “working title”."))

    class Meta:
        verbose_name = _("alternative title")
        verbose_name_plural = _("alternative titles")
        ordering = ["title", "pk"]
        indexes = [models.Index(Lower("title"), name="film_by_other_title")]

    def __str__(self):
        return self.title

    def page_subjects(self):
        return [scope(Film, self.film_id)]

    def clean(self):
        refuse_marks(self, "title", "note")


class ReleaseKind(models.TextChoices):
    PREMIERE = "premiere", _("Premiere")
    FESTIVAL = "festival", _("Festival")
    CINEMA = "cinema", _("Cinema")
    STREAMING = "streaming", _("Streaming")
    DISC = "disc", _("Disc")


# General releases, unlike festivals and premieres.
OPENING_KINDS = (ReleaseKind.CINEMA, ReleaseKind.STREAMING, ReleaseKind.DISC)


class ReleaseDateQuerySet(models.QuerySet):
    def opened(self, day=None):
        """General releases up to `day` (default today)."""
        return self.filter(date__lte=day or timezone.localdate(), kind__in=OPENING_KINDS)


class ReleaseDate(models.Model):
    """A release in one country, with its certificate there."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="releases")
    country = models.CharField(
        _("country"),
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Two capitals, as in ISO 3166: US, GB, DE."))],
        help_text=_("ISO 3166: US, GB, DE."),
    )
    kind = models.CharField(_("kind"), max_length=9, choices=ReleaseKind, default=ReleaseKind.CINEMA)
    date = models.DateField(_("date"))
    certificate = models.CharField(
        _("certificate"), max_length=12, blank=True, help_text=_("PG-13, 15, FSK 16.")
    )

    objects = ReleaseDateQuerySet.as_manager()

    class Meta:
        verbose_name = _("release date")
        verbose_name_plural = _("release dates")
        ordering = ["date", "country", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["film", "country", "kind"],
                name="one_release_a_country_and_kind",
                violation_error_message=_("This country already has a release of this kind."),
            )
        ]

    def __str__(self):
        return f"{self.country} {self.date}"

    def page_subjects(self):
        return [scope(Film, self.film_id)]
