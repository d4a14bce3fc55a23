"""The tables of reviews: what is edited (draft), what is kept (record), what readers get (edition)."""

from reviews.models.critic import Critic, CriticAlias
from reviews.models.draft import (
    Draft,
    DraftAdvice,
    DraftAspect,
    DraftByline,
    DraftCastNote,
    DraftPicture,
    DraftPoint,
    DraftSection,
)
from reviews.models.edition import Edition, EditionCritic, EditionFull, EditionKind
from reviews.models.embargo import Embargo
from reviews.models.record import RecordLine, Step, TakeDown
from reviews.models.report import ReportState, SpoilerReport
from reviews.models.review import FormerSlug, Review
from reviews.models.revision import Reference, Revision
from reviews.models.submission import Submission, SubmissionState
from reviews.models.waiver import LeakWaiver, WaiverKind

__all__ = [
    "Critic",
    "CriticAlias",
    "Draft",
    "DraftAdvice",
    "DraftAspect",
    "DraftByline",
    "DraftCastNote",
    "DraftPicture",
    "DraftPoint",
    "DraftSection",
    "Edition",
    "EditionCritic",
    "EditionFull",
    "EditionKind",
    "Embargo",
    "FormerSlug",
    "LeakWaiver",
    "RecordLine",
    "Reference",
    "ReportState",
    "Review",
    "Revision",
    "SpoilerReport",
    "Step",
    "Submission",
    "SubmissionState",
    "TakeDown",
    "WaiverKind",
]
