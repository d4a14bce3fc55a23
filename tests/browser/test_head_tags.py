"""What stands in the heads of pages, as a browser under our own content policy takes it."""

import pytest

from tests.factories import FilmFactory
from tests.reviews.builders import document, live

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOSTILE = "</script><script>document.title = 'taken'</script> & <!-- \"q\" 🎬"


def test_structured_data_is_read_and_runs_nothing(visit):
    edition = live(document(FilmFactory(title=HOSTILE), headline=HOSTILE))
    page = visit(edition.review.get_absolute_url())  # an error on the console fails the test
    data = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').text)")
    assert data["headline"] == HOSTILE
    assert data["itemReviewed"]["name"] == HOSTILE
    assert page.title() != "taken"
    assert page.locator("script[type='application/ld+json']").count() == 1
    card = page.locator("meta[property='og:image']").get_attribute("content")
    assert card.endswith(f"/media/{edition.safe['card']}")
