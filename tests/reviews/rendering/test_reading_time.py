"""How long a text takes to read, in scripts with and without spaces."""

import pytest

from reviews import document as d
from reviews.rendering.reading_time import minutes, safe_words, words_in

LINE = "風の音だけが続き、誰も名前を呼ばないまま夜が明ける。"  # 24 letters


@pytest.mark.parametrize(
    ("text", "expected"),
    [("word " * 2300, 10), (LINE * 209, 10), ("สวัสดีครับ" * 500, 5), ("영화 " * 1150, 5), ("", 1), ("夜", 1)],
)
def test_reading_time_fits_the_script(text, expected):
    assert minutes(words_in(text)) == expected


def test_latin_words_within_japanese_count_as_words():
    japanese = words_in("夜の" * 50)
    assert words_in("Lantern Club " + "夜の" * 50) == japanese + 2
    assert words_in("夜のLantern Club" + "夜の" * 49) == japanese + 2


def test_hidden_letters_do_not_count():
    shown = d.Document(sections=(d.Section(kind="opening", text=LINE),))
    more = d.Document(sections=(d.Section(kind="opening", text=f"{LINE}>!{LINE * 20}!<"),))
    assert safe_words(more) == safe_words(shown) > 0
