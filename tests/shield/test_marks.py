import pytest
from hypothesis import given
from hypothesis import strategies as st

from shield import marks
from shield.mark_grades import PLAIN, UNREADABLE, MarkGrade, with_films
from shield.marks import cut, grouped, hidden_places, safe_source, with_hidden, without_marks


def shown(text):
    return "".join(run.text for run in cut(text).runs if not run.is_hidden)


def hidden(text):
    return "".join(run.text for run in cut(text).runs if run.is_hidden)


@pytest.mark.parametrize(
    ("text", "visible", "is_broken"),
    [
        ("a >!b!< c", "a  c", False),
        (">!b!< at the start of a line", " at the start of a line", False),
        ("a >!one\n\ntwo\n\nthree!< c", "a  c", False),
        ("a >!b", "a ", True),
        ("b!< c", " c", True),
        ("a >!b!< c!< d", " d", True),
        ("a >!b >!c!< d", "a  d", True),
        (r"a \>!b\!< c", r"a \>!b\!< c", False),
        (r"a >!b \!< c!< d", "a  d", False),
        ("`>!b!<`", "``", False),
        ("a >!!< b", "a  b", False),
        ("**a >!b** c!<", "**a ", False),
    ],
)
def test_marks_fail_closed(text, visible, is_broken):
    assert shown(text) == visible
    assert cut(text).is_broken is is_broken


@given(st.text(alphabet=">!<\\ab\n ", max_size=40))
def test_every_character_but_the_marks_is_either_shown_or_hidden(text):
    kept = shown(text) + hidden(text)
    assert sorted(kept) == sorted(without_marks(text))
    assert len(without_marks(text)) <= len(text)


WORDS = st.text(alphabet="xyz \n-*#|[]`", max_size=12)


@given(st.lists(st.tuples(WORDS, st.booleans()), max_size=6))
def test_safe_source_holds_no_hidden_word_and_every_other(pieces):
    text = "".join(
        f">!{words.replace('x', 'secret')}!<" if is_hidden else words.replace("x", "open")
        for words, is_hidden in pieces
    )
    source = safe_source(text)
    assert "secret" not in source
    shown_words = sum(words.count("x") for words, is_hidden in pieces if not is_hidden)
    assert source.count("open") == shown_words


@given(st.text(alphabet="ab \n", min_size=1, max_size=9), st.text(alphabet="cd \n", min_size=1, max_size=90))
def test_what_is_hidden_changes_nothing_that_is_shown(one, other):
    assert safe_source(f"before >!{one}!< after") == safe_source(f"before >!{other}!< after")


def test_neighbouring_passages_make_one_placeholder():
    assert safe_source(">!a!< >!b!<\n\n- >!c!< d").count(marks.CUT) == 1
    assert safe_source(">!a!< and >!b!<").count(marks.CUT) == 2


def test_an_author_cannot_write_a_placeholder_of_their_own():
    assert marks.CUT not in safe_source(f"a {marks.CUT}0{marks.CUT_END} b")


GRADES = [PLAIN, MarkGrade("ending"), MarkGrade("mild", ("a-film", "Ballerina"))]


@given(st.text(alphabet="ab\\>!<{} \n", max_size=20), st.sets(st.integers(0, 19)))
def test_marking_places_hides_at_least_those(words, places):
    words = without_marks(words)
    places = {place: GRADES[place % len(GRADES)] for place in places if place < len(words)}
    assert hidden_places(with_hidden(words, places)).keys() >= places.keys()


@pytest.mark.parametrize(
    ("text", "grade", "words"),
    [
        (">!b!<", PLAIN, "b"),
        (">!{} {b}!<", PLAIN, "{b}"),
        (">!{ending} b!<", MarkGrade("ending"), "b"),
        (">!{ Ending ;}b!<", MarkGrade("ending"), "b"),
        (">!{of=john-wick ballerina} b!<", MarkGrade(films=("ballerina", "john-wick")), "b"),
        (">!{major; of=John Wick} b!<", MarkGrade("major", ("John Wick",)), "b"),
        (">!{of=John Wick, Up; mild} b!<", MarkGrade("mild", ("John Wick", "Up")), "b"),
        ('>!{of="Steins;Gate" “Up, {Up}” up} b!<', MarkGrade(films=("Steins;Gate", "Up, {Up}", "up")), "b"),
        (">!{endng} b!<", UNREADABLE, "b"),
        (">!{mild; major} b!<", MarkGrade("mild", is_readable=False), "b"),
        (">!{major; of=} b!<", MarkGrade("major", is_readable=False), "b"),
        (">!{ending b!<", UNREADABLE, "{ending b"),
        (">!{of=\nb!<", UNREADABLE, "{of=\nb"),
    ],
)
def test_braces_after_a_mark_say_what_it_gives_away(text, grade, words):
    (run,) = (run for run in cut(f"a {text} c").runs if run.is_hidden)
    assert (run.grade, run.text) == (grade, words)
    assert shown(f"a {text} c") == "a  c"


def test_passages_of_different_grades_stand_apart():
    text = ">!a!< >!{ending} b!< >!{ ending }c!< >!{of=k} d!<"
    assert safe_source(text).count(marks.CUT) == 3
    assert [run.text.strip() for run in marks.hidden_runs(text)] == ["a", "b c", "d"]
    assert marks.hidden_passages(text, grade_of=lambda grade: grade.level or None) == ("b c",)


def test_other_names_of_films_change_nothing_else():
    text = 'a >!{ending; of="John Wick"} b!< >!{odd; of=x} c!< >!d!<'
    named = marks.regraded(text, lambda grade: with_films(grade, {"John Wick": "k"}.get))
    assert named == "a >!{ending; of=k} b!< >!{odd; of=x} c!< >!d!<"
    assert marks.films_named(named) == {"k", "x"}


def test_long_hostile_texts_are_cut_in_reasonable_time():
    for text in ("!<" * 100_000, ">!{" * 100_000, '>!{"' * 100_000, ">!" * 100_000, ">!a!<" * 50_000):
        assert "".join(run.text for run in grouped(text) if not run.is_hidden) == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a >!b!< *>!c!<* d", ["a ", " d"]),
        ("a *>!b!<* >!c!< d", ["a ", " d"]),
        ("a *>!b!<* **>!c!<** d", ["a ", " d"]),
        ("*a >!b!<* _>!c!< d_", ["*a ", " d_"]),
        ("a *>!b!<* d", ["a *", "* d"]),
        ("* >!a!<\n* >!b!<", ["* "]),
    ],
)
def test_a_sign_of_emphasis_goes_with_the_passage_that_holds_its_other_half(text, shown):
    assert [run.text for run in grouped(text) if not run.is_hidden] == shown
    assert "".join(run.text for run in grouped(text)) == without_marks(text)
