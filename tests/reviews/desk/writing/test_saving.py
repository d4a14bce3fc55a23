"""The form of a draft: what saving keeps, and what it refuses."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from reviews import document as d
from reviews.models import Draft, Review, Revision, Step
from tests.factories import AspectFactory, FilmFactory, ScaleFactory, ScaleStepFactory
from tests.reviews.builders import begun, document, rewritten, somebody, submitted
from tests.reviewsite.desk_forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return somebody("Author")


@pytest.fixture
def desk(client, author):
    client.force_login(author)
    return client


def address(review, name="change", *args):
    return reverse(f"admin:reviews_draft_{name}", args=[review.pk, *args])


def form_of(desk, review):
    return desk.get(address(review))


def saved(review) -> d.Document:
    return review.revisions.first().document()


def test_saving_the_form_makes_one_revision_and_one_line_of_the_record(desk, author):
    review = begun(author=author)
    values = filled(form_of(desk, review), headline="A louder week")

    response = desk.post(address(review), values)

    assert response.status_code == 302
    assert [revision.number for revision in review.revisions.all()] == [2, 1]
    assert saved(review).headline == "A louder week"
    assert [line.step for line in review.audit_log.all()] == [Step.SAVE, Step.SAVE, Step.BEGIN]
    assert Draft.objects.get(pk=review.pk).updated_by == author


def test_saving_without_a_change_makes_no_revision(desk, author):
    review = begun(author=author)

    desk.post(address(review), filled(form_of(desk, review)))

    assert review.revisions.count() == 1


def test_what_is_disclosed_is_typed_into_the_form(desk, author):
    scale = ScaleFactory(in_use=True)
    ScaleStepFactory(scale=scale, value=4, word="poor")
    review = begun(document(), author=author)
    rows = {
        "advisories-TOTAL_FORMS": 1,
        "advisories-0-kind": "flashing",
        "advisories-0-label": "Two scenes",
        "advisories-0-details": "The lamp.",
        "opinions-TOTAL_FORMS": 1,
        "opinions-0-name": "Bo Berg",
        "opinions-0-text": "Too wet.",
        "opinions-0-score": 4,
    }
    seen = {"seen_how": "festival", "seen_guest_of": "The festival", "seen_format": "35 mm"}

    assert desk.post(address(review), filled(form_of(desk, review), **seen, **rows)).status_code == 302

    text = saved(review)
    assert text.seen == d.Seen(how="festival", guest_of="The festival", format="35 mm")
    (advisory,), (opinion,) = text.advisories, text.opinions
    assert (advisory.kind, advisory.label, advisory.details) == ("flashing", "Two scenes", "The lamp.")
    assert (opinion.name, opinion.text, opinion.score.value) == ("Bo Berg", "Too wet.", 4)
    assert opinion.score.word == "poor"


def test_a_whole_document_goes_through_the_form_unchanged(desk, author):
    scale, aspect, film = ScaleFactory(), AspectFactory(), FilmFactory()
    score = d.Score(scale=scale.key, version=scale.version, value=7, maximum=5, divisions=2)
    text = document(
        points=(d.Point(side="good", label="Rain", text="It *falls*."),),
        advice=(d.Advice(condition="If you like lakes", answer="maybe", reason="There is one."),),
        cast_notes=(d.CastNote(name="A Stranger", role="The Man", text="Comes late.", cameo=True),),
        seen=d.Seen(how="press-screening", guest_of="Lionsgate", format="IMAX"),
        first_published=d.FirstPublished(
            date=date(2016, 3, 14), address="https://pier.example/?p=12", outlet="The Pier"
        ),
        advisories=(d.Advisory(kind="gore", label="A leg", details="It is the keeper’s."),),
        opinions=(d.Opinion(name="Bo Berg", text="Too wet.", score=score),),
        sections=(
            d.Section(
                kind="plot",
                text="A >!lake!<.",
                spoiler=d.Spoiler(level="mild", scope=(d.Ref(key=film.key, name=film.title),)),
            ),
        ),
        score=score,
        aspects=(d.AspectScore(aspect=d.Ref(key=aspect.key, name=aspect.name), score=score),),
    )
    review = begun(text, author)

    response = desk.post(address(review), filled(form_of(desk, review)))

    assert response.status_code == 302
    assert saved(review) == d.normal(text)
    assert review.revisions.count() == 1


def test_a_row_added_on_the_page_is_saved_last(desk, author):
    review = begun(author=author)
    values = filled(form_of(desk, review)) | {
        "sections-TOTAL_FORMS": "3",
        "sections-2-kind": "outlook",
        "sections-2-heading": "What is next",
        "sections-2-text": "A sequel.",
        "points-TOTAL_FORMS": "1",
        "points-0-side": "bad",
        "points-0-label": "The lake",
    }

    assert desk.post(address(review), values).status_code == 302

    document = saved(review)
    assert [section.kind for section in document.sections] == ["opening", "ending", "outlook"]
    assert [(point.side, point.label) for point in document.points] == [("bad", "The lake")]


def test_the_kinds_of_a_section_carry_their_usual_levels_for_the_script(desk, author):
    response = desk.get(address(begun(author=author)))
    inlines = {row.formset.prefix: row.formset for row in response.context["inline_admin_formsets"]}
    kind = str(inlines["sections"].empty_form["kind"])
    assert 'data-usual-levels="{&quot;plot&quot;: &quot;mild&quot;, &quot;cameos&quot;: ' in kind
    assert "js/desk-kinds.js" in response.content.decode()


def test_an_added_row_with_nothing_but_a_place_is_no_row(desk, author):
    review = begun(author=author)
    values = filled(form_of(desk, review)) | {
        "sections-TOTAL_FORMS": "3",
        "sections-2-kind": "other",
        "sections-2-position": "3",
    }

    assert desk.post(address(review), values).status_code == 302
    assert len(saved(review).sections) == 2


@pytest.mark.parametrize(
    ("places", "order"),
    [
        ({"sections-1-position": "1"}, ["ending", "opening", "plot"]),
        ({"sections-0-position": "2"}, ["ending", "opening", "plot"]),
        ({"sections-2-position": "1"}, ["plot", "opening", "ending"]),
        ({"sections-0-position": ""}, ["ending", "plot", "opening"]),
    ],
)
def test_rows_go_where_their_numbers_say(desk, author, places, order):
    kinds = ("opening", "ending", "plot")
    review = begun(document(sections=tuple(d.Section(kind=kind, text=kind) for kind in kinds)), author)

    desk.post(address(review), filled(form_of(desk, review)) | places)

    assert [section.kind for section in saved(review).sections] == order


def test_a_stale_save_is_refused_and_keeps_what_was_typed(desk, author):
    review = begun(author=author)
    values = filled(form_of(desk, review), headline="Mine") | {
        "sections-TOTAL_FORMS": "3",
        "sections-2-kind": "plot",
        "sections-2-text": "Typed in an added row.",
        "sections-1-text": "Typed in a row that is gone meanwhile.",
    }
    theirs = begun_again(review, headline="Theirs")

    response = desk.post(address(review), values)

    page = response.content.decode()
    assert response.status_code == 200
    assert "Somebody saved this review after you opened it." in page
    for typed in ("Mine", "Typed in an added row.", "Typed in a row that is gone meanwhile."):
        assert typed in page
    assert f'href="{address(review, "merge")}"' in page
    assert saved(review) == theirs


def begun_again(review, **fields) -> d.Document:
    """Somebody else brings another text into the draft: every row is made anew, with fewer of them."""
    text = review.revisions.first().document()
    revision = rewritten(review, somebody("Editor"), sections=text.sections[:1], **fields)
    return revision.document()


def test_choosing_a_score_stores_the_scale_in_use(desk, author):
    scale = ScaleFactory()
    ScaleStepFactory(scale=scale, value=7, word="good")
    review = begun(author=author)
    form = form_of(desk, review)
    assert "3½ of 5: good" in form.content.decode()

    desk.post(address(review), filled(form, score="7"))

    score = saved(review).score
    assert (score.scale, score.value, score.word) == (scale.key, 7, "good")


def test_adding_begins_a_review_and_opens_it(desk, author):
    film = FilmFactory()

    response = desk.post(reverse("admin:reviews_draft_add"), {"headline": "Two boats", "film": film.pk})

    review = Review.objects.get()
    assert response.headers["Location"] == address(review)
    assert (review.author, review.slug) == (author, "two-boats")
    assert saved(review).film == d.Ref(key=film.key, name=film.title)


def test_opening_the_page_that_adds_writes_nothing(desk):
    desk.get(reverse("admin:reviews_draft_add"))

    assert not Review.objects.exists()


def test_a_never_submitted_draft_is_deleted_by_its_author_after_confirmation(desk, author):
    review = begun(author=author)

    page = desk.get(address(review, "delete")).content.decode()
    assert "The lake dries up." not in page
    assert Revision.objects.exists()
    desk.post(address(review, "delete"), {"post": "yes"})

    assert not Review.objects.exists()


def test_a_submitted_review_cannot_be_deleted(desk, author):
    review = submitted(author=author).review

    assert desk.post(address(review, "delete"), {"post": "yes"}).status_code == 403
    assert Review.objects.exists()


def test_an_editor_does_not_delete_anothers_draft(client, author):
    review = begun(author=author)
    client.force_login(somebody("Editor"))

    assert client.post(address(review, "delete"), {"post": "yes"}).status_code == 403
    assert Review.objects.exists()


def test_a_word_of_the_importer_stands_beside_its_section(desk, author):
    flagged = d.Section(kind="other", text="Hm.", flag="Is this a plot section?")
    review = begun(document(sections=(flagged,)), author)

    assert '<p class="look">Is this a plot section?</p>' in form_of(desk, review).content.decode()


@pytest.mark.parametrize("choice", ["999999", "x", "-1", "9" * 40, "1; DROP", "٣"])
def test_what_nobody_can_choose_is_refused_beside_its_row(desk, author, choice):
    review = begun(author=author)
    values = filled(form_of(desk, review))

    response = desk.post(address(review), values | {"bylines-0-critic": choice, "sections-1-scope": [choice]})

    assert response.status_code == 200
    inlines = {row.formset.prefix: row.formset for row in response.context["inline_admin_formsets"]}
    assert inlines["bylines"].forms[0].errors.keys() == {"critic"}
    assert inlines["sections"].forms[1].errors.keys() == {"scope"}
    assert review.revisions.count() == 1


def test_what_is_chosen_in_several_rows_is_saved_in_each(desk, author):
    film, other = FilmFactory(), FilmFactory()
    sections = tuple(d.Section(kind=kind, text=kind) for kind in ("plot", "ending"))
    review = begun(document(sections=sections), author)
    chosen = {f"sections-{n}-level": "major" for n in range(2)}
    chosen |= {"sections-0-scope": [film.pk], "sections-1-scope": [film.pk, other.pk]}

    assert desk.post(address(review), filled(form_of(desk, review), **chosen)).status_code == 302

    scopes = [{ref.key for ref in section.spoiler.scope} for section in saved(review).sections]
    assert scopes == [{film.key}, {film.key, other.key}]


def test_an_overlong_headline_is_said_beside_the_field_and_nothing_is_saved(desk, author):
    review = begun(author=author)

    response = desk.post(address(review), filled(form_of(desk, review), headline="x" * 201))

    assert response.status_code == 200
    assert response.context["adminform"].form.errors.keys() == {"headline"}
    assert review.revisions.count() == 1


def test_two_saves_from_one_opened_form_count_once(desk, author):
    review = begun(author=author)
    values = filled(form_of(desk, review), headline="Once")

    first, second = (desk.post(address(review), values).status_code for _ in range(2))

    assert (first, second) == (302, 200)
    assert review.revisions.count() == 2


def test_what_is_saved_after_submitting_is_not_part_of_the_submission(desk, author):
    submission = submitted(author=author)
    review = submission.review

    desk.post(address(review), filled(form_of(desk, review), headline="Later"))

    assert submission.revision.document().headline == "A quiet week"
    assert saved(review).headline == "Later"


def test_a_row_is_deleted_and_the_others_close_up(desk, author):
    kinds = ("opening", "plot", "ending")
    review = begun(document(sections=tuple(d.Section(kind=kind, text=kind) for kind in kinds)), author)

    desk.post(address(review), filled(form_of(desk, review)) | {"sections-0-DELETE": "on"})

    assert [section.kind for section in saved(review).sections] == ["plot", "ending"]
    assert [row.position for row in review.draft.sections.all()] == [0, 1]


@pytest.mark.engines
@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_the_same_moment_one_counts(author):
    review = begun(author=author)
    client = Client()
    client.force_login(author)
    values = filled(client.get(address(review)))
    start = threading.Barrier(2)

    def save(headline):
        try:
            start.wait()
            return client.post(address(review), values | {"headline": headline}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        answers = sorted(threads.map(save, ("One", "Two")))

    assert answers == [200, 302]
    assert review.revisions.count() == 2
