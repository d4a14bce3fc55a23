"""Parts of pages that are kept by their values."""

from dataclasses import fields, is_dataclass

import pytest
from django.utils.functional import lazystr
from django.utils.safestring import SafeString

import reviewsite.pages.page_values
from pagecache import fragments
from pagecache.fragments import rendered
from pagecache.memory import Memory
from pagecache.recording import recording
from pagecache.store import Store
from reviews.public import page_values
from reviews.public.page_values import LinkView, ScoreView

VIEWS = (page_values, reviewsite.pages.page_values)
SCORE = ScoreView(shown="7", number="7", maximum="10", word="good")


@pytest.fixture
def times(monkeypatch, shelf):
    """The templates that were rendered, by a process that has just started."""
    store, names = Store(shelf, Memory(100_000)), []

    def counted(name, values):
        names.append(name)
        return SafeString(f"{values}")

    monkeypatch.setattr(fragments, "store", lambda: store)
    monkeypatch.setattr(fragments, "render_to_string", counted)
    return names


@pytest.mark.django_db
def test_equal_values_are_rendered_once_while_a_kept_page_is_built(times):
    with recording():
        one = rendered("a.html", score=SCORE)
        assert rendered("a.html", score=ScoreView(**vars(SCORE))) == one
        assert times == ["a.html"]
        rendered("b.html", score=SCORE)
        rendered("a.html", score=None)
    assert times == ["a.html", "b.html", "a.html"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<b>", SafeString("<b>")),
        (1, True),
        (7, 7.0),
        (LinkView("A", ""), LinkView(SafeString("A"), "")),
        (lazystr("A"), lazystr("B")),
    ],
)
def test_values_that_are_equal_but_look_otherwise_are_told_apart(times, one, other):
    with recording():
        rendered("a.html", value=one)
        rendered("a.html", value=other)
    assert len(times) == 2


def test_a_preview_or_an_opened_page_leaves_nothing_behind(times):
    for _ in range(2):
        rendered("a.html", score=SCORE)
    assert len(times) == 2
    assert len(fragments.store().memory) == 0


def test_views_with_the_same_fields_are_the_same_to_a_template():
    views = [kind for module in VIEWS for kind in vars(module).values() if is_dataclass(kind)]
    others: dict = {}
    for view in views:
        names = frozenset(field.name for field in fields(view))
        shared = (item for item in vars(view).items() if item[0] not in names and item[0][0] != "_")
        other = {name: value for name, value in shared if value is not False}  # as what is not there
        assert others.setdefault(names, other) == other, view
    assert len(views) > 40
