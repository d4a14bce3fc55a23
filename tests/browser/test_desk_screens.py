"""Every screen of the desk, in each look: accessible, no wider than the screen."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlsafe_base64_encode

from cast.models import Person
from films.models import Film
from franchises.models import Franchise
from images.models import Image
from reviews import document as d
from reviews import spoiler_reports, workflow
from reviews.models import Critic, Review
from tests import factories
from tests.browser.counting_page import follow, log_in
from tests.browser.looks import PUBLIC, looked_at, walked
from tests.browser.test_day import kept
from tests.pagecache.house import filled
from tests.reviews.builders import (
    answered,
    approved,
    begun,
    document,
    imported,
    live,
    rewritten,
    somebody,
    submitted,
)
from tests.reviews.management.test_commands import OWN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DRAFT, BLANK = "reviews_draft_", "about:blank"
LEAK = "The keeper drowns in the lake at dawn."


@dataclass
class House:
    """The people, and what stands on their screens."""

    author: User
    chief: User
    checker: User
    keeper: User
    superuser: User
    leaver: User
    live: Review
    waiting: Review
    begun: Review


@pytest.fixture(scope="module")
def filled_house(databases, django_db_setup, django_db_blocker):
    """Made once; after each test the database is again as it was then."""
    with filled(databases, django_db_blocker, "screens", new_house) as made:
        yield made


@pytest.fixture
def house(filled_house, settings):
    house, settings.MEDIA_ROOT = filled_house
    return deepcopy(house)


def new_house():
    author, leaver = somebody("Author", first_name="Alma", last_name="Reyes"), somebody("Author")
    chief = somebody("Chief", "Film desk", first_name="Ines")
    about = factories.FilmFactory(title="The Lamp", slug="the-lamp", year=2024)
    factories.CreditFactory(film=about, characters=[factories.CharacterFactory()])
    factories.InstalmentFactory(franchise=factories.FranchiseFactory(), film=about)
    factories.ImageFactory()
    found = House(
        author=author,
        chief=chief,
        checker=somebody("Spoiler checker"),
        keeper=somebody("Film desk"),
        superuser=User.objects.create_superuser("superuser", password="secret"),
        leaver=leaver,
        live=live(document(about)).review,
        waiting=_waiting(author, chief),
        begun=begun(author=author),
    )
    begun(author=leaver)
    workflow.request_changes(submitted(author=author), moderator=chief, reason="Shorter.")
    workflow.request_changes(submitted(author=chief), moderator=somebody("Moderator"), reason="Longer.")
    User.objects.filter(pk=leaver.pk).update(is_active=False)
    Critic.objects.create(name="Alma Reyes", slug="alma-reyes", account=author)
    return found


def _waiting(author, chief) -> Review:
    """A correction that waits, with a finding that was answered, one that warns, and a conversation."""
    review = approved(submitted(author=author)).review
    edition = review.editions.get()
    place = next(part["key"] for part in edition.safe["front"] if part.get("kind") == "opening")
    spoiler_reports.receive_report(
        edition, place=place, quote="rain", note="Is this known?", address="10.0.0.1"
    )
    opening, ending = edition.revision.document().sections
    sections = (d.replace(opening, text=f"{LEAK} [So says another](https://elsewhere.example/)."),)
    sections += (d.replace(ending, text=LEAK), d.Section(kind="style", text="More."))
    rewritten(review, author, sections=sections, headline="A quieter week")
    answered(review, author)
    workflow.submit(review, by=author)
    revision = review.revisions.first()
    thread = workflow.comment(revision, by=chief, place=str(opening.key), text="Who?", quote="The keeper")
    workflow.answer(thread, by=author, text="He who keeps the lake.")
    done = workflow.comment(revision, by=chief, place="verdict", text="Fine.")
    workflow.resolve(done, by=chief)
    return review


def at(name, *arguments, ask=""):
    return reverse(f"admin:{name}", args=arguments) + ask


def of(review, *names):
    return [at(DRAFT + name, review.pk) for name in names]


def test_logging_in_and_the_password_are_fit_to_look_at(visit, house, settings):
    settings.HAS_MAIL = True
    page = visit("/admin/login/")
    looked_at(page)
    link = at("password_reset_confirm", urlsafe_base64_encode(b"%d" % house.author.pk), "TOKEN")
    token = default_token_generator.make_token(house.author)
    walked(page, [at("password_reset"), link.replace("TOKEN", token), link])
    page.goto("/admin/login/")
    log_in(page, house.author)
    walked(page, [at("password_change"), at("inbox"), at("own_settings"), at("own_sessions")])


def test_the_authors_screens_are_fit_to_look_at(visit, house):
    page = visit(BLANK, user=house.author)
    lists = ["/admin/", at(DRAFT + "changelist"), at(DRAFT + "add")]
    live_number = house.live.revisions.first().number
    walked(page, lists + of(house.waiting, "change", "preview", "revisions", "history"))
    walked(page, [at(DRAFT + "revision_preview", house.waiting.pk, live_number)])
    walked(page, of(house.begun, "delete"))


def test_an_import_is_fit_to_look_at(visit, house):
    page = visit(BLANK, user=house.author)
    walked(page, [at(DRAFT + "import")])
    page.locator("textarea[name=text]").fill(OWN)
    page.locator("input[name=title]").fill("The Lamp (2024)")
    page.get_by_role("button", name="Show what is understood").click()
    page.get_by_role("button", name="Make the draft").wait_for()
    looked_at(page)


def test_adopting_is_fit_to_look_at(visit, house):
    sound, plot = imported(), d.Section(kind="plot", text="She sails away.")
    imported(sections=(d.Section(kind="opening", text="It rains."), plot)), imported(headline="")
    page = visit(at(DRAFT + "adopt"), user=house.chief)
    page.locator("[data-go-on]").wait_for(state="detached")  # every draft is checked
    looked_at(page)
    page.get_by_label("All of this page").check()
    rewritten(sound, sound.author, headline="Another day")  # so that one stays a draft
    follow(page.get_by_role("button", name="Put the ticked ones live"))
    looked_at(page)


def test_writing_with_the_preview_open_is_fit_to_look_at(visit, house):
    page = visit(at(DRAFT + "change", house.begun.pk), user=house.author)
    page.get_by_role("button", name="Preview beside").click()
    page.frame_locator("#pane iframe").get_by_text("It begins with rain.").wait_for()
    looked_at(page)


def test_the_preview_stays_beside_what_one_writes(visit, house):
    page = visit(at(DRAFT + "change", house.waiting.pk), user=house.author)
    page.get_by_role("button", name="Preview beside").click()
    page.locator("#verdict").scroll_into_view_if_needed()
    box = page.locator("#pane iframe").bounding_box()
    assert 0 <= box["y"] < 300


def test_a_save_that_is_refused_is_fit_to_look_at(visit, house):
    page = visit(at(DRAFT + "change", house.begun.pk), user=house.author)
    page.locator("[name=headline]").evaluate("field => field.removeAttribute('maxlength')")
    page.locator("[name=headline]").fill("long " * 60)
    follow(page.get_by_role("button", name="Save", exact=True))
    page.locator(".errornote").first.wait_for()
    looked_at(page)


def test_two_texts_are_fit_to_look_at(visit, house):
    page = visit(at(DRAFT + "change", house.begun.pk), user=house.author)
    page.locator("[name=headline]").fill("Mine")
    kept(page)
    rewritten(house.begun, house.chief, headline="Theirs", dek="Another lake.")
    walked(page, of(house.begun, "change", "merge"))


def test_the_chiefs_screens_are_fit_to_look_at(visit, house):
    page = visit(BLANK, user=house.chief)
    review = house.waiting
    open_one = review.submissions.first()
    numbers = [row.number for row in review.revisions.all()]
    walked(
        page,
        [
            "/admin/",
            at(DRAFT + "waiting"),
            at(DRAFT + "submission", review.pk, open_one.pk),
            at(DRAFT + "submission", review.pk, open_one.pk, ask=f"?against={numbers[-1]}"),
            at(DRAFT + "compare", review.pk, ask=f"?from={numbers[-1]}&to={numbers[0]}"),
            at(DRAFT + "output_channels", review.pk, numbers[0]),
            at(DRAFT + "revision_full", review.pk, numbers[0]),
            at(DRAFT + "reports"),
            at(DRAFT + "common_knowledge_list"),
            *of(review, "change", "tighten", "take_down", "history"),
            *of(house.live, "tighten", "take_down", "addresses", "old_addresses"),
            at("full_audit_log"),
            at("status"),
            at("invite"),
            at("inbox"),
            at(DRAFT + "reassign"),
        ],
    )


def test_the_moderators_screens_are_fit_to_look_at(visit, house):
    page = visit(BLANK, user=somebody("Moderator"))
    walked(page, [at(DRAFT + "changelist"), at(DRAFT + "changelist", ask="?state=down")])
    walked(page, of(house.live, "change", "preview", "revisions", "history"))


def test_preview_links_are_fit_to_look_at(visit, house):
    links = [_link(house, is_full=is_full) for is_full in (True, False)]
    workflow.end_preview(_link(house), by=house.chief)
    page = visit(BLANK, user=house.author)
    walked(page, of(house.waiting, "previews") + of(house.begun, "previews"))
    walked(page, [link.get_absolute_url() for link in links], widths=PUBLIC)
    walked(page, [reverse("previews:full", args=[links[0].token])], widths=PUBLIC)
    walked(page, ["/preview/nothing/"], widths=PUBLIC, status=404)


def _link(house, **options):
    until = timezone.now() + timedelta(days=3)
    revision = house.waiting.revisions.first()
    return workflow.share_preview(
        revision, recipient="Joan at the Gazette", until=until, by=house.author, **options
    )


def test_reassigning_is_fit_to_look_at(visit, house):
    page = visit(BLANK, user=house.chief)
    walked(page, [at(DRAFT + "reassign", ask=f"?from={house.leaver.pk}")])
    page.locator("[name=to]").select_option(str(house.author.pk))
    page.get_by_label("Why").fill("She has left.")
    follow(page.get_by_role("button", name="Continue"))
    looked_at(page)


def test_the_checkers_screens_are_fit_to_look_at(visit, house):
    page = visit(BLANK, user=house.checker)
    waiting = house.waiting.submissions.first()
    walked(page, ["/admin/", at("spoiler_checks"), at("spoiler_check", waiting.pk)])


@pytest.mark.parametrize("model", [Film, Person, Franchise, Image, Critic])
def test_the_tables_of_the_film_world_are_fit_to_look_at(visit, house, model):
    page = visit(BLANK, user=house.keeper)
    name = f"{model._meta.app_label}_{model._meta.model_name}"
    thing = model.objects.first()
    walked(page, [at(f"{name}_changelist"), at(f"{name}_change", thing.pk)])


@pytest.mark.parametrize("name", ["reviews_submission", "reviews_edition", "reviews_revision", "auth_user"])
def test_the_other_tables_are_fit_to_look_at(visit, house, name):
    page = visit(BLANK, user=house.superuser)
    walked(page, [at(f"{name}_changelist")])


FIRST = {
    "Author": (),
    "Editor": ("reviews_draft_changelist",),
    "Moderator": (
        "reviews_draft_waiting",
        "reviews_draft_reports",
        "audit_auditrun_changelist",
        "reviews_embargo_changelist",
    ),
    "Spoiler checker": ("spoiler_checks",),
    "Film desk": ("franchises_order_changelist", "franchises_projectstatus_add", "ratings_scale_changelist"),
    "Chief": (
        "full_audit_log",
        "pages_page_changelist",
        "pages_page_add",
        "reviews_auditlogentry_changelist",
    ),
}


@pytest.mark.parametrize("role", FIRST)
def test_the_first_page_of_a_role_and_what_it_alone_sees_are_fit_to_look_at(visit, house, role):
    page = visit(BLANK, user=somebody(role))
    walked(page, ["/admin/", *map(at, FIRST[role])])


def test_the_superusers_first_page_and_the_accounts_are_fit_to_look_at(visit, house):
    page = visit(BLANK, user=house.superuser)
    walked(
        page,
        [
            "/admin/",
            at("auth_user_add"),
            at("auth_group_changelist"),
        ],
    )


def test_what_is_missing_and_what_is_refused_are_fit_to_look_at(visit, house):
    page = visit(BLANK, user=house.author)
    walked(page, [at(DRAFT + "preview", 0)], status=404)
    walked(page, [at("full_audit_log")], status=403)
