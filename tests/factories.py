"""Valid rows of the film world, with dull values."""

import datetime

import factory
from factory.django import DjangoModelFactory

from cast import models as cast
from films import models as films
from franchises import models as franchises
from images import models as images
from ratings import models as ratings
from reviewsite.pages import models as pages


class ImageFactory(DjangoModelFactory):
    file = factory.django.ImageField(width=2, height=3)
    sha256 = factory.Sequence("{:064x}".format)
    title = "Picture"
    alt = "A field"

    class Meta:
        model = images.Image


class GenreFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Genre {n}")
    slug = factory.Sequence(lambda n: f"genre-{n}")

    class Meta:
        model = films.Genre


class FilmFactory(DjangoModelFactory):
    title = factory.Sequence(lambda n: f"Film {n}")
    slug = factory.Sequence(lambda n: f"film-{n}")
    year = 2020

    class Meta:
        model = films.Film


class OtherTitleFactory(DjangoModelFactory):
    film = factory.SubFactory(FilmFactory)
    title = factory.Sequence(lambda n: f"Other title {n}")

    class Meta:
        model = films.OtherTitle


class ReleaseDateFactory(DjangoModelFactory):
    film = factory.SubFactory(FilmFactory)
    country = "GB"
    date = datetime.date(2020, 1, 3)

    class Meta:
        model = films.ReleaseDate


class PersonFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Person {n}")
    slug = factory.Sequence(lambda n: f"person-{n}")

    class Meta:
        model = cast.Person


class CharacterFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Character {n}")
    slug = factory.Sequence(lambda n: f"character-{n}")

    class Meta:
        model = cast.Character


class CreditFactory(DjangoModelFactory):
    """A credit; `characters=[…]` gives it its parts."""

    film = factory.SubFactory(FilmFactory)
    person = factory.SubFactory(PersonFactory)

    class Meta:
        model = cast.Credit
        skip_postgeneration_save = True

    @factory.post_generation
    def characters(self, create, extracted, **kwargs):
        if extracted:
            self.characters.set(extracted)


class FranchiseFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Franchise {n}")
    slug = factory.Sequence(lambda n: f"franchise-{n}")

    class Meta:
        model = franchises.Franchise


class InstalmentFactory(DjangoModelFactory):
    franchise = factory.SubFactory(FranchiseFactory)
    film = factory.SubFactory(FilmFactory)

    class Meta:
        model = franchises.Instalment


class OrderFactory(DjangoModelFactory):
    franchise = factory.SubFactory(FranchiseFactory)
    kind = franchises.OrderKind.STORY
    name = factory.Sequence(lambda n: f"Order {n}")

    class Meta:
        model = franchises.Order


class PlaceFactory(DjangoModelFactory):
    order = factory.SubFactory(OrderFactory)
    instalment = factory.SubFactory(InstalmentFactory, franchise=factory.SelfAttribute("..order.franchise"))
    position = factory.Sequence(int)

    class Meta:
        model = franchises.Place


class ProjectStatusFactory(DjangoModelFactory):
    franchise = factory.SubFactory(FranchiseFactory)
    film = factory.SubFactory(FilmFactory)
    status = franchises.Status.ANNOUNCED
    date = datetime.date(2020, 1, 3)
    source = "The Daily Reel"

    class Meta:
        model = franchises.ProjectStatus


class ScaleFactory(DjangoModelFactory):
    name = "Foyer"
    version = factory.Sequence(lambda n: n + 1)

    class Meta:
        model = ratings.Scale


class ScaleStepFactory(DjangoModelFactory):
    scale = factory.SubFactory(ScaleFactory)
    value = factory.Sequence(lambda n: n + 1)
    word = factory.Sequence(lambda n: f"Word {n}")

    class Meta:
        model = ratings.ScaleStep


class AspectFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Aspect {n}")

    class Meta:
        model = ratings.Aspect


class PageFactory(DjangoModelFactory):
    title = factory.Sequence(lambda n: f"Page {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")
    text = "Text."

    class Meta:
        model = pages.Page
