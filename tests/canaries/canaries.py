"""A world with one unique word in every kind of spoiler, and a reader who walks all of it.

`KINDS` names each word by where it was planted, and says where it may be read
by one who asks: `ON_REQUEST` on the spoiler page, `NOWHERE` not even there
(texts of the film world are left out, and cannot be opened). Those of a review
that nobody here has read are in `archive`.
"""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urlsplit

from django.conf import settings

from cast.flagging import flag
from franchises.models import OrderKind
from ratings.models import Scale
from reviews import document as d
from reviews import workflow
from reviews.models import Critic
from tests.canaries import archive
from tests.factories import (
    CharacterFactory,
    CreditFactory,
    FilmFactory,
    FranchiseFactory,
    ImageFactory,
    InstalmentFactory,
    OrderFactory,
    PageFactory,
    PersonFactory,
    PlaceFactory,
    ProjectStatusFactory,
    ReleaseDateFactory,
    ScaleFactory,
)
from tests.reviews.builders import approved, begun, rewritten, somebody

ON_REQUEST, NOWHERE = "on request", "nowhere"
KINDS = {
    "heading of a flagged section": ("zebroplex", ON_REQUEST),
    "text of a flagged section": ("quandorix", ON_REQUEST),
    "second spoiler part of the same text": ("maltervine", ON_REQUEST),
    "passage of a further film inside a flagged section": ("wendrovast", ON_REQUEST),
    "inline in a section": ("vostrigan", ON_REQUEST),
    "inline over three paragraphs": ("pellumbra", ON_REQUEST),
    "footnote that only a spoiler uses": ("cravenholt", ON_REQUEST),
    "title of a link inside a spoiler": ("dorsimund", ON_REQUEST),
    "picture inside a spoiler: its text": ("faltrevok", ON_REQUEST),
    "picture inside a spoiler: its file": ("gurnisade", ON_REQUEST),
    "name in a flagged cast note": ("hestoquill", ON_REQUEST),
    "role in a flagged cast note": ("ibrantole", ON_REQUEST),
    "text of a flagged cast note": ("jorvimast", ON_REQUEST),
    "cast note on a flagged credit": ("kestrovane", ON_REQUEST),
    "inline in a cast note": ("lumbricot", ON_REQUEST),
    "label of a flagged point": ("mordazine", ON_REQUEST),
    "text of a flagged point": ("nexilomar", ON_REQUEST),
    "inline in a point": ("ostravell", ON_REQUEST),
    "condition of flagged advice": ("prandikut", ON_REQUEST),
    "reason of flagged advice": ("quelzomir", ON_REQUEST),
    "inline in advice": ("rostavine", ON_REQUEST),
    "details of an advisory": ("orvandelis", ON_REQUEST),
    "label of a flagged advisory": ("pazmirone", ON_REQUEST),
    "details of a flagged advisory": ("quorlinda", ON_REQUEST),
    "inline in a second opinion": ("ruskavine", ON_REQUEST),
    "name in a flagged second opinion": ("sulembrik", ON_REQUEST),
    "text of a flagged second opinion": ("tavroquen", ON_REQUEST),
    "alternative text of a flagged picture": ("skelmander", ON_REQUEST),
    "caption of a flagged picture": ("tromvessa", ON_REQUEST),
    "inline in a caption": ("uldranoct", ON_REQUEST),
    "inline in the verdict": ("vexilorne", ON_REQUEST),
    "flagged section behind the outlook": ("wimbrasol", ON_REQUEST),
    "passage flagged only after publication": ("xandrupel", ON_REQUEST),
    "person of a flagged credit": ("yarnovex", NOWHERE),
    "character of a flagged credit": ("zoltrimane", NOWHERE),
    "synopsis": ("abrivoque", NOWHERE),
    "biography": ("brolunaft", NOWHERE),
    "description of a character": ("cintravok", NOWHERE),
    "description of a franchise": ("drumolexa", NOWHERE),
    "reason of a place in an order": ("elvosprit", NOWHERE),
    "note of a project status": ("frondivex", NOWHERE),
    "note to readers on a correction": ("glamotrix", NOWHERE),
    "reason of a take-down": ("hovendrak", NOWHERE),
    "page of the house": ("imbroskel", NOWHERE),
    "biography of a critic": ("jandrovit", NOWHERE),
}
KINDS |= archive.KINDS
WORDS = {kind: word for kind, (word, _where) in KINDS.items()}
MAJOR = d.Spoiler(level="major")


@dataclass(frozen=True)
class Planted:
    edition: object
    taken_down: object
    unread: object = None  # an edition


def spoiling(kind):
    return f"Open words. >!{WORDS[kind]}!< And on."


def planted():
    """The world, with a live review that was corrected and then tightened, one taken down, one unread."""
    film = _film_world()
    author, moderator = somebody("Author"), somebody("Moderator", first_name="Mo")
    later = WORDS["passage flagged only after publication"]
    before = _document(film, outlook=f"Soon. {later} returns to the lamp room at dawn.")
    review = begun(before, author)
    approved(workflow.submit(review, by=author), moderator)
    rewritten(review, author, headline="The lamp, again")
    note = f"A name was wrong. >!{WORDS['note to readers on a correction']}!<"
    live = approved(workflow.submit(review, by=author), moderator, kind="correction", note=note)
    text = live.revision.document()
    hidden = tuple(d.replace(part, spoiler=MAJOR) if later in part.text else part for part in text.sections)
    edition = workflow.tighten(
        review, document=d.replace(text, sections=hidden), by=moderator, reason="A reader told us."
    )
    other = begun(_document(FilmFactory(title="The Buoy"), headline="The buoy"), author)
    approved(workflow.submit(other, by=author), moderator)
    workflow.take_down(other, by=moderator, reason=f"An error. >!{WORDS['reason of a take-down']}!<")
    return Planted(edition, other, archive.planted_in_an_archive())


def _film_world():
    poster = ImageFactory(title="A poster")
    film = FilmFactory(
        title="The Lamp Room", slug="the-lamp-room", poster=poster, synopsis=spoiling("synopsis")
    )
    ReleaseDateFactory(film=film)
    franchise = FranchiseFactory(
        name="The Lights", slug="the-lights", description=spoiling("description of a franchise")
    )
    order = OrderFactory(franchise=franchise, kind=OrderKind.STORY, name="By story")
    instalment = InstalmentFactory(franchise=franchise, film=film)
    PlaceFactory(order=order, instalment=instalment, reason=spoiling("reason of a place in an order"))
    coming = FilmFactory(title="The Buoys", slug="the-buoys", year=None)
    InstalmentFactory(franchise=franchise, film=coming)
    ProjectStatusFactory(franchise=franchise, film=coming, note=spoiling("note of a project status"))
    ida = PersonFactory(name="Ida Mar", slug="ida-mar", biography=spoiling("biography"))
    mina = CharacterFactory(name="Mina", slug="mina", description=spoiling("description of a character"))
    CreditFactory(film=film, person=ida, characters=[mina])
    word = WORDS["person of a flagged credit"]
    surprise = CreditFactory(
        film=film,
        person=PersonFactory(name=f"Guest {word}", slug=f"guest-{word}"),
        characters=[
            CharacterFactory(
                name=WORDS["character of a flagged credit"], slug=WORDS["character of a flagged credit"]
            )
        ],
    )
    flag(surprise, "major")
    PageFactory(title="About", slug="about", text=spoiling("page of the house"))
    Critic.objects.create(name="Ada Quill", slug="ada-quill", biography=spoiling("biography of a critic"))
    return film


def _document(film, headline="The lamp", outlook="Soon."):
    w = WORDS
    credit = film.credits.filter(spoiler_level="").first()
    surprise = film.credits.exclude(spoiler_level="").first()
    image = ImageFactory(title="In use")
    secret = ImageFactory(title="Inside", file__filename=f"{w['picture inside a spoiler: its file']}.png")
    critic = Critic.objects.get(slug="ada-quill")
    scale = Scale.objects.first() or ScaleFactory()
    return d.Document(
        film=d.Ref(key=film.key, name=film.title),
        headline=headline,
        dek="Two people and a light.",
        bylines=(d.Byline(name=critic.name, critic=critic.key),),
        score=d.Score(scale=scale.key, version=scale.version, value=7, maximum=5, divisions=2, word="good"),
        pictures=(
            d.Picture(
                image=image.key,
                sha256=image.sha256,
                alt="A lamp",
                caption=spoiling("inline in a caption"),
            ),
            d.Picture(
                image=image.key,
                sha256=image.sha256,
                alt=w["alternative text of a flagged picture"],
                caption=w["caption of a flagged picture"],
                spoiler=MAJOR,
            ),
        ),
        sections=(
            d.Section(
                kind="opening",
                text=(
                    f"It begins with rain. >!{w['inline in a section']}!< It goes on.[^1]\n\n"
                    f">!One.\n\n{w['inline over three paragraphs']}.\n\nThree.[^2] "
                    f'[A link](https://example.org/ "{w["title of a link inside a spoiler"]}") '
                    f"![{w['picture inside a spoiler: its text']}](image:{secret.key})!<\n\n"
                    f"[^1]: A note.\n[^2]: {w['footnote that only a spoiler uses']}\n"
                ),
            ),
            d.Section(
                kind="twists",
                heading=w["heading of a flagged section"],
                text=f"{w['text of a flagged section']}, >!{{ending; of={film.key}}} "
                f"{w['passage of a further film inside a flagged section']}!<.",
                spoiler=MAJOR,
            ),
            d.Section(kind="style", text="A loud film."),
            d.Section(
                kind="ending",
                text=w["second spoiler part of the same text"],
                spoiler=d.Spoiler(level="ending"),
            ),
            d.Section(kind="outlook", text=outlook),
            d.Section(kind="other", text=w["flagged section behind the outlook"], spoiler=MAJOR),
        ),
        cast_notes=(
            d.CastNote(
                credits=(credit.key,) if credit else (),
                name="Ida Mar",
                role="Mina",
                text=spoiling("inline in a cast note"),
            ),
            d.CastNote(
                name=w["name in a flagged cast note"],
                role=w["role in a flagged cast note"],
                text=w["text of a flagged cast note"],
                spoiler=MAJOR,
            ),
            *(
                [d.CastNote(credits=(surprise.key,), name="Guest", text=w["cast note on a flagged credit"])]
                if surprise
                else []
            ),
        ),
        points=(
            d.Point(side="good", label="Sound", text=spoiling("inline in a point")),
            d.Point(
                side="bad",
                label=w["label of a flagged point"],
                text=w["text of a flagged point"],
                spoiler=MAJOR,
            ),
        ),
        advice=(
            d.Advice(condition="If you like rain", answer="yes", reason=spoiling("inline in advice")),
            d.Advice(
                condition=w["condition of flagged advice"],
                answer="no",
                reason=w["reason of flagged advice"],
                spoiler=MAJOR,
            ),
        ),
        seen=d.Seen(how="press-screening", guest_of="A studio", format="35 mm"),
        advisories=(
            d.Advisory(kind="violence", label="Fists", details=w["details of an advisory"]),
            d.Advisory(
                kind="gore",
                label=w["label of a flagged advisory"],
                details=w["details of a flagged advisory"],
                spoiler=MAJOR,
            ),
        ),
        opinions=(
            d.Opinion(name="Bo Berg", text=spoiling("inline in a second opinion")),
            d.Opinion(
                name=w["name in a flagged second opinion"],
                text=w["text of a flagged second opinion"],
                spoiler=MAJOR,
            ),
        ),
        verdict=d.Verdict(label="In short", text=spoiling("inline in the verdict")),
    )


@dataclass(frozen=True)
class Answer:
    """What came back from an address: its status, headers and body as one text."""

    address: str
    status: int
    text: str

    def words(self):
        """Which kinds of spoilers can be read in it, in its address or in its headers, escaped or not."""
        everything = unescape(unquote(f"{self.address}\n{self.text}")).lower()
        return {kind for kind, word in WORDS.items() if word in everything}


LINKS = re.compile(
    r"""(?:href|src|srcset|content|action)=["']([^"']+)["']|<(?:loc|link|guid|id|url)>([^<]+)<|"(?:url|id|image|@id|feed_url|home_page_url|contentUrl)":\s*"([^"]+)"|^Sitemap:\s*(\S+)""",
    re.MULTILINE,
)
STARTS = (
    "/",
    "/robots.txt",
    "/llms.txt",
    "/sitemap.xml",
    "/feeds/reviews.atom",
    "/feeds/reviews.rss",
    "/feeds/reviews.json",
)
# Not asked for by a reader who asked for nothing: the spoiler pages, and the desk.
LEFT_ALONE = re.compile(r"/spoilers/|^/admin/|^/static/")


def walk(client, *starts):
    """Every public address that can be reached without asking for a spoiler, each with its answer."""
    waiting, answers = list(starts or STARTS), {}
    while waiting:
        address = waiting.pop()
        if address in answers or LEFT_ALONE.search(address):
            continue
        response = client.get(address)
        headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
        body = response.getvalue().decode("utf-8", "replace")
        answers[address] = Answer(address, response.status_code, f"{headers}\n{body}")
        if address.startswith(settings.MEDIA_URL):
            continue
        waiting += [path for found in LINKS.findall(body) for link in found if (path := _ours(link, address))]
        if response.status_code in (301, 302):
            waiting.append(_ours(response.headers["Location"], address))
    return answers


def _ours(link, base):
    """The path of a link, if it leads to this site."""
    link = unescape(link).strip()
    if link.startswith(settings.SITE_URL):
        link = link.removeprefix(settings.SITE_URL) or "/"
    if link.startswith("?"):
        link = urlsplit(base).path + link
    return link.partition("#")[0] if link.startswith("/") and not link.startswith("//") else ""
