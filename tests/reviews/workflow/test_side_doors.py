"""Side doors by which something could spoil, vanish or be approved: each was open once."""

import re
import time
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cast.flagging import flag
from cast.models import Credit
from reviews import document as d
from reviews import workflow
from reviews.checks.completeness import completeness
from reviews.document.compare import diff
from reviews.drafts import freeze, thaw
from reviews.models import Critic, Draft, Edition, Submission
from tests.factories import (
    CharacterFactory,
    CreditFactory,
    FilmFactory,
    ImageFactory,
    OtherTitleFactory,
    PageFactory,
    PersonFactory,
    ProjectStatusFactory,
)
from tests.reviews import builders
from tests.reviewsite.desk_forms import filled

pytestmark = [pytest.mark.django_db, pytest.mark.engines]
DAY = timedelta(days=1)


@pytest.fixture
def read(client):
    """The page of a review, or one of the pages below it, as text."""

    def page(review, tail=""):
        return client.get(f"/reviews/{review.slug}/{tail}").content.decode()

    return page


def opening(text):
    return builders.document(sections=(d.Section(kind="opening", text=text),))


# What spoils


def test_tightening_does_not_show_a_note_again_that_a_credit_withholds(read):
    film = FilmFactory()
    credit = CreditFactory(film=film)
    note = d.CastNote(credits=(credit.key,), name="Somebody", text="xylophone in the last reel")
    edition = builders.live(builders.document(film, cast_notes=(note,)))
    flag(credit, "major")
    flag(credit, "")
    text = edition.revision.document()
    more = d.replace(text, verdict=d.replace(text.verdict, text="See it >!on a Sunday!<."))
    workflow.tighten(edition.review, document=more, by=builders.somebody("Moderator"), reason="more")
    assert "xylophone" not in read(edition.review)


def test_a_mark_in_a_reason_for_readers_hides_there_too(read):
    edition = builders.live()
    workflow.take_down(
        edition.review, by=builders.somebody("Moderator"), reason="It said >!xylophone!< in clear."
    )
    assert "xylophone" not in read(edition.review)


def test_a_reason_for_readers_is_not_cut_off_before_its_last_mark():
    edition, reason = builders.live(), f"xylophone {'word ' * 60}!< and so on"
    with pytest.raises(workflow.Refused, match="longer than 300"):
        workflow.take_down(edition.review, by=builders.somebody("Moderator"), reason=reason)


def test_a_mark_in_the_dek_of_a_page_of_the_house_hides_there_too(client):
    page = PageFactory(dek="ok >!xylophone!<")
    assert "xylophone" not in client.get(page.get_absolute_url()).content.decode()


def test_a_footnote_defined_right_behind_a_spoiler_is_not_printed(read):
    edition = builders.live(opening("Rain.\n\n>!He dies.[^1]\n\n!<[^1]: By the xylophone."))
    assert "xylophone" not in read(edition.review)


def test_a_mark_written_in_entities_is_refused():
    review = builders.begun(opening("Rain &gt;!xylophone!&lt; and"))
    with pytest.raises(workflow.Refused, match="would hide nothing"):
        workflow.submit(review, by=review.author)


def test_a_mark_in_a_byline_is_refused():
    review = builders.begun(builders.document(bylines=(d.Byline(name="Ada >!xylophone!<"),)))
    with pytest.raises(workflow.Refused, match="The byline holds a spoiler mark"):
        workflow.submit(review, by=review.author)


@pytest.mark.parametrize("inside", ["0", "1" * 5_000])
def test_a_placeholder_cannot_be_written_in_entities(read, inside):
    edition = builders.live(opening(f"a &#xE000;{inside}&#xE001; b &#xE002; &#57344; c"))
    assert "spoiler-inline" not in read(edition.review)


def test_a_list_after_a_spoiler_does_not_count_what_is_hidden(read):
    edition = builders.live(opening(">!1. one\n\n2. two!<\n\n3. three"))
    assert 'start="' not in read(edition.review)


def test_reading_time_does_not_count_a_footnote_to_a_spoiler():
    edition = builders.live(opening("Rain. >!He dies.[^1]!<\n\n[^1]: " + "word " * 2_000))
    assert edition.safe["words"] < 20


def test_reading_time_does_not_count_a_note_that_a_credit_withholds(read):
    film = FilmFactory()
    credit = CreditFactory(film=film)
    note = d.CastNote(credits=(credit.key,), name="S", text="word " * 3_000)
    edition = builders.live(builders.document(film, cast_notes=(note,)))
    assert "13 minutes" in read(edition.review)
    flag(credit, "major")
    assert "13 minutes" not in read(edition.review)


@pytest.mark.parametrize("form", ["films_film", "cast_person", "cast_credit"])
def test_a_form_opened_before_a_credit_was_flagged_does_not_unflag_it(admin_client, form):
    credit = CreditFactory()
    thing = {"films_film": credit.film, "cast_person": credit.person, "cast_credit": credit}[form]
    address = reverse(f"admin:{form}_change", args=[thing.pk])
    values = filled(admin_client.get(address))
    flag(credit, "ending")
    assert admin_client.post(address, values).status_code == 302
    assert Credit.objects.get().spoiler_level == "ending"


def test_a_credit_is_unflagged_by_its_form(admin_client):
    credit = CreditFactory()
    flag(credit, "ending")
    address = reverse("admin:cast_credit_change", args=[credit.pk])
    values = filled(admin_client.get(address)) | {"spoiler_level": ""}
    assert admin_client.post(address, values).status_code == 302
    assert Credit.objects.get().spoiler_level == ""


def test_a_spoiler_checker_does_not_read_what_a_premise_hides(client):
    film = FilmFactory(synopsis="Rain. >!xylophone!<")
    client.force_login(builders.somebody("Spoiler checker"))
    assert "xylophone" not in client.get(reverse("admin:films_film_change", args=[film.pk])).content.decode()


def test_a_flagged_part_is_followed_by_its_words_into_another_part():
    words = d.Section(kind="style", text="The butler plays the xylophone.")
    edition = builders.live(builders.document(sections=(d.Section(kind="opening", text="Rain."), words)))
    review, text = edition.review, edition.revision.document()
    elsewhere = d.Section(kind="style", text=words.text)
    builders.rewritten(review, review.author, sections=(text.sections[0], elsewhere))
    submission = workflow.submit(review, by=review.author)
    flagged = d.replace(text.sections[1], spoiler=d.Spoiler(level="ending"))
    tight = d.replace(text, sections=(text.sections[0], flagged))
    workflow.tighten(review, document=tight, by=builders.somebody("Moderator"), reason="x")
    submission.refresh_from_db()
    assert submission.state == "returned"


@pytest.mark.parametrize(
    ("factory", "field"),
    [
        (CharacterFactory, "name"),
        (PersonFactory, "name"),
        (ImageFactory, "alt"),
        (OtherTitleFactory, "note"),
        (ProjectStatusFactory, "source"),
    ],
)
def test_a_field_that_is_shown_as_it_is_takes_no_mark(factory, field):
    thing = factory(**{field: "Eve >!xylophone!<"})
    with pytest.raises(ValidationError, match="shown to everybody"):
        thing.clean()


@pytest.mark.parametrize("address", ["/reviews/", "/search/?q=amber", "/search/?q=dries&spoilers=1"])
def test_a_fix_of_hidden_words_changes_no_place_in_a_list(client, address):
    one, other = (builders.live(builders.document(headline=f"Amber {name}")) for name in ("one", "two"))

    def order():
        Edition.objects.update(first_public_at=one.first_public_at, listed_at=one.listed_at)
        page = client.get(address).content.decode()
        return [review.pk for review in sorted((one.review, other.review), key=lambda r: page.index(r.slug))]

    before = order()
    first, ending = one.revision.document().sections
    builders.later(one.review, {"sections": (first, d.replace(ending, text="The lake dries up at last."))})
    assert order() == before


# What vanishes


def test_a_withheld_picture_is_shown_to_who_asks(read):
    image = ImageFactory()
    picture = d.Picture(
        image=image.key, sha256=image.sha256, alt="A field", spoiler=d.Spoiler(level="ending")
    )
    edition = builders.live(builders.document(pictures=(picture,)))
    assert image.file.url not in read(edition.review)
    assert image.file.url in read(edition.review, f"spoilers/1/{picture.key}/")
    assert image.file.url in read(edition.review, "spoilers/")


def test_a_picture_inside_a_withheld_section_opens_in_place(read):
    image = ImageFactory()
    part = d.Section(kind="ending", text=f"![A field](image:{image.key})", spoiler=d.Spoiler(level="ending"))
    edition = builders.live(builders.document(sections=(d.Section(kind="opening", text="Rain."), part)))
    assert image.file.url in read(edition.review, f"spoilers/1/{part.key}/")


def test_the_spoiler_page_holds_labels_names_and_answers_too(read):
    major = d.Spoiler(level="major")
    text = builders.document(
        advice=(d.Advice(condition="If you like X", answer="no", reason="It ends.", spoiler=major),),
        points=(d.Point(side="good", label="A label alone", spoiler=major),),
        cast_notes=(d.CastNote(name="A name alone", role="Villain", spoiler=major),),
    )
    page = read(builders.live(text).review, "spoilers/")
    assert "A label alone" in page
    assert "A name alone" in page
    assert re.search(r'<span class="advice-answer no">No</span>.*?It ends\.', page, re.DOTALL)


def test_a_picture_named_by_reference_is_shown(read):
    image = ImageFactory()
    edition = builders.live(opening(f"Rain ![A field][f]\n\n[f]: image:{image.key}"))
    assert image.file.url in read(edition.review)


@pytest.mark.parametrize(
    "text", ["\n".join("  " * n + f"- level{n}" for n in range(25)), "x\n\n" + ">" * 25 + " level24"]
)
def test_deep_lists_and_quotes_lose_nothing(read, text):
    assert "level24" in read(builders.live(opening(text)).review)


# What was signed


def test_alternative_text_stays_as_it_was_signed(read):
    image = ImageFactory(alt="", is_decorative=True)
    picture = d.Picture(image=image.key, sha256=image.sha256, alt="")
    edition = builders.live(builders.document(pictures=(picture,)))
    image.is_decorative, image.alt = False, "xylophone"
    image.save()
    assert "xylophone" not in read(edition.review)


def test_the_printed_name_stands_whatever_the_record_says_later(read):
    film = FilmFactory()
    credit = CreditFactory(film=film)
    note = d.CastNote(credits=(credit.key,), name="Ana Printed", text="fine")
    assert "Ana Printed" in read(builders.live(builders.document(film, cast_notes=(note,))).review)


# Who may, and when


def test_words_of_ones_own_are_not_laundered_by_restoring_them_past_an_edition():
    moderator = builders.somebody("Moderator")
    review = builders.begun()
    own = builders.rewritten(review, moderator, headline="Words of the moderator")
    builders.rewritten(review, review.author, headline="Words of the author")
    builders.approved(workflow.submit(review, by=review.author))
    workflow.restore(own, by=review.author)
    submission = workflow.submit(review, by=review.author)
    with pytest.raises(workflow.Refused, match="words of their own"):
        builders.approved(submission, moderator, kind="fix")


def test_a_critic_does_not_approve_what_the_byline_says_is_theirs():
    moderator = builders.somebody("Moderator")
    critic = Critic.objects.create(name="Ada Quill", slug="ada", account=moderator)
    byline = (d.Byline(name="Ada Quill", critic=critic.key),)
    submission = builders.submitted(builders.document(bylines=byline))
    with pytest.raises(workflow.Refused, match="words of their own"):
        builders.approved(submission, moderator)
    rows = Submission.objects.filter(pk=submission.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="approved", moderator=moderator, decided_at=timezone.now())


def test_rendering_again_does_not_bring_back_what_was_taken_down(client):
    edition = builders.live()
    stale, moderator = Edition.objects.get(pk=edition.pk), builders.somebody("Moderator")
    workflow.take_down(edition.review, by=moderator, reason="Wrong")
    workflow.rebake(stale, by=moderator)
    assert client.get(edition.review.get_absolute_url()).status_code == 410


def test_an_embargo_on_the_film_of_a_scheduled_correction_leaves_no_hole():
    other, edition, now = FilmFactory(), builders.live(), timezone.now()
    review, moderator = edition.review, builders.somebody("Moderator")
    builders.rewritten(review, review.author, film=d.Ref(key=other.key, name=other.title))
    builders.approved(workflow.submit(review, by=review.author), kind="fix", at=now + DAY)
    workflow.set_embargo(until=now + 3 * DAY, by=moderator, film=other)
    assert review.editions.live(now + 2 * DAY).get().number == 1
    assert review.editions.live(now + 4 * DAY).get().number == 2


def test_a_longer_embargo_leaves_no_hole_either_and_once_lifted_the_correction_can_be_moved_up():
    other, edition, now = FilmFactory(), builders.live(), timezone.now()
    review, moderator = edition.review, builders.somebody("Moderator")
    workflow.set_embargo(until=now + 3 * DAY, by=moderator, film=other)
    builders.rewritten(review, review.author, film=d.Ref(key=other.key, name=other.title))
    builders.approved(workflow.submit(review, by=review.author), kind="fix")
    embargo = workflow.set_embargo(until=now + 5 * DAY, by=moderator, film=other)
    assert review.editions.live(now + 4 * DAY).get().number == 1
    assert review.editions.live(now + 6 * DAY).get().number == 2
    workflow.lift_embargo(embargo, by=moderator)
    assert review.editions.live(now + 4 * DAY).get().number == 1
    workflow.reschedule(review.editions.upcoming().get(), at=now, by=moderator)
    assert review.editions.live(now + 4 * DAY).get().number == 2


def test_the_version_of_a_draft_never_goes_back():
    review = builders.begun()
    stale = Draft.objects.get(pk=review.pk)
    for headline in ("b", "c", "d"):
        builders.rewritten(review, review.author, headline=headline)
    version = Draft.objects.get(pk=review.pk).version
    thaw(freeze(stale), stale)
    workflow.save(stale, by=review.author)
    assert Draft.objects.get(pk=review.pk).version > version


# How long it takes


@pytest.mark.parametrize("text", ["](" * 4_000 + "\n", "![" * 30_000, "\n" * 60_000 + "x"])
def test_hostile_texts_are_checked_in_reasonable_time(text):
    start = time.monotonic()
    list(completeness(opening(text)))
    assert time.monotonic() - start < 10


def test_long_repetitive_texts_are_compared_in_reasonable_time_and_whole():
    old = "x y\n" * 3_000
    new = "".join("x z\n" if number % 2 else "x y\n" for number in range(3_000))
    start = time.monotonic()
    pieces = diff(old, new)
    assert time.monotonic() - start < 20
    assert "".join(text for kind, text in pieces if kind != "added") == old
    assert "".join(text for kind, text in pieces if kind != "removed") == new
