"""The tables that an archive holds, in the order in which they are restored, and those it leaves out."""

from django.apps import apps
from django.db.models import Model, Q, QuerySet

FORMAT = 1
TABLES = """
    images.Image images.ImageAlias
    films.Genre films.Film films.FilmAlias films.OtherTitle films.ReleaseDate
    cast.Person cast.PersonAlias cast.Character cast.CharacterAlias cast.Credit cast.CreditAlias
    cast.CreditCharacter
    franchises.Franchise franchises.FranchiseAlias franchises.Instalment franchises.Order franchises.Place
    franchises.ProjectStatus
    ratings.Scale ratings.ScaleAlias ratings.ScaleStep ratings.Aspect ratings.AspectAlias
    reviews.Critic reviews.CriticAlias
    reviews.Review reviews.FormerSlug reviews.OldAddress reviews.Revision reviews.Reference
    reviews.Adoption reviews.Edition reviews.Submission reviews.SpoilerCheck
    reviews.RenameRequest reviews.AuditLogEntry reviews.TakeDown reviews.Erasure reviews.Comment
    reviews.Embargo reviews.Opened reviews.SpoilerReport reviews.LeakWaiver reviews.CommonKnowledge
    reviews.ImportBatch reviews.ImportedPost reviews.Draft
    pages.Page
"""
# Restored from the last revision: the rows of a draft's parts.
LEFT_OUT = {
    "the parts of drafts, which are those of the last revision": """
        reviews.DraftSection reviews.DraftCastNote reviews.DraftPoint reviews.DraftAdvice reviews.DraftPicture
        reviews.DraftByline reviews.DraftAspect reviews.DraftAdvisory reviews.DraftOpinion
    """,
    "made of other rows": """
        reviews.EditionFull reviews.EditionCritic
        search.Row search.SpoilerWords reviews.HiddenSentence reviews.NamedFilm reviews.Shingle
        reviews.Telling reviews.WorldTelling reviews.LinkResult pagecache.Purge pagecache.WithheldScope
        pagecache.Change audit.AuditRun monitoring.JobRun reviews.AdoptionChoice
    """,
    "of accounts: what they may do, what they read, how they like it, what they did not save": """
        auth.Permission auth.Group auth.User sessions.Session admin.LogEntry contenttypes.ContentType
        accounts.LoginAttempt accounts.StaffSession accounts.Invitation
        reviews.Notice reviews.StaffSettings reviews.Read reviews.WorkingCopy reviews.Presence
        reviews.PreviewLink reviews.Preview django_tasks_database.DBTaskResult
    """,
}
# Fields that stand elsewhere in the archive, or are made anew.
WITHOUT = {
    "reviews.Revision": {"content"},  # revisions/SLUG/NUMBER.json
    "reviews.Review": {"shingles_version"},
    # Rendered from the revision, so that nobody slips in a page that its text would not give.
    "reviews.Edition": {"safe", "bylines", "headline", "dek", "score", "score_maximum", "score_divisions"}
    | {"score_word", "baked_at", "card_version", "hidden_version"},
    "reviews.ImportBatch": {"upload"},
    "reviews.ImportedPost": {"findings", "findings_stamp"},
    "reviews.SpoilerReport": {"sender"},
}
# Rows that an archive leaves out: texts of which nobody made a draft yet, without which they are nothing.
UNMADE = {"reviews.ImportBatch": Q(is_single=True, ended_at=None)}
DRAFT_FIELDS = {"version", "updated_by", "updated_at"}  # the rest is in its last revision


def tables() -> list[type[Model]]:
    return [apps.get_model(label) for label in TABLES.split()]


def rows_of(model: type[Model]) -> QuerySet:
    """The rows that an archive holds, in their order."""
    left_out = UNMADE.get(model._meta.label)
    rows = model._default_manager.order_by("pk")
    return rows.exclude(left_out) if left_out else rows


def fields_of(model: type[Model]) -> list[str]:
    """The fields that an archive holds, with many-to-many relations that have no table of their own."""
    if model._meta.label == "reviews.Draft":
        return sorted(DRAFT_FIELDS)
    related = [
        field
        for field in model._meta.local_many_to_many
        if field.remote_field.through._meta.auto_created  # type: ignore[union-attr]
    ]
    names = {field.name for field in (*model._meta.concrete_fields, *related) if not field.primary_key}
    return sorted(names - WITHOUT.get(model._meta.label, set()))
