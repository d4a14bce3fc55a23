"""Generated documents, about whatever film world the test has made."""

from typing import get_args
from uuid import uuid4

from hypothesis import strategies as st

from reviews import document as d
from reviews.document.normalise import normal_text
from shield.marks import films_named

TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)
PIECES = [">!", "!<", "word ", "**b** ", "\n\n", "- x\n", "# h\n", "[^1] ", "`c` ", "\\", "| a |\n|--|\n"]
KEYS = st.builds(uuid4)


def markdown_about(films):
    """Markdown in which marks may name these films, by key."""
    marks = [f">!{{ending; of={film.key}}} " for film in films] + [">!{mild} ", ">!{odd} "]
    return TEXT | st.lists(st.sampled_from(PIECES + marks), max_size=12).map("".join)


def _with_named_films(document, films):
    named = {
        name for part in document.marked() for text in d.markdown_texts(part) for name in films_named(text)
    }
    refs = {film.key: d.Ref(key=film.key, name=film.title) for film in films if str(film.key) in named}
    return d.replace(document, named_films=tuple(refs[key] for key in sorted(refs)))


def spoilers(films):
    scopes = st.lists(st.sampled_from(films), unique=True, max_size=2).map(
        lambda chosen: tuple(d.Ref(key=film.key, name=film.title) for film in chosen)
    )
    return st.none() | st.builds(d.Spoiler, level=st.sampled_from(d.LEVELS), scope=scopes)


def documents(*, films, credits=(), images=(), critics=(), scale=None, aspects=()):
    """Documents that name only things of this world, by their present names."""
    spoiler, markdown = spoilers(films), markdown_about(films)
    common = {"key": KEYS, "spoiler": spoiler}
    credit_keys = (
        st.lists(st.sampled_from([credit.key for credit in credits]), unique=True).map(tuple)
        if credits
        else st.just(())
    )
    pictures = (
        st.builds(
            lambda image, **fields: d.Picture(image=image.key, sha256=image.sha256, **fields),
            image=st.sampled_from(images),
            alt=TEXT.filter(lambda text: normal_text(text)),
            caption=markdown,
            **common,
        )
        if images
        else st.nothing()
    )
    return st.builds(
        d.Document,
        film=st.none() | st.sampled_from(films).map(lambda film: d.Ref(key=film.key, name=film.title)),
        headline=TEXT,
        dek=TEXT,
        language=st.sampled_from(["en", "de", "th"]),
        bylines=st.lists(bylines(critics), max_size=2).map(tuple),
        pictures=_some(pictures),
        sections=_some(
            st.builds(
                d.Section, kind=st.sampled_from(d.KINDS), heading=TEXT, text=markdown, flag=TEXT, **common
            )
        ),
        cast_notes=_some(
            st.builds(
                d.CastNote,
                credits=credit_keys,
                name=TEXT,
                role=TEXT,
                cameo=st.booleans(),
                text=markdown,
                **common,
            )
        ),
        points=_some(
            st.builds(d.Point, side=st.sampled_from(["good", "bad"]), label=TEXT, text=markdown, **common)
        ),
        advice=_some(
            st.builds(
                d.Advice,
                condition=markdown,
                answer=st.sampled_from(["yes", "no", "maybe"]),
                reason=markdown,
                **common,
            )
        ),
        seen=st.builds(d.Seen, how=st.sampled_from(get_args(d.SeenHow)), guest_of=TEXT, format=TEXT),
        first_published=st.builds(d.FirstPublished, date=st.none() | st.dates(), address=TEXT, outlet=TEXT),
        advisories=_some(
            st.builds(
                d.Advisory,
                kind=st.sampled_from(get_args(d.AdvisoryKind)),
                label=TEXT,
                details=markdown,
                **common,
            )
        ),
        opinions=_some(opinions(critics, scale, common, markdown)),
        verdict=st.builds(d.Verdict, label=TEXT, text=markdown),
        **_scores(scale, aspects),
    ).map(lambda document: _with_named_films(d.normal(document), films))


def _some(parts):
    return st.lists(parts, max_size=3).map(tuple)


def opinions(critics, scale, common, markdown):
    """Second opinions by the names and keys that bylines have too."""
    score = st.none() | scores_on(scale) if scale else st.none()
    return st.builds(
        lambda signed, **fields: d.Opinion(name=signed.name, critic=signed.critic, **fields),
        signed=bylines(critics),
        text=markdown,
        score=score,
        **common,
    )


def bylines(critics):
    known = st.sampled_from(critics) if critics else st.nothing()
    return st.one_of(
        TEXT.map(lambda name: d.Byline(name=name)),
        known.map(lambda critic: d.Byline(name=critic.name, critic=critic.key)),
        st.builds(lambda critic: d.Byline(name="Another name", critic=critic.key), known),
    )


def scores_on(scale):
    return st.integers(0, scale.maximum * scale.divisions).map(
        lambda value: d.Score(
            scale=scale.key,
            version=scale.version,
            value=value,
            maximum=scale.maximum,
            divisions=scale.divisions,
            word=f"word {value}",
        )
    )


def _scores(scale, aspects):
    if not scale:
        return {}
    scores = scores_on(scale)
    chosen = st.lists(st.sampled_from(aspects), unique=True) if aspects else st.just([])
    return {
        "score": st.none() | scores,
        "aspects": chosen.flatmap(
            lambda found: st.tuples(
                *(
                    st.builds(
                        d.AspectScore, aspect=st.just(d.Ref(key=aspect.key, name=aspect.name)), score=scores
                    )
                    for aspect in found
                )
            )
        ),
    }
