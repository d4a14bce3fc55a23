"""The findings of a review's text, each with the answer that somebody gave to it."""

from dataclasses import dataclass

from reviews import document as d
from reviews.checks.findings import Finding
from reviews.checks.hidden_before import shown_again
from reviews.checks.leaks import leaks
from reviews.drafts import world_of
from reviews.models import LeakWaiver, Review


@dataclass(frozen=True)
class Looked:
    finding: Finding
    waiver: LeakWaiver | None


def looked_at(review: Review, document: d.Document) -> list[Looked]:
    """What the document may give away, then what it shows again of what the live edition hides."""
    world = world_of(document)
    live = review.editions.live().select_related("revision").first()
    found = leaks(document, world, review.slug)
    found += shown_again(live.revision.document(), document, world) if live else []
    waivers = {row.pair: row for row in review.leak_waivers.select_related("by")} if found else {}
    return [Looked(item, waivers.get(item.hash)) for item in found]
