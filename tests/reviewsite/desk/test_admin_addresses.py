"""Who gets what at every address of the admin that tests/reviews/test_desk_access.py does not name.

Of each table of the admin: v(iew), a(dd), c(hange), d(elete); "" is nothing, "out" the login page.
"""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.urls.resolvers import URLPattern
from django.utils import timezone

from cast.models import Character, Credit, Person
from films.models import Film, Genre
from franchises.models import Franchise, Order, ProjectStatus
from images.models import Image
from ratings.models import Aspect, Scale
from reviews.models import Critic
from reviewsite.leak_audit.models import AuditRun
from reviewsite.pages.models import Page
from tests import factories
from tests.reviews.builders import somebody

pytestmark = pytest.mark.django_db

ROLES = {
    "anonymous": None,
    "no role": (),
    "author": ("Author",),
    "editor": ("Editor",),
    "moderator": ("Moderator",),
    "spoiler checker": ("Spoiler checker",),
    "film desk": ("Film desk",),
    "chief": ("Chief",),
    "superuser": "superuser",
    "inactive": "inactive",
    "reader": "reader",
}


STRANGERS = dict.fromkeys(("anonymous", "inactive", "reader"), "out")
STAFF = ("no role", "author", "editor", "moderator", "spoiler checker", "film desk", "chief", "superuser")


def row(everybody="", writers="", keepers="", **others):
    """Of a table: what staff reach, what those who write do, and those who keep the film world."""
    found = STRANGERS | dict.fromkeys(STAFF, everybody)
    found |= dict.fromkeys(("author", "editor", "moderator"), writers)
    found |= dict.fromkeys(("film desk", "chief", "superuser"), keepers)
    return found | {role.replace("_", " "): reached for role, reached in others.items()}


WORLD = row(writers="v", keepers="vacd")
TABLES = {
    Film: WORLD,
    Genre: WORLD,
    Person: WORLD,
    Character: WORLD,
    Credit: WORLD,
    Franchise: WORLD,
    Order: row(keepers="vacd"),
    ProjectStatus: row(keepers="vacd"),
    Image: row(writers="va", keepers="vacd"),
    Scale: WORLD,
    Aspect: WORLD,
    Critic: row(writers="v", keepers="vacd", film_desk="vac"),
    Page: row(chief="vacd", superuser="vacd"),
    AuditRun: row(moderator="v", chief="v", superuser="v"),
    Group: row(superuser="vacd"),
    User: row(superuser="vacd"),
}


def answers(allowed, *, otherwise=403):
    return {role: 302 if role in STRANGERS else 200 if role in allowed else otherwise for role in ROLES}


CHIEFS = ("chief", "superuser")
OTHERS = {
    "index": answers(STAFF),
    "inbox": answers(STAFF),
    "own_settings": answers(STAFF),
    "own_sessions": answers(STAFF),
    "password_change": answers(STAFF),
    "password_change_done": answers(STAFF),
    "jsi18n": answers(STAFF),
    "spoiler_checks": answers(("spoiler checker", "superuser")),
    "invite": answers(CHIEFS),
    "full_audit_log": answers(CHIEFS),
    "status": answers(CHIEFS),
    "full_audit_log_export": answers(CHIEFS),
}
# Each is asked elsewhere, or answers as Django does: posted to, without a page of its own, or led on.
ELSEWHERE = {"login", "logout", "autocomplete", "app_list", "view_on_site", "inbox_read", "inbox_read_all"}
ELSEWHERE |= {"spoiler_check", "audit_auditrun_start", "auth_user_password_change"}
ELSEWHERE |= {"password_reset", "password_reset_confirm", "invitation", "choose_password"}
IN_THE_OTHER_TABLE = ("reviews_draft_", "reviews_submission_", "reviews_edition_", "reviews_revision_")
IN_THE_OTHER_TABLE += ("reviews_auditlogentry_", "reviews_embargo_", "django_tasks_database_dbtaskresult_")


def things():
    """One row of each table that the film world and the house keep, never named by anything."""
    franchise = factories.FranchiseFactory()
    return {
        Film: factories.FilmFactory(),
        Genre: factories.GenreFactory(),
        Person: factories.PersonFactory(),
        Character: factories.CharacterFactory(),
        Credit: factories.CreditFactory(),
        Franchise: franchise,
        Order: factories.OrderFactory(franchise=franchise),
        ProjectStatus: factories.ProjectStatusFactory(),
        Image: factories.ImageFactory(),
        Scale: factories.ScaleFactory(),
        Aspect: factories.AspectFactory(),
        Critic: Critic.objects.create(name="Ada Quill", slug="ada-quill"),
        Page: Page.objects.create(slug="about-us", title="About us"),
        AuditRun: AuditRun.objects.create(started_at=timezone.now(), ended_at=timezone.now()),
        Group: Group.objects.create(name="A group"),
        User: User.objects.create_user("somebody-else"),
    }


def people():
    found = {"anonymous": None}
    for role, groups in ROLES.items():
        if groups == "superuser":
            found[role] = User.objects.create_superuser("superuser", password="secret")
        elif groups == "inactive":
            found[role] = somebody("Chief", "Film desk", is_active=False)
        elif groups == "reader":
            found[role] = User.objects.create_user("reader", password="secret")
        elif groups is not None:
            found[role] = somebody(*groups)
    return found


def reach(client, model, thing):
    """What this client reaches of a table."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    listed = client.get(reverse(f"{name}_changelist"))
    if listed.status_code == 302:
        return "out"
    shown = client.get(reverse(f"{name}_change", args=[thing.pk]))
    found = "v" if (listed.status_code, shown.status_code) == (200, 200) else ""
    found += "a" if client.get(reverse(f"{name}_add")).status_code == 200 else ""
    found += "c" if found.startswith("v") and shown.context["has_change_permission"] else ""
    return found + ("d" if client.get(reverse(f"{name}_delete", args=[thing.pk])).status_code == 200 else "")


@pytest.mark.parametrize("model", TABLES)
def test_a_table_gives_each_role_what_is_meant_for_it(client, model):
    thing, found = things()[model], {}
    for role, user in people().items():
        client.logout()
        if user:
            client.force_login(user)
        found[role] = reach(client, model, thing)

    assert found == {role: TABLES[model][role] for role in found}


@pytest.mark.parametrize("name", OTHERS)
def test_another_address_answers_each_role_as_meant(client, name):
    found = {}
    for role, user in people().items():
        client.logout()
        if user:
            client.force_login(user)
        found[role] = client.get(reverse(f"admin:{name}")).status_code

    assert found == OTHERS[name]


def names(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name
        else:
            yield from names(pattern.url_patterns)


def test_no_address_of_the_admin_is_in_no_table():
    of_models = {
        f"{model._meta.app_label}_{model._meta.model_name}_{page}"
        for model in TABLES
        for page in ("changelist", "add", "change", "delete", "history")
    }
    known = of_models | OTHERS.keys() | ELSEWHERE

    found = set(filter(None, names(admin.site.get_urls())))

    assert {name for name in found - known if not name.startswith(IN_THE_OTHER_TABLE)} == set()


def test_task_results_are_for_superusers_alone(client):
    name = "admin:django_tasks_database_dbtaskresult_changelist"
    found = {}
    for role, user in people().items():
        client.logout()
        if user:
            client.force_login(user)
        found[role] = client.get(reverse(name)).status_code

    assert found == answers(("superuser",))
