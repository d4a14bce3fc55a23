"""Models of people, characters and credits."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from films.models import Film
from images.models import Image
from keys.addresses import reverse
from keys.models import Alias, Keyed, KeyedQuerySet
from pagecache.queries.json_rows import JSONRows
from pagecache.queries.prepared import PreparedQuery
from pagecache.scopes import scope, scopes
from shield.levels import Level
from shield.markdown_field import MarkdownField
from shield.refuse_marks import refuse_marks


def credits_scope(film: int) -> str:
    """The scope of a film's credits, with the names of people and characters (pagecache)."""
    return f"credits:{film}"


class PersonQuerySet(KeyedQuerySet):
    def public(self):
        """People with at least one credit that is no spoiler: only they have a page."""
        return self.filter(Exists(Credit.objects.open().filter(person=models.OuterRef("pk"))))

    def for_page(self):
        return self.select_related("picture")


class Person(Keyed):
    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    biography = MarkdownField(
        _("biography"),
        blank=True,
        help_text=_("Markdown. What spoils goes between >! and !<, and stays off the page."),
    )
    born_date = models.DateField(_("born"), null=True, blank=True)
    died_date = models.DateField(_("died"), null=True, blank=True)
    picture = models.ForeignKey(
        Image, verbose_name=_("picture"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    imdb_id = models.CharField(
        "IMDb",
        max_length=12,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(r"^nm\d{7,10}$", _("An IMDb name looks like nm1869101."))],
    )
    tmdb_id = models.PositiveIntegerField("TMDB", null=True, blank=True, unique=True)
    wikidata_id = models.CharField(
        "Wikidata",
        max_length=16,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(r"^Q[1-9]\d*$", _("A Wikidata item looks like Q2074."))],
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name", "id"], name="person_by_name")]

    def __str__(self):
        return self.name

    def clean(self):
        refuse_marks(self, "name")

    def get_absolute_url(self):
        return reverse("pages:person", args=[self.slug])

    def page_subjects(self):
        """Pages of films show their credits with the names of people and characters."""
        return [self, *map(credits_scope, set(self.credits.values_list("film_id", flat=True)))]


class PersonAlias(Alias):
    thing = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="aliases")


class CharacterQuerySet(KeyedQuerySet):
    def public(self):
        """Characters with at least one credit that is no spoiler: only they have a page."""
        return self.filter(Exists(Credit.objects.open().filter(characters=models.OuterRef("pk"))))


class Character(Keyed):
    name = models.CharField(
        _("name"), max_length=200, help_text=_("Without anything that spoils: “Eve”, not “Older Eve”.")
    )
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    description = MarkdownField(
        _("description"),
        blank=True,
        help_text=_("Markdown. What spoils goes between >! and !<, and stays off the page."),
    )

    objects = CharacterQuerySet.as_manager()

    class Meta:
        verbose_name = _("character")
        verbose_name_plural = _("characters")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name", "id"], name="character_by_name")]

    def __str__(self):
        return self.name

    def clean(self):
        refuse_marks(self, "name")

    def get_absolute_url(self):
        return reverse("pages:character", args=[self.slug])

    def page_subjects(self):
        return [self, *map(credits_scope, set(self.credits.values_list("film_id", flat=True)))]


class CharacterAlias(Alias):
    thing = models.ForeignKey(Character, on_delete=models.CASCADE, related_name="aliases")


class Job(models.TextChoices):
    ACTOR = "actor", _("Actor")
    VOICE = "voice", _("Voice")
    DIRECTOR = "director", _("Director")
    WRITER = "writer", _("Writer")
    PRODUCER = "producer", _("Producer")
    CAMERA = "camera", _("Director of photography")
    EDITOR = "editor", _("Editor")
    COMPOSER = "composer", _("Composer")
    DESIGN = "design", _("Production designer")
    STUNTS = "stunts", _("Stunt coordinator")


ACTING = (Job.ACTOR, Job.VOICE)


class CreditQuerySet(KeyedQuerySet):
    def open(self):
        """Credits that are no spoilers. The only ones that public pages may read."""
        return self.filter(spoiler_level="")

    def in_billing_order(self):
        return self.order_by(models.F("billing").asc(nulls_last=True), "pk")

    def for_page(self):
        """With people and characters, in billing order."""
        return self.select_related("person").with_roles().in_billing_order()

    def with_roles(self):
        """With name and slug of their characters, without a query for these."""
        characters = Character.objects.filter(credits=models.OuterRef("pk"))
        return self.annotate(role_rows=JSONRows(characters, "name", "slug"))

    def for_filmography(self):
        """With films, people and characters; the latest film first, those without a year before it."""
        credits = self.select_related("film", "person").with_roles()
        return credits.order_by(models.F("film__year").desc(nulls_first=True), "film__title", "pk")

    def for_review(self, film):
        """All credits of a film, spoilers included: a review page withholds cast notes by them.

        A list in billing order, each with its person, `roles` (name and slug of
        its characters) and `gives_away` (title and key of the films in its scope).
        One query with a row for each character and film; the rows of a credit are merged.
        """
        credits: dict[int, Credit] = {}
        for row in _rows_for_review(film=film.pk):
            credits.setdefault(row.pk, row).merge_row(row)
        return list(credits.values())

    def rows_for_review(self, film: int):
        """A row for each credit of a film, character and film in its scope."""
        rows = (
            self.filter(film=film)
            .select_related("person")
            .annotate(
                role_name=models.F("characters__name"),
                role_slug=models.F("characters__slug"),
                scope_film=models.F("spoiler_scope__pk"),
                scope_title=models.F("spoiler_scope__title"),
                scope_key=models.F("spoiler_scope__key"),
            )
        )
        return rows.order_by(models.F("billing").asc(nulls_last=True), "pk", "parts__pk")


class Credit(Keyed):
    """A person's job on a film. One that is a spoiler is flagged, and then shown on no public page."""

    film = models.ForeignKey(Film, verbose_name=_("film"), on_delete=models.PROTECT, related_name="credits")
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="credits"
    )
    job = models.CharField(_("job"), max_length=9, choices=Job, default=Job.ACTOR)
    characters = models.ManyToManyField(
        Character, verbose_name=_("characters"), through="CreditCharacter", blank=True, related_name="credits"
    )
    billing = models.PositiveSmallIntegerField(
        _("billing order"), null=True, blank=True, help_text=_("1 is top billing. Empty goes last.")
    )
    is_cameo = models.BooleanField(_("cameo"), default=False)
    is_uncredited = models.BooleanField(_("uncredited"), default=False)
    spoiler_level = models.CharField(
        _("spoiler"),
        max_length=6,
        choices=Level,
        blank=True,
        help_text=_("A surprise: hides this credit, and every note on it, from all public pages at once."),
    )
    spoiler_scope = models.ManyToManyField(
        Film,
        verbose_name=_("gives away"),
        blank=True,
        related_name="+",
        help_text=_("The films it gives away; empty means this film."),
    )
    flagged_at = models.DateTimeField(_("last flagged"), null=True, blank=True, editable=False)

    objects = CreditQuerySet.as_manager()

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering = [models.F("billing").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["film", "person", "job"],
                name="one_credit_a_job",
                violation_error_message=_("This person already has a credit for this job on this film."),
            ),
            models.CheckConstraint(
                condition=Q(spoiler_level="") | Q(flagged_at__isnull=False),
                name="credit_flag_has_its_moment",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.get_job_display()}, {self.film}"

    def page_subjects(self):
        characters = scopes(Character, self.characters.values_list("pk", flat=True))
        return [credits_scope(self.film_id), scope(Person, self.person_id), *characters]

    @cached_property
    def roles(self) -> list[tuple[str, str]]:
        """Name and slug of each character. No query after `for_review` or `for_page`."""
        rows = vars(self).get("role_rows")
        return (
            list(self.characters.values_list("name", "slug"))
            if rows is None
            else [tuple(row) for row in rows]
        )

    def merge_row(self, row):
        """Add the joined columns of another row of the same credit, from `for_review`."""
        self.roles = vars(self).get("roles", [])
        self.gives_away = getattr(self, "gives_away", [])
        self.scope_films = getattr(self, "scope_films", set())
        if row.role_name and (row.role_name, row.role_slug) not in self.roles:
            self.roles.append((row.role_name, row.role_slug))
        if row.scope_title and (row.scope_title, row.scope_key) not in self.gives_away:
            self.gives_away.append((row.scope_title, row.scope_key))
            self.scope_films.add(row.scope_film)


_rows_for_review = PreparedQuery(lambda film: Credit.objects.rows_for_review(film), film=int)


class CreditAlias(Alias):
    thing = models.ForeignKey(Credit, on_delete=models.CASCADE, related_name="aliases")


class CreditCharacter(models.Model):
    """A character of a credit. PROTECT: a character with credits cannot be deleted."""

    credit = models.ForeignKey(Credit, on_delete=models.CASCADE, related_name="parts")
    character = models.ForeignKey(
        Character, verbose_name=_("character"), on_delete=models.PROTECT, related_name="parts"
    )

    class Meta:
        verbose_name = _("character")
        verbose_name_plural = _("characters")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["credit", "character"], name="one_part_a_credit")]

    def __str__(self):
        return str(self.character)

    def page_subjects(self):
        return [*self.credit.page_subjects(), scope(Character, self.character_id)]
