"""Generated documents whose every passage has a vocabulary of its own: what the safe page says of it."""

import re
from dataclasses import dataclass
from itertools import count
from uuid import UUID

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews import document as d
from reviews.document import dumps
from reviews.previews.render import edition_of
from reviews.public.review.page import review_page
from reviews.rendering.bake import bake
from tests.factories import FilmFactory
from tests.reviews.builders import begun, document

# Ways to set a run of words inside a text; None stands for words, shown or hidden.
SETTINGS = ["{}", "\n\n{}\n\n", "\n- {}\n", "*{}*", "\n\n> {}\n\n", "\n\n1. {}\n\n", " {} "]


# Of each list of parts: its kind, the field that the text goes into, the other fields.
KINDS = {
    "sections": (d.Section, "text", {"kind": "plot"}),
    "cast_notes": (d.CastNote, "text", {"name": "Ida"}),
    "points": (d.Point, "text", {"side": "good", "label": "Sound"}),
    "advice": (d.Advice, "reason", {"answer": "yes", "condition": "If so"}),
    "opinions": (d.Opinion, "text", {"name": "Bo"}),
}


@dataclass(frozen=True)
class Run:
    is_hidden: bool
    words: int
    setting: str


@dataclass(frozen=True)
class Plan:
    """A part to be written: its kind, its flag, and the runs of its text."""

    kind: str  # of KINDS
    level: str  # empty: safe
    runs: tuple[Run, ...]


RUNS = st.builds(Run, is_hidden=st.booleans(), words=st.integers(1, 4), setting=st.sampled_from(SETTINGS))
PLANS = st.lists(
    st.builds(
        Plan,
        kind=st.sampled_from(list(KINDS)),
        level=st.sampled_from(["", "", *d.LEVELS]),
        runs=st.lists(RUNS, min_size=1, max_size=4).map(tuple),
    ),
    min_size=1,
    max_size=6,
)


def letters(number):
    return "".join(chr(97 + int(digit)) for digit in str(number))


GAP = "◌"  # in the stead of what is left out: no word, and it keeps lists and paragraphs as they are
PLACEHOLDER = re.compile("\ue000\\d+\ue001")


class Author:
    """Writes plans down. `hidden(number)` gives the words of a hidden run instead of its own."""

    def __init__(self, film, hidden=None, *, leaves_out=False):
        self.film, self.hidden, self.leaves_out = film, hidden, leaves_out
        self.shown_words, self.hidden_words, self.runs = [], [], count()

    def words(self, run, is_hidden):
        number = next(self.runs)
        own = [f"{'hid' if is_hidden else 'show'}q{letters(number)}q{letters(n)}q" for n in range(run.words)]
        if is_hidden and self.hidden:
            own = self.hidden(number)
        (self.hidden_words if is_hidden else self.shown_words).extend(own)
        return " ".join(own)

    def text(self, plan):
        pieces = []
        for run in plan.runs:
            words = self.words(run, is_hidden=bool(plan.level) or run.is_hidden)
            before, after = run.setting.split("{}")
            if not (self.leaves_out and run.is_hidden):
                pieces.append(f"{before}>!{words}!<{after}" if run.is_hidden else f"{before}{words}{after}")
            elif pieces and GAP in pieces[-1] and "1" not in before:  # no word between: they are one
                pieces[-1] = f"{pieces[-1].partition(GAP)[0]}{GAP}{after}".replace("*", "")
            else:
                pieces.append(f"{before}{GAP}{after}")
        return " ".join(pieces)

    def document(self, plans):
        parts = {name: [] for name in d.PARTS}
        for number, plan in enumerate(plans):
            text = self.text(plan)
            if self.leaves_out and plan.level:
                continue
            spoiler = d.Spoiler(level=plan.level) if plan.level else None
            common = {"key": UUID(int=number + 1), "spoiler": spoiler}
            kind, text_field, fields = KINDS[plan.kind]
            parts[plan.kind].append(kind(**{text_field: text}, **fields, **common))
        return document(self.film, **{name: tuple(found) for name, found in parts.items()})


ABOUT = d.Ref(key=UUID(int=7), name="The Lamp")


class Film:
    key, title = ABOUT.key, ABOUT.name


def written(plans, **options):
    author = Author(Film, **options)
    return author, bake(author.document(plans))


def tokens(value):
    """The words of our vocabularies in a text, or in a JSON value with texts in it."""
    return set(re.findall(r"(?:hid|show)q\w+q", str(value)))


@given(PLANS)
def test_no_hidden_word_is_in_the_safe_text_and_every_other_is(plans):
    author, baked = written(plans)
    safe = tokens(baked.safe)
    assert not safe & set(author.hidden_words)
    assert safe >= set(author.shown_words)
    assert tokens(baked.full) >= {*author.hidden_words, *author.shown_words}


@given(PLANS, st.lists(st.sampled_from(["one", "été", "1.", "*so*", "- x", "“quoted”", "`c`"]), max_size=9))
def test_other_hidden_words_and_another_number_of_them_change_no_byte(plans, others):
    _author, baked = written(plans)
    _other, rewritten = written(plans, hidden=lambda number: others[number % 3 :] or ["x"])
    assert baked.safe == rewritten.safe


@settings(max_examples=300)
@given(PLANS)
def test_the_safe_text_is_the_text_without_its_passages_byte_for_byte_but_for_placeholders(plans):
    _author, baked = written(plans)
    _other, without = written(plans, leaves_out=True)
    assert with_signs(baked.safe) == without.safe


def with_signs(value):
    """A safe text with a sign in the stead of each placeholder, and without the parts that are withheld."""
    if isinstance(value, list):
        return [with_signs(item) for item in value if not _is_withheld(item)]
    if isinstance(value, dict):
        return {key: with_signs(item) for key, item in value.items()}
    return PLACEHOLDER.sub(GAP, value) if isinstance(value, str) else value


def _is_withheld(item):
    return isinstance(item, dict) and "withheld" in item


@pytest.mark.django_db
@settings(max_examples=25)
@given(plans=PLANS)
def test_the_page_holds_no_hidden_word_and_does_not_change_with_them(world, plans):
    review, film = world
    author = Author(film)
    pages = [page_of(review, author.document(plans))]
    for hidden in (lambda number: ["x"] * (number + 1), lambda number: []):
        pages.append(page_of(review, Author(film, hidden=hidden).document(plans)))
    assert not tokens(pages[0]) & set(author.hidden_words)
    assert tokens(pages[0]) >= set(author.shown_words)
    assert pages[0] == pages[1]
    if not any(plan.level or run.is_hidden for plan in plans for run in plan.runs):
        assert "spoiler-link" not in pages[0] and "spoiler-inline" not in pages[0]


@pytest.fixture
def world():
    film = FilmFactory(title="The Lamp")
    return begun(document(film)), film


def page_of(review, text):
    """The page as a preview shows it, which is the path of publishing itself, at a fixed moment."""
    edition = edition_of(review, text)
    edition.first_public_at = edition.listed_at = edition.public_from = review.draft.updated_at
    edition.submission.decided_at = review.draft.updated_at
    return render_to_string("reviews/review_detail.html", review_page(edition).context())


def test_a_new_kind_of_part_is_withheld_until_it_is_declared_safe(monkeypatch):
    class Epigraph(d.Section, frozen=True, kw_only=True):
        """A kind of part that nobody has thought about yet."""

    row = d.PartType(Epigraph, "Epigraph", "epigraph", "epigraphs", (d.Text("text", "text", "blocks"),))
    monkeypatch.setitem(d.PART_TYPES, Epigraph, row)
    for fields in (d.TEXT_FIELDS, d.MARKDOWN_FIELDS, d.HIDDEN_FIELDS):
        monkeypatch.setitem(fields, Epigraph, ("text",))
    part = Epigraph(kind="other", text="canary", key=UUID(int=1))
    safe = bake(d.Document(film=ABOUT, sections=(part,))).safe
    assert "canary" not in str(safe)
    assert safe["words"] == 0
    assert safe["front"][0]["withheld"] == {"level": "major", "films": ["The Lamp"], "keys": [str(ABOUT.key)]}


def test_the_digest_changes_with_a_hidden_word_although_no_page_does():
    one, other = (d.Section(kind="plot", text=f"a >!{word}!<", key=UUID(int=1)) for word in ("b", "c"))
    one, other = (d.Document(film=ABOUT, sections=(section,)) for section in (one, other))
    assert bake(one).safe == bake(other).safe
    assert dumps(one) != dumps(other)
