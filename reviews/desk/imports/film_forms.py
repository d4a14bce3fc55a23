"""Choose the film of a text: a search, what tells candidates apart, a form to add one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.db import transaction
from django.utils.translation import gettext_lazy
from slugify import slugify

from cast.models import ACTING, Credit, Job, Person
from films.models import Film, FilmAlias
from integers.widgets import SearchSelect
from pagecache.models import changed
from pagecache.scopes import subjects_of
from reviews.importing.film_finder import written_title
from reviews.importing.match import ImportedReview, find_film
from reviews.models import Draft
from reviews.workflow import Refused

CAST_SHOWN = 3
NEW_IDS = "id_new_%s"  # the search for a film stands on the same page


class FilmForm(forms.Form):
    """A film by search, or by its title where no script runs."""

    film = forms.ModelChoiceField(label=gettext_lazy("Film"), queryset=Film.objects.all(), required=False)
    title = forms.CharField(
        label=gettext_lazy("Or its title"),
        required=False,
        help_text=gettext_lazy("“Ballerina (2025)”. Empty, if the text names its film, or it can wait."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["film"].widget = SearchSelect(Draft._meta.get_field("film"), admin.site)
        self.fields["film"].widget.choices = self.fields["film"].choices

    def clean(self):
        """Add `about`, the film, or None."""
        values = super().clean()
        values["about"] = values.get("film")
        if title := values.get("title"):
            try:
                values["about"] = find_film(title)
            except Refused as refused:
                self.add_error("title", str(refused))
        return values


@dataclass(frozen=True)
class Candidate:
    """A film that a text may be about, with what tells it from another of its title."""

    film: Film
    directors: str
    cast: str


def candidates_of(films: Iterable[Film]) -> list[Candidate]:
    """With names from credits that are no spoilers, in one query."""
    credits = Credit.objects.open().filter(film__in=films).in_billing_order().select_related("person")
    rows = list(credits) if films else []

    def names(film: Film, jobs) -> list[str]:
        return [row.person.name for row in rows if row.film_id == film.pk and row.job in jobs]

    return [
        Candidate(film, ", ".join(names(film, [Job.DIRECTOR])), ", ".join(names(film, ACTING)[:CAST_SHOWN]))
        for film in films
    ]


def new_film_form(request, imported: ImportedReview | None = None) -> forms.ModelForm:
    """The admin's form of a film with few fields: as posted, or with what the text says of its film."""
    form_class = admin.site.get_model_admin(Film).get_form(
        request, fields=("title", "original_title", "year", "slug")
    )
    if imported is None:
        data = request.POST.copy()
        data["slug"] = _free_slug(data.get("title", ""), data.get("year", ""))
        return form_class(data, auto_id=NEW_IDS)
    written = written_title(imported.fields, imported.document.headline)
    initial = {"title": written.title, "year": written.year} if written else {}
    return form_class(initial=initial, auto_id=NEW_IDS)


def _free_slug(title: str, year: str) -> str:
    """An address that no film has or had: `lamp`, `lamp-2016`, `lamp-2016-2`, …"""
    base = slugify(title, max_length=80) or "film"
    dated = slugify(f"{base}-{year}", max_length=90)
    candidates = [base, dated, *(f"{dated}-{number}" for number in range(2, 100))]
    taken = set(Film.objects.filter(slug__in=candidates).values_list("slug", flat=True))
    taken |= set(FilmAlias.objects.filter(slug__in=candidates).values_list("slug", flat=True))
    return next((slug for slug in candidates if slug not in taken), base)


@transaction.atomic
def add_film(request, form: forms.ModelForm, directors: Collection[str] = ()) -> Film:
    """Add the film of a valid form as the admin does: with its search entry and a line in its history.

    `directors`: credited if exactly one person of the film database has the name.
    """
    film_admin = admin.site.get_model_admin(Film)
    film = film_admin.save_form(request, form, change=False)
    film_admin.save_model(request, film, form, change=False)
    film_admin.save_related(request, form, [], change=False)
    film_admin.log_addition(request, film, [{"added": {}}])
    for person in known_people(request, directors):
        credit = Credit.objects.create(film=film, person=person, job=Job.DIRECTOR)
        changed(*subjects_of(credit))
        admin.site.get_model_admin(Credit).log_addition(request, credit, [{"added": {}}])
    return film


def known_people(request, names: Collection[str]) -> list[Person]:
    """The only person of each name, for those who may add credits; of two of one name, nobody."""
    if not names or not request.user.has_perm("cast.add_credit"):
        return []
    found = [list(Person.objects.filter(name__iexact=name)[:2]) for name in names]
    return list(dict.fromkeys(people[0] for people in found if len(people) == 1))
