"""Who gets what at every staff address of reviews: one table, generated."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse

from reviews import workflow
from reviews.models import (
    AuditLogEntry,
    Critic,
    Draft,
    Edition,
    Embargo,
    Notice,
    Review,
    Revision,
    Submission,
)
from tests.reviews.builders import approved, begun, document, rewritten, somebody

pytestmark = pytest.mark.django_db

# Whom the table is about. "author" wrote the review, "other author" another one.
ROLES = {
    "anonymous": None,
    "no role": (),
    "author": ("Author",),
    "other author": ("Author",),
    "editor": ("Editor",),
    "moderator": ("Moderator",),
    "spoiler checker": ("Spoiler checker",),
    "film desk": ("Film desk",),
    "chief": ("Chief",),
    "superuser": "superuser",
    "inactive": "inactive",
}
OUT = {"anonymous": 302, "inactive": 302}  # to the login page
READERS = ("author", "editor", "moderator", "chief", "superuser")
DECIDERS = ("moderator", "chief", "superuser")
WRITERS = (*READERS, "other author")


def row(allowed, *, status=200, else_=403):
    """`status` for those allowed, else `else_`; the login page for strangers."""
    return {role: status if role in allowed else OUT.get(role, else_) for role in ROLES}


def of_review(allowed, *, status=200):
    """As `row`, for an address of one review: who may not see the review finds nothing there."""
    return {
        role: status if role in allowed else OUT.get(role, 403 if role in READERS else 404) for role in ROLES
    }


PAGES = {
    "changelist": row(WRITERS),
    "add": row(WRITERS),
    "waiting": row(DECIDERS),
    "reports": row(DECIDERS),
    "common_knowledge_list": row(DECIDERS),
    "import": row(WRITERS),
    "imports": row(WRITERS),
    "adopt": row(DECIDERS),
    "export_own": row(WRITERS),
    "reassign": row(DECIDERS),
    "change": of_review(READERS),
    "checks": {role: 200 if role in READERS else 403 for role in ROLES},  # asked for by script
    "history": of_review(READERS),
    "delete": of_review(("author",)),
    "preview": of_review(READERS),
    "previews": of_review(READERS),
    "revisions": of_review(READERS),
    "revision_preview": of_review(READERS),
    "revision_full": of_review(READERS),
    "output_channels": of_review(READERS),
    "output_channels_card": of_review(READERS),
    "export": of_review(READERS),
    "compare": of_review(READERS),
    "submission": of_review(READERS),
    "take_down": of_review(DECIDERS),
    "tighten": of_review(DECIDERS),
    "common_knowledge": of_review(DECIDERS),
    "old_addresses": of_review(READERS),
    "addresses": of_review(("chief", "superuser")),
    # Without anything typed, back to the form.
    "merge": of_review(READERS, status=302),
    "discard": of_review(READERS, status=302),
}
# Posted empty, an allowed step is refused with a sentence and a redirect: nobody changes anything.
STEPS = {
    "standard": of_review(READERS, status=302),
    "withdraw": of_review(READERS, status=302),
    "restore": of_review(READERS, status=302),
    "request-changes": of_review(DECIDERS, status=302),
    "approve": of_review(DECIDERS, status=302),
    "undo": of_review(DECIDERS, status=302),
    "comment": of_review(READERS, status=302),
    "answer": of_review(READERS, status=302),
    "resolve": of_review(READERS, status=302),
    "reopen": of_review(READERS, status=302),
    "reschedule": of_review(DECIDERS, status=302),
    "unschedule": of_review(DECIDERS, status=302),
    "take-down": of_review(DECIDERS, status=302),
    "rename": of_review(DECIDERS, status=302),
    "retire-address": of_review(("chief", "superuser"), status=302),
    "approve-rename": of_review(DECIDERS, status=302),
    "refuse-rename": of_review(DECIDERS, status=302),
    "common-knowledge": of_review(DECIDERS, status=302),
    "end-common-knowledge": of_review(DECIDERS, status=302),
    "share": of_review(READERS, status=302),
    "end-share": of_review(READERS, status=302),
    "rebake": of_review(DECIDERS, status=302),
    "tighten": of_review(DECIDERS, status=302),
    "embargo": of_review(DECIDERS, status=302),
    "lift-embargo": of_review(DECIDERS, status=302),
}
# Addresses beside those of the tables, and who they are for.
STAFF = tuple(role for role in ROLES if role not in OUT)
OWN = {
    "inbox": row(STAFF),
    "own_settings": row(STAFF),
    "own_sessions": row(STAFF),
    "invite": row(("chief", "superuser")),
    "full_audit_log": row(("chief", "superuser")),
    "status": row(("chief", "superuser")),
    "full_audit_log_export": row(("chief", "superuser")),
}
# Asked by script: whoever may not gets 403 as JSON, never a redirect.
CALLS = {
    "markdown_preview": row(WRITERS) | dict.fromkeys(OUT, 403),
    "markdown_upload": row(WRITERS, status=400) | dict.fromkeys(OUT, 403),
    "live": {role: 200 if role in READERS else 403 for role in ROLES},
    "here": {role: 200 if role in READERS else 403 for role in ROLES},
    "away": {role: 204 if role in READERS else 403 for role in ROLES},
}
KEPT = {
    Submission: row(DECIDERS),
    Edition: row(DECIDERS),
    Embargo: row(DECIDERS),
    Revision: row(("chief", "superuser")),
    AuditLogEntry: row(("chief", "superuser")),
    Critic: row((*WRITERS, "film desk")),
}


@pytest.fixture
def house():
    """One review with an edition and an open correction, and a person for each role."""
    author = somebody("Author")
    review = begun(author=author)
    approved(workflow.submit(review, by=author))
    correction_of(review)
    people = {"author": author, "anonymous": None}
    for role, groups in ROLES.items():
        if role not in people:
            people[role] = person(groups)
    begun(document(), people["other author"])
    return review, people


def correction_of(review):
    rewritten(review, review.author, headline="A quieter week")
    return workflow.submit(review, by=review.author)


def person(groups):
    if groups == "superuser":
        return User.objects.create_superuser("superuser", password="secret")
    if groups == "inactive":
        return somebody("Chief", "Moderator", is_active=False)
    return somebody(*groups)


def address(name, review):
    number, submission = 1, review.submissions.order_by("pk").first()
    arguments = {
        "revision_preview": [review.pk, number],
        "revision_full": [review.pk, number],
        "output_channels": [review.pk, number],
        "output_channels_card": [review.pk, number],
        "export": [review.pk, number],
        "submission": [review.pk, submission.pk],
    }
    alone = ("changelist", "add", "waiting", "reports", "import", "reassign")
    alone += ("common_knowledge_list", "imports", "export_own", "adopt")
    alone += ("markdown_preview", "markdown_upload")
    url = reverse(
        f"admin:reviews_draft_{name}", args=[] if name in alone else arguments.get(name, [review.pk])
    )
    return f"{url}?from=1&to=2" if name == "compare" else url


def statuses(house, client, ask):
    found = {}
    for role, user in house[1].items():
        client.logout()
        if user:
            client.force_login(user)
        found[role] = ask(client).status_code
    return found


def got(house, client, url):
    return statuses(house, client, lambda client: client.get(url))


def posted(house, client, url, data=None):
    return statuses(house, client, lambda client: client.post(url, data or {}))


def expected(table):
    return {role: table[role] for role in ROLES}


def test_each_page_answers_each_role_as_the_table_says(house, client):
    found = {name: got(house, client, address(name, house[0])) for name in PAGES}

    wanted = {name: expected(table) for name, table in PAGES.items()}
    wanted["delete"]["author"] = 403  # it was submitted
    assert found == wanted


def test_deleting_is_offered_to_the_author_of_a_never_submitted_draft_alone(house, client):
    fresh = begun(author=house[1]["author"])
    url = reverse("admin:reviews_draft_delete", args=[fresh.pk])

    assert got(house, client, url) == expected(PAGES["delete"])


def test_each_page_beside_the_tables_answers_each_role_as_the_table_says(house, client):
    found = {name: got(house, client, reverse(f"admin:{name}")) for name in OWN}

    assert found == {name: expected(table) for name, table in OWN.items()}


def test_nobody_marks_the_notice_of_another_and_strangers_log_in_first(house, client):
    notice = Notice.objects.filter(to=house[1]["author"]).first()
    url = reverse("admin:inbox_read", args=[notice.pk])

    assert posted(house, client, url) == expected(row(("author",), status=302, else_=404))


def test_giving_reviews_away_posted_empty_changes_nothing(house, client):
    review = house[0]
    url = f"{reverse('admin:reviews_draft_reassign')}?from={review.author_id}"
    before = counts()

    assert posted(house, client, url) == expected(row(DECIDERS))
    assert counts() == before


def test_each_step_answers_each_role_as_the_table_says_and_posted_empty_changes_nothing(house, client):
    before = counts()

    found = {name: posted(house, client, step(name, house[0])) for name in STEPS}

    assert found == {name: expected(table) for name, table in STEPS.items()}
    assert counts() == before


def test_no_step_is_taken_by_following_a_link(house, client):
    client.force_login(house[1]["superuser"])

    found = {name: client.get(step(name, house[0])).status_code for name in STEPS}

    assert found == dict.fromkeys(STEPS, 405)


def step(name, review):
    return reverse("admin:reviews_draft_do", args=[review.pk, name])


def test_what_the_editor_calls_is_for_staff_alone_and_never_redirects(house, client):
    urls = {name: address(name, house[0]) for name in CALLS}

    found = {name: posted(house, client, url, {"content": "*Rain*"}) for name, url in urls.items()}

    assert found == {name: expected(table) for name, table in CALLS.items()}
    client.logout()
    kinds = {client.post(url, {"content": "x"}).headers["Content-Type"] for url in urls.values()}
    assert kinds == {"application/json"}


def test_the_links_of_a_review_are_looked_at_by_those_who_may_see_it(house, client):
    url = address("check_links", house[0])

    assert statuses(house, client, lambda client: client.post(url)) == expected(
        of_review(READERS, status=302)
    )


@pytest.mark.parametrize("model", KEPT)
def test_what_only_workflow_writes_can_be_looked_at_and_no_more(house, client, model):
    name = f"admin:reviews_{model._meta.model_name}"

    assert statuses(house, client, lambda client: client.get(reverse(f"{name}_changelist"))) == expected(
        KEPT[model]
    )
    if model is Critic:
        return
    client.force_login(house[1]["superuser"])
    assert client.get(reverse(f"{name}_add")).status_code == 403
    thing = model.objects.first()
    if thing:
        assert client.get(reverse(f"{name}_change", args=[thing.pk])).status_code == 200
        assert client.post(reverse(f"{name}_change", args=[thing.pk]), {}).status_code == 403
        assert client.post(reverse(f"{name}_delete", args=[thing.pk]), {"post": "yes"}).status_code == 403


def test_the_table_names_every_address_of_the_desk():
    patterns = admin.site.get_model_admin(Draft).get_urls()

    names = {pattern.name.removeprefix("reviews_draft_") for pattern in patterns if pattern.name}

    # test_import_archives.py, test_import_view.py
    of_imports = {"archive", "go_on", "undo", "check", "film", "add_film", "make", "discard"}
    posted_to = {
        "take_adoption_back",
        "adopt_check",
        "adoption",
        "adoption_go_on",
        "check_links",
        "do",
        *(f"import_{name}" for name in of_imports),
    }
    assert names == {*PAGES, *CALLS, *posted_to}


def test_a_review_that_does_not_exist_is_answered_like_one_that_may_not_be_seen(client):
    client.force_login(somebody("Author"))
    other = begun()

    pages = [client.get(reverse("admin:reviews_draft_change", args=[pk])) for pk in (other.pk, 99_999)]

    assert [page.status_code for page in pages] == [404, 404]


def test_the_packages_own_addresses_are_reachable_by_nobody(client, admin_client):
    for path in ("/markdownx/markdownify/", "/markdownx/upload/"):
        assert client.post(path, {"content": "x"}).status_code == 404
        assert admin_client.post(path, {"content": "x"}).status_code == 404


def counts():
    tables = (Review, Revision, Submission, Edition, AuditLogEntry, Embargo)
    return {table: table.objects.count() for table in tables}
