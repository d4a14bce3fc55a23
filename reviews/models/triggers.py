"""Database triggers: rules that constraints cannot express, for PostgreSQL and SQLite.

This is their current state, as models are for tables. Migrations create them
with frozen SQL of their own and import nothing from here;
tests/reviews/models/test_triggers.py fails if the two differ.
docs/developers.md says how a migration changes a trigger, and how it keeps
those of a table that SQLite rebuilds.
"""

# Number of the last revision that went live, tightenings aside, at a time ({at}); 0 while nothing is live.
LIVE = """COALESCE((
    SELECT MAX(l.number)
    FROM reviews_edition AS e JOIN reviews_revision AS l ON l.id = e.revision_id
    WHERE e.review_id = {of}.review_id AND NOT l.is_tightening
        AND e.live_from <= {at} AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND EXISTS (
            SELECT 1 FROM reviews_edition AS now
            WHERE now.review_id = {of}.review_id AND now.live_from <= {at}
                AND (now.live_until IS NULL OR now.live_until > {at})
        )
), 0)"""
# Whether a user ({who}) is a contributor of a submission ({of}) at a time ({at}). A text that was restored
# since the live one, and perhaps edited further, counts for its first writer too.
IS_CONTRIBUTOR = f"""(
    {{who}} = {{of}}.submitted_by_id
    OR {{who}} = (SELECT author_id FROM reviews_review WHERE id = {{of}}.review_id)
    OR EXISTS (
        SELECT 1 FROM reviews_reference AS f JOIN reviews_critic AS c ON c.id = f.critic_id
        WHERE f.revision_id = {{of}}.revision_id AND c.account_id = {{who}}
    )
    OR EXISTS (
        SELECT 1 FROM reviews_revision AS r
        WHERE r.review_id = {{of}}.review_id AND r.saved_by_id = {{who}} AND NOT r.is_tightening AND (
            r.number > {LIVE}
            OR r.digest = (SELECT digest FROM reviews_revision WHERE id = {{of}}.revision_id)
            OR r.digest IN (
                SELECT since.digest FROM reviews_revision AS since
                WHERE since.review_id = {{of}}.review_id AND NOT since.is_tightening AND since.number > {LIVE}
                    AND since.digest NOT IN (
                        SELECT begun.digest FROM reviews_revision AS begun
                        WHERE begun.review_id = {{of}}.review_id AND begun.number = {LIVE}
                    )
            )
        )
    )
)"""
BY_CONTRIBUTOR = (
    "NEW.state = 'approved' AND NOT NEW.is_tightening AND NEW.waived_by_id IS NULL AND "
    + IS_CONTRIBUTOR.format(who="NEW.moderator_id", of="NEW", at="NEW.decided_at")
)
CHECKER_KNOWS = f"""EXISTS (
    SELECT 1 FROM reviews_submission AS s JOIN reviews_revision AS t ON t.id = s.revision_id
    WHERE s.id = NEW.submission_id AND (
        s.state <> 'open' OR t.digest <> NEW.digest
        OR EXISTS (
            SELECT 1 FROM reviews_opened AS o WHERE o.review_id = s.review_id AND o.user_id = NEW.by_id
        )
        OR {IS_CONTRIBUTOR.format(who="NEW.by_id", of="s", at="NEW.at")}
    )
)"""
REOPENED = "OLD.state <> 'open' AND NEW.state = 'open'"
OTHER_TEXT = "OLD.revision_id <> NEW.revision_id OR OLD.review_id <> NEW.review_id"
OTHER_WORDS = """OLD.text <> NEW.text OR OLD.by_id <> NEW.by_id OR OLD.at <> NEW.at
    OR OLD.place <> NEW.place OR OLD.quote <> NEW.quote OR OLD.review_id <> NEW.review_id
    OR OLD.revision_id <> NEW.revision_id"""
NOT_IN_ITS_STEAD = """NEW.instead_of_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM reviews_submission AS u
    WHERE u.id = NEW.instead_of_id AND u.state = 'undone' AND u.revision_id = NEW.revision_id
        AND u.submitted_by_id = NEW.submitted_by_id
)"""
OVERLAP = """
(NEW.live_until IS NULL OR NEW.live_until > NEW.live_from) AND EXISTS (
    SELECT 1 FROM reviews_edition AS e
    WHERE e.review_id = NEW.review_id AND e.id IS NOT NEW.id
        AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND (NEW.live_until IS NULL OR e.live_from < NEW.live_until)
        AND (e.live_until IS NULL OR NEW.live_from < e.live_until)
)"""
OTHER_LINK = """OLD.revision_id <> NEW.revision_id OR OLD.review_id <> NEW.review_id OR OLD.key <> NEW.key
    OR OLD.recipient <> NEW.recipient OR OLD.is_full <> NEW.is_full OR OLD.until <> NEW.until
    OR OLD.made_by_id <> NEW.made_by_id OR OLD.made_at <> NEW.made_at OR OLD.ended_at IS NOT NULL
    OR NEW.openings < OLD.openings"""
SLUG_WAS_ANOTHERS = (
    "EXISTS (SELECT 1 FROM reviews_formerslug AS f WHERE f.slug = NEW.slug "
    "AND (f.review_id <> NEW.id OR f.retired_at IS NOT NULL))"
)
OTHER_FORMER_SLUG = "OLD.slug <> NEW.slug OR OLD.review_id <> NEW.review_id OR OLD.retired_at IS NOT NULL"
OTHER_KNOWLEDGE = """OLD.film_id <> NEW.film_id OR OLD.sentence <> NEW.sentence
    OR OLD.review_id <> NEW.review_id OR OLD.by_id <> NEW.by_id OR OLD.at <> NEW.at
    OR OLD.reason <> NEW.reason OR OLD.withdrawn_at IS NOT NULL"""
SLUG_IS_ANOTHERS = (
    "EXISTS (SELECT 1 FROM reviews_review AS v WHERE v.slug = NEW.slug AND v.id <> NEW.review_id)"
)
RETIRED_IN_USE = (
    "NEW.retired_at IS NOT NULL AND EXISTS (SELECT 1 FROM reviews_review AS v WHERE v.slug = NEW.slug)"
)
OTHER_REQUEST = """OLD.state <> 'open' OR OLD.review_id <> NEW.review_id OR OLD.slug <> NEW.slug
    OR OLD.former <> NEW.former OR OLD.asked_by_id <> NEW.asked_by_id OR OLD.asked_at <> NEW.asked_at
    OR COALESCE(OLD.edition_id, 0) <> COALESCE(NEW.edition_id, 0)"""
WAS_SUBMITTED = "EXISTS (SELECT 1 FROM reviews_submission AS s WHERE s.review_id = {review})"
IS_ERASED = "EXISTS (SELECT 1 FROM reviews_erasure AS x WHERE x.review_id = {review})"
# An erasure lets an entry lose its words and what they were about, or the name of an account that goes.
SAME_STEP = """NEW.id = OLD.id AND NEW.step = OLD.step AND NEW.by_id = OLD.by_id AND NEW.at = OLD.at
    AND COALESCE(NEW.review_id, 0) = COALESCE(OLD.review_id, 0)
    AND COALESCE(NEW.film_id, 0) = COALESCE(OLD.film_id, 0)"""
LOSES_WORDS = f"""OLD.step <> 'erase-review' AND {IS_ERASED.format(review="OLD.review_id")}
    AND NEW.reason = '' AND NEW.detail = ''
    AND NEW.revision_id IS NULL AND NEW.submission_id IS NULL AND NEW.edition_id IS NULL"""
LOSES_NAME = """OLD.step = 'reassign' AND NEW.reason = OLD.reason
    AND NEW.revision_id IS NULL AND NEW.submission_id IS NULL AND NEW.edition_id IS NULL
    AND EXISTS (
        SELECT 1 FROM reviews_erasure AS x JOIN auth_user AS u ON u.id = x.account_id
        WHERE NEW.detail = TRIM(REPLACE(
            ' ' || OLD.detail || ' ', ' ' || u.username || ' ', ' former-member-' || u.id || ' '
        ))
    )"""
OTHER_ENTRY = f"NOT ({SAME_STEP} AND (({LOSES_WORDS}) OR ({LOSES_NAME})))"

# (name, table, event, condition, message). A condition of "" means always.
RULES: tuple[tuple[str, str, str, str, str], ...] = (
    ("revision_is_immutable", "reviews_revision", "UPDATE", "", "A revision is never changed."),
    (
        "record_is_append_only",
        "reviews_recordline",
        "UPDATE",
        OTHER_ENTRY,
        "The record is only ever added to.",
    ),
    ("waiver_is_append_only", "reviews_leakwaiver", "UPDATE", "", "A waiver is never changed."),
    (
        "common_knowledge_is_kept",
        "reviews_commonknowledge",
        "UPDATE",
        OTHER_KNOWLEDGE,
        "What was called common knowledge is kept, and stays withdrawn.",
    ),
    ("submission_stays_decided", "reviews_submission", "UPDATE", REOPENED, "A decision is not taken back."),
    (
        "submission_keeps_its_text",
        "reviews_submission",
        "UPDATE",
        OTHER_TEXT,
        "A submission keeps its revision.",
    ),
    (
        "submission_in_stead_of_one_undone",
        "reviews_submission",
        "INSERT",
        NOT_IN_ITS_STEAD,
        "Only an approval that was undone is waited for again.",
    ),
    (
        "four_eyes_on_insert",
        "reviews_submission",
        "INSERT",
        BY_CONTRIBUTOR,
        "Nobody approves words of their own.",
    ),
    (
        "four_eyes_on_update",
        "reviews_submission",
        "UPDATE",
        BY_CONTRIBUTOR,
        "Nobody approves words of their own.",
    ),
    ("edition_keeps_its_text", "reviews_edition", "UPDATE", OTHER_TEXT, "An edition keeps its revision."),
    ("slug_not_anothers_on_insert", "reviews_review", "INSERT", SLUG_WAS_ANOTHERS, "This address is taken."),
    ("slug_not_anothers_on_update", "reviews_review", "UPDATE", SLUG_WAS_ANOTHERS, "This address is taken."),
    (
        "former_slug_free_on_insert",
        "reviews_formerslug",
        "INSERT",
        SLUG_IS_ANOTHERS,
        "This address is taken.",
    ),
    (
        "former_slug_is_kept",
        "reviews_formerslug",
        "UPDATE",
        OTHER_FORMER_SLUG,
        "A former address is kept, and stays retired.",
    ),
    (
        "former_slug_in_use_is_not_retired",
        "reviews_formerslug",
        "UPDATE",
        RETIRED_IN_USE,
        "An address in use is not retired.",
    ),
    (
        "rename_request_stays_decided",
        "reviews_renamerequest",
        "UPDATE",
        OTHER_REQUEST,
        "A request to rename keeps what was asked, and its decision.",
    ),
    ("erasure_is_append_only", "reviews_erasure", "UPDATE", "", "An erasure is never changed."),
    ("comment_keeps_its_words", "reviews_comment", "UPDATE", OTHER_WORDS, "A comment is never changed."),
    ("opened_is_append_only", "reviews_opened", "UPDATE", "", "What was opened stays opened."),
    ("preview_is_append_only", "reviews_preview", "UPDATE", "", "What was looked at was looked at."),
    (
        "preview_link_keeps_what_it_shows",
        "reviews_previewlink",
        "UPDATE",
        OTHER_LINK,
        "A preview link keeps what it shows, and stays ended.",
    ),
    ("spoiler_check_is_append_only", "reviews_spoilercheck", "UPDATE", "", "A signature stands."),
    (
        "checker_does_not_know",
        "reviews_spoilercheck",
        "INSERT",
        CHECKER_KNOWS,
        "Whoever knows more than the safe text does not check it.",
    ),
)
# Refused is DELETE, too, of what somebody wrote, signed or decided about a review that was ever submitted,
# unless an erasure names the review: (table, its review in SQL). What a draft never submitted has may go.
KEPT = (
    ("submission", "OLD.review_id"),
    ("revision", "OLD.review_id"),
    ("reference", "(SELECT review_id FROM reviews_revision WHERE id = OLD.revision_id)"),
    ("edition", "OLD.review_id"),
    ("editionfull", "(SELECT review_id FROM reviews_edition WHERE id = OLD.edition_id)"),
    ("takedown", "OLD.review_id"),
    ("renamerequest", "OLD.review_id"),
    ("leakwaiver", "OLD.review_id"),
    ("commonknowledge", "OLD.review_id"),
    ("spoilercheck", "(SELECT review_id FROM reviews_submission WHERE id = OLD.submission_id)"),
    ("spoilerreport", "OLD.review_id"),
    ("comment", "OLD.review_id"),
    ("opened", "OLD.review_id"),
    ("preview", "OLD.review_id"),
    ("previewlink", "OLD.review_id"),
)
IS_KEPT = "What was ever submitted is kept."
OF_SUBMITTED = f"{WAS_SUBMITTED} AND NOT {IS_ERASED}"
# Whatever an erasure says: who did what stays, and addresses are never free again.
OF_REVIEW = f"{WAS_SUBMITTED} OR {IS_ERASED}"
DELETE_RULES = (
    *(
        (f"{name}_is_kept", f"reviews_{name}", "DELETE", OF_SUBMITTED.format(review=review), IS_KEPT)
        for name, review in KEPT
    ),
    (
        "embargo_is_kept",
        "reviews_embargo",
        "DELETE",
        "OLD.film_id IS NOT NULL OR " + OF_SUBMITTED.format(review="OLD.review_id"),
        "An embargo is lifted, and kept.",
    ),
    (
        "record_is_kept",
        "reviews_recordline",
        "DELETE",
        "OLD.review_id IS NULL OR " + OF_REVIEW.format(review="OLD.review_id"),
        "The record is kept.",
    ),
    ("review_is_kept", "reviews_review", "DELETE", OF_REVIEW.format(review="OLD.id"), IS_KEPT),
    ("former_slug_stays", "reviews_formerslug", "DELETE", "", "A former address is kept."),
    ("erasure_is_kept", "reviews_erasure", "DELETE", "", "An erasure is kept."),
)
# On PostgreSQL the exclusion constraint below does this.
SQLITE_RULES = (
    ("editions_apart_on_insert", "reviews_edition", "INSERT", OVERLAP, "Editions of a review overlap."),
    ("editions_apart_on_update", "reviews_edition", "UPDATE", OVERLAP, "Editions of a review overlap."),
)
EXCLUSION = """
ALTER TABLE reviews_edition ADD CONSTRAINT editions_apart EXCLUDE USING gist (
    int8range(review_id, review_id, '[]') WITH &&, tstzrange(live_from, live_until) WITH &&
)"""


def statements(vendor: str) -> dict[str, list[str]]:
    """By trigger name: the SQL statements that create it on an engine, which a migration freezes."""
    rules = RULES + DELETE_RULES
    if vendor == "sqlite":
        return {name: [_on_sqlite(name, *rule)] for name, *rule in rules + SQLITE_RULES}
    return {name: _on_postgresql(name, *rule) for name, *rule in rules} | {"editions_apart": [EXCLUSION]}


def _on_sqlite(name, table, event, condition, message) -> str:
    when = f"WHEN {condition}" if condition else ""
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _on_postgresql(name, table, event, condition, message) -> list[str]:
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition or 'TRUE'} THEN "
        f"RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF; "
        f"RETURN {'OLD' if event == 'DELETE' else 'NEW'}; END $$",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
