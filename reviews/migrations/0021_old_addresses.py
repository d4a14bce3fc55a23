import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0020_first_published'),
    ]

    operations = [
        migrations.AlterField(
            model_name='auditlogentry',
            name='step',
            field=models.CharField(choices=[('begin', 'begun'), ('save', 'saved'), ('delete', 'deleted, never submitted'), ('submit', 'submitted'), ('withdraw', 'withdrawn'), ('request-changes', 'changes requested'), ('approve', 'approved'), ('reschedule', 'rescheduled'), ('unschedule', 'unscheduled'), ('take-down', 'taken down'), ('restore', 'restored into the draft'), ('rename', 'renamed'), ('ask-rename', 'new address asked for'), ('approve-rename', 'new address approved'), ('refuse-rename', 'new address refused'), ('void-rename', 'request for an address void'), ('retire-address', 'former address retired'), ('old-addresses', 'old addresses changed'), ('tighten', 'more was hidden'), ('rebake', 'page rebuilt'), ('dismiss-report', 'spoiler report dismissed'), ('embargo', 'embargo set'), ('lift-embargo', 'embargo lifted'), ('waive-leaks', 'leak check waived'), ('show-again', 'allowed to show again what was hidden'), ('spoiler-check', 'checked for spoilers'), ('undo', 'approval undone'), ('comment', 'commented'), ('resolve', 'comment resolved'), ('reopen', 'comment reopened'), ('reassign', 'given to another author'), ('common', 'hidden sentence taken as common knowledge'), ('end-common', 'common knowledge withdrawn'), ('waive-checks', 'finding waived'), ('share', 'preview link made'), ('end-share', 'preview link ended'), ('erase-review', 'erased by order'), ('erase-person', 'person erased')], max_length=15, verbose_name='step'),
        ),
        migrations.CreateModel(
            name='OldAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=500, unique=True, verbose_name='address')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='old_addresses', to='reviews.review')),
            ],
            options={
                'verbose_name': 'old address',
                'verbose_name_plural': 'old addresses',
                'ordering': ['address'],
                'constraints': [models.CheckConstraint(condition=models.Q(('address__startswith', '/')), name='old_address_is_a_path'), models.CheckConstraint(condition=models.Q(('address', '/'), _negated=True), name='old_address_is_not_home')],
            },
        ),
    ]
