import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ratings.models import Scale
from reviews import document as d
from reviews.drafts import freeze, thaw, with_embedded
from reviews.models import Critic, Draft, Review
from tests.factories import AspectFactory, CreditFactory, FilmFactory, ImageFactory
from tests.reviews.builders import somebody
from tests.reviews.strategies import documents


@pytest.fixture
def world(db):
    films = [FilmFactory() for _ in range(3)]
    return {
        "films": films,
        "credits": [CreditFactory(film=films[0]) for _ in range(3)],
        "images": [ImageFactory(), ImageFactory(alt="Another field")],
        "critics": [Critic.objects.create(name=name, slug=name.lower()) for name in ("Ada", "Bo")],
        "scale": Scale.objects.create(name="The house's", maximum=5, divisions=2),
        "aspects": [AspectFactory() for _ in range(2)],
    }


@settings(max_examples=60)
@given(data=st.data())
def test_freezing_what_was_thawed_gives_the_same_document(world, data):
    text = with_embedded(data.draw(documents(**world)))
    author = somebody("Author")
    draft = Draft.objects.create(review=Review.objects.create(slug=author.username, author=author))
    thaw(text, draft)
    frozen = freeze(draft)
    assert d.dumps(frozen) == d.dumps(text)
    thaw(frozen, draft)
    assert d.dumps(freeze(draft)) == d.dumps(text)


def test_an_empty_draft_freezes(db):
    author = somebody("Author")
    draft = Draft.objects.create(review=Review.objects.create(slug="empty", author=author))
    assert freeze(draft) == d.Document()


def test_the_pictures_that_a_text_names_are_signed_with_their_bytes(world):
    image = world["images"][0]
    text = d.Document(verdict=d.Verdict(text=f"![a](image:{image.key})"))
    assert with_embedded(text).embedded == (d.Embedded(image=image.key, sha256=image.sha256),)


def test_freezing_asks_the_same_number_of_questions_whatever_the_size(world, django_assert_num_queries):
    for count in (1, 3):
        parts = {
            "advisories": tuple(d.Advisory(kind="gore", details="A leg.") for _ in range(count)),
            "opinions": tuple(
                d.Opinion(critic=critic.key, name=critic.name, text="No.")
                for critic in (world["critics"] * 2)[:count]
            ),
            "points": tuple(d.Point(side="good", text="Yes.") for _ in range(count)),
        }
        author = somebody("Author")
        draft = Draft.objects.create(review=Review.objects.create(slug=author.username, author=author))
        thaw(d.Document(**parts), draft)
        with django_assert_num_queries(13):
            freeze(draft)
