"""Common knowledge: a moderator answers a hidden sentence once, for all reviews."""

import pytest
from django.urls import reverse

from reviews import document as d
from reviews import workflow
from reviews.checks.leak_check.hidden_sentences import sentence_hash
from reviews.models import AuditLogEntry, CommonKnowledge, Notice, Telling
from reviews.workflow import Refused
from reviews.workflow.text_index.tellings import find_tellings
from tests.factories import FilmFactory
from tests.reviews.builders import begun, live, somebody
from tests.reviews.checks.test_other_reviews import ENDING, elsewhere, hiding, submit, telling

pytestmark = pytest.mark.django_db
HASH = sentence_hash(ENDING)
REASON = "Known since Chapter 2."


@pytest.fixture
def film():
    return FilmFactory(title="The Long Lamp", year=2024)


@pytest.fixture
def hider(film):
    return live(hiding(film)).review


@pytest.fixture
def moderator():
    return somebody("Moderator")


def declare(review, by=None, reason=REASON):
    return workflow.declare_common_knowledge(
        review, sentence=HASH, by=by or somebody("Moderator"), reason=reason
    )


def step(client, review, name, **values):
    address = reverse("admin:reviews_draft_do", args=[review.pk, name])
    return client.post(address, values, follow=True).content.decode()


def test_no_review_is_asked_about_it_any_more_until_it_is_withdrawn(film, hider, moderator):
    review = begun(telling(film))
    assert elsewhere(review)

    answer = declare(hider, moderator)
    assert not elsewhere(review)
    assert submit(telling(film))

    workflow.withdraw_common_knowledge(answer, by=moderator)
    assert elsewhere(review)


def test_another_review_of_the_film_that_withholds_the_same_words_asks_nothing_either(film, hider):
    live(hiding(film))
    declare(hider)
    assert not elsewhere(begun(telling(film)))


def test_the_same_words_of_another_film_are_still_asked_about(hider):
    other = FilmFactory()
    live(hiding(other))
    declare(hider)
    assert elsewhere(begun(telling(other)))


def test_the_review_itself_goes_on_hiding_it_and_checks_its_own_text(client, film, hider):
    declare(hider)
    assert "keeper" not in client.get(hider.get_absolute_url()).content.decode()
    with pytest.raises(Refused, match="may give away what a spoiler says"):
        submit(d.replace(hiding(film), dek="The keeper burns the lighthouse."))


def test_attention_no_longer_speaks_of_a_review_that_tells_it(
    client, film, moderator, django_capture_on_commit_callbacks
):
    live(telling(film))
    edition = live_past_the_check(film)
    assert Telling.objects.open()

    with django_capture_on_commit_callbacks(execute=True):
        answer = declare(edition.review, moderator)
    assert not Telling.objects.open()

    with django_capture_on_commit_callbacks(execute=True):
        workflow.withdraw_common_knowledge(answer, by=moderator)
    assert Telling.objects.open()


def live_past_the_check(film):
    edition = live(hiding(film))
    find_tellings(edition)
    return edition


def test_it_takes_a_reason_that_spoils_nothing_and_a_sentence_that_is_withheld(hider):
    with pytest.raises(Refused, match="since when everybody knows it"):
        declare(hider, reason=" ")
    with pytest.raises(Refused, match="only a spoiler says"):
        declare(hider, reason="That he burns the lighthouse and drowns his brother.")
    declare(hider)
    with pytest.raises(Refused, match="or it is common knowledge already"):
        declare(hider)
    assert CommonKnowledge.objects.count() == 1


def test_two_who_withdraw_it_do_so_once(hider, moderator):
    answer = declare(hider)
    workflow.withdraw_common_knowledge(answer, by=moderator)
    with pytest.raises(Refused, match="withdrawn already"):
        workflow.withdraw_common_knowledge(answer, by=somebody("Chief"))


def test_the_audit_log_and_the_author_are_told_without_the_words(hider, moderator):
    answer = declare(hider, moderator)
    workflow.withdraw_common_knowledge(answer, by=moderator)

    entries = AuditLogEntry.objects.filter(review=hider, step__in=("common", "end-common"))
    assert {(entry.reason, entry.detail, entry.by) for entry in entries} == {
        (REASON, "", moderator),
        ("", "", moderator),
    }
    assert Notice.objects.filter(to=hider.author, entry__in=entries).count() == 2
    assert "keeper" not in f"{answer} {answer!r}"


# At the desk


def test_a_moderator_comes_from_the_finding_and_goes_back_there(client, film, hider, moderator):
    review = begun(telling(film))
    client.force_login(moderator)
    form = reverse("admin:reviews_draft_change", args=[review.pk]) + "?checks=1"
    address = f"{reverse('admin:reviews_draft_common_knowledge', args=[hider.pk])}?sentence={HASH}"
    assert address in client.get(form).content.decode()

    page = client.get(address, headers={"referer": f"http://testserver{form}"})
    assert ENDING in page.content.decode()
    assert page.context["next"] == form
    values = {"sentence": HASH, "back": page.context["back"], "next": form}

    html = step(client, hider, "common-knowledge", reason="He drowns his brother, burns all.", **values)
    assert "only a spoiler says" in html
    assert 'value="He drowns his brother, burns all."' in html

    html = step(client, hider, "common-knowledge", reason=REASON, **values)
    assert "no text is asked about this sentence any more" in html
    assert address not in html


def test_an_author_is_offered_no_answer_for_all_reviews(client, film, hider):
    review = begun(telling(film))
    client.force_login(review.author)
    html = client.get(reverse("admin:reviews_draft_change", args=[review.pk]) + "?checks=1").content.decode()
    assert "Withheld by another review" in html
    assert "common knowledge" not in html


def test_it_leads_to_no_other_site(client, hider, moderator):
    client.force_login(moderator)
    address = reverse("admin:reviews_draft_common_knowledge", args=[hider.pk])
    for query in ("next=https://evil.example/", "next=javascript:alert(1)", "next=//evil.example"):
        page = client.get(f"{address}?sentence={HASH}&{query}")
        assert page.context["next"] == reverse("admin:reviews_draft_common_knowledge_list")


def test_the_list_says_who_why_and_what_and_withdraws_with_a_tick(client, hider, moderator):
    client.force_login(moderator)
    address = reverse("admin:reviews_draft_common_knowledge_list")
    assert "Nothing yet." in client.get(address).content.decode()
    assert address in client.get(reverse("admin:reviews_draft_waiting")).content.decode()
    answer = declare(hider, moderator)

    html = client.get(address).content.decode()
    assert all(text in html for text in (ENDING, REASON, moderator.username, hider.slug))

    values = {"answer": answer.pk, "back": address, "next": address}
    assert "Tick that" in step(client, hider, "end-common-knowledge", **values)
    html = step(client, hider, "end-common-knowledge", sure="on", **values)
    assert "Every text is compared with the sentence again." in html
    assert "withdrawn" in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(
    client, count, film, django_assert_num_queries, moderator
):
    for _number in range(count):
        other = FilmFactory()
        declare(live(hiding(other)).review)
    client.force_login(moderator)
    address = reverse("admin:reviews_draft_common_knowledge_list")
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address)
