"""Views of the pages about films, people and franchises, and of static pages."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from cast.models import Character, Person
from films.models import Film, Genre, genre_films_scope
from franchises.models import Franchise
from keys.old_addresses import is_numbered
from pagecache import respond
from pagecache.http.routes import public_page
from pagecache.recording import made_of
from reviews.public.pagination import FILMS_PER_PAGE, keyset_page, redirect_numbered
from reviewsite.pages.addresses import FILMS_BY_TITLE, FRANCHISES_BY_NAME, BySlug
from reviewsite.pages.models import Page
from reviewsite.pages.values import head_tags
from reviewsite.pages.values.films import film_view, films_for_page, genre_view
from reviewsite.pages.values.franchises import franchise_line, franchise_view
from reviewsite.pages.values.front import front
from reviewsite.pages.values.lines import film_line
from reviewsite.pages.values.people import character_view, person_view
from reviewsite.pages.values.texts import page_view

FILMS = BySlug(films_for_page)
PEOPLE = BySlug(lambda: Person.objects.public().for_page())
CHARACTERS = BySlug(lambda: Character.objects.public())
FRANCHISES = BySlug(Franchise.objects.all)


def _render(template, page, **context):
    return respond.page(f"pages/{template}.html", {"page": page} | context)


def _list(request, objects, line, keyset, template, view=lambda listing: listing):
    """A page of a list, with `line` applied to each object; `view` makes the page's values of it."""
    if "page" in request.GET:
        return redirect_numbered(request, objects, keyset, size=FILMS_PER_PAGE)
    cursor = request.GET.get("after", "")
    return _render(template, view(keyset_page(objects, line, keyset, cursor=cursor, size=FILMS_PER_PAGE)))


@public_page(asks=is_numbered)
@require_safe
def home(request):
    return respond.page("home.html", front() | {"share": head_tags.home()})


@public_page("after", "page")
@require_safe
def films(request):
    made_of(Film)
    return _list(request, Film.objects.all(), film_line, FILMS_BY_TITLE, "film_list")


@public_page()
@require_safe
def film(request, slug):
    instance = FILMS.get_or_404(slug)
    if instance.slug != slug:
        return respond.redirect(instance.get_absolute_url(), permanent=True)
    view = film_view(instance)
    return _render("film", view, share=head_tags.film(view, slug))


@public_page()
@require_safe
def person(request, slug):
    instance = PEOPLE.get_or_404(slug)
    if instance.slug != slug:
        return respond.redirect(instance.get_absolute_url(), permanent=True)
    view = person_view(instance)
    return _render("person", view, share=head_tags.person(view))


@public_page()
@require_safe
def character(request, slug):
    instance = CHARACTERS.get_or_404(slug)
    if instance.slug != slug:
        return respond.redirect(instance.get_absolute_url(), permanent=True)
    view = character_view(instance)
    return _render("character", view, share=head_tags.character(view))


@public_page("after", "page")
@require_safe
def franchises(request):
    made_of(Franchise)
    return _list(request, Franchise.objects.for_list(), franchise_line, FRANCHISES_BY_NAME, "franchise_list")


@public_page()
@require_safe
def franchise(request, slug):
    instance = FRANCHISES.get_or_404(slug)
    if instance.slug != slug:
        return respond.redirect(instance.get_absolute_url(), permanent=True)
    view = franchise_view(instance)
    return _render("franchise", view, share=head_tags.franchise(view, slug))


@public_page("after", "page")
@require_safe
def genre(request, slug):
    instance = get_object_or_404(Genre, slug=slug)
    made_of(instance, genre_films_scope(instance.pk))
    view = partial(genre_view, instance)
    return _list(request, Film.objects.of_genre(instance), film_line, FILMS_BY_TITLE, "genre", view)


@public_page(is_last=True, asks=is_numbered)
@require_safe
def page(request, slug):
    instance = get_object_or_404(Page, slug=slug)
    made_of(instance)
    return _render("page", page_view(instance))
