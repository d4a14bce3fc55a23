"""Models of the draft: the working text of a review, edited in the admin."""

from reviews.models.draft.choices import AdvisoryKind, SeenHow
from reviews.models.draft.disclosure import DraftAdvisory, DraftOpinion
from reviews.models.draft.draft import (
    Draft,
    DraftAdvice,
    DraftAspect,
    DraftByline,
    DraftCastNote,
    DraftPicture,
    DraftPoint,
    DraftSection,
    LineField,
)

__all__ = [
    "AdvisoryKind",
    "Draft",
    "DraftAdvice",
    "DraftAdvisory",
    "DraftAspect",
    "DraftByline",
    "DraftCastNote",
    "DraftOpinion",
    "DraftPicture",
    "DraftPoint",
    "DraftSection",
    "LineField",
    "SeenHow",
]
