import uuid

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

# BEFORE triggers, which refuse what no constraint can say. `reviews/models/triggers.py` holds them as they are today;
# here they stand as this migration made them.
SQLITE = [
    """CREATE TRIGGER revision_is_immutable BEFORE UPDATE ON reviews_revision FOR EACH ROW  BEGIN SELECT RAISE(ABORT, 'A revision is never changed.'); END""",
    """CREATE TRIGGER record_is_append_only BEFORE UPDATE ON reviews_recordline FOR EACH ROW  BEGIN SELECT RAISE(ABORT, 'The record is only ever added to.'); END""",
    """CREATE TRIGGER waiver_is_append_only BEFORE UPDATE ON reviews_leakwaiver FOR EACH ROW  BEGIN SELECT RAISE(ABORT, 'A waiver is never changed.'); END""",
    """CREATE TRIGGER submission_stays_decided BEFORE UPDATE ON reviews_submission FOR EACH ROW WHEN OLD.state <> 'open' AND NEW.state = 'open' BEGIN SELECT RAISE(ABORT, 'A decision is not taken back.'); END""",
    """CREATE TRIGGER submission_keeps_its_text BEFORE UPDATE ON reviews_submission FOR EACH ROW WHEN OLD.revision_id <> NEW.revision_id OR OLD.review_id <> NEW.review_id BEGIN SELECT RAISE(ABORT, 'A submission keeps its revision.'); END""",
    """CREATE TRIGGER submission_in_stead_of_one_undone BEFORE INSERT ON reviews_submission FOR EACH ROW WHEN NEW.instead_of_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM reviews_submission AS u
    WHERE u.id = NEW.instead_of_id AND u.state = 'undone' AND u.revision_id = NEW.revision_id
        AND u.submitted_by_id = NEW.submitted_by_id
) BEGIN SELECT RAISE(ABORT, 'Only an approval that was undone is waited for again.'); END""",
    """CREATE TRIGGER four_eyes_on_insert BEFORE INSERT ON reviews_submission FOR EACH ROW WHEN NEW.state = 'approved' AND NOT NEW.is_tightening AND NEW.waived_by_id IS NULL AND (
    NEW.moderator_id = NEW.submitted_by_id
    OR NEW.moderator_id = (SELECT author_id FROM reviews_review WHERE id = NEW.review_id)
    OR EXISTS (
        SELECT 1 FROM reviews_reference AS f JOIN reviews_critic AS c ON c.id = f.critic_id
        WHERE f.revision_id = NEW.revision_id AND c.account_id = NEW.moderator_id
    )
    OR EXISTS (
        SELECT 1 FROM reviews_revision AS r
        WHERE r.review_id = NEW.review_id AND r.saved_by_id = NEW.moderator_id AND NOT r.is_tightening AND (
            r.number > COALESCE((
    SELECT MAX(l.number)
    FROM reviews_edition AS e JOIN reviews_revision AS l ON l.id = e.revision_id
    WHERE e.review_id = NEW.review_id AND NOT l.is_tightening
        AND e.live_from <= NEW.decided_at AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND EXISTS (
            SELECT 1 FROM reviews_edition AS now
            WHERE now.review_id = NEW.review_id AND now.live_from <= NEW.decided_at
                AND (now.live_until IS NULL OR now.live_until > NEW.decided_at)
        )
), 0)
            OR r.digest = (SELECT digest FROM reviews_revision WHERE id = NEW.revision_id)
            OR r.digest IN (
                SELECT since.digest FROM reviews_revision AS since
                WHERE since.review_id = NEW.review_id AND NOT since.is_tightening AND since.number > COALESCE((
    SELECT MAX(l.number)
    FROM reviews_edition AS e JOIN reviews_revision AS l ON l.id = e.revision_id
    WHERE e.review_id = NEW.review_id AND NOT l.is_tightening
        AND e.live_from <= NEW.decided_at AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND EXISTS (
            SELECT 1 FROM reviews_edition AS now
            WHERE now.review_id = NEW.review_id AND now.live_from <= NEW.decided_at
                AND (now.live_until IS NULL OR now.live_until > NEW.decided_at)
        )
), 0)
                    AND since.digest NOT IN (
                        SELECT begun.digest FROM reviews_revision AS begun
                        WHERE begun.review_id = NEW.review_id AND begun.number = COALESCE((
    SELECT MAX(l.number)
    FROM reviews_edition AS e JOIN reviews_revision AS l ON l.id = e.revision_id
    WHERE e.review_id = NEW.review_id AND NOT l.is_tightening
        AND e.live_from <= NEW.decided_at AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND EXISTS (
            SELECT 1 FROM reviews_edition AS now
            WHERE now.review_id = NEW.review_id AND now.live_from <= NEW.decided_at
                AND (now.live_until IS NULL OR now.live_until > NEW.decided_at)
        )
), 0)
                    )
            )
        )
    )
) BEGIN SELECT RAISE(ABORT, 'Nobody approves words of their own.'); END""",
    """CREATE TRIGGER four_eyes_on_update BEFORE UPDATE ON reviews_submission FOR EACH ROW WHEN NEW.state = 'approved' AND NOT NEW.is_tightening AND NEW.waived_by_id IS NULL AND (
    NEW.moderator_id = NEW.submitted_by_id
    OR NEW.moderator_id = (SELECT author_id FROM reviews_review WHERE id = NEW.review_id)
    OR EXISTS (
        SELECT 1 FROM reviews_reference AS f JOIN reviews_critic AS c ON c.id = f.critic_id
        WHERE f.revision_id = NEW.revision_id AND c.account_id = NEW.moderator_id
    )
    OR EXISTS (
        SELECT 1 FROM reviews_revision AS r
        WHERE r.review_id = NEW.review_id AND r.saved_by_id = NEW.moderator_id AND NOT r.is_tightening AND (
            r.number > COALESCE((
    SELECT MAX(l.number)
    FROM reviews_edition AS e JOIN reviews_revision AS l ON l.id = e.revision_id
    WHERE e.review_id = NEW.review_id AND NOT l.is_tightening
        AND e.live_from <= NEW.decided_at AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND EXISTS (
            SELECT 1 FROM reviews_edition AS now
            WHERE now.review_id = NEW.review_id AND now.live_from <= NEW.decided_at
                AND (now.live_until IS NULL OR now.live_until > NEW.decided_at)
        )
), 0)
            OR r.digest = (SELECT digest FROM reviews_revision WHERE id = NEW.revision_id)
            OR r.digest IN (
                SELECT since.digest FROM reviews_revision AS since
                WHERE since.review_id = NEW.review_id AND NOT since.is_tightening AND since.number > COALESCE((
    SELECT MAX(l.number)
    FROM reviews_edition AS e JOIN reviews_revision AS l ON l.id = e.revision_id
    WHERE e.review_id = NEW.review_id AND NOT l.is_tightening
        AND e.live_from <= NEW.decided_at AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND EXISTS (
            SELECT 1 FROM reviews_edition AS now
            WHERE now.review_id = NEW.review_id AND now.live_from <= NEW.decided_at
                AND (now.live_until IS NULL OR now.live_until > NEW.decided_at)
        )
), 0)
                    AND since.digest NOT IN (
                        SELECT begun.digest FROM reviews_revision AS begun
                        WHERE begun.review_id = NEW.review_id AND begun.number = COALESCE((
    SELECT MAX(l.number)
    FROM reviews_edition AS e JOIN reviews_revision AS l ON l.id = e.revision_id
    WHERE e.review_id = NEW.review_id AND NOT l.is_tightening
        AND e.live_from <= NEW.decided_at AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND EXISTS (
            SELECT 1 FROM reviews_edition AS now
            WHERE now.review_id = NEW.review_id AND now.live_from <= NEW.decided_at
                AND (now.live_until IS NULL OR now.live_until > NEW.decided_at)
        )
), 0)
                    )
            )
        )
    )
) BEGIN SELECT RAISE(ABORT, 'Nobody approves words of their own.'); END""",
    """CREATE TRIGGER edition_keeps_its_text BEFORE UPDATE ON reviews_edition FOR EACH ROW WHEN OLD.revision_id <> NEW.revision_id OR OLD.review_id <> NEW.review_id BEGIN SELECT RAISE(ABORT, 'An edition keeps its revision.'); END""",
    """CREATE TRIGGER slug_not_anothers_on_insert BEFORE INSERT ON reviews_review FOR EACH ROW WHEN EXISTS (SELECT 1 FROM reviews_formerslug AS f WHERE f.slug = NEW.slug AND f.review_id <> NEW.id) BEGIN SELECT RAISE(ABORT, 'This address is taken.'); END""",
    """CREATE TRIGGER slug_not_anothers_on_update BEFORE UPDATE ON reviews_review FOR EACH ROW WHEN EXISTS (SELECT 1 FROM reviews_formerslug AS f WHERE f.slug = NEW.slug AND f.review_id <> NEW.id) BEGIN SELECT RAISE(ABORT, 'This address is taken.'); END""",
    """CREATE TRIGGER former_slug_free_on_insert BEFORE INSERT ON reviews_formerslug FOR EACH ROW WHEN EXISTS (SELECT 1 FROM reviews_review AS v WHERE v.slug = NEW.slug AND v.id <> NEW.review_id) BEGIN SELECT RAISE(ABORT, 'This address is taken.'); END""",
    """CREATE TRIGGER comment_keeps_its_words BEFORE UPDATE ON reviews_comment FOR EACH ROW WHEN OLD.text <> NEW.text OR OLD.by_id <> NEW.by_id OR OLD.at <> NEW.at
    OR OLD.place <> NEW.place OR OLD.quote <> NEW.quote OR OLD.review_id <> NEW.review_id
    OR OLD.revision_id <> NEW.revision_id BEGIN SELECT RAISE(ABORT, 'A comment is never changed.'); END""",
    """CREATE TRIGGER opened_is_append_only BEFORE UPDATE ON reviews_opened FOR EACH ROW  BEGIN SELECT RAISE(ABORT, 'What was opened stays opened.'); END""",
    """CREATE TRIGGER preview_is_append_only BEFORE UPDATE ON reviews_preview FOR EACH ROW  BEGIN SELECT RAISE(ABORT, 'What was looked at was looked at.'); END""",
    """CREATE TRIGGER preview_link_keeps_what_it_shows BEFORE UPDATE ON reviews_previewlink FOR EACH ROW WHEN OLD.revision_id <> NEW.revision_id OR OLD.review_id <> NEW.review_id OR OLD.key <> NEW.key
    OR OLD.recipient <> NEW.recipient OR OLD.is_full <> NEW.is_full OR OLD.until <> NEW.until
    OR OLD.made_by_id <> NEW.made_by_id OR OLD.made_at <> NEW.made_at OR OLD.ended_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'A preview link keeps what it shows, and stays ended.'); END""",
    """CREATE TRIGGER spoiler_check_is_append_only BEFORE UPDATE ON reviews_spoilercheck FOR EACH ROW  BEGIN SELECT RAISE(ABORT, 'A signature stands.'); END""",
    """CREATE TRIGGER checker_does_not_know BEFORE INSERT ON reviews_spoilercheck FOR EACH ROW WHEN EXISTS (
    SELECT 1 FROM reviews_submission AS s JOIN reviews_revision AS t ON t.id = s.revision_id
    WHERE s.id = NEW.submission_id AND (
        s.state <> 'open' OR t.digest <> NEW.digest
        OR EXISTS (
            SELECT 1 FROM reviews_opened AS o WHERE o.review_id = s.review_id AND o.user_id = NEW.by_id
        )
        OR (
    NEW.by_id = s.submitted_by_id
    OR NEW.by_id = (SELECT author_id FROM reviews_review WHERE id = s.review_id)
    OR EXISTS (
        SELECT 1 FROM reviews_reference AS f JOIN reviews_critic AS c ON c.id = f.critic_id
        WHERE f.revision_id = s.revision_id AND c.account_id = NEW.by_id
    )
    OR EXISTS (
        SELECT 1 FROM reviews_revision AS r
        WHERE r.review_id = s.review_id AND r.saved_by_id = NEW.by_id AND NOT r.is_tightening AND (
            r.number > COALESCE((
    SELECT MAX(l.number)
    FROM reviews_edition AS e JOIN reviews_revision AS l ON l.id = e.revision_id
    WHERE e.review_id = s.review_id AND NOT l.is_tightening
        AND e.live_from <= NEW.at AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND EXISTS (
            SELECT 1 FROM reviews_edition AS now
            WHERE now.review_id = s.review_id AND now.live_from <= NEW.at
                AND (now.live_until IS NULL OR now.live_until > NEW.at)
        )
), 0)
            OR r.digest = (SELECT digest FROM reviews_revision WHERE id = s.revision_id)
            OR r.digest IN (
                SELECT since.digest FROM reviews_revision AS since
                WHERE since.review_id = s.review_id AND NOT since.is_tightening AND since.number > COALESCE((
    SELECT MAX(l.number)
    FROM reviews_edition AS e JOIN reviews_revision AS l ON l.id = e.revision_id
    WHERE e.review_id = s.review_id AND NOT l.is_tightening
        AND e.live_from <= NEW.at AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND EXISTS (
            SELECT 1 FROM reviews_edition AS now
            WHERE now.review_id = s.review_id AND now.live_from <= NEW.at
                AND (now.live_until IS NULL OR now.live_until > NEW.at)
        )
), 0)
                    AND since.digest NOT IN (
                        SELECT begun.digest FROM reviews_revision AS begun
                        WHERE begun.review_id = s.review_id AND begun.number = COALESCE((
    SELECT MAX(l.number)
    FROM reviews_edition AS e JOIN reviews_revision AS l ON l.id = e.revision_id
    WHERE e.review_id = s.review_id AND NOT l.is_tightening
        AND e.live_from <= NEW.at AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND EXISTS (
            SELECT 1 FROM reviews_edition AS now
            WHERE now.review_id = s.review_id AND now.live_from <= NEW.at
                AND (now.live_until IS NULL OR now.live_until > NEW.at)
        )
), 0)
                    )
            )
        )
    )
)
    )
) BEGIN SELECT RAISE(ABORT, 'Whoever knows more than the safe text does not check it.'); END""",
    """CREATE TRIGGER editions_apart_on_insert BEFORE INSERT ON reviews_edition FOR EACH ROW WHEN 
(NEW.live_until IS NULL OR NEW.live_until > NEW.live_from) AND EXISTS (
    SELECT 1 FROM reviews_edition AS e
    WHERE e.review_id = NEW.review_id AND e.id IS NOT NEW.id
        AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND (NEW.live_until IS NULL OR e.live_from < NEW.live_until)
        AND (e.live_until IS NULL OR NEW.live_from < e.live_until)
) BEGIN SELECT RAISE(ABORT, 'Editions of a review overlap.'); END""",
    """CREATE TRIGGER editions_apart_on_update BEFORE UPDATE ON reviews_edition FOR EACH ROW WHEN 
(NEW.live_until IS NULL OR NEW.live_until > NEW.live_from) AND EXISTS (
    SELECT 1 FROM reviews_edition AS e
    WHERE e.review_id = NEW.review_id AND e.id IS NOT NEW.id
        AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND (NEW.live_until IS NULL OR e.live_from < NEW.live_until)
        AND (e.live_until IS NULL OR NEW.live_from < e.live_until)
) BEGIN SELECT RAISE(ABORT, 'Editions of a review overlap.'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION revision_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'A revision is never changed.' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER revision_is_immutable BEFORE UPDATE ON reviews_revision FOR EACH ROW EXECUTE FUNCTION revision_is_immutable()""",
    """CREATE FUNCTION record_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'The record is only ever added to.' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER record_is_append_only BEFORE UPDATE ON reviews_recordline FOR EACH ROW EXECUTE FUNCTION record_is_append_only()""",
    """CREATE FUNCTION waiver_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'A waiver is never changed.' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER waiver_is_append_only BEFORE UPDATE ON reviews_leakwaiver FOR EACH ROW EXECUTE FUNCTION waiver_is_append_only()""",
    """CREATE FUNCTION submission_stays_decided() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.state <> 'open' AND NEW.state = 'open' THEN RAISE EXCEPTION 'A decision is not taken back.' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER submission_stays_decided BEFORE UPDATE ON reviews_submission FOR EACH ROW EXECUTE FUNCTION submission_stays_decided()""",
    """CREATE FUNCTION submission_keeps_its_text() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.revision_id <> NEW.revision_id OR OLD.review_id <> NEW.review_id THEN RAISE EXCEPTION 'A submission keeps its revision.' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER submission_keeps_its_text BEFORE UPDATE ON reviews_submission FOR EACH ROW EXECUTE FUNCTION submission_keeps_its_text()""",
    """CREATE FUNCTION submission_in_stead_of_one_undone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.instead_of_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM reviews_submission AS u
    WHERE u.id = NEW.instead_of_id AND u.state = 'undone' AND u.revision_id = NEW.revision_id
        AND u.submitted_by_id = NEW.submitted_by_id
) THEN RAISE EXCEPTION 'Only an approval that was undone is waited for again.' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER submission_in_stead_of_one_undone BEFORE INSERT ON reviews_submission FOR EACH ROW EXECUTE FUNCTION submission_in_stead_of_one_undone()""",
    """CREATE FUNCTION four_eyes_on_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.state = 'approved' AND NOT NEW.is_tightening AND NEW.waived_by_id IS NULL AND (
    NEW.moderator_id = NEW.submitted_by_id
    OR NEW.moderator_id = (SELECT author_id FROM reviews_review WHERE id = NEW.review_id)
    OR EXISTS (
        SELECT 1 FROM reviews_reference AS f JOIN reviews_critic AS c ON c.id = f.critic_id
        WHERE f.revision_id = NEW.revision_id AND c.account_id = NEW.moderator_id
    )
    OR EXISTS (
        SELECT 1 FROM reviews_revision AS r
        WHERE r.review_id = NEW.review_id AND r.saved_by_id = NEW.moderator_id AND NOT r.is_tightening AND (
            r.number > COALESCE((
    SELECT MAX(l.number)
    FROM reviews_edition AS e JOIN reviews_revision AS l ON l.id = e.revision_id
    WHERE e.review_id = NEW.review_id AND NOT l.is_tightening
        AND e.live_from <= NEW.decided_at AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND EXISTS (
            SELECT 1 FROM reviews_edition AS now
            WHERE now.review_id = NEW.review_id AND now.live_from <= NEW.decided_at
                AND (now.live_until IS NULL OR now.live_until > NEW.decided_at)
        )
), 0)
            OR r.digest = (SELECT digest FROM reviews_revision WHERE id = NEW.revision_id)
            OR r.digest IN (
                SELECT since.digest FROM reviews_revision AS since
                WHERE since.review_id = NEW.review_id AND NOT since.is_tightening AND since.number > COALESCE((
    SELECT MAX(l.number)
    FROM reviews_edition AS e JOIN reviews_revision AS l ON l.id = e.revision_id
    WHERE e.review_id = NEW.review_id AND NOT l.is_tightening
        AND e.live_from <= NEW.decided_at AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND EXISTS (
            SELECT 1 FROM reviews_edition AS now
            WHERE now.review_id = NEW.review_id AND now.live_from <= NEW.decided_at
                AND (now.live_until IS NULL OR now.live_until > NEW.decided_at)
        )
), 0)
                    AND since.digest NOT IN (
                        SELECT begun.digest FROM reviews_revision AS begun
                        WHERE begun.review_id = NEW.review_id AND begun.number = COALESCE((
    SELECT MAX(l.number)
    FROM reviews_edition AS e JOIN reviews_revision AS l ON l.id = e.revision_id
    WHERE e.review_id = NEW.review_id AND NOT l.is_tightening
        AND e.live_from <= NEW.decided_at AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND EXISTS (
            SELECT 1 FROM reviews_edition AS now
            WHERE now.review_id = NEW.review_id AND now.live_from <= NEW.decided_at
                AND (now.live_until IS NULL OR now.live_until > NEW.decided_at)
        )
), 0)
                    )
            )
        )
    )
) THEN RAISE EXCEPTION 'Nobody approves words of their own.' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER four_eyes_on_insert BEFORE INSERT ON reviews_submission FOR EACH ROW EXECUTE FUNCTION four_eyes_on_insert()""",
    """CREATE FUNCTION four_eyes_on_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.state = 'approved' AND NOT NEW.is_tightening AND NEW.waived_by_id IS NULL AND (
    NEW.moderator_id = NEW.submitted_by_id
    OR NEW.moderator_id = (SELECT author_id FROM reviews_review WHERE id = NEW.review_id)
    OR EXISTS (
        SELECT 1 FROM reviews_reference AS f JOIN reviews_critic AS c ON c.id = f.critic_id
        WHERE f.revision_id = NEW.revision_id AND c.account_id = NEW.moderator_id
    )
    OR EXISTS (
        SELECT 1 FROM reviews_revision AS r
        WHERE r.review_id = NEW.review_id AND r.saved_by_id = NEW.moderator_id AND NOT r.is_tightening AND (
            r.number > COALESCE((
    SELECT MAX(l.number)
    FROM reviews_edition AS e JOIN reviews_revision AS l ON l.id = e.revision_id
    WHERE e.review_id = NEW.review_id AND NOT l.is_tightening
        AND e.live_from <= NEW.decided_at AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND EXISTS (
            SELECT 1 FROM reviews_edition AS now
            WHERE now.review_id = NEW.review_id AND now.live_from <= NEW.decided_at
                AND (now.live_until IS NULL OR now.live_until > NEW.decided_at)
        )
), 0)
            OR r.digest = (SELECT digest FROM reviews_revision WHERE id = NEW.revision_id)
            OR r.digest IN (
                SELECT since.digest FROM reviews_revision AS since
                WHERE since.review_id = NEW.review_id AND NOT since.is_tightening AND since.number > COALESCE((
    SELECT MAX(l.number)
    FROM reviews_edition AS e JOIN reviews_revision AS l ON l.id = e.revision_id
    WHERE e.review_id = NEW.review_id AND NOT l.is_tightening
        AND e.live_from <= NEW.decided_at AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND EXISTS (
            SELECT 1 FROM reviews_edition AS now
            WHERE now.review_id = NEW.review_id AND now.live_from <= NEW.decided_at
                AND (now.live_until IS NULL OR now.live_until > NEW.decided_at)
        )
), 0)
                    AND since.digest NOT IN (
                        SELECT begun.digest FROM reviews_revision AS begun
                        WHERE begun.review_id = NEW.review_id AND begun.number = COALESCE((
    SELECT MAX(l.number)
    FROM reviews_edition AS e JOIN reviews_revision AS l ON l.id = e.revision_id
    WHERE e.review_id = NEW.review_id AND NOT l.is_tightening
        AND e.live_from <= NEW.decided_at AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND EXISTS (
            SELECT 1 FROM reviews_edition AS now
            WHERE now.review_id = NEW.review_id AND now.live_from <= NEW.decided_at
                AND (now.live_until IS NULL OR now.live_until > NEW.decided_at)
        )
), 0)
                    )
            )
        )
    )
) THEN RAISE EXCEPTION 'Nobody approves words of their own.' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER four_eyes_on_update BEFORE UPDATE ON reviews_submission FOR EACH ROW EXECUTE FUNCTION four_eyes_on_update()""",
    """CREATE FUNCTION edition_keeps_its_text() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.revision_id <> NEW.revision_id OR OLD.review_id <> NEW.review_id THEN RAISE EXCEPTION 'An edition keeps its revision.' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER edition_keeps_its_text BEFORE UPDATE ON reviews_edition FOR EACH ROW EXECUTE FUNCTION edition_keeps_its_text()""",
    """CREATE FUNCTION slug_not_anothers_on_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM reviews_formerslug AS f WHERE f.slug = NEW.slug AND f.review_id <> NEW.id) THEN RAISE EXCEPTION 'This address is taken.' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER slug_not_anothers_on_insert BEFORE INSERT ON reviews_review FOR EACH ROW EXECUTE FUNCTION slug_not_anothers_on_insert()""",
    """CREATE FUNCTION slug_not_anothers_on_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM reviews_formerslug AS f WHERE f.slug = NEW.slug AND f.review_id <> NEW.id) THEN RAISE EXCEPTION 'This address is taken.' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER slug_not_anothers_on_update BEFORE UPDATE ON reviews_review FOR EACH ROW EXECUTE FUNCTION slug_not_anothers_on_update()""",
    """CREATE FUNCTION former_slug_free_on_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM reviews_review AS v WHERE v.slug = NEW.slug AND v.id <> NEW.review_id) THEN RAISE EXCEPTION 'This address is taken.' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER former_slug_free_on_insert BEFORE INSERT ON reviews_formerslug FOR EACH ROW EXECUTE FUNCTION former_slug_free_on_insert()""",
    """CREATE FUNCTION comment_keeps_its_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.text <> NEW.text OR OLD.by_id <> NEW.by_id OR OLD.at <> NEW.at
    OR OLD.place <> NEW.place OR OLD.quote <> NEW.quote OR OLD.review_id <> NEW.review_id
    OR OLD.revision_id <> NEW.revision_id THEN RAISE EXCEPTION 'A comment is never changed.' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER comment_keeps_its_words BEFORE UPDATE ON reviews_comment FOR EACH ROW EXECUTE FUNCTION comment_keeps_its_words()""",
    """CREATE FUNCTION opened_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'What was opened stays opened.' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER opened_is_append_only BEFORE UPDATE ON reviews_opened FOR EACH ROW EXECUTE FUNCTION opened_is_append_only()""",
    """CREATE FUNCTION preview_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'What was looked at was looked at.' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER preview_is_append_only BEFORE UPDATE ON reviews_preview FOR EACH ROW EXECUTE FUNCTION preview_is_append_only()""",
    """CREATE FUNCTION preview_link_keeps_what_it_shows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.revision_id <> NEW.revision_id OR OLD.review_id <> NEW.review_id OR OLD.key <> NEW.key
    OR OLD.recipient <> NEW.recipient OR OLD.is_full <> NEW.is_full OR OLD.until <> NEW.until
    OR OLD.made_by_id <> NEW.made_by_id OR OLD.made_at <> NEW.made_at OR OLD.ended_at IS NOT NULL THEN RAISE EXCEPTION 'A preview link keeps what it shows, and stays ended.' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER preview_link_keeps_what_it_shows BEFORE UPDATE ON reviews_previewlink FOR EACH ROW EXECUTE FUNCTION preview_link_keeps_what_it_shows()""",
    """CREATE FUNCTION spoiler_check_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'A signature stands.' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER spoiler_check_is_append_only BEFORE UPDATE ON reviews_spoilercheck FOR EACH ROW EXECUTE FUNCTION spoiler_check_is_append_only()""",
    """CREATE FUNCTION checker_does_not_know() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (
    SELECT 1 FROM reviews_submission AS s JOIN reviews_revision AS t ON t.id = s.revision_id
    WHERE s.id = NEW.submission_id AND (
        s.state <> 'open' OR t.digest <> NEW.digest
        OR EXISTS (
            SELECT 1 FROM reviews_opened AS o WHERE o.review_id = s.review_id AND o.user_id = NEW.by_id
        )
        OR (
    NEW.by_id = s.submitted_by_id
    OR NEW.by_id = (SELECT author_id FROM reviews_review WHERE id = s.review_id)
    OR EXISTS (
        SELECT 1 FROM reviews_reference AS f JOIN reviews_critic AS c ON c.id = f.critic_id
        WHERE f.revision_id = s.revision_id AND c.account_id = NEW.by_id
    )
    OR EXISTS (
        SELECT 1 FROM reviews_revision AS r
        WHERE r.review_id = s.review_id AND r.saved_by_id = NEW.by_id AND NOT r.is_tightening AND (
            r.number > COALESCE((
    SELECT MAX(l.number)
    FROM reviews_edition AS e JOIN reviews_revision AS l ON l.id = e.revision_id
    WHERE e.review_id = s.review_id AND NOT l.is_tightening
        AND e.live_from <= NEW.at AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND EXISTS (
            SELECT 1 FROM reviews_edition AS now
            WHERE now.review_id = s.review_id AND now.live_from <= NEW.at
                AND (now.live_until IS NULL OR now.live_until > NEW.at)
        )
), 0)
            OR r.digest = (SELECT digest FROM reviews_revision WHERE id = s.revision_id)
            OR r.digest IN (
                SELECT since.digest FROM reviews_revision AS since
                WHERE since.review_id = s.review_id AND NOT since.is_tightening AND since.number > COALESCE((
    SELECT MAX(l.number)
    FROM reviews_edition AS e JOIN reviews_revision AS l ON l.id = e.revision_id
    WHERE e.review_id = s.review_id AND NOT l.is_tightening
        AND e.live_from <= NEW.at AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND EXISTS (
            SELECT 1 FROM reviews_edition AS now
            WHERE now.review_id = s.review_id AND now.live_from <= NEW.at
                AND (now.live_until IS NULL OR now.live_until > NEW.at)
        )
), 0)
                    AND since.digest NOT IN (
                        SELECT begun.digest FROM reviews_revision AS begun
                        WHERE begun.review_id = s.review_id AND begun.number = COALESCE((
    SELECT MAX(l.number)
    FROM reviews_edition AS e JOIN reviews_revision AS l ON l.id = e.revision_id
    WHERE e.review_id = s.review_id AND NOT l.is_tightening
        AND e.live_from <= NEW.at AND (e.live_until IS NULL OR e.live_until > e.live_from)
        AND EXISTS (
            SELECT 1 FROM reviews_edition AS now
            WHERE now.review_id = s.review_id AND now.live_from <= NEW.at
                AND (now.live_until IS NULL OR now.live_until > NEW.at)
        )
), 0)
                    )
            )
        )
    )
)
    )
) THEN RAISE EXCEPTION 'Whoever knows more than the safe text does not check it.' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER checker_does_not_know BEFORE INSERT ON reviews_spoilercheck FOR EACH ROW EXECUTE FUNCTION checker_does_not_know()""",
    """
ALTER TABLE reviews_edition ADD CONSTRAINT editions_apart EXCLUDE USING gist (
    int8range(review_id, review_id, '[]') WITH &&, tstzrange(live_from, live_until) WITH &&
)""",
]


def create_triggers(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement, params=None)


def drop_triggers(apps, schema_editor):
    """On SQLite triggers go with their tables; on PostgreSQL their functions would stay."""
    if schema_editor.connection.vendor == "postgresql":
        for name in FUNCTIONS:
            schema_editor.execute(f"DROP FUNCTION {name}() CASCADE")


FUNCTIONS = [
    "revision_is_immutable",
    "record_is_append_only",
    "waiver_is_append_only",
    "submission_stays_decided",
    "submission_keeps_its_text",
    "submission_in_stead_of_one_undone",
    "four_eyes_on_insert",
    "four_eyes_on_update",
    "edition_keeps_its_text",
    "slug_not_anothers_on_insert",
    "slug_not_anothers_on_update",
    "former_slug_free_on_insert",
    "comment_keeps_its_words",
    "opened_is_append_only",
    "preview_is_append_only",
    "preview_link_keeps_what_it_shows",
    "spoiler_check_is_append_only",
    "checker_does_not_know",
]

# Permissions as `has_perm` names them.
WRITING = [
    "reviews.add_draft",
    "reviews.change_draft",
    "reviews.delete_draft",
    "reviews.view_draft",
    "images.add_image",
    "images.view_image",
]
LOOKING = [
    "films.view_film",
    "films.view_genre",
    "cast.view_person",
    "cast.view_character",
    "cast.view_credit",
    "franchises.view_franchise",
    "ratings.view_scale",
    "ratings.view_aspect",
    "reviews.view_critic",
]
DECIDING = [
    "reviews.edit_any_draft",
    "reviews.decide",
    "reviews.take_down",
    "reviews.set_embargo",
    "reviews.view_submission",
    "reviews.view_edition",
]
FILM_WORLD = [
    f"{app}.{action}_{model}"
    for app, models_of_app in (
        ("images", ["image", "imagealias"]),
        ("films", ["film", "filmalias", "genre", "othertitle", "releasedate"]),
        (
            "cast",
            ["character", "characteralias", "credit", "creditalias", "creditcharacter", "person", "personalias"],
        ),
        ("franchises", ["franchise", "franchisealias", "instalment", "order", "place", "projectstatus"]),
        ("ratings", ["aspect", "aspectalias", "scale", "scalealias", "scalestep"]),
    )
    for model in models_of_app
    for action in ("add", "change", "delete", "view")
]
GROUPS = {
    "Author": [*WRITING, *LOOKING],
    "Editor": [*WRITING, *LOOKING, "reviews.edit_any_draft"],
    "Moderator": [*WRITING, *LOOKING, *DECIDING],
    # Not even films: a record shows synopses, and credits that are a surprise.
    "Spoiler checker": ["reviews.read_safe_text"],
    "Film desk": [*FILM_WORLD, "reviews.add_critic", "reviews.change_critic", "reviews.view_critic"],
    "Chief": [
        *WRITING,
        *LOOKING,
        *DECIDING,
        *FILM_WORLD,
        "reviews.waive_four_eyes",
        "reviews.see_record",
        "reviews.view_recordline",
        "reviews.view_revision",
        "reviews.add_critic",
        "reviews.change_critic",
        "reviews.delete_critic",
        "pages.add_page",
        "pages.change_page",
        "pages.delete_page",
        "pages.view_page",
    ],
}


def create_groups(apps, schema_editor):
    """Django creates permissions once all migrations have run; the groups need theirs now."""
    alias = schema_editor.connection.alias
    for label in ("films", "cast", "franchises", "ratings", "images", "reviews", "pages"):
        app = apps.get_app_config(label)
        app.models_module = True  # what create_permissions looks for, and a historical app has not
        create_permissions(app, verbosity=0, using=alias, apps=apps)
        app.models_module = None
    permissions = {
        f"{app}.{codename}": pk
        for pk, app, codename in apps.get_model("auth", "Permission")
        .objects.using(alias)
        .values_list("pk", "content_type__app_label", "codename")
    }
    for name, wanted in GROUPS.items():
        group, _created = apps.get_model("auth", "Group").objects.using(alias).get_or_create(name=name)
        group.permissions.set(permissions[permission] for permission in wanted)


class Migration(migrations.Migration):
    """All tables of reviews, the triggers of both engines, and the groups."""

    initial = True

    replaces = [
        ("reviews", "0001_initial"),
        ("reviews", "0002_rules"),
        ("reviews", "0003_roles"),
        ("reviews", "0004_leak_waivers"),
        ("reviews", "0005_spoiler_reports"),
        ("reviews", "0006_spoiler_checks"),
        ("reviews", "0007_undoing"),
        ("reviews", "0008_writing_room"),
        ("reviews", "0009_checks"),
        ("reviews", "0010_telling"),
        ("reviews", "0011_disclosure"),
        ("reviews", "0012_lists"),
        ("reviews", "0013_preview_links"),
        ("reviews", "0014_working_copy_page"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("cast", "0001_initial"),
        ("films", "0001_initial"),
        ("franchises", "0001_initial"),
        ("images", "0001_initial"),
        ("pages", "0001_initial"),
        ("ratings", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='key')),
                ('slug', models.SlugField(max_length=100, unique=True, verbose_name='slug')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='begun')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to=settings.AUTH_USER_MODEL, verbose_name='author')),
            ],
            options={
                'verbose_name': 'address of a review',
                'verbose_name_plural': 'addresses of reviews',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Critic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='key')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.SlugField(max_length=100, unique=True, verbose_name='slug')),
                ('biography', models.TextField(blank=True, help_text='Markdown.', verbose_name='biography')),
                ('account', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='critic', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='images.image', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'critic',
                'verbose_name_plural': 'critics',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('review', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='draft', serialize=False, to='reviews.review')),
                ('printed_title', models.TextField(blank=True, editable=False)),
                ('headline', models.TextField(blank=True, help_text='Never a spoiler.', verbose_name='headline')),
                ('dek', models.TextField(blank=True, help_text='The standfirst: one or two sentences under the headline. Never a spoiler.', validators=[django.core.validators.MaxLengthValidator(600)], verbose_name='dek')),
                ('language', models.TextField(default='en', help_text='“en”, “pt-BR”.', verbose_name='language')),
                ('verdict_label', models.TextField(blank=True, verbose_name='verdict label')),
                ('verdict_text', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(200000)], verbose_name='verdict')),
                ('score', models.PositiveSmallIntegerField(blank=True, help_text="In the scale's smallest steps: 7 is 3½ of 5.", null=True, verbose_name='score')),
                ('printed_word', models.TextField(blank=True, editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last saved')),
                ('film', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='films.film', verbose_name='film')),
                ('scale', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.scale', verbose_name='scale')),
                ('updated_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='saved by')),
                ('seen_format', models.TextField(blank=True, help_text='“IMAX”, “35 mm”.', verbose_name='format')),
                ('seen_guest_of', models.TextField(blank=True, help_text='“Lionsgate”.', verbose_name='as a guest of')),
                ('seen_how', models.CharField(blank=True, choices=[('cinema', 'In a cinema'), ('press-screening', 'At a press screening'), ('festival', 'At a festival'), ('screener', 'On a screener'), ('streaming', 'On a streaming service'), ('disc', 'On disc')], max_length=15, verbose_name='seen')),
            ],
            options={
                'verbose_name': 'review',
                'verbose_name_plural': 'reviews',
                'ordering': ['-updated_at', '-pk'],
                'permissions': [('edit_any_draft', 'Can edit every draft'), ('decide', 'Can decide on submissions'), ('take_down', 'Can take a review down'), ('set_embargo', 'Can set and lift embargoes'), ('waive_four_eyes', 'Can waive the rule of four eyes'), ('see_record', 'Can see the record of every review'), ('read_safe_text', 'Can read the safe text of submissions')],
                'indexes': [models.Index(fields=['-updated_at', '-review'], name='draft_last_saved')],
            },
        ),
        migrations.CreateModel(
            name='Embargo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateTimeField(verbose_name='until')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('set_at', models.DateTimeField(verbose_name='set')),
                ('lifted_at', models.DateTimeField(null=True, verbose_name='lifted')),
                ('film', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='embargoes', to='films.film', verbose_name='film')),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='lifted by')),
                ('review', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='embargoes', to='reviews.review', verbose_name='review')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set by')),
            ],
            options={
                'verbose_name': 'embargo',
                'verbose_name_plural': 'embargoes',
                'ordering': ['-until', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('film__isnull', False), ('review__isnull', False), _connector='XOR'), name='embargo_of_film_or_review', violation_error_message='An embargo holds for a film or for one review.'), models.UniqueConstraint(condition=models.Q(('film__isnull', False), ('lifted_at', None)), fields=('film',), name='one_embargo_a_film'), models.UniqueConstraint(condition=models.Q(('lifted_at', None), ('review__isnull', False)), fields=('review',), name='one_embargo_a_review')],
            },
        ),
        migrations.CreateModel(
            name='FormerSlug',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=100, unique=True, verbose_name='slug')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_slugs', to='reviews.review')),
            ],
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('content', models.BinaryField()),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('saved_at', models.DateTimeField(verbose_name='saved')),
                ('is_tightening', models.BooleanField(default=False)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='reviews.review')),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='saved by')),
            ],
            options={
                'verbose_name': 'revision',
                'verbose_name_plural': 'revisions',
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('review', 'number'), name='one_revision_a_number')],
            },
        ),
        migrations.CreateModel(
            name='Reference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('aspect', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.aspect')),
                ('credit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cast.credit')),
                ('critic', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.critic')),
                ('film', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='films.film')),
                ('image', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='images.image')),
                ('scale', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.scale')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='references', to='reviews.revision')),
            ],
            options={
                'verbose_name': 'reference',
                'verbose_name_plural': 'references',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk__in', []), models.Q(('aspect__isnull', True), ('credit__isnull', True), ('critic__isnull', True), ('film__isnull', False), ('image__isnull', True), ('scale__isnull', True)), models.Q(('aspect__isnull', True), ('credit__isnull', False), ('critic__isnull', True), ('film__isnull', True), ('image__isnull', True), ('scale__isnull', True)), models.Q(('aspect__isnull', True), ('credit__isnull', True), ('critic__isnull', True), ('film__isnull', True), ('image__isnull', False), ('scale__isnull', True)), models.Q(('aspect__isnull', True), ('credit__isnull', True), ('critic__isnull', False), ('film__isnull', True), ('image__isnull', True), ('scale__isnull', True)), models.Q(('aspect__isnull', True), ('credit__isnull', True), ('critic__isnull', True), ('film__isnull', True), ('image__isnull', True), ('scale__isnull', False)), models.Q(('aspect__isnull', False), ('credit__isnull', True), ('critic__isnull', True), ('film__isnull', True), ('image__isnull', True), ('scale__isnull', True)), _connector='OR'), name='reference_to_one_thing')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'Waiting for a decision'), ('approved', 'Approved'), ('returned', 'Changes requested'), ('withdrawn', 'Withdrawn'), ('undone', 'Approval undone')], default='open', max_length=9, verbose_name='state')),
                ('submitted_at', models.DateTimeField(verbose_name='submitted')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('is_tightening', models.BooleanField(default=False, verbose_name='tightening')),
                ('waiver_reason', models.TextField(blank=True, verbose_name='reason of the waiver')),
                ('moderator', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='reviews.review')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='reviews.revision')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
                ('waived_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='four eyes waived by')),
                ('instead_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.submission')),
            ],
            options={
                'verbose_name': 'submission',
                'verbose_name_plural': 'submissions',
                'ordering': ['-submitted_at', '-pk'],
                'indexes': [models.Index(fields=['state', 'submitted_at', 'id'], name='submission_longest_wait')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('review',), name='one_open_submission', violation_error_message='This review is already before the moderators.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), ('is_tightening', True), ('waived_by__isnull', False), models.Q(('moderator', models.F('submitted_by')), _negated=True), _connector='OR'), name='four_eyes', violation_error_message='Nobody approves a revision of their own.'), models.CheckConstraint(condition=models.Q(models.Q(('waived_by__isnull', True), ('waiver_reason', '')), models.Q(('waived_by__isnull', False), models.Q(('waiver_reason', ''), _negated=True)), _connector='OR'), name='waiver_has_name_and_reason', violation_error_message='A waiver needs a name and a reason.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('moderator__isnull', True), ('state', 'open')), ('state', 'withdrawn'), models.Q(('decided_at__isnull', False), ('moderator__isnull', False)), _connector='OR'), name='decision_has_moderator_and_moment'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='changes_requested_with_a_reason', violation_error_message='Say what should change.')],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('kind', models.CharField(choices=[('first', 'First published'), ('fix', 'Silent fix'), ('correction', 'Correction'), ('update', 'Update'), ('re-review', 'Re-review')], default='first', max_length=10, verbose_name='kind')),
                ('note', models.TextField(blank=True, verbose_name='note to readers')),
                ('live_from', models.DateTimeField(verbose_name='live from')),
                ('live_until', models.DateTimeField(null=True, verbose_name='live until')),
                ('public_from', models.DateTimeField(verbose_name='public from')),
                ('first_public_at', models.DateTimeField(verbose_name='first published')),
                ('headline', models.CharField(max_length=200, verbose_name='headline')),
                ('dek', models.TextField(blank=True, verbose_name='dek')),
                ('score', models.PositiveSmallIntegerField(null=True, verbose_name='score in smallest steps')),
                ('score_maximum', models.PositiveSmallIntegerField(default=0)),
                ('score_divisions', models.PositiveSmallIntegerField(default=1)),
                ('score_word', models.CharField(blank=True, max_length=60)),
                ('bylines', models.JSONField(default=list)),
                ('safe', models.JSONField()),
                ('baked_at', models.DateTimeField(verbose_name='rendered')),
                ('film', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='films.film')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='reviews.review')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='reviews.revision')),
                ('submission', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='edition', to='reviews.submission')),
            ],
            options={
                'verbose_name': 'edition',
                'verbose_name_plural': 'editions',
                'ordering': ['-number'],
                'indexes': [models.Index(fields=['-first_public_at', '-id'], name='edition_newest_first'), models.Index(fields=['film', 'public_from'], name='edition_of_film')],
                'constraints': [models.UniqueConstraint(fields=('review', 'number'), name='one_edition_a_number'), models.UniqueConstraint(condition=models.Q(('live_until', None)), fields=('review',), name='one_edition_without_an_end'), models.CheckConstraint(condition=models.Q(('live_until', None), ('live_until__gte', models.F('live_from')), _connector='OR'), name='edition_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('public_from__gte', models.F('live_from'))), name='edition_public_once_live')],
            },
        ),
        migrations.CreateModel(
            name='EditionFull',
            fields=[
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='full', serialize=False, to='reviews.edition')),
                ('content', models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name='EditionCritic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('position', models.PositiveSmallIntegerField()),
                ('critic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='edition_critics', to='reviews.critic')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='edition_critics', to='reviews.edition')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'critic'), name='one_byline_a_critic')],
            },
        ),
        migrations.AddField(
            model_name='edition',
            name='critics',
            field=models.ManyToManyField(related_name='editions', through='reviews.EditionCritic', to='reviews.critic'),
        ),
        migrations.CreateModel(
            name='RecordLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('step', models.CharField(choices=[('begin', 'begun'), ('save', 'saved'), ('delete', 'deleted, never submitted'), ('submit', 'submitted'), ('withdraw', 'withdrawn'), ('request-changes', 'changes requested'), ('approve', 'approved'), ('reschedule', 'rescheduled'), ('unschedule', 'unscheduled'), ('take-down', 'taken down'), ('restore', 'restored into the draft'), ('rename', 'renamed'), ('tighten', 'tightened'), ('rebake', 'rendered again'), ('dismiss-report', 'spoiler report dismissed'), ('embargo', 'embargo set'), ('lift-embargo', 'embargo lifted'), ('waive-leaks', 'leak check waived'), ('show-again', 'allowed to show again what was hidden'), ('spoiler-check', 'checked for spoilers'), ('undo', 'approval undone'), ('comment', 'commented'), ('resolve', 'comment resolved'), ('reopen', 'comment reopened'), ('reassign', 'given to another author'), ('waive-checks', 'finding waived'), ('share', 'preview link made'), ('end-share', 'preview link ended')], max_length=15, verbose_name='step')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('detail', models.CharField(blank=True, max_length=300, verbose_name='detail')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('edition', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.edition')),
                ('film', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='films.film')),
                ('review', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='record', to='reviews.review')),
                ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.revision')),
                ('submission', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.submission')),
            ],
            options={
                'verbose_name': 'line of the record',
                'verbose_name_plural': 'record',
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['-at', '-id'], name='record_newest_first'), models.Index(fields=['step', '-at'], name='record_of_step'), models.Index(fields=['by', '-at'], name='record_of_person')],
            },
        ),
        migrations.CreateModel(
            name='TakeDown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('reason', models.CharField(max_length=300, verbose_name='reason, for readers')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.edition')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='take_downs', to='reviews.review')),
            ],
            options={
                'verbose_name': 'take-down',
                'verbose_name_plural': 'take-downs',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CriticAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(editable=False, null=True, unique=True, verbose_name='key')),
                ('slug', models.SlugField(max_length=100, null=True, unique=True, verbose_name='slug')),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='reviews.critic')),
            ],
            options={
                'verbose_name': 'alias',
                'verbose_name_plural': 'aliases',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('key__isnull', False), ('slug__isnull', False), _connector='XOR'), name='criticalias_key_or_slug')],
            },
        ),
        migrations.CreateModel(
            name='DraftSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('level', models.CharField(blank=True, choices=[('mild', 'Mild'), ('major', 'Major'), ('ending', 'Ending')], help_text='How much this gives away.', max_length=6, verbose_name='spoiler')),
                ('kind', models.CharField(choices=[('opening', 'Opening'), ('style', 'Tone and style'), ('cast', 'Cast'), ('plot', 'Plot'), ('cameos', 'Cameos'), ('twists', 'Twists'), ('ending', 'Ending'), ('outlook', "What's next"), ('other', 'Other')], default='other', max_length=7, verbose_name='kind')),
                ('heading', models.TextField(blank=True, verbose_name='heading')),
                ('text', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(200000)], verbose_name='text')),
                ('flag', models.TextField(blank=True, help_text='A word from the importer. Empty it when settled.', verbose_name='to look at')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='reviews.draft')),
                ('scope', models.ManyToManyField(blank=True, help_text='The films it gives away; empty means the reviewed film.', related_name='+', to='films.film', verbose_name='gives away')),
            ],
            options={
                'verbose_name': 'section',
                'verbose_name_plural': 'sections',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('draft', 'key'), name='draftsection_key_once_a_draft')],
            },
        ),
        migrations.CreateModel(
            name='DraftPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('level', models.CharField(blank=True, choices=[('mild', 'Mild'), ('major', 'Major'), ('ending', 'Ending')], help_text='How much this gives away.', max_length=6, verbose_name='spoiler')),
                ('side', models.CharField(choices=[('good', 'The good'), ('bad', 'The bad')], default='good', max_length=4, verbose_name='side')),
                ('label', models.TextField(blank=True, verbose_name='label')),
                ('text', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(200000)], verbose_name='sentence')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='reviews.draft')),
                ('scope', models.ManyToManyField(blank=True, help_text='The films it gives away; empty means the reviewed film.', related_name='+', to='films.film', verbose_name='gives away')),
            ],
            options={
                'verbose_name': 'point',
                'verbose_name_plural': 'the good and the bad',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('draft', 'key'), name='draftpoint_key_once_a_draft')],
            },
        ),
        migrations.CreateModel(
            name='DraftPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('level', models.CharField(blank=True, choices=[('mild', 'Mild'), ('major', 'Major'), ('ending', 'Ending')], help_text='How much this gives away.', max_length=6, verbose_name='spoiler')),
                ('alt', models.TextField(blank=True, help_text="Empty: the image's own.", verbose_name='alternative text here')),
                ('caption', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(200000)], verbose_name='caption')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='images.image', verbose_name='image')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='reviews.draft')),
                ('scope', models.ManyToManyField(blank=True, help_text='The films it gives away; empty means the reviewed film.', related_name='+', to='films.film', verbose_name='gives away')),
            ],
            options={
                'verbose_name': 'picture',
                'verbose_name_plural': 'pictures',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('draft', 'key'), name='draftpicture_key_once_a_draft')],
            },
        ),
        migrations.CreateModel(
            name='DraftCastNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('level', models.CharField(blank=True, choices=[('mild', 'Mild'), ('major', 'Major'), ('ending', 'Ending')], help_text='How much this gives away.', max_length=6, verbose_name='spoiler')),
                ('name', models.TextField(blank=True, verbose_name='name as printed')),
                ('role', models.TextField(blank=True, verbose_name='role as printed')),
                ('is_cameo', models.BooleanField(default=False, verbose_name='cameo')),
                ('text', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(200000)], verbose_name='text')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cast_notes', to='reviews.draft')),
                ('credits', models.ManyToManyField(blank=True, help_text="Whom the note is about, in the film's record.", related_name='+', to='cast.credit', verbose_name='credits')),
                ('scope', models.ManyToManyField(blank=True, help_text='The films it gives away; empty means the reviewed film.', related_name='+', to='films.film', verbose_name='gives away')),
            ],
            options={
                'verbose_name': 'cast note',
                'verbose_name_plural': 'cast notes',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('draft', 'key'), name='draftcastnote_key_once_a_draft')],
            },
        ),
        migrations.CreateModel(
            name='DraftByline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('name', models.TextField(blank=True, help_text="Empty: the critic's own name.", verbose_name='name as printed')),
                ('critic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.critic', verbose_name='critic')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bylines', to='reviews.draft')),
            ],
            options={
                'verbose_name': 'byline',
                'verbose_name_plural': 'bylines',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DraftAspect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('printed_name', models.TextField(blank=True, editable=False)),
                ('score', models.PositiveSmallIntegerField(help_text="In the scale's smallest steps.", verbose_name='score')),
                ('printed_word', models.TextField(blank=True, editable=False)),
                ('aspect', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.aspect', verbose_name='aspect')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aspects', to='reviews.draft')),
            ],
            options={
                'verbose_name': 'aspect score',
                'verbose_name_plural': 'aspect scores',
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('draft', 'aspect'), name='one_score_an_aspect', violation_error_message='This aspect already has a score.')],
            },
        ),
        migrations.CreateModel(
            name='DraftAdvice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('level', models.CharField(blank=True, choices=[('mild', 'Mild'), ('major', 'Major'), ('ending', 'Ending')], help_text='How much this gives away.', max_length=6, verbose_name='spoiler')),
                ('answer', models.CharField(choices=[('yes', 'Yes'), ('maybe', 'Maybe'), ('no', 'No')], default='yes', max_length=5, verbose_name='answer')),
                ('condition', models.TextField(blank=True, help_text='“If you want fights with wit”', validators=[django.core.validators.MaxLengthValidator(200000)], verbose_name='condition')),
                ('reason', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(200000)], verbose_name='reason')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='advice', to='reviews.draft')),
                ('scope', models.ManyToManyField(blank=True, help_text='The films it gives away; empty means the reviewed film.', related_name='+', to='films.film', verbose_name='gives away')),
            ],
            options={
                'verbose_name': 'advice',
                'verbose_name_plural': 'should you see it?',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('draft', 'key'), name='draftadvice_key_once_a_draft')],
            },
        ),
        migrations.CreateModel(
            name='LeakWaiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pair', models.CharField(max_length=64, verbose_name='hash of the finding')),
                ('kind', models.CharField(choices=[('leak', 'It is premise'), ('shown-again', 'May be shown again'), ('finding', 'It may stand')], max_length=11, verbose_name='kind')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('reason', models.TextField(verbose_name='reason')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leak_waivers', to='reviews.review')),
            ],
            options={
                'verbose_name': 'waiver of a finding',
                'verbose_name_plural': 'waivers of findings',
                'ordering': ['-at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('review', 'pair'), name='one_leak_waiver_a_pair'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='leak_waiver_has_a_reason', violation_error_message='Say why it may stand.')],
            },
        ),
        migrations.CreateModel(
            name='SpoilerReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(blank=True, max_length=40, verbose_name='passage')),
                ('quote', models.TextField(blank=True, verbose_name='words')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('reported_at', models.DateTimeField(verbose_name='reported')),
                ('sender', models.CharField(blank=True, editable=False, max_length=64)),
                ('state', models.CharField(choices=[('open', 'Waiting for an answer'), ('tightened', 'Hidden'), ('dismissed', 'Dismissed')], default='open', max_length=9, verbose_name='state')),
                ('answered_at', models.DateTimeField(null=True, verbose_name='answered')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.edition')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spoiler_reports', to='reviews.review')),
            ],
            options={
                'verbose_name': 'spoiler report',
                'verbose_name_plural': 'spoiler reports',
                'ordering': ['-reported_at', '-pk'],
                'indexes': [models.Index(fields=['state', 'reported_at'], name='report_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False), ('sender', '')), _connector='OR'), name='report_answered_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Opened',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opened', to='reviews.review')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'opened text',
                'verbose_name_plural': 'opened texts',
                'constraints': [models.UniqueConstraint(fields=('review', 'user'), name='opened_once')],
                'indexes': [models.Index(fields=['-at', '-id'], name='opened_newest_first')],
            },
        ),
        migrations.CreateModel(
            name='SpoilerCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('at', models.DateTimeField(verbose_name='signed')),
                ('result', models.CharField(choices=[('clean', 'Nothing given away'), ('pointed', 'Something is given away')], max_length=7, verbose_name='result')),
                ('place', models.CharField(blank=True, max_length=36, verbose_name='place')),
                ('note', models.CharField(blank=True, max_length=1000, verbose_name='note')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signed by')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spoiler_checks', to='reviews.submission')),
            ],
            options={
                'verbose_name': 'spoiler check',
                'verbose_name_plural': 'spoiler checks',
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('submission', 'by'), name='one_spoiler_check_a_person', violation_error_message='You have signed this already.'), models.CheckConstraint(condition=models.Q(models.Q(('place', ''), ('result', 'clean')), models.Q(('result', 'pointed'), models.Q(('place', ''), _negated=True)), _connector='OR'), name='who_points_names_the_place', violation_error_message='Choose the passage that gives something away.')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=36, verbose_name='part')),
                ('quote', models.TextField(blank=True, verbose_name='passage')),
                ('text', models.TextField(verbose_name='comment')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('resolved_at', models.DateTimeField(null=True, verbose_name='resolved')),
                ('answers', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='reviews.comment')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('resolved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='resolved by')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='reviews.review')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='reviews.revision')),
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'ordering': ['at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='comment_says_something', violation_error_message='Write something.'), models.CheckConstraint(condition=models.Q(models.Q(('resolved_at__isnull', True), ('resolved_by__isnull', True)), models.Q(('answers__isnull', True), ('resolved_at__isnull', False), ('resolved_by__isnull', False)), _connector='OR'), name='comment_resolved_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField(verbose_name='opened')),
                ('seen_at', models.DateTimeField(verbose_name='heard of last')),
                ('typed_at', models.DateTimeField(null=True, verbose_name='typed last')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='reviews.review')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'presence',
                'verbose_name_plural': 'presences',
                'ordering': ['opened_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('review', 'user'), name='one_presence_a_person')],
            },
        ),
        migrations.CreateModel(
            name='Read',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.revision')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'text read to decide',
                'verbose_name_plural': 'texts read to decide',
                'ordering': ['-at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('revision', 'user'), name='read_once')],
            },
        ),
        migrations.CreateModel(
            name='WorkingCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('base_version', models.PositiveIntegerField(verbose_name='version of the draft it began with')),
                ('base_number', models.PositiveIntegerField(default=0, verbose_name='revision it began with')),
                ('form', models.JSONField()),
                ('saved_page', models.CharField(blank=True, max_length=36)),
                ('kept_at', models.DateTimeField(verbose_name='kept')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='working_copies', to='reviews.review')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.CharField(blank=True, max_length=36)),
            ],
            options={
                'verbose_name': 'working copy',
                'verbose_name_plural': 'working copies',
                'ordering': ['-kept_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('review', 'user'), name='one_working_copy_a_person')],
            },
        ),
        migrations.CreateModel(
            name='LinkResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.CharField(max_length=2000, unique=True, verbose_name='address')),
                ('status', models.PositiveSmallIntegerField(default=0, verbose_name='status')),
                ('ok', models.BooleanField(default=False, verbose_name='answers')),
                ('error', models.CharField(blank=True, max_length=200, verbose_name='error')),
                ('checked_at', models.DateTimeField(verbose_name='last looked at')),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'ordering': ['ok', 'url'],
            },
        ),
        migrations.CreateModel(
            name='Shingle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hash', models.BigIntegerField(verbose_name='hash')),
                ('review', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='shingles', to='reviews.review')),
            ],
            options={
                'verbose_name': 'run of words',
                'verbose_name_plural': 'runs of words',
                'indexes': [models.Index(fields=['hash', 'review'], name='shingle_by_hash')],
                'constraints': [models.UniqueConstraint(fields=('review', 'hash'), name='one_shingle_a_review')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(choices=[('decides', 'you decide'), ('checks', 'you check for spoilers'), ('author', 'you write it'), ('submitted', 'you submitted it'), ('byline', 'your name stands under it'), ('commented', 'you commented on it'), ('former', 'you wrote it until now')], max_length=9, verbose_name='why')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('read_at', models.DateTimeField(null=True, verbose_name='read')),
                ('due_at', models.DateTimeField(null=True, verbose_name='mail due')),
                ('mailed_at', models.DateTimeField(null=True, verbose_name='mailed')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='reviews.recordline')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(condition=models.Q(('read_at', None)), fields=['to'], name='notice_unread'), models.Index(fields=['to', '-at'], name='notice_newest_first'), models.Index(condition=models.Q(('mailed_at', None)), fields=['due_at'], name='notice_to_mail')],
                'constraints': [models.UniqueConstraint(fields=('to', 'line'), name='told_once')],
            },
        ),
        migrations.CreateModel(
            name='StaffSettings',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='staff_settings', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('time_zone', models.CharField(blank=True, help_text="All times of the desk are shown and read in it. Empty: the house's own.", max_length=64, verbose_name='time zone')),
                ('mail', models.CharField(choices=[('at-once', 'at once'), ('daily', 'once a day, in the morning'), ('never', 'never: the inbox is enough')], default='at-once', max_length=7, verbose_name='mail')),
                ('has_single_keys', models.BooleanField(default=True, help_text='Such as N for the next text in the queue. They never act while you type.', verbose_name='single-key shortcuts')),
            ],
            options={
                'verbose_name': 'settings of a person',
                'verbose_name_plural': 'settings of people',
            },
        ),
        migrations.CreateModel(
            name='DraftAdvisory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('level', models.CharField(blank=True, choices=[('mild', 'Mild'), ('major', 'Major'), ('ending', 'Ending')], help_text='How much this gives away.', max_length=6, verbose_name='spoiler')),
                ('kind', models.CharField(choices=[('violence', 'Violence'), ('gore', 'Gore'), ('sex', 'Sex'), ('sexual-violence', 'Sexual violence'), ('self-harm', 'Self-harm'), ('drugs', 'Drugs'), ('language', 'Strong language'), ('animal-harm', 'Harm to animals'), ('flashing', 'Flashing lights'), ('other', 'Something else')], default='violence', max_length=15, verbose_name='warns of')),
                ('label', models.TextField(blank=True, help_text='Shown to everybody. Never a spoiler.', verbose_name='in a few words')),
                ('details', models.TextField(blank=True, help_text='Withheld until somebody asks: they may spoil.', validators=[django.core.validators.MaxLengthValidator(200000)], verbose_name='details')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='advisories', to='reviews.draft')),
                ('scope', models.ManyToManyField(blank=True, help_text='The films it gives away; empty means the reviewed film.', related_name='+', to='films.film', verbose_name='gives away')),
            ],
            options={
                'verbose_name': 'content advisory',
                'verbose_name_plural': 'content advisories',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('draft', 'key'), name='draftadvisory_key_once_a_draft')],
            },
        ),
        migrations.CreateModel(
            name='DraftOpinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('level', models.CharField(blank=True, choices=[('mild', 'Mild'), ('major', 'Major'), ('ending', 'Ending')], help_text='How much this gives away.', max_length=6, verbose_name='spoiler')),
                ('name', models.TextField(blank=True, help_text="Empty: the critic's own name.", verbose_name='name as printed')),
                ('text', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(200000)], verbose_name='text')),
                ('score', models.PositiveSmallIntegerField(blank=True, help_text="In the scale's smallest steps.", null=True, verbose_name='score')),
                ('printed_word', models.TextField(blank=True, editable=False)),
                ('critic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.critic', verbose_name='critic')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opinions', to='reviews.draft')),
                ('scope', models.ManyToManyField(blank=True, help_text='The films it gives away; empty means the reviewed film.', related_name='+', to='films.film', verbose_name='gives away')),
            ],
            options={
                'verbose_name': 'second opinion',
                'verbose_name_plural': 'second opinions',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('draft', 'key'), name='draftopinion_key_once_a_draft')],
            },
        ),
        migrations.CreateModel(
            name='PreviewLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('recipient', models.CharField(max_length=100, verbose_name='for whom')),
                ('is_full', models.BooleanField(default=False, verbose_name='with what spoils')),
                ('made_at', models.DateTimeField(verbose_name='made')),
                ('until', models.DateTimeField(verbose_name='until')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='preview_links', to='reviews.review')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='preview_links', to='reviews.revision')),
            ],
            options={
                'verbose_name': 'preview link',
                'verbose_name_plural': 'preview links',
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('made_at'))), name='preview_link_lives'), models.CheckConstraint(condition=models.Q(('recipient', ''), _negated=True), name='preview_link_is_for_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='who_ends_a_preview_link_is_named')],
            },
        ),
        migrations.CreateModel(
            name='Preview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_full', models.BooleanField(verbose_name='with what spoils')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='previews', to='reviews.review')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.revision')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('link', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='previews', to='reviews.previewlink')),
            ],
            options={
                'verbose_name': 'preview',
                'verbose_name_plural': 'previews',
                'indexes': [models.Index(fields=['-at', '-id'], name='preview_newest_first')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('link__isnull', False), ('user', None)), models.Q(('link', None), ('user__isnull', False)), _connector='OR'), name='preview_by_an_account_or_a_link'), models.UniqueConstraint(fields=('revision', 'user', 'is_full'), name='preview_once_an_account'), models.UniqueConstraint(fields=('link', 'is_full'), name='preview_once_a_link')],
            },
        ),
        migrations.RunPython(create_triggers, drop_triggers),
        migrations.RunPython(create_groups, migrations.RunPython.noop),
    ]
