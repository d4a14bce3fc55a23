"""For each database trigger of `reviews`, a SQL statement that it must refuse."""

INSERT_SUBMISSION = (
    "INSERT INTO reviews_submission (state, submitted_at, reason, is_tightening, waiver_reason, review_id, "
    "revision_id, submitted_by_id, decided_at, moderator_id, instead_of_id) "
    "SELECT '{}', submitted_at, '', is_tightening, '', review_id, revision_id, submitted_by_id, {} "
    "FROM reviews_submission WHERE state = 'approved'"
)
INSERT_RENAME_REQUEST = (
    "INSERT INTO reviews_renamerequest "
    "(slug, former, asked_at, state, asked_by_id, review_id, decided_by_id, decided_at) "
    "SELECT 'asked', 'former', submitted_at, 'refused', submitted_by_id, review_id, "
    "submitted_by_id, submitted_at FROM reviews_submission WHERE state = 'approved' LIMIT 1"
)
INSERT_ERASURE = (
    'INSERT INTO reviews_erasure ("order", at, operator_id, account_id) '
    "SELECT 'File 1', submitted_at, submitted_by_id, submitted_by_id FROM reviews_submission LIMIT 1"
)
# What a table needs that has no row in the databases of earlier versions.
FILLED = {
    "rename_request_stays_decided": INSERT_RENAME_REQUEST,
    "renamerequest_is_kept": INSERT_RENAME_REQUEST,
    "erasure_is_append_only": INSERT_ERASURE,
    "erasure_is_kept": INSERT_ERASURE,
    "former_slug_in_use_is_not_retired": (
        "UPDATE reviews_review SET slug = (SELECT f.slug FROM reviews_formerslug AS f "
        "WHERE f.review_id = reviews_review.id) WHERE id IN (SELECT review_id FROM reviews_formerslug)"
    ),
}
REFUSED = {
    "revision_is_immutable": "UPDATE reviews_revision SET number = number",
    "record_is_append_only": "UPDATE reviews_recordline SET reason = reason",
    "waiver_is_append_only": "UPDATE reviews_leakwaiver SET reason = reason",
    "submission_stays_decided": "UPDATE reviews_submission SET state = 'open' WHERE state = 'approved'",
    "submission_keeps_its_text": "UPDATE reviews_submission SET revision_id = revision_id + 1",
    "submission_in_stead_of_one_undone": INSERT_SUBMISSION.format("open", "NULL, NULL, id"),
    "four_eyes_on_insert": INSERT_SUBMISSION.format("approved", "submitted_at, submitted_by_id, NULL"),
    "four_eyes_on_update": (
        "UPDATE reviews_submission SET moderator_id = submitted_by_id "
        "WHERE state = 'approved' AND NOT is_tightening"
    ),
    "edition_keeps_its_text": "UPDATE reviews_edition SET revision_id = revision_id + 1",
    "slug_not_anothers_on_insert": (
        "INSERT INTO reviews_review (key, slug, created_at, author_id) "
        "SELECT '00000000000000000000000000000001', f.slug, created_at, author_id "
        "FROM reviews_formerslug AS f JOIN reviews_review AS r ON r.id = f.review_id"
    ),
    "slug_not_anothers_on_update": (
        "UPDATE reviews_review SET slug = (SELECT MIN(slug) FROM reviews_formerslug) "
        "WHERE id NOT IN (SELECT review_id FROM reviews_formerslug)"
    ),
    "former_slug_free_on_insert": (
        "INSERT INTO reviews_formerslug (slug, review_id) "
        "SELECT slug, (SELECT MIN(id) FROM reviews_review) FROM reviews_review ORDER BY id DESC LIMIT 1"
    ),
    "former_slug_is_kept": "UPDATE reviews_formerslug SET slug = slug || '-again'",
    "former_slug_in_use_is_not_retired": "UPDATE reviews_formerslug SET retired_at = '2999-01-01'",
    "rename_request_stays_decided": "UPDATE reviews_renamerequest SET state = 'void'",
    "erasure_is_append_only": "UPDATE reviews_erasure SET at = at",
    "common_knowledge_is_kept": "UPDATE reviews_commonknowledge SET reason = reason || '!'",
    "comment_keeps_its_words": "UPDATE reviews_comment SET text = text || '!'",
    "opened_is_append_only": "UPDATE reviews_opened SET at = at",
    "preview_is_append_only": "UPDATE reviews_preview SET at = at",
    "preview_link_keeps_what_it_shows": "UPDATE reviews_previewlink SET recipient = recipient || '!'",
    "spoiler_check_is_append_only": "UPDATE reviews_spoilercheck SET note = note",
    "checker_does_not_know": (
        "INSERT INTO reviews_spoilercheck (digest, at, result, place, note, by_id, submission_id) "
        "SELECT digest, submitted_at, 'clean', '', '', submitted_by_id, s.id "
        "FROM reviews_submission AS s JOIN reviews_revision AS r ON r.id = s.revision_id WHERE state = 'open'"
    ),
}
INSERT_EDITION = (
    "INSERT INTO reviews_edition (number, live_until, {0}) "
    "SELECT number + 100, '2999-01-01', {0} FROM reviews_edition WHERE live_until IS NULL"
)
UPDATE_LIVE_FROM = (
    "UPDATE reviews_edition SET live_from = (SELECT MIN(live_from) FROM reviews_edition) "
    "WHERE number = 2 AND live_until IS NULL"
)


def refused(connection):
    """(name, error message, statement before it or "", statement) for every trigger and constraint of theirs.

    Fails if one has no statement here. The tables must not be empty, but for those of FILLED.
    """
    from reviews.models import triggers

    rules = triggers.RULES + triggers.DELETE_RULES
    messages = {name: message for name, _table, _event, _condition, message in rules + triggers.SQLITE_RULES}
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, "reviews_edition")
    other_columns = ", ".join(
        column.name for column in columns if column.name not in ("id", "number", "live_until")
    )
    deletions = {name: f"DELETE FROM {table}" for name, table, *_rule in triggers.DELETE_RULES}
    editions_apart = {
        "editions_apart_on_insert": INSERT_EDITION.format(other_columns),
        "editions_apart_on_update": UPDATE_LIVE_FROM,
    }
    statements = REFUSED | deletions | editions_apart
    if connection.vendor == "postgresql":  # one exclusion constraint, whose error message is its name
        statements["editions_apart"] = statements.pop("editions_apart_on_insert")
        del statements["editions_apart_on_update"]
    assert statements.keys() == triggers.statements(connection.vendor).keys()
    return [
        (name, messages.get(name, name), FILLED.get(name, ""), statement)
        for name, statement in statements.items()
    ]
