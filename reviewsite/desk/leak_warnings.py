"""Warn staff who save a film-world text that may contain a spoiler. It is saved all the same."""

from django.contrib import messages
from django.utils.translation import gettext as _

from cast.models import Character, Person
from films.models import Film
from franchises.models import Franchise, Order, Place, ProjectStatus
from images.models import Image
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
MODELS = (Film, Person, Character, Franchise, Order, ProjectStatus, Image)  # Place is an inline of Order


def _films_of(franchise):
    return Film.objects.filter(instalments__franchise=franchise).distinct()


class LeakWarningMixin:
    """Mixin for a ModelAdmin whose object or inlines have a field in TEXT_FIELDS."""

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
