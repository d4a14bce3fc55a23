"""The pages of the film world: a named query, its plain value, a template."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from cast.models import Character, Person
from films.models import Film, Genre
from franchises.models import Franchise
from pagecache import respond
from reviewsite.pages.addresses import at, page_of
from reviewsite.pages.models import Page
from reviewsite.pages.values import head_tags
from reviewsite.pages.values.films import film_view, genre_view
from reviewsite.pages.values.franchises import franchise_line, franchise_view
from reviewsite.pages.values.front import front
from reviewsite.pages.values.lines import film_line
from reviewsite.pages.values.people import character_view, person_view
from reviewsite.pages.values.texts import page_view


def _answer(template, page, **context):
    return respond.page(f"pages/{template}.html", {"page": page} | context)


@require_safe
def home(request):
    return respond.page("home.html", front() | {"share": head_tags.home()})


@require_safe
def films(request):
    return _answer("film_list", page_of(Film.objects.by_title(), film_line, request))


@require_safe
def film(request, slug):
    found = at(Film.objects.for_page(), slug)
    if found.slug != slug:
        return redirect(found, permanent=True)
    view = film_view(found)
    return _answer("film", view, share=head_tags.film(view, slug))


@require_safe
def person(request, slug):
    found = at(Person.objects.public().for_page(), slug)
    if found.slug != slug:
        return redirect(found, permanent=True)
    view = person_view(found)
    return _answer("person", view, share=head_tags.person(view))


@require_safe
def character(request, slug):
    found = at(Character.objects.public(), slug)
    if found.slug != slug:
        return redirect(found, permanent=True)
    view = character_view(found)
    return _answer("character", view, share=head_tags.character(view))


@require_safe
def franchises(request):
    return _answer("franchise_list", page_of(Franchise.objects.for_list(), franchise_line, request))


@require_safe
def franchise(request, slug):
    found = at(Franchise.objects.for_page(), slug)
    if found.slug != slug:
        return redirect(found, permanent=True)
    view = franchise_view(found)
    return _answer("franchise", view, share=head_tags.franchise(view, slug))


@require_safe
def genre(request, slug):
    found = get_object_or_404(Genre, slug=slug)
    its_films = page_of(Film.objects.of_genre(found).by_title(), film_line, request)
    return _answer("genre", genre_view(found, its_films))


@require_safe
def page(request, slug):
    return _answer("page", page_view(get_object_or_404(Page, slug=slug)))
