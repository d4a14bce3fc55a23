"""The audit of the running site, on houses that leak and houses that do not."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from cast.flagging import flag
from reviews import document as d
from reviews import workflow
from reviews.checks.waivers import pairs_with_waivers
from reviews.models import HiddenSentence
from reviewsite.leak_audit.audit import EDITORIAL, MACHINE, UNREAD, audit
from reviewsite.leak_audit.models import AuditRun
from tests.canaries import planted_leaks
from tests.canaries.canaries import planted
from tests.factories import (
    CharacterFactory,
    CreditFactory,
    FilmFactory,
    FranchiseFactory,
    InstalmentFactory,
    OrderFactory,
    PersonFactory,
    PlaceFactory,
    ProjectStatusFactory,
)
from tests.reviews.builders import approved, begun, document, live, somebody, unread

pytestmark = pytest.mark.django_db
HIDDEN = "the harbour master drowned his brother inside the flooded lighthouse"
MAJOR = d.Spoiler(level="major")
WORDS = ("quiet", "crooked", "barefoot", "drunken", "limping", "masked")


@pytest.fixture
def film():
    return FilmFactory(
        title="The Man Who Came Back",
        slug="came-back",
        synopsis="A man returns. >!Nobody remembers burying that stranger beneath the orchard.!<",
    )


def review_of(film, *, shown="Two people wait for a boat.", hidden=HIDDEN, **fields):
    return live(
        document(
            film,
            sections=(
                d.Section(kind="opening", text=shown),
                d.Section(kind="ending", text=f"In the end {hidden}.", spoiler=MAJOR),
            ),
            **fields,
        )
    )


def kinds(run):
    return {finding["kind"] for finding in run.findings}


def test_a_house_that_hides_well_is_clean(film):
    review_of(film)
    run = audit()
    assert (run.findings, run.machine, run.editorial, run.unread) == ([], 0, 0, 0)
    assert run.pages > 10
    assert run.is_clean


def test_a_house_with_every_kind_of_spoiler_is_clean():
    planted()
    assert audit().findings == []


def test_the_rest_of_a_text_that_nobody_has_read_is_hidden_but_for_what_others_say(
    film, monkeypatch, settings, tmp_path
):
    common = "the ferry leaves without its captain"
    rest = d.Section(kind="style", text=f"{HIDDEN.capitalize()}. And {common}.")
    edition = unread(sections=(d.Section(kind="opening", text="It begins with rain."), rest))
    review_of(film, shown=f"There {common}.", hidden="a stranger buys the whole island")
    assert audit().findings == []
    planted_leaks.in_the_description(monkeypatch, settings, tmp_path, edition, f"{HIDDEN}. {common}")
    run = audit()
    assert kinds(run) == {MACHINE}
    assert {finding["source"] for finding in run.findings} == {f"review {edition.review.slug}, style"}


SURFACES = [
    (planted_leaks.in_a_template, "page"),
    (planted_leaks.in_a_comment, "comment"),
    (planted_leaks.in_an_attribute, "attribute"),
    (planted_leaks.in_the_feed, "feed"),
    (planted_leaks.in_the_description, "metadata"),
    (planted_leaks.in_structured_data, "structured data"),
    (planted_leaks.in_the_name_of_a_card_picture, "metadata"),
    (planted_leaks.in_a_header, "headers"),
    (planted_leaks.in_the_search, "search"),
]


@pytest.mark.parametrize(("plant", "surface"), SURFACES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_leak_planted_on_a_surface_is_found_and_named(
    film, monkeypatch, settings, tmp_path, plant, surface
):
    edition = review_of(film)
    plant(monkeypatch, settings, tmp_path, edition, HIDDEN)
    run = audit()
    assert kinds(run) == {MACHINE}
    found = [finding for finding in run.findings if finding["surface"] == surface]
    assert found
    slug = edition.review.slug
    assert {finding["source"].partition(",")[0] for finding in found} == {f"review {slug}"}
    assert all(finding["address"].startswith("/") for finding in found)
    for word in ("harbour", "drowned", "lighthouse"):
        assert word not in json.dumps(run.findings)


def test_an_alternative_text_that_leaks_is_found(film, monkeypatch, settings, tmp_path):
    planted_world = planted()
    planted_leaks.in_an_alternative_text(monkeypatch, settings, tmp_path, None, HIDDEN)
    review_of(film)
    run = audit()
    assert "alternative text" in {finding["surface"] for finding in run.findings}
    assert planted_world.edition.film.get_absolute_url() in {finding["address"] for finding in run.findings}


def world(film):
    """A record of each kind with a text, tied to the film; its field; and the page that shows it."""
    credit = CreditFactory(film=film, characters=[CharacterFactory()])
    first, second, third = (InstalmentFactory(franchise=FranchiseFactory(), film=film) for _n in range(3))
    place = PlaceFactory(order=OrderFactory(franchise=second.franchise), instalment=second)
    status = ProjectStatusFactory(film=film, franchise=third.franchise)
    return [
        (film, "synopsis", film),
        (credit.person, "biography", credit.person),
        (credit.characters.get(), "description", credit.characters.get()),
        (first.franchise, "description", first.franchise),
        (place, "reason", second.franchise),
        (status, "note", third.franchise),
    ]


def test_what_each_text_of_the_film_world_hides_is_found_and_named(film, monkeypatch, settings, tmp_path):
    edition, told = review_of(film), {}
    for (record, field, _page), word in zip(world(film), WORDS, strict=True):
        told[f"{field} of {record}"] = words = f"{word} gardener poisoned everybody before supper"
        setattr(record, field, f"Calm. >!A {words}.!<")
        record.save()
    planted_leaks.in_the_feed(monkeypatch, settings, tmp_path, edition, ". ".join(told.values()))

    assert {finding["source"] for finding in audit().findings} == told.keys()


def test_each_text_of_the_film_world_that_tells_what_a_review_hides_is_an_editorial_leak(film):
    edition, texts = review_of(film), world(film)
    for record, field, _page in texts:
        setattr(record, field, f"In the end {HIDDEN}.")
        record.save()

    run = audit()

    assert kinds(run) == {EDITORIAL}
    assert {page.get_absolute_url() for *_text, page in texts} <= {row["address"] for row in run.findings}
    assert {row["source"] for row in run.findings} == {f"review {edition.review.slug}, ending"}


def test_the_name_of_a_surprise_must_stand_nowhere(film, monkeypatch, settings, tmp_path):
    edition = review_of(film)
    credit = CreditFactory(
        film=film, person=PersonFactory(name="Guesta Star"), characters=[CharacterFactory(name="Zed")]
    )
    flag(credit, "major")
    assert audit().is_clean
    planted_leaks.in_the_feed(monkeypatch, settings, tmp_path, edition, "With Zed")
    run = audit()
    assert {(finding["kind"], finding["surface"]) for finding in run.findings} == {(MACHINE, "feed")}


def test_a_note_that_a_credit_withholds_is_hidden_like_a_flagged_part(film, monkeypatch, settings, tmp_path):
    credit = CreditFactory(film=film, person=PersonFactory(name="Guesta Star"))
    note = d.CastNote(credits=(credit.key,), name="Guesta Star", text=f"In the end {HIDDEN}.")
    edition = live(document(film, cast_notes=(note,)))
    flag(credit, "major")
    assert audit().is_clean
    planted_leaks.in_the_feed(monkeypatch, settings, tmp_path, edition, HIDDEN)
    assert {finding["source"] for finding in audit().findings} == {f"review {edition.review.slug}, castnote"}
    flag(credit, "")
    assert {finding["kind"] for finding in audit().findings} == {MACHINE}
    planted_leaks.in_the_feed(monkeypatch, settings, tmp_path, edition, "With Guesta Star")
    flag(credit, "major")
    assert {finding["source"] for finding in audit().findings} == {f"flagged credit on {film}"}


def test_words_that_another_review_of_the_film_shows_are_an_editorial_leak(film):
    review_of(film, shown=f"Everybody knows that {HIDDEN}.", hidden="nobody answers", headline="Another view")
    review_of(film)
    run = audit()
    assert kinds(run) == {EDITORIAL}
    assert run.machine == 0


def test_what_was_waived_as_premise_is_no_leak_any_more(film):
    text = document(
        film,
        sections=(
            d.Section(kind="opening", text=f"Everybody knows that {HIDDEN}."),
            d.Section(kind="ending", text=f"In the end {HIDDEN}.", spoiler=MAJOR),
        ),
    )
    review = begun(text)
    waived = [item.finding.hash for item in pairs_with_waivers(review, text)]
    submission = workflow.submit(review, by=review.author, waived=waived, reason="It is in the trailer.")
    approved(submission)
    assert audit().is_clean


def test_words_that_a_review_of_another_film_shows_are_one_too_and_silence_no_other_alarm(
    film, monkeypatch, settings, tmp_path
):
    other = review_of(FilmFactory(title="Elsewhere"), shown=f"Here {HIDDEN}.", hidden="nobody answers")
    edition = review_of(film)
    run = audit()
    assert kinds(run) == {EDITORIAL}
    assert other.review.get_absolute_url() in {finding["address"] for finding in run.findings}
    assert {finding["source"] for finding in run.findings} == {f"review {edition.review.slug}, ending"}

    planted_leaks.in_the_feed(monkeypatch, settings, tmp_path, edition, HIDDEN)
    assert "feed" in {finding["surface"] for finding in audit().findings}


def test_a_leak_in_a_review_of_the_franchise_or_of_a_stranger_that_names_the_film_is_found_and_named(
    film,
):
    franchise, sequel = FranchiseFactory(), FilmFactory(title="The Sequel")
    for instalment in (film, sequel):
        InstalmentFactory(franchise=franchise, film=instalment)
    named = f"As in *{film.title}*, {HIDDEN}."
    tellers = [
        review_of(sequel, shown=f"Here {HIDDEN}.", hidden="nobody answers"),
        review_of(FilmFactory(title="Elsewhere"), shown=named, hidden="nobody answers"),
    ]
    edition = review_of(film)

    run = audit()

    assert kinds(run) == {EDITORIAL}
    assert {row.review.get_absolute_url() for row in tellers} <= {row["address"] for row in run.findings}
    assert {row["source"] for row in run.findings} == {f"review {edition.review.slug}, ending"}


def test_words_that_may_stay_though_another_review_withholds_them_are_no_leak(film):
    review_of(film)
    review = begun(
        document(film, sections=(d.Section(kind="opening", text=f"Everybody knows that {HIDDEN}."),))
    )
    pairs = pairs_with_waivers(review, review.revisions.first().document())
    waived = [item.finding.hash for item in pairs]
    approved(workflow.submit(review, by=review.author, waived=waived, reason="It is in the trailer."))
    assert audit().is_clean


def test_what_is_common_knowledge_is_no_editorial_leak_any_more(film):
    review_of(film, shown=f"Everybody knows that {HIDDEN}.", hidden="nobody answers", headline="Another view")
    hider = review_of(film).review
    assert kinds(audit()) == {EDITORIAL}
    for row in HiddenSentence.objects.withheld().filter(edition__review=hider):
        workflow.declare_common_knowledge(
            hider, sentence=row.hash, by=somebody("Moderator"), reason="Known since the first film."
        )
    assert audit().is_clean


@pytest.mark.parametrize(
    "phrase",
    ["The Man Who Came Back", "at the end of the", "and then there is the", "from the beginning to the end"],
)
def test_a_title_and_a_turn_of_phrase_are_no_leak(film, monkeypatch, settings, tmp_path, phrase):
    edition = review_of(film, hidden=f"{phrase} {HIDDEN}")
    planted_leaks.in_the_feed(monkeypatch, settings, tmp_path, edition, f"So it is: {phrase}.")
    assert audit().is_clean


def test_an_audit_reads_the_site_without_the_spoiler_pages(film):
    edition = review_of(film)
    counts = []
    audit(on_progress=counts.append)
    assert counts == list(range(1, len(counts) + 1))
    run = AuditRun.objects.get()
    assert run.pages == len(counts)
    assert edition.review.slug not in json.dumps(run.findings)


def test_a_page_that_cannot_be_read_is_no_clean_page(film, monkeypatch):
    review_of(film)
    monkeypatch.setattr("reviews.public.views.review_page", lambda edition: 1 / 0)
    run = audit()
    assert UNREAD in kinds(run)
    assert not run.is_clean


def command(capsys, *arguments):
    with pytest.raises(SystemExit) as ended:
        call_command("audit_leaks", *arguments)
    return ended.value.code, capsys.readouterr().out


def test_the_command_ends_with_0_for_a_clean_house(film, capsys):
    review_of(film)
    code, out = command(capsys)
    assert code == 0
    assert "0 machine leaks, 0 editorial leaks, 0 unread." in out


def test_the_command_ends_with_1_for_a_machine_leak(film, capsys, monkeypatch, settings, tmp_path):
    edition = review_of(film)
    planted_leaks.in_the_feed(monkeypatch, settings, tmp_path, edition, HIDDEN)
    code, out = command(capsys)
    assert code == 1
    assert f"feed of /feeds/reviews.atom: review {edition.review.slug}, ending" in out
    assert "lighthouse" not in out


def test_the_command_ends_with_2_for_an_editorial_leak_and_can_speak_json(film, capsys):
    review_of(film, shown=f"Everybody knows that {HIDDEN}.", hidden="nobody answers", headline="Another view")
    review_of(film)
    code, out = command(capsys, "--json")
    told = json.loads(out)
    assert (code, told["machine"], told["editorial"] > 0) == (2, 0, True)
    assert told["findings"][0]["kind"] == EDITORIAL


def test_the_command_reads_a_site_over_the_network(film, live_server, capsys):
    review_of(film)
    code, out = command(capsys, "--site", live_server.url)
    assert code == 0, out


def test_the_desk_tells_the_last_result_and_starts_another_audit(client, film):
    review_of(film)
    moderator, author = somebody("Moderator"), somebody("Author")
    client.force_login(moderator)
    assert "never audited" in client.get("/admin/").content.decode()
    answer = client.post(reverse("admin:audit_auditrun_start"), follow=True)
    assert "The audit was started" in answer.content.decode()
    run = AuditRun.objects.get()
    assert "Clean:" in client.get("/admin/").content.decode()
    told = client.get(reverse("admin:audit_auditrun_change", args=[run.pk])).content.decode()
    assert "no output channel gives anything away" in told
    assert client.get(reverse("admin:audit_auditrun_start")).status_code == 405

    client.force_login(author)
    assert "Leak audit" not in client.get("/admin/").content.decode()
    assert client.post(reverse("admin:audit_auditrun_start")).status_code == 403
    assert client.get(reverse("admin:audit_auditrun_change", args=[run.pk])).status_code in (302, 403)


def test_a_passage_flagged_later_is_looked_for_at_once(film, monkeypatch, settings, tmp_path):
    edition = review_of(film, shown="Two people wait. The gardener poisoned everybody before supper.")
    text = edition.revision.document()
    opening, ending = text.sections
    tightened = d.replace(opening, text="Two people wait. >!The gardener poisoned everybody before supper.!<")
    now = workflow.tighten(
        edition.review,
        document=d.replace(text, sections=(tightened, ending)),
        by=somebody("Moderator"),
        reason="A reader told us.",
    )
    assert audit().is_clean
    planted_leaks.in_the_description(
        monkeypatch, settings, tmp_path, now, "The gardener poisoned everybody before supper"
    )
    assert kinds(audit()) == {MACHINE}
