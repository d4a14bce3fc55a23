"""Values of person and character pages."""

from itertools import groupby

from cast.models import Character, Credit, Job, Person, credits_scope
from franchises.related_films import RelatedFilms
from pagecache.queries.prepared import PreparedQuery
from pagecache.recording import made_of
from reviews.models.edition import reviews_scope
from reviews.public.cards import cards_of_person, picture
from reviews.public.facts_box import character_link
from reviewsite.pages.page_values import CharacterView, PersonView, RoleView
from reviewsite.pages.values.lines import film_link, link, text

_of_person = PreparedQuery(
    lambda person: Credit.objects.open().filter(person=person).for_filmography(), person=int
)
_of_character = PreparedQuery(
    lambda character: Credit.objects.open().filter(characters=character).for_filmography(), character=int
)


def person_view(person: Person) -> PersonView:
    credits = _of_person(person=person.pk)
    made_of(*(reviews_scope(credit.film_id) for credit in credits))
    return PersonView(
        url=person.get_absolute_url(),
        name=person.name,
        biography=text(person.biography),
        born=person.born_date,
        died=person.died_date,
        picture=picture(person.picture),
        roles=_by_job(credits),
        reviews=tuple(cards_of_person(person)),
    )


def character_view(character: Character) -> CharacterView:
    credits = _of_character(character=character.pk)
    related_films = _related_films(credits)
    return CharacterView(
        url=character.get_absolute_url(),
        name=character.name,
        description=text(character.description),
        roles=tuple(_role(credit, related_films) for credit in credits),
    )


def _by_job(credits: list[Credit]) -> tuple[tuple[str, tuple[RoleView, ...]], ...]:
    """The credits by job, in the order of `Job`."""
    jobs, related_films = Job.values, _related_films(credits)
    credits = sorted(credits, key=lambda credit: jobs.index(credit.job))
    return tuple(
        (str(Job(job).label), tuple(_role(credit, related_films) for credit in group))
        for job, group in groupby(credits, key=lambda credit: credit.job)
    )


def _related_films(credits: list[Credit]) -> RelatedFilms:
    made_of(*(thing for credit in credits for thing in (credit.film, credits_scope(credit.film_id))))
    return RelatedFilms([credit.film_id for credit in credits])


def _role(credit: Credit, related_films: RelatedFilms) -> RoleView:
    return RoleView(
        film=film_link(credit.film),
        year=credit.film.year,
        person=link(credit.person),
        characters=tuple(map(character_link, credit.roles)),
        is_cameo=credit.is_cameo,
        is_uncredited=credit.is_uncredited,
        film_keys=related_films.keys(credit.film_id),
        franchise_keys=related_films.franchise_keys(credit.film_id),
    )
