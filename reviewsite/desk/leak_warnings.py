"""Warn staff who save a text, name or address of the film world that may tell a spoiler. It is saved."""

from django.contrib import messages
from django.utils.translation import gettext as _

from cast.models import Character, Person
from films.models import Film, Genre, OtherTitle
from franchises.models import Franchise, Order, Place, ProjectStatus
from images.models import Image
from reviews.checks.leak_check.film_names import telling_names
from reviews.checks.leak_check.film_texts import given_away

# By model: the field that readers see, and a function that returns the films it is about.
TEXT_FIELDS = {
    Film: ("synopsis", lambda film: [film]),
    Person: ("biography", lambda person: Film.objects.filter(credits__person=person).distinct()),
    Character: (
        "description",
        lambda character: Film.objects.filter(credits__characters=character).distinct(),
    ),
    Franchise: ("description", lambda franchise: _films_of(franchise)),
    Place: ("reason", lambda place: _films_of(place.order.franchise)),
    ProjectStatus: ("note", lambda status: [status.film]),
    Image: ("alt", lambda image: Film.objects.filter(poster=image)),
}
# By model: the fields that name it, and the films of which they could give something away.
NAME_FIELDS = {
    Film: (("title", "short_title", "original_title", "slug"), lambda film: [film]),
    OtherTitle: (("title",), lambda row: [row.film]),
    Person: (("name", "slug"), TEXT_FIELDS[Person][1]),
    Character: (("name", "slug"), TEXT_FIELDS[Character][1]),
    Genre: (("name", "slug"), lambda genre: genre.films.all()),
    Franchise: (("name", "slug"), TEXT_FIELDS[Franchise][1]),
}
# Place is an inline of Order, OtherTitle of Film.
MODELS = (Film, Genre, Person, Character, Franchise, Order, ProjectStatus, Image)


def _films_of(franchise):
    return Film.objects.filter(instalments__franchise=franchise).distinct()


class LeakWarningMixin:
    """Mixin for a ModelAdmin whose object or inlines have a field in TEXT_FIELDS or NAME_FIELDS."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        inline_forms = [row for formset in formsets for row in formset.forms]
        for changed_form in (form, *inline_forms):
            if changed_form.instance.pk and changed_form.has_changed():
                _warn(request, changed_form.instance)


def _warn(request, instance):
    field, films_of = TEXT_FIELDS.get(type(instance), ("", None))
    text = getattr(instance, field) if field else ""
    for sentence in given_away(text, films_of(instance)) if text else ():
        message = _("Saved, but this may give something away: “%(sentence)s” Mark or reword what spoils.")
        messages.warning(request, message % {"sentence": sentence})
    fields, films_of = NAME_FIELDS.get(type(instance), ((), None))
    names = [getattr(instance, field) for field in fields]
    for name in telling_names(names, films_of(instance)) if names else ():
        message = _(
            "Saved, but “%(name)s” may give away what a review hides, and it stands on every page. "
            "Choose another name or address, if it does."
        )
        messages.warning(request, message % {"name": name})
