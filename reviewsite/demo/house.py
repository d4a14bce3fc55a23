"""Load the demo's rating scale, aspects and pages. Existing rows are not changed."""

from pathlib import Path

import yaml
from django.db import transaction

from pagecache.models import changed
from pagecache.scopes import EVERYTHING
from ratings.models import Aspect, Scale, ScaleStep
from reviewsite.pages.models import Page

HOUSE_FILE = Path(__file__).parent / "house.yaml"


@transaction.atomic
def load_scale() -> None:
    """Create the rating scale with its steps, and the aspects. It becomes current unless another scale is."""
    house = _read()
    scale = house["scale"]
    words = scale.pop("words")
    in_use = Scale.objects.current() is None
    row, is_new = Scale.objects.get_or_create(
        name=scale["name"], version=scale["version"], defaults={**scale, "in_use": in_use}
    )
    if is_new:
        ScaleStep.objects.bulk_create(
            ScaleStep(scale=row, value=value, word=word) for value, word in enumerate(words, 1)
        )
    for position, name in enumerate(house["aspects"]):
        Aspect.objects.get_or_create(name=name, defaults={"position": position})


@transaction.atomic
def load_pages() -> None:
    for position, page in enumerate(_read()["pages"]):
        Page.objects.get_or_create(slug=page.pop("slug"), defaults={**page, "position": position})
    changed(EVERYTHING)


def _read() -> dict:
    return yaml.safe_load(HOUSE_FILE.read_text(encoding="utf-8"))
