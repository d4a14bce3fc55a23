"""Models of reviews: drafts (edited), revisions and audit log (immutable), editions (what readers get)."""

from reviews.models.audit_log import AuditLogEntry, Erasure, Step, TakeDown
from reviews.models.autosave import Presence, WorkingCopy
from reviews.models.comment import Comment, Read
from reviews.models.critic import Critic, CriticAlias
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
)
from reviews.models.edition import Edition, EditionCritic, EditionFull, EditionKind
from reviews.models.embargo import Embargo
from reviews.models.link_result import LinkResult
from reviews.models.moving.adoption import Adoption, AdoptionChoice, ChoiceOutcome
from reviews.models.moving.import_batch import FindingWeight, ImportBatch, ImportedPost, PostOutcome
from reviews.models.notice import Notice, Why
from reviews.models.preview import Preview, PreviewLink
from reviews.models.review import FormerSlug, OldAddress, RenameRequest, RenameState, Review
from reviews.models.revision import Reference, Revision
from reviews.models.spoilers.check import CheckResult, Opened, SpoilerCheck
from reviews.models.spoilers.report import ReportState, SpoilerReport
from reviews.models.staff_settings import Mail, StaffSettings
from reviews.models.submission import Submission, SubmissionState
from reviews.models.text_index.hidden_sentence import HiddenSentence
from reviews.models.text_index.named_film import NamedFilm
from reviews.models.text_index.shingle import Shingle
from reviews.models.text_index.telling import Telling
from reviews.models.text_index.world_telling import WorldTelling
from reviews.models.waiver import SAFE_ANSWERS, CommonKnowledge, LeakWaiver, WaiverKind

__all__ = [
    "SAFE_ANSWERS",
    "Adoption",
    "AdoptionChoice",
    "AdvisoryKind",
    "AuditLogEntry",
    "CheckResult",
    "ChoiceOutcome",
    "Comment",
    "CommonKnowledge",
    "Critic",
    "CriticAlias",
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
    "Edition",
    "EditionCritic",
    "EditionFull",
    "EditionKind",
    "Embargo",
    "Erasure",
    "FindingWeight",
    "FormerSlug",
    "HiddenSentence",
    "ImportBatch",
    "ImportedPost",
    "LeakWaiver",
    "LinkResult",
    "Mail",
    "NamedFilm",
    "Notice",
    "OldAddress",
    "Opened",
    "PostOutcome",
    "Presence",
    "Preview",
    "PreviewLink",
    "Read",
    "Reference",
    "RenameRequest",
    "RenameState",
    "ReportState",
    "Review",
    "Revision",
    "SeenHow",
    "Shingle",
    "SpoilerCheck",
    "SpoilerReport",
    "StaffSettings",
    "Step",
    "Submission",
    "SubmissionState",
    "TakeDown",
    "Telling",
    "WaiverKind",
    "Why",
    "WorkingCopy",
    "WorldTelling",
]
