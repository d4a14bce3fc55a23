"""What the leak check lists beside what it gives away, and what it leaves alone."""

from time import process_time

import pytest

from shield.leaks import Sentence, find
from shield.sentences import sentences

NAMES = ["The Salt Road", "Ida Holm", "Mina", "Otto Brandt"]


def told(safe, spoilers, *, names=(), language="en"):
    """The safe sentences that are listed, each with what stands beside it."""
    found = find(
        [Sentence(text) for text in safe],
        [Sentence(text) for text in spoilers],
        names=names,
        language=language,
    )
    return [(leak.safe.text, leak.spoiler.text) for leak in found]


@pytest.mark.parametrize(
    ("safe", "spoiler"),
    [
        ("A keeper whose lantern was never lit.", "The keeper never lit the lantern."),
        ("Two brothers drown a stranger.", "The stranger was drowned by her brother."),
        ("The harbours are burning.", "She burned the harbour."),
        ("THE CAFÉ HID A FORGER.", "A forger hides behind the cafe."),
        ("The ferryman’s daughters bury him.", "His daughter buries the ferryman."),
        ("The ice-cream parlour launders money.", "Money is laundered under the ice cream."),
        ("A lant\u00adern in the ce\u200bllar.", "The lantern is in the cellar."),
    ],
)
def test_two_telling_words_are_found_in_any_form(safe, spoiler):
    assert told([safe], [spoiler]) == [(safe, spoiler)]


@pytest.mark.parametrize(
    ("safe", "spoiler"),
    [
        ("Mina keeps a light.", "The light was never connected."),  # one word of the premise
        ("Ida Holm plays Mina.", "Mina kills Otto Brandt on The Salt Road."),  # names
        (
            "The film has a great opening scene.",
            "In the opening scene of the film the hero dies.",
        ),  # film talk
        ("And then they all went away with him.", "Then they went away with all of him."),  # function words
        ("", "The lantern is in the cellar."),
        ("Wait.", "Revenge."),
    ],
)
def test_one_word_names_and_the_talk_of_films_are_no_finding(safe, spoiler):
    assert told([safe], [spoiler], names=NAMES) == []


@pytest.mark.parametrize(
    ("safe", "spoiler"),
    [
        ("We learn that Otto Brandt is Mina's father.", "Otto Brandt is Mina’s father."),
        ("MINA KILLS OTTO", "Mina kills Otto."),
        ("A rainy week, and he dies at the end.", "He dies at the end."),
    ],
)
def test_a_spoiler_sentence_that_is_said_whole_is_found_whatever_it_is_made_of(safe, spoiler):
    assert told([safe], [spoiler], names=NAMES) == [(safe, spoiler)]


def test_names_and_the_talk_of_films_alone_are_no_sentence_that_tells():
    assert told(["Mina and Otto Brandt."], ["Mina and Otto Brandt."], names=NAMES) == []
    assert told(["The final scene is a fight."], ["The final scene is a fight."], names=NAMES) == []


def test_a_name_is_masked_with_its_capital_and_as_a_whole_only():
    assert told(["The salt ruins the road."], ["Under the road is salt."], names=NAMES)
    assert not told(["A Salt Road in winter."], ["The Salt Road ends in winter."], names=NAMES)
    assert not told(["the salt road, in winter"], ["the salt road ends in winter"], names=NAMES)


def test_of_several_spoilers_the_one_that_shares_most_stands_beside_it():
    spoilers = ["The keeper hides a lantern.", "The keeper burns the lantern in the cellar."]
    assert told(["A keeper, a lantern, a cellar."], spoilers) == [
        ("A keeper, a lantern, a cellar.", spoilers[1])
    ]


def test_a_word_that_many_safe_sentences_hold_weighs_less():
    everywhere = [
        f"A smuggler of {thing}." for thing in ("tea", "tin", "silk", "rum", "ink", "salt", "gin", "lace")
    ]
    often = [
        f"A captain of {thing}."
        for thing in ("ships", "dogs", "choirs", "trains", "guards", "kites", "bells", "mines")
    ]
    spoiler = ["The smuggler is the captain."]
    assert told(["The smuggler and the captain."], spoiler)
    assert not told(["The smuggler and the captain.", *everywhere, *often], spoiler)
    # A leak that is told four times is none the less one.
    assert len(told(["The smuggler and the captain."] * 4, spoiler)) == 4
    # One common word and a rare one are still two.
    assert told(["The smuggler and the corpse.", *everywhere], ["The smuggler is a corpse."])


def test_a_hidden_word_is_found_with_what_stands_around_it():
    hidden = Sentence("the gardener", around="The poisoner was , of course.")
    found = find([Sentence("A gardener, a poisoner."), Sentence("The gardener alone.")], [hidden])
    assert [leak.safe.text for leak in found] == ["A gardener, a poisoner."]


def test_a_printed_name_is_no_excuse_where_it_is_printed():
    role = Sentence("The Sleeping Sister", is_name=True)
    spoiler = Sentence("Her sister was sleeping in the wall.")
    assert [leak.safe for leak in find([role], [spoiler], names=["The Sleeping Sister"])] == [role]


@pytest.mark.parametrize(
    ("language", "safe", "spoiler"),
    [
        ("de", "Der Gärtner vergiftet die Nachbarn.", "Die Nachbarin wird vom Gärtner vergiftet."),
        ("fr", "Les jardiniers empoisonnent l’évêque.", "L'évêque fut empoisonné par le jardinier."),
        ("el", "Ο κηπουρός δηλητηρίασε τον γείτονα.", "Ο γείτονας πέθανε από τον κηπουρό."),
        ("ja", "庭師が毒を盛った。 隣人は死んだ。", "庭師が毒を盛った。"),
        ("tlh", "qaStaH nuq jay", "nuqneH"),
        ("", "Xyzzy plugh.", "Plugh xyzzy."),
        ("x" * 500, "Xyzzy plugh.", "Plugh xyzzy."),
    ],
)
def test_other_languages_are_read_as_far_as_they_are_known(language, safe, spoiler):
    assert len(told([safe], [spoiler], language=language)) <= 1
    assert language not in ("de", "fr") or told([safe], [spoiler], language=language)


KEY = "夜明けに校長が体育館の床下へ手紙を埋めた。"  # at dawn the headmaster buried the letter under the gym


@pytest.mark.parametrize(
    ("language", "safe", "spoiler"),
    [
        ("ja", KEY, KEY),
        ("ja", "つまり、校長は手紙を燃やさなかった。", KEY),  # two words, with other particles
        ("en", KEY, KEY),  # the language was not said
        ("ja", "ﾋﾟｱﾆｽﾄとｵﾙｺﾞｰﾙの話だ。", "オルゴールをピアニストが割った。"),
        ("zh", "校长烧掉了那封旧信件。", "最后校长把旧信件埋在操场下面。"),
        ("th", "ในตอนเช้า ครูใหญ่ฝังจดหมายไว้ใต้โรงยิม แล้วจากไป", "ครูใหญ่ฝังจดหมายไว้ใต้โรงยิม"),
        ("ja", "The Lantern Club は手紙を焼く。", "手紙は Lantern が焼く。"),
    ],
)
def test_scripts_without_spaces_are_compared_by_pairs_of_letters(language, safe, spoiler):
    assert told([safe], [spoiler], language=language) == [(safe, spoiler)]


@pytest.mark.parametrize(
    ("language", "safe"),
    [
        ("ja", "静かな音楽のあとで、だれも何も言わないまま終わる。"),
        ("ja", "体育館は広い。"),  # one word
        ("ja", "この映画の主人公は監督の世界を最後まで見ていた。"),  # talk of films
        ("th", "ครูใหญ่เดินไปที่โรงเรียนทุกเช้า"),
    ],
)
def test_grammar_one_word_and_talk_of_films_are_no_leak_there(language, safe):
    assert told([safe], [KEY, "ครูใหญ่ฝังจดหมายไว้ใต้โรงยิม", "映画は最後に変わる。"], language=language) == []


def test_a_japanese_name_is_masked_and_a_short_hidden_word_needs_one_of_those_around_it():
    assert not told(["校長と手紙の夜。"], [KEY], names=["校長と手紙"], language="ja")
    hidden = Sentence("庭師", around="犯人は、だった。")
    found = find([Sentence("犯人の庭師。"), Sentence("庭師だけ。")], [hidden], language="ja")
    assert [leak.safe.text for leak in found] == ["犯人の庭師。"]


def test_a_hostile_text_without_spaces_costs_linear_time():
    def seconds(length):
        text = "校長手紙" * length
        begin = process_time()
        find([Sentence(text + "゙" * length)], [Sentence(text + "、窓")], language="ja")
        return process_time() - begin

    seconds(100)
    assert seconds(20_000) < 40 * max(seconds(2_000), 0.001)


@pytest.mark.parametrize(
    ("text", "divided"),
    [
        ("Mr. Voss waits. Nobody comes.", ["Mr. Voss waits.", "Nobody comes."]),
        (
            "It cost $5.50, i.e. nothing. J. K. Holm paid.",
            ["It cost $5.50, i.e. nothing.", "J. K. Holm paid."],
        ),
        ("“He is dead!” she says. “Who?”", ["“He is dead!” she says.", "“Who?”"]),
        (
            "It has no rules… except one. Then… Nothing.",
            ["It has no rules… except one.", "Then…", "Nothing."],
        ),
        ("One line\n\nand\nanother", ["One line", "and another"]),
        ("彼は死んだ。誰も来ない。", ["彼は死んだ。", "誰も来ない。"]),
        ("", []),
        (" . \n ", ["."]),
    ],
)
def test_a_text_is_divided_into_its_sentences(text, divided):
    assert sentences(text) == divided


def test_every_letter_of_a_text_stands_in_one_sentence():
    text = "A. b! C? d… “E.” f (g.) H\n\ni. J.K. l. " * 50
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
