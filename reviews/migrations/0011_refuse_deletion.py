import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The rules as they were when this was written: (name, table, event, condition, message). "": always.
OF_SUBMITTED = (
    "EXISTS (SELECT 1 FROM reviews_submission AS s WHERE s.review_id = {review}) "
    "AND NOT EXISTS (SELECT 1 FROM reviews_erasure AS x WHERE x.review_id = {review})"
)
OF_REVIEW = (
    "EXISTS (SELECT 1 FROM reviews_submission AS s WHERE s.review_id = {review}) "
    "OR EXISTS (SELECT 1 FROM reviews_erasure AS x WHERE x.review_id = {review})"
)
OTHER_ENTRY = """NOT (NEW.id = OLD.id AND NEW.step = OLD.step AND NEW.by_id = OLD.by_id AND NEW.at = OLD.at
    AND COALESCE(NEW.review_id, 0) = COALESCE(OLD.review_id, 0)
    AND COALESCE(NEW.film_id, 0) = COALESCE(OLD.film_id, 0) AND ((OLD.step <> 'erase-review' AND EXISTS (SELECT 1 FROM reviews_erasure AS x WHERE x.review_id = OLD.review_id)
    AND NEW.reason = '' AND NEW.detail = ''
    AND NEW.revision_id IS NULL AND NEW.submission_id IS NULL AND NEW.edition_id IS NULL) OR (OLD.step = 'reassign' AND NEW.reason = OLD.reason
    AND NEW.revision_id IS NULL AND NEW.submission_id IS NULL AND NEW.edition_id IS NULL
    AND EXISTS (
        SELECT 1 FROM reviews_erasure AS x JOIN auth_user AS u ON u.id = x.account_id
        WHERE NEW.detail = TRIM(REPLACE(
            ' ' || OLD.detail || ' ', ' ' || u.username || ' ', ' former-member-' || u.id || ' '
        ))
    ))))"""
OTHER_REQUEST = """OLD.state <> 'open' OR OLD.review_id <> NEW.review_id OR OLD.slug <> NEW.slug
    OR OLD.former <> NEW.former OR OLD.asked_by_id <> NEW.asked_by_id OR OLD.asked_at <> NEW.asked_at
    OR COALESCE(OLD.edition_id, 0) <> COALESCE(NEW.edition_id, 0)"""
RETIRED_IN_USE = (
    "NEW.retired_at IS NOT NULL "
    "AND EXISTS (SELECT 1 FROM reviews_review AS v WHERE v.slug = NEW.slug)"
)
IS_KEPT = "What was ever submitted is kept."
KEPT = [
    ("submission", "OLD.review_id"),
    ("revision", "OLD.review_id"),
    ("reference", "(SELECT review_id FROM reviews_revision WHERE id = OLD.revision_id)"),
    ("edition", "OLD.review_id"),
    ("editionfull", "(SELECT review_id FROM reviews_edition WHERE id = OLD.edition_id)"),
    ("takedown", "OLD.review_id"),
    ("renamerequest", "OLD.review_id"),
    ("leakwaiver", "OLD.review_id"),
    ("spoilercheck", "(SELECT review_id FROM reviews_submission WHERE id = OLD.submission_id)"),
    ("spoilerreport", "OLD.review_id"),
    ("comment", "OLD.review_id"),
    ("opened", "OLD.review_id"),
    ("preview", "OLD.review_id"),
    ("previewlink", "OLD.review_id"),
]
RULES = [
    ("record_is_append_only", "reviews_recordline", "UPDATE", OTHER_ENTRY, "The record is only ever added to."),
    ("former_slug_in_use_is_not_retired", "reviews_formerslug", "UPDATE", RETIRED_IN_USE, "An address in use is not retired."),
    ("rename_request_stays_decided", "reviews_renamerequest", "UPDATE", OTHER_REQUEST, "A request to rename keeps what was asked, and its decision."),
    ("erasure_is_append_only", "reviews_erasure", "UPDATE", "", "An erasure is never changed."),
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
]
# Those that there were before, with their condition.
REPLACED = {"record_is_append_only": ""}


def statements(vendor, name, table, event, condition, message):
    if vendor == "sqlite":
        when = f"WHEN {condition}" if condition else ""
        return [
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        ]
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition or 'TRUE'} THEN "
        f"RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF; "
        f"RETURN {'OLD' if event == 'DELETE' else 'NEW'}; END $$",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def drop(schema_editor, name):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    schema_editor.execute(f"DROP TRIGGER {name}" if is_sqlite else f"DROP FUNCTION {name}() CASCADE")


def create(schema_editor, *rule):
    for statement in statements(schema_editor.connection.vendor, *rule):
        schema_editor.execute(statement, params=None)


def forwards(apps, schema_editor):
    for name, *rule in RULES:
        if name in REPLACED:
            drop(schema_editor, name)
        create(schema_editor, name, *rule)


def backwards(apps, schema_editor):
    for name, table, event, _condition, message in RULES:
        drop(schema_editor, name)
        if name in REPLACED:
            create(schema_editor, name, table, event, REPLACED[name], message)


class Migration(migrations.Migration):
    """The database refuses to delete what was ever submitted, unless an erasure names its review."""

    dependencies = [
        ('reviews', '0010_safe_answers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='auditlogentry',
            name='step',
            field=models.CharField(choices=[('begin', 'begun'), ('save', 'saved'), ('delete', 'deleted, never submitted'), ('submit', 'submitted'), ('withdraw', 'withdrawn'), ('request-changes', 'changes requested'), ('approve', 'approved'), ('reschedule', 'rescheduled'), ('unschedule', 'unscheduled'), ('take-down', 'taken down'), ('restore', 'restored into the draft'), ('rename', 'renamed'), ('ask-rename', 'new address asked for'), ('approve-rename', 'new address approved'), ('refuse-rename', 'new address refused'), ('void-rename', 'request for an address void'), ('retire-address', 'former address retired'), ('tighten', 'more was hidden'), ('rebake', 'page rebuilt'), ('dismiss-report', 'spoiler report dismissed'), ('embargo', 'embargo set'), ('lift-embargo', 'embargo lifted'), ('waive-leaks', 'leak check waived'), ('show-again', 'allowed to show again what was hidden'), ('spoiler-check', 'checked for spoilers'), ('undo', 'approval undone'), ('comment', 'commented'), ('resolve', 'comment resolved'), ('reopen', 'comment reopened'), ('reassign', 'given to another author'), ('waive-checks', 'finding waived'), ('share', 'preview link made'), ('end-share', 'preview link ended'), ('erase-review', 'erased by order'), ('erase-person', 'person erased')], max_length=15, verbose_name='step'),
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.CharField(max_length=200, verbose_name='reference of the order')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('account', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='erasure', to=settings.AUTH_USER_MODEL)),
                ('operator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('review', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='erasure', to='reviews.review')),
            ],
            options={
                'verbose_name': 'erasure',
                'verbose_name_plural': 'erasures',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('review__isnull', False), ('account__isnull', False), _connector='XOR'), name='erasure_of_review_or_account'), models.CheckConstraint(condition=models.Q(('order', ''), _negated=True), name='erasure_has_an_order')],
            },
        ),
        migrations.RunPython(forwards, backwards),
    ]
