"""A review adopted from an archive that nobody here has read: a word in each part after its opening."""

from datetime import date

from ratings.models import Scale
from reviews import document as d
from reviews.models import Critic
from tests.factories import AspectFactory, FilmFactory, ImageFactory
from tests.reviews.builders import imported, unread

UNREAD = "on request, behind the opening of the unread review"
KINDS = {
    "unread: heading of a section": ("aldrovane", UNREAD),
    "unread: text of a section": ("bestrival", UNREAD),
    "unread: section behind the outlook": ("cormulane", UNREAD),
    "unread: footnote": ("dastrivel", UNREAD),
    "unread: picture in a text": ("elbrandov", UNREAD),
    "unread: file of a picture": ("fendrimal", UNREAD),
    "unread: alternative text": ("gastrovel", UNREAD),
    "unread: caption": ("holmandrix", UNREAD),
    "unread: name in a cast note": ("iskravend", UNREAD),
    "unread: role in a cast note": ("jalmorine", UNREAD),
    "unread: text of a cast note": ("kandrovex", UNREAD),
    "unread: label of a point": ("lostrimane", UNREAD),
    "unread: text of a point": ("malvendro", UNREAD),
    "unread: condition of advice": ("nostravik", UNREAD),
    "unread: reason of advice": ("olmandrev", UNREAD),
    "unread: label of an advisory": ("pestrolin", UNREAD),
    "unread: name in a second opinion": ("quastrimel", UNREAD),
    "unread: text of a second opinion": ("rolmendra", UNREAD),
    "unread: name of an aspect": ("salvindro", UNREAD),
    "unread: label of the verdict": ("tolmandrix", UNREAD),
    "unread: text of the verdict": ("undravelm", UNREAD),
}
WORDS = {kind.removeprefix("unread: "): word for kind, (word, _where) in KINDS.items()}


def planted_in_an_archive():
    """The live edition of the review."""
    return unread(imported(text=_document(FilmFactory(title="The Pier", slug="the-pier", year=2011))))


def _document(film):
    w = WORDS
    frame = ImageFactory(title="A frame", file__filename=f"{w['file of a picture']}.png")
    critic, scale = Critic.objects.get(slug="ada-quill"), Scale.objects.first()
    aspect = AspectFactory(name=w["name of an aspect"])
    score = d.Score(scale=scale.key, version=scale.version, value=6, maximum=5, divisions=2, word="fair")
    return d.Document(
        film=d.Ref(key=film.key, name=film.title),
        headline="The pier, years ago",
        bylines=(d.Byline(name=critic.name, critic=critic.key),),
        first_published=d.FirstPublished(date=date(2012, 3, 4), outlet="The Kino Blog"),
        score=score,
        sections=(
            d.Section(kind="opening", text="Planks and gulls."),
            d.Section(
                kind="style",
                heading=w["heading of a section"],
                text=f"{w['text of a section']}.[^1] ![{w['picture in a text']}](image:{frame.key})\n\n"
                f"[^1]: {w['footnote']}\n",
            ),
            d.Section(kind="outlook", text="Nothing."),
            d.Section(kind="other", text=w["section behind the outlook"]),
        ),
        embedded=(d.Embedded(image=frame.key, sha256=frame.sha256),),
        pictures=(
            d.Picture(image=frame.key, sha256=frame.sha256, alt=w["alternative text"], caption=w["caption"]),
        ),
        cast_notes=(
            d.CastNote(
                name=w["name in a cast note"], role=w["role in a cast note"], text=w["text of a cast note"]
            ),
        ),
        points=(d.Point(side="bad", label=w["label of a point"], text=w["text of a point"]),),
        advice=(d.Advice(condition=w["condition of advice"], answer="no", reason=w["reason of advice"]),),
        advisories=(d.Advisory(kind="other", label=w["label of an advisory"]),),
        opinions=(d.Opinion(name=w["name in a second opinion"], text=w["text of a second opinion"]),),
        aspects=(d.AspectScore(aspect=d.Ref(key=aspect.key, name=aspect.name), score=score),),
        verdict=d.Verdict(label=w["label of the verdict"], text=w["text of the verdict"]),
    )
