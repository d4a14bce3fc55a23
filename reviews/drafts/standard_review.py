"""The standard review: a template of the parts that most reviews have, in order, to be filled in.

Parts that are still blank are removed at submission, so none has to be deleted by hand.
"""

from cast.models import ACTING, Credit
from films.models import Film
from reviews import document as d
from reviews.document.grades import USUAL_LEVELS
from reviews.models import Critic

SECTIONS: tuple[d.Kind, ...] = ("opening", "style", "plot", "twists", "ending", "outlook")
POINTS = 4  # on each side
CAST_NOTES = 3  # top billing first


def standard_review(document: d.Document, *, film: Film | None, author) -> d.Document:
    """`document` with those parts of the standard review that it lacks."""
    return d.replace(
        document,
        bylines=document.bylines or _bylines(author),
        sections=_sections(document),
        cast_notes=document.cast_notes or _cast_notes(film),
        points=document.points
        or tuple(d.Point(side=side) for side in ("good", "bad") for _n in range(POINTS)),
        advice=document.advice or (d.Advice(answer="yes"), d.Advice(answer="no")),
    )


def _sections(document: d.Document) -> tuple[d.Section, ...]:
    existing = {section.kind for section in document.sections}
    missing = tuple(_section(kind) for kind in SECTIONS if kind not in existing)
    return (*document.sections, *missing) if document.sections else missing


def _section(kind: d.Kind) -> d.Section:
    level = USUAL_LEVELS.get(kind)
    return d.Section(kind=kind, spoiler=d.Spoiler(level=level) if level else None)


def _bylines(author) -> tuple[d.Byline, ...]:
    critic = Critic.objects.filter(account=author).first()
    return (d.Byline(name=critic.name, critic=critic.key),) if critic else ()


def _cast_notes(film: Film | None) -> tuple[d.CastNote, ...]:
    """Cast notes on the top-billed credits of the film, never on one that is a spoiler."""
    if not film:
        return tuple(d.CastNote() for _n in range(CAST_NOTES))
    credits = Credit.objects.open().filter(film=film, job__in=ACTING).for_page()[:CAST_NOTES]
    return tuple(
        d.CastNote(
            credits=(credit.key,),
            name=credit.person.name,
            role=" / ".join(name for name, _slug in credit.roles),
            cameo=credit.is_cameo,
        )
        for credit in credits
    )
