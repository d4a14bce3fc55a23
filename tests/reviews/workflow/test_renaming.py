"""Renaming a review: its address tells nothing that spoils, and nobody alone gives it new words."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from reviews import document as d
from reviews import workflow
from reviews.checks.run import run_checks
from reviews.models import AuditLogEntry, FormerSlug, Notice, RenameRequest, RenameState, Step, Why
from reviews.notifications import texts
from reviews.workflow import Refused
from tests.factories import FilmFactory
from tests.reviews.builders import begun, correction, document, live, renamed, rewritten, somebody, submitted

pytestmark = pytest.mark.django_db

ENDING = "The keeper burns the lighthouse and drowns his brother."


@pytest.fixture
def moderator():
    return somebody("Moderator")


def hiding(film=None, text=ENDING, **fields):
    ending = d.Section(kind="ending", text=text, spoiler=d.Spoiler(level="ending"))
    return document(film, sections=(d.Section(kind="opening", text="It begins with rain."), ending), **fields)


def pressed(client, user, review, name, **values):
    """Press a step as this person: the sentences it said."""
    client.force_login(user)
    address = reverse("admin:reviews_draft_do", args=[review.pk, name])
    response = client.post(address, {"shown_slug": review.slug} | values)
    assert response.status_code == 302
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def refused(review, slug, by):
    """The sentence of a refused rename, after which nothing is written."""
    before = review.slug, AuditLogEntry.objects.count(), FormerSlug.objects.count()
    with pytest.raises(Refused) as refusal:
        workflow.rename(review, slug=slug, by=by)
    review.refresh_from_db()
    assert (review.slug, AuditLogEntry.objects.count(), FormerSlug.objects.count()) == before
    return str(refusal.value)


# The leak check


@pytest.mark.parametrize("slug", ["keeper-burns-lighthouse", "drowns-his-brother", "the-burning-lighthouse"])
def test_an_address_that_tells_the_ending_is_refused_and_the_sentence_does_not_tell_it(moderator, slug):
    sentence = refused(live(hiding()).review, slug, moderator)
    assert "may give away" in sentence
    assert not {"keeper", "lighthouse", "brother"} & set(sentence.lower().split())


def test_so_is_one_that_tells_what_only_the_draft_or_only_the_live_edition_hides(moderator):
    review = live(hiding()).review
    rewritten(review, review.author, sections=hiding(text="The nurse forged every letter.").sections)

    assert "may give away" in refused(review, "nurse-forged-letter", moderator)
    assert "may give away" in refused(review, "keeper-burns-lighthouse", moderator)


def test_so_is_one_that_tells_what_another_review_of_the_film_hides(moderator):
    film = FilmFactory(title="The Long Lamp")
    live(hiding(film))
    assert "may give away" in refused(begun(document(film)), "keeper-burns-lighthouse", moderator)


def test_a_refused_address_is_said_at_the_desk_and_nothing_moves(client, moderator):
    review = live(hiding()).review
    said = pressed(client, moderator, review, "rename", slug="keeper-burns")
    assert "may give away" in said
    assert client.get("/reviews/a-quiet-week/").status_code == 200
    assert client.get("/reviews/keeper-burns/").status_code == 404


# New words: a second person


KNOWN = ["week-quiet", "on-a-quiet-week", "the-long-lamp", "la-lampe", "long-lamp-2024"]


@pytest.mark.parametrize("slug", KNOWN)
def test_words_of_headline_titles_and_year_take_one_press(client, moderator, slug):
    film = FilmFactory(title="The Long Lamp", original_title="La Lampe", year=2024)
    review = live(hiding(film)).review

    assert f"now stands at /reviews/{slug}/" in pressed(client, moderator, review, "rename", slug=slug)

    assert client.get("/reviews/a-quiet-week/").headers["Location"] == f"/reviews/{slug}/"


@pytest.mark.parametrize("slug", ["she-never-came-back", "a-quiet-week-ends", "quiet-week-2", "elsewhere"])
def test_new_words_are_asked_for_and_nothing_moves(client, moderator, slug):
    review = live().review

    assert "somebody else decides" in pressed(client, moderator, review, "rename", slug=slug)

    assert client.get("/reviews/a-quiet-week/").status_code == 200
    assert client.get(f"/reviews/{slug}/").status_code == 404
    request = review.rename_requests.get()
    assert (request.slug, request.former, request.edition) == (slug, "a-quiet-week", review.editions.get())
    entry = review.audit_log.first()
    assert (entry.step, entry.by, entry.detail) == (Step.ASK_RENAME, moderator, "")


@pytest.fixture
def request_to_rename(moderator):
    return workflow.rename(live().review, slug="elsewhere", by=moderator)


def decided(client, user, request, step):
    return pressed(client, user, request.review, step, request=request.pk)


def queue(client, user):
    client.force_login(user)
    return client.get(reverse("admin:reviews_draft_waiting")).content.decode()


def test_a_second_moderator_finds_it_in_the_queue_and_approves_it(client, request_to_rename):
    second = somebody("Moderator")
    page = queue(client, second)
    assert "<code>elsewhere</code>" in page
    assert "do/approve-rename/" in page

    decided(client, second, request_to_rename, "approve-rename")

    assert client.get("/reviews/a-quiet-week/").headers["Location"] == "/reviews/elsewhere/"
    assert "Addresses asked for" not in queue(client, second)
    request_to_rename.refresh_from_db()
    assert (request_to_rename.state, request_to_rename.decided_by) == (RenameState.APPROVED, second)
    assert request_to_rename.review.audit_log.first().step == Step.APPROVE_RENAME


def notices(step):
    return {notice.to: notice.why for notice in Notice.objects.filter(entry__step=step)}


def test_those_who_may_decide_on_an_address_are_notified_without_its_words(client, moderator):
    review = live().review
    second, contributor = somebody("Moderator"), somebody("Moderator")
    rewritten(review, contributor, dek="Their own words.")
    workflow.rename(review, slug="elsewhere", by=moderator)

    recipients = notices(Step.ASK_RENAME)
    assert recipients.get(second) == Why.DECIDES
    assert not recipients.keys() & {moderator, contributor, review.author}
    notice = Notice.objects.get(entry__step=Step.ASK_RENAME, to=second)
    assert texts.event_text(notice) == "A new address waits for a decision"
    assert texts.address(notice) == reverse("admin:reviews_draft_waiting")
    client.force_login(second)
    assert "elsewhere" not in client.get(reverse("admin:inbox")).content.decode()


@pytest.mark.parametrize("decide", [workflow.approve_rename, workflow.refuse_rename])
def test_whoever_asked_is_notified_of_the_decision_and_nobody_of_the_question_any_more(
    moderator, request_to_rename, decide
):
    second = somebody("Moderator")
    decide(request_to_rename, by=second)
    step = Step.APPROVE_RENAME if decide is workflow.approve_rename else Step.REFUSE_RENAME
    assert notices(step) == {moderator: Why.ASKED}
    assert not Notice.objects.unread().filter(entry__step=Step.ASK_RENAME).exists()


def test_it_stands_in_the_newsroom_of_those_who_decide_alone(client, request_to_rename):
    client.force_login(somebody("Moderator"))
    assert "<code>elsewhere</code>" in client.get(reverse("admin:index")).content.decode()
    client.force_login(somebody("Author"))
    assert "elsewhere" not in client.get(reverse("admin:index")).content.decode()


def test_a_refused_address_leaves_the_old_one_and_stands_in_no_log(client, request_to_rename):
    decided(client, somebody("Moderator"), request_to_rename, "refuse-rename")
    assert client.get("/reviews/a-quiet-week/").status_code == 200
    request_to_rename.refresh_from_db()
    assert request_to_rename.state == RenameState.REFUSED
    assert not AuditLogEntry.objects.filter(detail__contains="elsewhere").exists()


@pytest.mark.engines
@pytest.mark.engines
def test_whoever_asked_cannot_approve_but_take_back(client, moderator, request_to_rename):
    page = queue(client, moderator)
    assert "do/approve-rename/" not in page
    assert "Take back" in page
    assert "somebody else decides" in decided(client, moderator, request_to_rename, "approve-rename")
    decided(client, moderator, request_to_rename, "refuse-rename")
    request_to_rename.refresh_from_db()
    assert request_to_rename.state == RenameState.REFUSED
    with pytest.raises(IntegrityError), transaction.atomic():
        RenameRequest.objects.update(state=RenameState.APPROVED)


@pytest.mark.parametrize("step", ["approve-rename", "refuse-rename"])
def test_a_contributor_decides_on_no_address_of_their_text(client, moderator, request_to_rename, step):
    second = somebody("Moderator")
    rewritten(request_to_rename.review, second, dek="Their own words.")
    assert "You contributed" in decided(client, second, request_to_rename, step)
    request_to_rename.refresh_from_db()
    assert request_to_rename.state == RenameState.OPEN


def corrected(request):
    correction(request.review, "Second")


def moved(request):
    workflow.rename(request.review, slug="the-quiet-week", by=somebody("Moderator"))


def moved_there_and_back(request):
    for slug in ("the-quiet-week", "quiet-week", "a-quiet-week"):
        workflow.rename(request.review, slug=slug, by=somebody("Moderator"))


def scheduled_and_called_off(request):
    second = correction(request.review, "Second", at=timezone.now() + timedelta(days=1))
    workflow.unschedule(second, by=somebody("Moderator"), reason="Not yet.")


def gone(request):
    workflow.take_down(request.review, by=somebody("Moderator"), reason="Rights.")


@pytest.mark.parametrize(
    "meanwhile", [corrected, moved, moved_there_and_back, scheduled_and_called_off, gone]
)
def test_it_is_void_if_edition_or_address_changed_meanwhile(client, request_to_rename, meanwhile):
    meanwhile(request_to_rename)
    second = somebody("Moderator")

    assert "it is void. Ask again" in decided(client, second, request_to_rename, "approve-rename")

    request_to_rename.refresh_from_db()
    assert request_to_rename.state == RenameState.VOID
    assert client.get("/reviews/elsewhere/").status_code == 404
    assert "already been decided" in decided(client, second, request_to_rename, "refuse-rename")


@pytest.mark.engines
def test_one_request_waits_at_a_time_and_a_void_one_makes_room(moderator, request_to_rename):
    review = request_to_rename.review
    assert "asked for already" in refused(review, "somewhere", moderator)
    with pytest.raises(IntegrityError), transaction.atomic():
        request_to_rename.pk = None
        request_to_rename.save(force_insert=True)
    correction(review, "Second")
    assert workflow.rename(review, slug="somewhere", by=moderator).state == RenameState.OPEN
    assert set(review.rename_requests.values_list("state", flat=True)) == {"open", "void"}


def test_an_address_that_spoils_by_now_is_not_approved(moderator):
    review = live().review
    request_to_rename = workflow.rename(review, slug="brother-elsewhere", by=moderator)
    hidden = hiding(text="They wake elsewhere, beside the drowned brother.").sections
    rewritten(review, review.author, sections=hidden)
    with pytest.raises(Refused, match="may give away"):
        workflow.approve_rename(request_to_rename, by=somebody("Moderator"))
    request_to_rename.refresh_from_db()
    assert request_to_rename.state == RenameState.OPEN


# Before it is public


def test_a_draft_is_renamed_by_one_press_and_before_the_moderators_with_known_words_alone(moderator):
    review = begun()
    workflow.rename(review, slug="early", by=moderator)
    submission = workflow.submit(review, by=review.author)
    assert "withdraw the submission first" in refused(review, "earlier", moderator)
    workflow.rename(review, slug="quiet-week", by=moderator)
    workflow.withdraw(submission, by=review.author)
    workflow.rename(review, slug="earlier", by=moderator)
    assert review.slug == "earlier"
    assert not FormerSlug.objects.exists()


def test_a_moderator_sees_the_address_that_is_approved_with_the_text(client, moderator):
    submission = submitted()
    address = reverse("admin:reviews_draft_submission", args=[submission.review.pk, submission.pk])
    client.force_login(moderator)
    assert "<code>/reviews/a-quiet-week/</code>" in client.get(address).content.decode()


def test_an_approved_address_that_is_not_public_yet_is_asked_for_as_well(moderator):
    review = live(at=timezone.now() + timedelta(days=1)).review
    request = workflow.rename(review, slug="elsewhere", by=moderator)
    workflow.approve_rename(request, by=somebody("Moderator"))
    assert review.editions.get().review.slug == "elsewhere"
    assert not FormerSlug.objects.exists()


# Retiring a former address


@pytest.fixture
def moved_review():
    return renamed(live().review, "elsewhere")


def retired(client, review, user, **values):
    former = review.former_slugs.get()
    return pressed(client, user, review, "retire-address", address=former.pk, **values)


@pytest.mark.parametrize("page", ["", "history/", "spoilers/", "report/"])
def test_a_retired_address_answers_gone_in_one_fixed_sentence(client, moved_review, page):
    assert client.get(f"/reviews/a-quiet-week/{page}").status_code == 301

    assert "Retired" in retired(client, moved_review, somebody("Chief"), sure="on")

    answer = client.get(f"/reviews/a-quiet-week/{page}")
    assert answer.status_code == 410
    assert "This address is no longer in use." in answer.content.decode()
    assert "A quiet week" not in answer.content.decode()
    assert moved_review.draft.film.title not in answer.content.decode()
    assert client.get("/reviews/elsewhere/").status_code == 200
    entry = moved_review.audit_log.first()
    assert (entry.step, entry.detail) == (Step.RETIRE_ADDRESS, "")


def test_it_asks_for_a_tick_and_is_done_once(client, moved_review):
    chief = somebody("Chief")
    assert "Tick that it is retired for ever" in retired(client, moved_review, chief)
    assert client.get("/reviews/a-quiet-week/").status_code == 301
    retired(client, moved_review, chief, sure="on")
    assert "retired already" in retired(client, moved_review, chief, sure="on")


def test_the_page_of_former_addresses_lists_them_for_a_chief(client, moved_review):
    address = reverse("admin:reviews_draft_addresses", args=[moved_review.pk])
    client.force_login(somebody("Chief"))
    assert 'do/retire-address/"' in client.get(address).content.decode()
    workflow.retire_address(moved_review.former_slugs.get(), by=moved_review.author)
    page = client.get(address).content.decode()
    assert "retired</span>" in page
    assert 'do/retire-address/"' not in page
    change = client.get(reverse("admin:reviews_draft_change", args=[moved_review.pk])).content.decode()
    assert address in change


def test_a_retired_address_is_never_free_again(moderator, moved_review):
    workflow.retire_address(moved_review.former_slugs.get(), by=somebody("Chief"))
    other = begun(document(headline="A quiet week"))
    assert other.slug == "a-quiet-week-2"
    assert "retired: it stays gone" in refused(other, "a-quiet-week", moderator)
    assert "retired: it stays gone" in refused(moved_review, "a-quiet-week", moderator)


def test_an_address_that_the_review_has_again_keeps_its_row_and_is_not_retired(client, moved_review):
    review, chief = renamed(moved_review, "a-quiet-week"), somebody("Chief")
    again = review.former_slugs.get(slug="a-quiet-week")
    assert client.get("/reviews/elsewhere/").url == client.get("/reviews/a-quiet-week/").request["PATH_INFO"]
    client.force_login(chief)
    page = client.get(reverse("admin:reviews_draft_addresses", args=[review.pk])).content.decode()
    assert page.count('do/retire-address/"') == 1
    with pytest.raises(Refused, match="has it again"):
        workflow.retire_address(again, by=chief)

    renamed(review, "elsewhere")
    assert review.former_slugs.get(slug="a-quiet-week") == again
    assert client.get("/reviews/a-quiet-week/").url == "/reviews/elsewhere/"


def test_a_link_to_a_retired_address_is_reported(moved_review):
    text = d.Section(kind="opening", text="See [it](/reviews/a-quiet-week/).")
    review = begun(document(sections=(text,)))
    assert not found_links(review)
    workflow.retire_address(moved_review.former_slugs.get(), by=somebody("Chief"))
    assert "no review at this address" in found_links(review)[0].sentence


def found_links(review):
    results = {row.name: row for row in run_checks(review, review.revisions.first().document())}
    return results["links"].findings
