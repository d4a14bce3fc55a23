"""What the pages of a review ask of the database: as much, whatever stands in it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reviews import document as d
from reviews import workflow
from reviews.desk.checks.check_rows import checks_view
from reviews.models import Critic, Presence
from tests.factories import CharacterFactory, CreditFactory, FilmFactory, ImageFactory
from tests.reviews.builders import approved, begun, document, live, rewritten, somebody
from tests.reviews.workflow.test_spoiler_checks import sign
from tests.reviewsite.desk_forms import filled

pytestmark = pytest.mark.django_db
CHANGED = 2  # queries for a section whose words were changed: its row, and the films it gives away
COSTS = {"change": 38, "checks": 48, "submission": 42, "compare": 4}  # queries of some of them
PAGES = ("change", "checks", "merge", "revisions", "history", "tighten", "take_down", "preview")


def text(count: int) -> d.Document:
    """So many of every part, with findings: leaks, links to other sites and to nothing."""
    film, numbers = FilmFactory(), range(count)
    credits = [CreditFactory(film=film, characters=[CharacterFactory()]) for _n in numbers]
    critics = [Critic.objects.create(name=f"Critic {n}", slug=f"critic-{film.pk}-{n}") for n in numbers]
    other = d.Spoiler(level="major", scope=tuple(d.Ref(key=FilmFactory().key, name="x") for _n in numbers))
    links = " ".join(f"[here](/reviews/r-{n}/) [there](https://x.example/{n})" for n in numbers)
    images = [ImageFactory() for _n in numbers]
    return document(
        film,
        bylines=tuple(d.Byline(name=critic.name, critic=critic.key) for critic in critics),
        pictures=tuple(d.Picture(image=row.key, sha256=row.sha256, alt="A lake") for row in images),
        sections=(
            *(d.Section(kind="opening", text=f"The keeper {n} drowns at dawn. {links}") for n in numbers),
            *(d.Section(kind="ending", text=f"A keeper {n} drowns.", spoiler=other) for n in numbers),
        ),
        cast_notes=tuple(
            d.CastNote(name=credit.person.name, credits=(credit.key,), text="One coat.") for credit in credits
        ),
        points=tuple(d.Point(side="good", label=f"Label {n}", text="Loud.") for n in numbers),
        advice=tuple(d.Advice(condition=f"If {n}", answer="yes", reason="Rain.") for n in numbers),
        advisories=tuple(d.Advisory(kind="violence", label=f"V {n}", details="Blood.") for n in numbers),
        opinions=tuple(d.Opinion(name=critic.name, critic=critic.key, text="Yes.") for critic in critics),
    )


def grown(count: int):
    """A review with so many editions, revisions, submissions that came back, conversations and people."""
    review = begun(text(count))
    for _number in range(count):
        somebody("Moderator"), somebody("Spoiler checker")
        Presence.objects.create(
            review=review, user=somebody("Editor"), opened_at=timezone.now(), seen_at=timezone.now()
        )
    for number in range(count):
        approved(_submitted(review), kind="fix" if number else "")
        rewritten(review, review.author, headline=f"Later {number}")
        moderator = somebody("Moderator")
        workflow.request_changes(_submitted(review), moderator=moderator, reason="Shorter.")
        rewritten(review, review.author, headline=f"Shorter {number}")
    return review


def _submitted(review):
    """With every finding answered."""
    document = review.revisions.first().document()
    found = checks_view(review, document, review.author, anchors={}).waivable
    return workflow.submit(review, by=review.author, waived=found, reason="Known.")


def waiting(count: int):
    """The same, before the moderators, talked about and signed."""
    review = grown(count)
    submission = _submitted(review)
    part = str(submission.revision.document().sections[0].key)
    for _number in range(count):
        by = somebody("Moderator")
        thread = workflow.comment(submission.revision, by=by, place=part, text="Who?")
        workflow.answer(thread, by=review.author, text="He.")
        sign(submission, somebody("Spoiler checker"))
    return submission


def asked(client, address, data=None) -> int:
    """The queries of a page that was asked for once before."""
    answer = client.post(address, data) if data else client.get(address)
    assert answer.status_code in (200, 302), address
    with CaptureQueriesContext(connection) as queries:
        client.post(address, data) if data else client.get(address)
    return len(queries)


def costs(client, count: int) -> dict[str, int]:
    submission = waiting(count)
    review = submission.review
    client.force_login(somebody("Chief", "Film desk"))
    found = {name: asked(client, at(name, review.pk)) for name in PAGES}
    found["submission"] = asked(client, at("submission", review.pk, submission.pk))
    found["output_channels"] = asked(client, at("output_channels", review.pk, submission.revision.number))
    found["compare"] = asked(client, f"{at('compare', review.pk)}?from=1&to=2")
    form = filled(client.get(at("change", review.pk)), headline="Typed")
    found["live"] = asked(client, at("live", review.pk), form | {"keep": "1", "shows": "safe"})
    found["refused"] = asked(client, at("change", review.pk), form | {"version": "0"})
    found["saved"] = saved(client, review, headline="Saved")
    return found


def saved(client, review, **changes) -> int:
    """The queries of a save that is accepted."""
    address = at("change", review.pk)
    form = filled(client.get(f"{address}?saved"), **changes)
    with CaptureQueriesContext(connection) as queries:
        assert client.post(address, form).status_code == 302
    return len(queries)


def at(name, *arguments):
    return reverse(f"admin:reviews_draft_{name}", args=arguments)


def test_the_pages_of_a_review_cost_the_same_whatever_stands_in_it(client):
    for _ in range(4):  # to read on with below a preview
        live()
    costs(client, 1)  # what a process asks once: content types, permissions

    one, two = costs(client, 1), costs(client, 2)
    assert one == two
    assert {name: one[name] for name in COSTS} == COSTS


def test_each_row_that_was_changed_is_written_and_no_other(client):
    review = begun(text(3))
    client.force_login(review.author)
    saved(client, review, headline="Asked once")
    none = saved(client, review, headline="Nothing below it")
    one, three = (
        saved(client, review, **{f"sections-{n}-text": f"Typed {count}, {n}." for n in range(count)})
        for count in (1, 3)
    )

    assert none < one
    assert three - one == 2 * CHANGED
