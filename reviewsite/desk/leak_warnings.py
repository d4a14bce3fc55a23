"""A word to whoever saves a text of the film world that may give something away. It is saved all the same."""

from django.contrib import messages
from django.utils.translation import gettext as _

from cast.models import Character, Person
from films.models import Film
from franchises.models import Franchise, Order, Place, ProjectStatus
from images.models import Image
from reviews.checks.leak_check.film_texts import given_away

# The text of each thing that readers get, and the films that it is about.
WATCHED = {
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
FORMS = (Film, Person, Character, Franchise, Order, ProjectStatus, Image)  # Place is a row of its order


def _films_of(franchise):
    return Film.objects.filter(instalments__franchise=franchise).distinct()


class WarnsOfLeaks:
    """For the ModelAdmin of a thing that is watched, and its inlines."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        rows = [row for formset in formsets for row in formset.forms if row.has_changed()]
        for row in (form, *rows):
            if row.instance.pk and row.has_changed():
                _warn(request, row.instance)


def _warn(request, thing):
    field, films_of = WATCHED.get(type(thing), ("", None))
    text = getattr(thing, field) if field else ""
    for sentence in given_away(text, films_of(thing)) if text else ():
        said = _("Saved, but this may give something away: “%(sentence)s” Mark or reword what spoils.")
        messages.warning(request, said % {"sentence": sentence})
