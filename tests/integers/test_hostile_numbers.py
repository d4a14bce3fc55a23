"""No number breaks a page: not in an address, not in what follows its question mark, not in a form."""

import re
from pathlib import Path

import pytest
from django import forms
from django.test import override_settings
from django.urls import reverse

from reviews.desk.steps.step_views import STEPS
from tests.integers.hostile_numbers import NUMBERS, STAFF, WORST, House, Reader
from tests.reviewsite.desk_forms import filled as filled_form
from tests.reviewsite.desk_forms import on_screen

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
COMMON = "/admin/reviews/draft/common-knowledge/"
# Where each name behind a question mark is read. Ours, then Django's own.
QUERIES = {
    "before": ["/reviews/", "{critic}"],
    "after": ["/films/", "/franchises/", "{genre}"],
    "page": ["/reviews/", "/films/", "/franchises/", "{critic}", "{genre}", "/search/?q=week"],
    "q": ["/search/"],
    "spoilers": ["/search/?q=week"],
    "of": ["{parts}"],
    "at": ["{report}"],
    "thanks": ["{report}"],
    "p": ["/admin/inbox/", "/admin/record/", "{draft}history/", "/admin/reviews/draft/waiting/", COMMON],
    "all": ["{batch}"],
    "sentence": ["{draft}common-knowledge/"],
    "next": ["{draft}common-knowledge/"],
    "by": ["/admin/record/", "{draft}history/"],
    "since": ["/admin/record/", "/admin/record/export/"],
    "from": ["{draft}compare/?to=1", "/admin/reviews/draft/reassign/"],
    "to": ["{draft}compare/?from=1"],
    "review": ["{reassign}"],
    "against": ["{submission}"],
    "rows": ["{draft}change/"],
    "saved": ["{draft}change/"],
    "checks": ["{draft}change/"],
    "export": ["{draft}merge/"],
    "again": ["{draft}previews/"],
}
READ = re.compile(r'request\.GET(?:\.get\(|\.getlist\(|\[)"(\w+)"|"(\w+)" (?:not )?in request\.GET')


@pytest.fixture(scope="module")
def filled_house(databases, django_db_setup, django_db_blocker):
    """Each worker fills a database of its own once. Tests undo what they write."""
    media = databases.folder / f"house-{databases.worker}"
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media),
        databases.filled(f"house_{databases.worker}", House) as house,
    ):
        yield house, media


@pytest.fixture
def house(filled_house, db, settings):
    house, settings.MEDIA_ROOT = filled_house
    return house


def readers(house):
    return Reader(), Reader(house.superuser)


def broken(*readers):
    return sorted({line for reader in readers for line in reader.broken})


def filled(template, house):
    draft = f"/admin/reviews/draft/{house.review.pk}/"
    return template.format(
        draft=draft,
        critic=f"/critics/{house.slugs['critics']}/",
        genre=f"/genres/{house.slugs['genres']}/",
        parts=f"{house.review.address_of('spoilers')}1/",
        report=house.review.address_of("report"),
        reassign=f"/admin/reviews/draft/reassign/?from={house.author.pk}",
        submission=f"{draft}submissions/{house.submission.pk}/",
        batch=f"/admin/reviews/draft/imports/{house.batch.pk}/",
    )


def asked(address, name, number):
    """An address as it stands, with one thing more behind its question mark."""
    path, _, query = address.partition("?")
    return path, dict(pair.split("=") for pair in query.split("&") if pair) | {name: number}


def test_every_address_of_the_walk_leads_somewhere(house):
    """So that a number in the place of one parameter is not refused for the sake of another."""
    reader = Reader(house.superuser)
    lost = {
        route.name for route in house.routes() if reader.get(route.address()).status_code in (400, 404, 410)
    }

    # Two ask for more, behind a question mark; the third for a setting.
    assert lost == {"parts", "reviews_draft_compare", "security_txt"}
    assert reader.broken == []


def test_no_number_in_an_address_breaks_it(house):
    stranger, chief = readers(house)
    for route in house.routes():
        is_staffs = route.route.startswith("admin/")
        for address in route.hostile(WORST if is_staffs else NUMBERS.values()):
            stranger.get(address)
        for address in route.hostile(STAFF if route.is_ours else WORST):
            chief.get(address)

    assert broken(stranger, chief) == []


def test_no_number_in_an_address_breaks_what_is_posted_to_it(house):
    reader = Reader(house.superuser)
    for route in house.routes():
        for address in route.hostile(WORST):
            reader.post(address)

    assert reader.broken == []


# What is looked up as text, which PostgreSQL refuses with a NUL in it.
TEXTS = {"sentence", "of", "at", "before", "after"}
NAMES = [pytest.param(name, marks=[pytest.mark.engines] if name in TEXTS else []) for name in QUERIES]


@pytest.mark.parametrize("name", NAMES)
def test_no_number_behind_a_question_mark_breaks_a_page(house, name):
    stranger, chief = readers(house)
    for template in QUERIES[name]:
        is_staffs = filled(template, house).startswith("/admin/")
        for number in WORST if template == "{draft}change/" else STAFF if is_staffs else NUMBERS.values():
            path, query = asked(filled(template, house), name, number)
            (chief if path.startswith("/admin/") else stranger).get(path, query)

    assert broken(stranger, chief) == []


def test_no_number_under_every_name_at_once_breaks_any_page(house):
    """Also where the table above does not look: a new page that reads a name of it."""
    reader = Reader(house.superuser)
    for route in house.routes():
        for number in WORST if route.is_ours else ():
            reader.get(route.address(), dict.fromkeys(QUERIES, number))

    assert reader.broken == []


def test_every_name_that_is_read_behind_a_question_mark_is_in_the_table():
    apps = ("reviews", "reviewsite", "films", "cast", "franchises", "images", "ratings", "keys")
    texts = [path.read_text() for app in apps for path in (ROOT / app).rglob("*.py")]
    read = {first or second for text in texts for first, second in READ.findall(text)}

    assert read <= QUERIES.keys()


@pytest.mark.parametrize("name", STEPS)
def test_no_number_in_a_form_breaks_a_step(house, name):
    reader = Reader(house.superuser)
    address = reverse("admin:reviews_draft_do", args=[house.review.pk, name])
    rest = {"reason": "x", "text": "x", "digest": "x", "slug": "x", "place": house.place, "sure": "on"}
    rest |= {"recipient": "x", "of": "review", "at": "2099-01-05T07:00", "until": "2099-01-05T07:00"}
    numbers = house.numbers_in_forms()
    known = numbers | on_screen(house.review)
    for field in numbers.keys() & STEPS[name].form.base_fields.keys():
        for number in STAFF:
            reader.post(address, rest | known | {field: number})

    assert reader.broken == []


def test_every_number_that_a_step_asks_for_is_in_the_table(house):
    asked_for = {
        name
        for step in STEPS.values()
        for name, field in step.form.base_fields.items()
        if isinstance(field, forms.IntegerField)
    }

    assert asked_for <= house.numbers_in_forms().keys()


def sent_forms(house):
    """Other forms with numbers: where each is sent, what it holds, and which of that is a number."""
    draft = "/admin/reviews/draft/"
    report = {"review": house.review.pk, "edition": house.edition.pk, "last": 1, "place": house.place}
    report |= {"answer": "hide", "level": "major", "reason": "x"}
    typed = {"version": 1, "base": 1, "page": "x", "keep": 1, "headline": "x", "film": house.edition.film.pk}
    typed |= {"section-TOTAL_FORMS": 1, "section-INITIAL_FORMS": 0, "sections-0-review": house.review.pk}
    yield "/admin/inbox/read/", {"last": 1}, ("last",)
    yield "/admin/sessions/", {"end": "x"}, ("end",)
    yield "/admin/invite/", {"again": 1}, ("again",)
    yield "/admin/invite/", {"username": "x", "email": "x@example.org", "role": 1}, ("role",)
    yield f"{draft}reports/", report, ("review", "edition", "last", "place")
    yield f"{draft}reports/", report | {"answer": "dismiss"}, ("review", "last")
    reassign = {"review": house.review.pk, "to": house.stranger.pk, "reason": "x", "sure": 1}
    yield f"{draft}reassign/?from={house.author.pk}", reassign, ("review", "to")
    yield f"{draft}add/", {"headline": "x", "film": house.edition.film.pk}, ("film",)
    yield f"{draft}import/", {"text": "It rains.", "title": "", "film": ""}, ("film", "title")
    yield house.review.address_of("report"), {"edition": 1, "note": "x"}, ("edition", "place")
    yield f"{draft}{house.review.pk}/live/", typed, ("version", "base", "film", "account", "score", "seen")
    yield f"{draft}{house.review.pk}/discard/", {"version": 1}, ("version",)
    yield f"{draft}{house.review.pk}/merge/", {"version": 1, "mine": 1}, ("version", "stamp")


def test_no_number_in_another_form_breaks_it(house):
    stranger, chief = readers(house)
    for address, values, names in sent_forms(house):
        for name in names:
            is_staffs = address.startswith("/admin/")
            for number in WORST if address.endswith("/live/") else STAFF if is_staffs else NUMBERS.values():
                reader = chief if address.startswith("/admin/") else stranger
                reader.post(address, values | {name: number})

    assert broken(stranger, chief) == []


# Boxes that search: on a form, and in a row of another table on it.
SEARCHED = [("films/film", "poster"), ("cast/credit", "person"), ("reviews/critic", "picture")]
SEARCHED += [("reviews/draft", "film"), ("reviews/draft", "bylines-0-critic")]
SEARCHED += [("cast/person", "credits-0-film"), ("franchises/franchise", "instalments-0-film")]


@pytest.mark.parametrize(("table", "box"), SEARCHED)
def test_no_number_in_a_box_that_searches_breaks_its_form(house, table, box):
    reader = Reader(house.superuser)
    wanted = f"admin/{table}/<path:object_id>/change/"
    address = next(route for route in house.routes() if route.route == wanted).address()
    sent = filled_form(reader.get(address))
    assert box in {field.html_name for field in boxes(reader.get(address))}
    for number in WORST:
        assert reader.post(address, sent | {box: number}).status_code != 302, "it is refused, not saved"

    assert reader.broken == []


def boxes(response):
    context = response.context
    rows = [form for inline in context["inline_admin_formsets"] for form in inline.formset.forms]
    return [form[name] for form in (context["adminform"].form, *rows) for name in form.fields]


@pytest.mark.parametrize("address", ["/reviews/", "/films/", "/franchises/"])
@pytest.mark.parametrize("number", ["{0}-1", "2025-01-01T00:00:00Z-{0}", "{0}-01-01T00:00:00Z-1"])
def test_no_cursor_with_a_number_breaks_a_page(client, house, address, number):
    reader = Reader()
    for hostile in WORST:
        reader.get(address, {"before": number.format(hostile), "after": number.format(hostile)})

    assert reader.broken == []


@pytest.mark.parametrize("address", ["/reviews/", "/films/", "/franchises/", "/search/?q=week"])
def test_what_begins_like_a_page_number_and_is_none_shows_the_first_page(client, house, address):
    path, query = asked(address, "page", "00001999999999999999999999")

    answer = client.get(path, query, follow=True)

    assert answer.status_code == 200
    assert answer.content == client.get(path, query | {"page": "1"}, follow=True).content


@pytest.mark.parametrize("page", ["change", "history", "delete", "preview", "revisions/1/preview"])
def test_a_draft_that_no_row_can_be_is_not_found(client, house, page):
    client.force_login(house.superuser)

    answer = client.get(f"/admin/reviews/draft/{10**20 - 1}/{page}/", follow=True)

    assert answer.status_code == 404


@pytest.mark.parametrize("year", ["²²²²", "１９９９", "١٩٩٩"])
def test_a_title_with_no_year_in_brackets_is_the_title_of_no_film(client, house, year):
    client.force_login(house.superuser)

    answer = client.post(
        "/admin/reviews/draft/import/", {"text": "It rains.", "title": f"Ballerina ({year})"}
    )

    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == ["title"]
