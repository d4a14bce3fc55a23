"""The pages of those who have not seen the film: the safe text and nothing that leads further."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from reviews import document as d
from reviews import workflow
from reviews.models import AuditLogEntry, Opened, SpoilerCheck
from tests.canaries.canaries import KINDS, ON_REQUEST, Answer, planted
from tests.reviews.builders import begun, document, live, rewritten, somebody, submitted
from tests.reviews.desk.test_access import OUT, ROLES, person
from tests.reviewsite.desk_forms import on_screen

pytestmark = pytest.mark.django_db

QUEUE = reverse("admin:spoiler_checks")
CHECKERS = ("spoiler checker", "superuser")


def page_of(submission):
    return reverse("admin:spoiler_check", args=[submission.pk])


@pytest.fixture
def checker(client):
    user = somebody("Spoiler checker")
    client.force_login(user)
    return user


@pytest.fixture
def world():
    """Every kind of spoiler, live and before the moderators once more."""
    review = planted().edition.review
    rewritten(review, review.author, headline="The lamp, once more")
    return workflow.submit(review, by=review.author)


def told(response, address=""):
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return Answer(
        address, response.status_code, f"{headers}\n{response.getvalue().decode('utf-8', 'replace')}"
    )


def signing(submission, **values):
    return {"digest": submission.revision.digest, "result": "clean", "place": "", "note": ""} | values


def test_each_role_gets_what_the_table_says(client):
    submission = submitted()
    for url in (QUEUE, page_of(submission)):
        for role, groups in ROLES.items():
            client.logout()
            if groups is not None:
                user = person(groups) if role != "superuser" else superuser()
                client.force_login(user)
            wanted = 200 if role in CHECKERS else OUT.get(role, 403)
            assert client.get(url).status_code == wanted, (url, role)
            if role not in CHECKERS:
                assert client.post(url, signing(submission)).status_code == wanted, (url, role)
    assert not SpoilerCheck.objects.exists()


def superuser():
    from django.contrib.auth.models import User

    return User.objects.filter(is_superuser=True).first() or person("superuser")


def test_the_page_holds_the_safe_text_and_none_of_the_spoilers(client, checker, world):
    response = client.get(page_of(world))
    html = response.content.decode()

    assert told(response, page_of(world)).words() == set()
    for safe in (
        "The lamp, once more",
        "It begins with rain.",
        "A loud film.",
        "Ida Mar",
        "If you like rain",
    ):
        assert safe in html
    assert "withheld:" in html


def test_the_page_leads_to_no_other_text_and_names_no_hidden_part(client, checker, world):
    html = client.get(page_of(world)).content.decode()
    main = html[html.index('id="content-main"') :]

    assert world.review.slug not in html
    assert not re.findall(r"/reviews/|spoilers/|data-spoiler|revisions", main)
    assert str(world.review_id) not in re.findall(r"/draft/(\d+)/", html)
    hidden = [part for part in world.revision.document().parts() if part.spoiler]
    assert hidden
    assert not [part for part in hidden if str(part.key) in html or part.key.hex[:8] in html]


def test_no_address_of_the_desk_shows_a_checker_what_spoils(client, checker, world):
    for url in [*desk(world), QUEUE, page_of(world), reverse("admin:index")]:
        assert told(client.get(url), "").words() == set(), url
    assert not Opened.objects.filter(user=checker).exists()


def test_whoever_opens_what_shows_more_than_the_safe_text_is_noted(client, world):
    asked = {kind for kind, (_word, where) in KINDS.items() if where == ON_REQUEST}
    asked |= {"note to readers on a correction"}
    showing = set()
    for url in [*desk(world), QUEUE, page_of(world), reverse("admin:index")]:
        chief = somebody(is_superuser=True)  # one who opened nothing yet
        client.force_login(chief)
        answer = told(client.get(url), "")
        if answer.status == 200 and answer.words() & asked:
            showing.add(re.sub(r"\d+", "N", url.removeprefix("/admin/reviews/").partition("?")[0]))
            assert Opened.objects.filter(review=world.review, user=chief).exists(), url
    assert showing >= {
        "draft/N/change/",
        "draft/N/revisions/N/full/",
        "draft/N/revisions/N/output-channels/",
        "draft/N/revisions/N/export/",
        "draft/N/compare/",
        "draft/N/submissions/N/",
        "draft/N/tighten/",
        "edition/N/change/",
    }


def desk(submission):
    """Every address of reviews in the admin that names this review, or a row of it."""
    review = submission.review
    known = {"pk": review.pk, "object_id": review.pk, "submission": submission.pk, "name": "approve"}
    draft = admin.site.get_model_admin(type(review.draft))
    for pattern in draft.get_urls():
        names = pattern.pattern.regex.groupindex if hasattr(pattern.pattern, "regex") else {}
        if not pattern.name:
            continue
        for number in review.revisions.values_list("number", flat=True) if "number" in names else [1]:
            values = {name: (known | {"number": number})[name] for name in names}
            url = reverse(f"admin:{pattern.name}", kwargs=values)
            yield f"{url}?from=1&to=3" if url.endswith("/compare/") else url
    for rows in (review.editions, review.submissions, review.revisions, review.audit_log):
        for row in rows.all():
            yield reverse(f"admin:reviews_{row._meta.model_name}_change", args=[row.pk])
    for name in ("image", "film", "person", "character"):
        app = {"image": "images", "film": "films"}.get(name, "cast")
        yield reverse(f"admin:{app}_{name}_changelist")


def test_opening_is_noted_once_and_costs_one_query_after(client, django_assert_num_queries):
    from reviews.desk.base.guards import log_opened

    review, user = begun(), somebody("Editor")
    log_opened(user, review.pk)
    at = Opened.objects.get().at
    with django_assert_num_queries(1):
        log_opened(user, review.pk)
    assert Opened.objects.get().at == at


def test_signing_returns_to_the_queue_which_then_is_empty(client, checker):
    submission = submitted()
    assert submission.revision.document().headline in client.get(QUEUE).content.decode()

    response = client.post(page_of(submission), signing(submission), follow=True)

    assert response.redirect_chain == [(QUEUE, 302)]
    html = response.content.decode()
    assert "Signed. The moderators see it beside the text." in html
    assert "Nothing waits for you." in html
    assert "You have signed it." in html
    check = SpoilerCheck.objects.get()
    assert (check.by, check.result, check.digest) == (checker, "clean", submission.revision.digest)


def test_a_refusal_keeps_what_was_typed(client, checker):
    submission = submitted()

    response = client.post(
        page_of(submission), signing(submission, result="pointed", note="Look at the lake.")
    )

    assert response.status_code == 400
    html = response.content.decode()
    assert "Choose the passage that gives something away." in html
    assert "Look at the lake." in html
    response = client.post(page_of(submission), signing(submission, place="dek", note="Kept"))
    assert re.search(r'value="dek"\s+checked', response.content.decode())
    assert not SpoilerCheck.objects.exists()


@pytest.mark.parametrize(
    "forged",
    [
        {"digest": "0" * 64},
        {"digest": ""},
        {"result": ""},
        {"result": "approved"},
        {"result": "pointed", "place": "x" * 37},
        {"result": "pointed", "place": "' OR 1=1 --"},
        {"note": "x" * 1001},
        {"note": "\x00"},
    ],
)
def test_a_forged_signature_is_refused_with_a_sentence(client, checker, forged):
    submission = submitted()
    before = AuditLogEntry.objects.count()

    response = client.post(page_of(submission), signing(submission, **forged))

    assert response.status_code == 400
    assert 'class="errornote"' in response.content.decode()
    assert (SpoilerCheck.objects.count(), AuditLogEntry.objects.count()) == (0, before)


def test_of_a_withdrawn_submission_no_word_is_shown_and_nothing_is_signed(client, checker):
    submission = submitted()
    workflow.withdraw(submission, by=submission.submitted_by)

    html = client.get(page_of(submission)).content.decode()
    posted = client.post(page_of(submission), signing(submission))

    assert "decided or withdrawn" in html
    assert submission.revision.document().headline not in html
    assert posted.status_code == 400
    assert not SpoilerCheck.objects.exists()


def test_whoever_opened_the_full_text_is_told_and_finds_no_form(client):
    submission = submitted()
    user = superuser()
    client.force_login(user)
    client.get(reverse("admin:reviews_draft_revision_full", args=[submission.review_id, 1]))

    html = client.get(page_of(submission)).content.decode()

    assert "You have viewed more of this review than readers get." in html
    assert 'name="result"' not in html
    assert client.post(page_of(submission), signing(submission)).status_code == 400
    assert "You have viewed its full text." in client.get(QUEUE).content.decode()


def test_an_earlier_safe_text_may_show_what_is_withheld_now_and_counts_as_opened(client):
    submission, user = submitted(), superuser()
    client.force_login(user)

    client.get(reverse("admin:reviews_draft_revision_preview", args=[submission.review_id, 1]))

    assert Opened.objects.filter(review=submission.review, user=user).exists()


def test_the_newsroom_names_what_waits_for_a_signature(client, checker):
    submission = submitted()

    html = client.get(reverse("admin:index")).content.decode()

    assert "To check for spoilers" in html
    assert page_of(submission) in html
    assert "have permission to view or edit anything" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_costs_the_same_whatever_its_length(client, checker, count, django_assert_num_queries):
    for _ in range(count):
        submitted()
    with django_assert_num_queries(5):
        client.get(QUEUE)


def test_those_who_decide_see_the_checks_with_the_passage_and_the_note(client):
    opening = d.Section(kind="opening", heading="Rain", text="It begins >!with a drowning!< with rain.")
    submission = submitted(document(sections=(opening,)))
    user = somebody("Spoiler checker", first_name="Jo", last_name="Holm")
    client.force_login(somebody("Moderator"))
    url = reverse("admin:reviews_draft_submission", args=[submission.review_id, submission.pk])
    assert "Nobody has checked this text yet." in client.get(url).content.decode()

    workflow.sign_spoiler_check(
        submission,
        by=user,
        digest=submission.revision.digest,
        result="pointed",
        place=str(opening.key),
        note="Why <rain>?",
    )

    html = client.get(url).content.decode()
    section = html[html.index('id="h-checks"') : html.index('id="h-who"')]
    for said in ("Jo Holm", "Opening: Rain", "It begins with rain.", "Why &lt;rain&gt;?"):
        assert said in section
    assert "drowning" not in section
    assert 'name="despite"' in html


def test_an_approval_over_a_pointed_passage_asks_for_the_reason_on_the_screen(client):
    submission = submitted()
    workflow.sign_spoiler_check(
        submission,
        by=somebody("Spoiler checker"),
        digest=submission.revision.digest,
        result="pointed",
        place="dek",
    )
    client.force_login(somebody("Moderator"))
    url = reverse("admin:reviews_draft_do", args=[submission.review_id, "approve"])
    values = {"submission": submission.pk, "digest": submission.revision.digest}
    values |= on_screen(submission.review)

    assert "points at a passage" in client.post(url, values, follow=True).content.decode()
    client.post(url, values | {"despite": "It is in the trailer."})

    submission.refresh_from_db()
    assert submission.state == "approved"


def test_a_live_review_is_no_submission_to_check(client, checker):
    edition = live()
    assert "Nothing waits for you." in client.get(QUEUE).content.decode()
    assert "decided or withdrawn" in client.get(page_of(edition.submission)).content.decode()
