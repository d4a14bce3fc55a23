from django.db import migrations

MOVED = {
    "reviews.outside.tasks.look_at_links_of": "reviews.checks.link_checker.tasks.check_links_of_review",
    "reviews.telling.tasks.send_to": "reviews.notifications.tasks.send_to",
    "reviewsite.audit.tasks.audit_leaks": "reviewsite.leak_audit.tasks.audit_leaks",
}


def move_tasks(apps, schema_editor):
    """Let tasks that the version before queued name the functions by their paths of today."""
    tasks = apps.get_model("django_tasks_database", "DBTaskResult").objects.using(schema_editor.connection.alias)
    for former, path in MOVED.items():
        tasks.filter(task_path=former).update(task_path=path)


class Migration(migrations.Migration):
    """Queued tasks hold the paths of functions as text, and these moved."""

    dependencies = [
        ("reviews", "0003_plain_labels"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [migrations.RunPython(move_tasks, migrations.RunPython.noop)]
