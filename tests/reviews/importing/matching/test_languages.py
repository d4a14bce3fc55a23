"""The language of a text is guessed where nothing says it, and asked where the guess is unsure."""

import pytest

from reviews.importing.languages import guess_language
from reviews.importing.match import match

PARAGRAPHS = {
    "en": [
        "A pier, a storm, and two sisters who have not spoken since the summer before. It takes its time.",
        "None of this would work without the actors, who do more with a glance than most do with a speech.",
    ],
    "de": [
        "Ein Steg, ein Sturm und zwei Schwestern, die seit dem Sommer nicht mehr miteinander "
        "reden. Er nimmt sich Zeit.",
        "Ohne die Schauspielerinnen wäre das alles nichts, denn sie sagen mit einem Blick mehr "
        "als andere mit Worten.",
    ],
    "es": [
        "Un muelle, una tormenta y dos hermanas que no se hablan desde el verano pasado. La "
        "película se toma su tiempo.",
        "Nada de esto funcionaría sin las actrices, que con una mirada dicen más que otras con "
        "todo un discurso.",
    ],
    "fr": [
        "Une jetée, une tempête et deux sœurs qui ne se parlent plus depuis l'été. Le film prend "
        "tout son temps.",
        "Rien de tout cela ne marcherait sans les actrices, qui en disent plus d'un regard que "
        "d'autres en un discours.",
    ],
    "it": [
        "Un molo, una tempesta e due sorelle che non si parlano più dall'estate. Il film si "
        "prende il suo tempo.",
        "Niente di tutto questo funzionerebbe senza le attrici, che con uno sguardo dicono più di "
        "quanto altri dicono in un'ora.",
    ],
    "pt": [
        "Um cais, uma tempestade e duas irmãs que não se falam desde o verão passado. O filme não "
        "tem pressa nenhuma.",
        "Nada disto funcionaria sem as atrizes, que com um olhar dizem mais do que outras com um "
        "discurso inteiro.",
    ],
    "nl": [
        "Een pier, een storm en twee zussen die sinds de zomer niet meer met elkaar praten. De "
        "film neemt er de tijd voor.",
        "Zonder de actrices zou dit allemaal niet werken, want zij zeggen met een blik meer dan "
        "anderen met een toespraak.",
    ],
    "pl": [
        "Molo, burza i dwie siostry, które od lata nie mówią do siebie ani słowa. Film się nie "
        "spieszy, i to jest dobre.",
        "Bez aktorek nic by z tego nie było, bo jednym spojrzeniem mówią więcej niż inne w całej "
        "przemowie, a to już coś.",
    ],
    "tr": [
        "Bir iskele, bir fırtına ve yazdan beri konuşmayan iki kız kardeş. Film hiç acele etmiyor "
        "ve bu da çok iyi.",
        "Oyuncular olmasa bunların hiçbiri olmazdı, çünkü bir bakışla bile o kadar çok şey "
        "anlatıyorlar ki ne desem az.",
    ],
    "sv": [
        "En brygga, en storm och två systrar som inte har talat med varandra sedan i somras. "
        "Filmen tar god tid på sig.",
        "Utan skådespelarna skulle inget av det här fungera, för de säger mer med en blick än "
        "andra med ett helt tal.",
    ],
    "ru": ["Пирс, шторм и две сестры, которые не разговаривают с прошлого лета. Фильм никуда не спешит."],
    "uk": ["Пірс, шторм і дві сестри, які не розмовляють з минулого літа. Фільм нікуди не поспішає."],
    "ja": ["桟橋と嵐、そして去年の夏から口をきかない二人の姉妹。この映画は急がない。"],
    "zh": ["码头，风暴，还有从去年夏天起就不说话的两姐妹。这部电影一点也不着急。"],
    "ko": ["부두와 폭풍, 그리고 지난여름부터 말하지 않는 두 자매. 영화는 서두르지 않는다."],
}


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in PARAGRAPHS.items() for text in texts]
)
def test_a_paragraph_is_enough(code, text):
    assert guess_language(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rain.",
        "Ana Lopez, Eve Ozols, Riga, Oslo, Paris, Roma, Madrid, Lisboa, Wien, Bern, Nice, Cork, Bonn",
    ],
)
def test_too_little_is_no_guess(text):
    assert guess_language(text) == ""


@pytest.mark.parametrize(
    ("front", "text", "code", "says"),
    [
        ("", PARAGRAPHS["sv"][0], "sv", "reads as Swedish"),
        ("", PARAGRAPHS["zh"][0], "zh", "reads as Chinese"),
        ("", "Rain.", "en", "language of the text is not clear"),
        ("lang: nl", PARAGRAPHS["sv"][0], "nl", ""),
        ("", PARAGRAPHS["en"][0], "en", ""),
    ],
)
def test_it_is_set_with_a_note(db, front, text, code, says):
    imported = match(f"---\n{front}\ntitle: A\n---\n\n{text}".encode())
    messages = " ".join(note.message for note in imported.notes)

    assert imported.document.language == code
    assert says in messages
    assert bool(says) == ("language" in messages)
