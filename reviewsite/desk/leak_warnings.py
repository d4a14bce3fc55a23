"""Warn staff who save a text, name or address of the film world that may tell a spoiler. It is saved."""

from django.contrib import messages
from django.utils.translation import gettext as _

from cast.models import Character, Person
from films.models import Film, Genre, OtherTitle
from franchises.models import Franchise, Order, ProjectStatus
from images.models import Image
from reviews.checks.leak_check.film_names import telling_names
from reviews.checks.leak_check.film_texts import given_away
from reviews.checks.leak_check.film_world import WORLD_TEXTS, films_of
from reviews.workflow.text_index.world_tellings import update_world_tellings

TEXT_FIELDS = {text.model: text.field for text in WORLD_TEXTS}
# By model: the fields that name a thing.
NAME_FIELDS = {
    Film: ("title", "short_title", "original_title", "slug"),
    OtherTitle: ("title",),
    Person: ("name", "slug"),
    Character: ("name", "slug"),
    Genre: ("name", "slug"),
    Franchise: ("name", "slug"),
}
# Place is an inline of Order, OtherTitle of Film.
MODELS = (Film, Genre, Person, Character, Franchise, Order, ProjectStatus, Image)


class LeakWarningMixin:
    """Mixin for a ModelAdmin whose object or inlines have a field in TEXT_FIELDS or NAME_FIELDS."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        inline_forms = [row for formset in formsets for row in formset.forms]
        for changed_form in (form, *inline_forms):
            if changed_form.instance.pk and changed_form.has_changed():
                _warn(request, changed_form.instance)
                if type(changed_form.instance) in TEXT_FIELDS:
                    update_world_tellings(changed_form.instance)


def _warn(request, instance):
    field = TEXT_FIELDS.get(type(instance))
    text = getattr(instance, field) if field else ""
    for sentence in given_away(text, films_of(instance)) if text else ():
        message = _("Saved, but this may give something away: “%(sentence)s” Mark or reword what spoils.")
        messages.warning(request, message % {"sentence": sentence})
    names = [getattr(instance, field) for field in NAME_FIELDS.get(type(instance), ())]
    for name in telling_names(names, films_of(instance)) if names else ():
        message = _(
            "Saved, but “%(name)s” may give away what a review hides, and it stands on every page. "
            "Choose another name or address, if it does."
        )
        messages.warning(request, message % {"name": name})
