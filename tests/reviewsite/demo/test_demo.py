"""The demo as a whole: loaded once, then walked by a reader who asked for nothing.

One worker loads it into a database that all copy; each test is a transaction in a copy.
"""

import html
import re
from io import StringIO
from itertools import chain
from shutil import copytree

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db.models import Count
from django.test import Client, override_settings
from django.urls import reverse

from cast.models import Character, Credit, Person
from films.models import Film, Genre
from franchises.models import Franchise
from pagecache.models import Change
from reviews import document as d
from reviews import workflow
from reviews.checks.leak_check.film_names import telling_names
from reviews.checks.leak_check.film_world import films_of
from reviews.drafts import thaw
from reviews.models import AuditLogEntry, Critic, Edition, Review, SubmissionState, WorldTelling
from reviews.permissions.access import may
from reviewsite.demo import newsroom
from reviewsite.demo.accounts import ACCOUNTS, PASSWORD, load_accounts
from reviewsite.desk.leak_warnings import NAME_FIELDS
from reviewsite.pages.models import Page
from shield import marks
from tests.reviews.builders import answered

PUBLISHED = {
    "the-third-man-a-zither-in-the-rubble",
    "alien-overtime",
    "arrival-how-do-you-spell-hello",
    "parasite-which-way-is-up",
    "flow-nine-lives-one-boat",
    "john-wick-the-widowers-housekeeping",
    "john-wick-chapter-3-if-you-want-peace",
    "ballerina-barre-fight",
}
TAKEN_DOWN = "past-lives-what-the-stairs-were-for"
SCHEDULED = "perfect-days-the-use-of-tuesdays"
HELD_BACK = "aliens-plenty-of-ammunition"
IN_REVIEW = "john-wick-chapter-4-all-the-stairs-in-paris"
RETURNED = "john-wick-chapter-2-mirror-mirror-muzzle"
DRAFT = "alien-3-lead-furnace-prayer"
NOT_PUBLIC = (TAKEN_DOWN, SCHEDULED, HELD_BACK, IN_REVIEW, RETURNED, DRAFT)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(databases, django_db_setup, django_db_blocker, tmp_path_factory):
    """What loading printed: one worker loads, and the others copy its database and its pictures."""
    loaded, media = databases.folder / "demo", tmp_path_factory.mktemp("demo") / "media"

    def fill():
        with override_settings(MEDIA_ROOT=loaded / "media"), (loaded / "printed").open("w") as out:
            call_command("load_demo", stdout=out, stderr=StringIO())

    loaded.mkdir(exist_ok=True)
    house = override_settings(DEBUG=True, MEDIA_ROOT=media)
    with django_db_blocker.unblock(), house, databases.filled("demo", fill):
        copytree(loaded / "media", media)
        yield (loaded / "printed").read_text()


def load():
    with override_settings(DEBUG=True):
        call_command("load_demo", verbosity=0)


def rows():
    return {model.__name__: model.objects.count() for model in apps.get_models()}


def review(slug):
    return Review.objects.get(slug=slug)


# Loading


def test_what_it_prints_last_says_what_to_open_and_who_to_be(demo):
    assert all(f"  {account.username} " in demo for account in ACCOUNTS)
    assert PASSWORD in demo
    for address in re.findall(r"^  (/\S*)", demo, re.MULTILINE):
        assert Client().get(address).status_code in (200, 302, 410), address


def test_loaded_again_it_changes_nothing():
    before, version = rows(), Change.objects.count()
    drafts = {draft.pk: draft.version for draft in apps.get_model("reviews", "Draft").objects.all()}

    load()

    assert rows() == before
    assert Change.objects.count() == version
    assert {draft.pk: draft.version for draft in apps.get_model("reviews", "Draft").objects.all()} == drafts


def test_it_is_refused_where_the_house_is_not_in_debug():
    before = rows()

    with override_settings(DEBUG=False), pytest.raises(CommandError, match="known passwords"):
        call_command("load_demo", verbosity=0)

    assert rows() == before


def test_it_prints_nothing_when_told_to_be_quiet():
    out, err = StringIO(), StringIO()
    with override_settings(DEBUG=True):
        call_command("load_demo", verbosity=0, stdout=out, stderr=err)

    assert out.getvalue() + err.getvalue() == ""


def test_what_people_have_changed_since_stays_so():
    alma, draft = User.objects.get(username="alma"), review(DRAFT).draft
    alma.set_password("her own")
    alma.save()
    thaw(d.Document(headline="Furnace, as Alma wrote it since"), draft)
    workflow.save(draft, by=alma)
    workflow.rename(review(IN_REVIEW), slug="john-wick-chapter-4", by=alma)
    workflow.rename(review("alien-overtime"), slug="the-alien", by=alma)
    Critic.objects.filter(slug="asmodeus").update(biography="Ours.")
    before = rows()

    load()

    assert rows() == before
    assert User.objects.get(username="alma").check_password("her own")
    assert review(DRAFT).revisions.first().document().headline == "Furnace, as Alma wrote it since"
    assert Critic.objects.get(slug="asmodeus").biography == "Ours."


def test_a_draft_that_was_thrown_away_does_not_come_back():
    workflow.delete(review(DRAFT), by=User.objects.get(username="alma"))

    load()

    assert not Review.objects.filter(slug=DRAFT).exists()


def test_a_load_that_was_cut_off_leaves_whole_reviews_and_the_next_one_goes_on(monkeypatch):
    whole = editions()
    for slug in (*PUBLISHED, *NOT_PUBLIC):  # as if they had never come
        Review.objects.filter(slug=slug).update(slug=f"forgotten-{slug}"[:100])
    accounts, step = load_accounts(), newsroom.STATES["published"]

    def killed(review, said, accounts):
        if review.slug.startswith("parasite"):
            answered(review, review.author)
            workflow.submit(review, by=review.author)
            raise KeyboardInterrupt
        step(review, said, accounts)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setitem(newsroom.STATES, "published", killed)
        newsroom.load_newsroom(accounts)
    after_the_kill = editions()
    newsroom.load_newsroom(accounts)

    came_first = (TAKEN_DOWN, "the-third-man-a-zither-in-the-rubble", "alien-overtime")
    came_first = (*came_first, "arrival-how-do-you-spell-hello")
    assert after_the_kill == {slug: whole[slug] for slug in came_first}
    assert editions() == whole


def editions():
    """The number of editions of each review of the demo."""
    found = Review.objects.exclude(slug__startswith="forgotten-").annotate(count=Count("editions"))
    return dict(found.values_list("slug", "count"))


# Every state


def test_every_state_of_a_review_is_there():
    live = set(Edition.objects.live().values_list("review__slug", flat=True))

    assert live == PUBLISHED
    assert review(TAKEN_DOWN).take_downs.get().reason
    assert review(SCHEDULED).editions.upcoming().get().live_from > review(SCHEDULED).created_at
    assert review(HELD_BACK).embargoes.get().until == review(HELD_BACK).editions.upcoming().get().public_from
    assert review(IN_REVIEW).submissions.get().state == SubmissionState.OPEN
    assert review(RETURNED).submissions.get().state == SubmissionState.RETURNED
    assert review(RETURNED).submissions.get().reason
    assert not review(DRAFT).submissions.exists()
    assert [edition.kind for edition in review("ballerina-barre-fight").editions.all()] == [
        "correction",
        "first",
    ]


def test_the_correction_says_what_was_wrong_and_the_page_no_longer_does():
    address = reverse("reviews:detail", args=["ballerina-barre-fight"])
    page = Client().get(address).content.decode()

    assert "An earlier version had the first name of Norman Reedus’s character wrong." in page
    assert "Daniel Pine" in page
    assert "David Pine" not in page


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.username)
def test_each_account_opens_the_desk_in_its_role(account):
    client, user = Client(), User.objects.get(username=account.username)

    assert client.login(username=account.username, password=PASSWORD)
    assert [group.name for group in user.groups.all()] == [account.role]
    assert user.get_full_name() == f"{account.first_name} {account.last_name}"
    assert client.get(reverse("admin:index")).status_code == 200


def test_those_who_pressed_a_button_were_allowed_to():
    acts = {"approve": "decide", "request-changes": "decide", "take-down": "take down", "submit": "submit"}
    acts |= {"embargo": "embargo", "begin": "begin", "save": "edit", "waive-leaks": "submit"}
    acts |= {"waive-checks": "submit"}
    acts |= {"spoiler-check": "check"}
    lines = AuditLogEntry.objects.exclude(review=None).select_related("by", "review")

    assert {line.step for line in lines} == set(acts)
    assert all(may(line.by, acts[line.step], line.review) for line in lines)


# What the texts show of the house


def documents(slugs):
    return {slug: review(slug).revisions.first().document() for slug in slugs}


def test_between_them_the_reviews_use_everything_that_a_document_can_hold():
    texts = list(documents(PUBLISHED).values())
    parts = [part for text in texts for part in text.parts()]
    flags = [part.spoiler for part in parts if part.spoiler]
    safe = [
        part for part in (*parts, *(text.verdict for text in texts)) if not getattr(part, "spoiler", None)
    ]
    markdown = "\n".join(getattr(part, name) for part in safe for name in d.MARKDOWN_FIELDS[type(part)])

    assert {section.kind for text in texts for section in text.sections} == set(d.KINDS)
    assert {flag.level for flag in flags} == set(d.LEVELS)
    assert "John Wick: Chapter 3 – Parabellum" in {ref.name for flag in flags for ref in flag.scope}
    assert marks.has_hidden(markdown)
    assert re.search(r"^\|---", markdown, re.MULTILINE)
    assert re.search(r"^\[\^\w+\]: ", markdown, re.MULTILINE)
    assert {advice.answer for text in texts for advice in text.advice} == {"yes", "no", "maybe"}
    assert {point.side for text in texts for point in text.points if point.label} == {"good", "bad"}
    assert any(note.cameo and note.credits for text in texts for note in text.cast_notes)
    assert any(text.pictures for text in texts)
    assert any(text.embedded for text in texts)
    assert all(text.score and text.aspects and text.dek and text.bylines for text in texts)
    assert all(text.verdict.label and all(byline.critic for byline in text.bylines) for text in texts)


def test_nothing_that_the_importer_asks_about_is_left_unanswered():
    everything = documents(PUBLISHED | set(NOT_PUBLIC)).values()

    assert [section.flag for text in everything for section in text.sections if section.flag] == []


# Every public address


def addresses():
    things = chain(
        *(model.objects.all() for model in (Film, Genre, Franchise, Critic, Page)),
        Person.objects.public(),
        Character.objects.public(),
        Review.objects.filter(slug__in=PUBLISHED),
    )
    histories = (review(slug).address_of("history") for slug in PUBLISHED)
    lists = ("/", reverse("reviews:list"), reverse("pages:films"), reverse("pages:franchises"))
    return [*lists, *(thing.get_absolute_url() for thing in things), *histories]


@pytest.fixture(scope="module")
def pages(demo):
    """What a reader gets who asked for nothing, by address."""
    client, plain = Client(), "django.contrib.staticfiles.storage.StaticFilesStorage"
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": plain},
    }
    with override_settings(STORAGES=storages, SECURE_SSL_REDIRECT=False):
        return {address: client.get(address) for address in addresses()}


def text_of(page):
    return html.unescape(re.sub(r"<[^>]*>", "", page.content.decode()))


def words(text):
    return re.findall(r"\w+", html.unescape(text).lower())


def runs(text, length=4):
    found = words(text)
    return {" ".join(found[at : at + length]) for at in range(len(found) - length + 1)}


def runs_of_page(source, length=4):
    """Of the source as it was sent, and of its text without tags, which may part a sentence."""
    return runs(source, length) | runs(re.sub(r"<[^>]*>", "", source), length)


def flagged(document):
    """Every passage that gives something away: of flagged parts, of surprises in the credits, and inline."""
    surprises = set(Credit.objects.exclude(spoiler_level="").values_list("key", flat=True))
    for part in (*document.parts(), document.verdict):
        is_hidden = getattr(part, "spoiler", None) or surprises & set(getattr(part, "credits", ()))
        for name in d.TEXT_FIELDS[type(part)]:
            text = getattr(part, name)
            yield from [text] if is_hidden else marks.hidden_passages(text)


def test_every_public_address_answers(pages):
    assert {page.status_code for page in pages.values()} == {200}
    assert len(pages) > 100


def test_no_sign_of_the_markup_is_left_on_any_page(pages):
    signs = re.compile(r"\[\^|>!|!<|\|\||\*\*|image:[0-9a-f]{8}")

    assert [(at, found[0]) for at, page in pages.items() if (found := signs.search(text_of(page)))] == []


def test_no_four_words_of_any_spoiler_stand_on_any_page(pages):
    passages = [
        text for document in documents(PUBLISHED | set(NOT_PUBLIC)).values() for text in flagged(document)
    ]
    secret = set().union(*map(runs, passages))
    found = {address: secret & runs_of_page(page.content.decode()) for address, page in pages.items()}

    assert len(secret) > 1500
    assert {address: shown for address, shown in found.items() if shown} == {}


def test_whoever_asks_gets_every_spoiler():
    for slug, document in documents(PUBLISHED).items():
        shown = runs_of_page(Client().get(review(slug).address_of("spoilers")).content.decode())
        for passage in flagged(document):
            source = re.sub(r"[*_>!<]", "", passage)
            assert runs(source) <= shown, (slug, runs(source) - shown)


def test_what_is_not_public_stands_nowhere(pages):
    everything = {address: " ".join(words(text_of(page))) for address, page in pages.items()}
    for document in documents(NOT_PUBLIC).values():
        texts = [section.text for section in document.sections] + [note.text for note in document.cast_notes]
        sentences = {" ".join(words(line)) for text in texts for line in re.split(r"(?<=[.!?])\s", text)}
        said = {sentence for sentence in sentences if len(sentence.split()) > 4}
        said.add(" ".join(words(document.headline)))

        assert [(line, at) for at, page in everything.items() for line in said if line in page] == []


@pytest.mark.parametrize("slug", NOT_PUBLIC)
@pytest.mark.parametrize("view", ["detail", "spoilers", "history"])
def test_what_is_not_public_has_no_page(slug, view):
    answer = Client().get(review(slug).address_of(view))

    assert answer.status_code == (410 if slug == TAKEN_DOWN else 404)
    assert review(slug).revisions.first().document().headline not in answer.content.decode()


def test_reviews_disclose_how_the_film_was_seen_what_to_expect_and_what_others_think(client):
    page = client.get("/reviews/ballerina-barre-fight/").content.decode()
    assert "Seen at a press screening in IMAX, as a guest of Lionsgate." in page
    assert "A child in danger" in page
    assert "My colleague misses a second question." in page
    details = [
        advisory.details
        for edition in Edition.objects.live()
        for advisory in edition.revision.document().advisories
        if advisory.details
    ]
    assert len(details) == 3
    for slug in PUBLISHED:
        shown = html.unescape(client.get(f"/reviews/{slug}/").content.decode())
        assert not [text for text in details if text in shown]


def test_two_critics_share_a_byline(client):
    page = re.sub(r"<[^>]+>", "", client.get("/reviews/flow-nine-lives-one-boat/").content.decode())
    assert "By Alma Reyes and Mona Lind, " in " ".join(page.split())


@pytest.mark.parametrize("model", NAME_FIELDS, ids=lambda model: model.__name__)
def test_no_name_of_the_film_world_is_taken_for_a_leak(model):
    things = {thing: [getattr(thing, field) for field in NAME_FIELDS[model]] for thing in model.objects.all()}
    told = {thing: telling_names(names, films_of(thing)) for thing, names in things.items()}
    assert {thing: names for thing, names in told.items() if names} == {}


def test_no_text_of_the_film_world_tells_what_a_review_of_the_demo_hides():
    assert not WorldTelling.objects.exists()
