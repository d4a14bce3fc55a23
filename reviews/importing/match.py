"""Match an imported document with the database: its film, credits, critics, images and scales.

Creates nothing: a name without a match stays as printed, and the author gets
a note.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.conf import settings
from django.utils.translation import gettext as _

from cast.models import Credit
from films.models import Film
from reviews import document as d
from reviews.document.grades import is_left_safe
from reviews.drafts import with_embedded, with_named_films, world_of
from reviews.drafts.freezing import markdown_of
from reviews.importing import formats
from reviews.importing.film_finder import NO_FILM, UNKNOWN_FILM, FilmFinder, listed
from reviews.importing.film_titles import title_and_year
from reviews.importing.first_publication import note_future_day
from reviews.importing.formats import FormatError, Note, PostFields
from reviews.importing.formats.decode import decode
from reviews.importing.formats.post_fields.fields import NO_FIELDS
from reviews.importing.formats.result import Reading
from reviews.importing.kinds import as_text
from reviews.importing.languages import with_language
from reviews.importing.old_addresses import lasting_slug, old_addresses
from reviews.importing.scores import with_score
from reviews.models import Critic
from reviews.models.draft.draft import SectionKind
from reviews.workflow import Refused
from shield.markdown_field import check as check_markdown
from shield.markdown_limits import TooComplex

__all__ = ["FormatError", "ImportedReview", "find_film", "match", "read_as_text"]


@dataclass(frozen=True)
class ImportedReview:
    """A document read from a file, with database keys, and notes on everything doubtful.

    `candidates`: films that it may be about, if none is certain.
    """

    document: d.Document
    film: Film | None
    notes: tuple[Note, ...]
    fields: PostFields = NO_FIELDS
    candidates: tuple[Film, ...] = ()
    slug: str = ""  # for `workflow.begin`, as are these:
    old_addresses: tuple[str, ...] = ()


def find_film(query: str) -> Film:
    """The film with this key, slug, title, or `Title (year)`. Raises `Refused` for none, or lists several."""
    films = _by_key(query) or Film.objects.named(query)
    alike: list[Film] = []
    if not films:
        films, alike = FilmFinder().called(title_and_year(query))
    if alike:
        message = _("No film is called just “%(film)s”. Perhaps: %(films)s. Name one by title and year.")
        raise Refused(message % {"film": query, "films": listed(alike)})
    if not films:
        raise Refused(
            _("No film called “%(film)s” is in the film database. Ask the film desk to add it.")
            % {"film": query}
        )
    if len(films) > 1:
        with_keys = "; ".join(f"{film} [{film.key}]" for film in films)
        raise Refused(
            _("Several films are called “%(film)s”: %(films)s. Name one by title and year, or by key.")
            % {"film": query, "films": with_keys}
        )
    return films[0]


def _by_key(query: str) -> list[Film]:
    try:
        film = Film.objects.by_key(UUID(query.strip()))
    except ValueError:
        return []
    return [film] if film else []


def read_as_text(data: bytes, name: str = "") -> tuple[bytes, tuple[Note, ...]]:
    """(a file of any kind as text for `match`, notes). `name`: of the file. Raises FormatError."""
    return as_text(data, name=name, max_bytes=settings.DOCUMENT_MAX_BYTES)


def match(
    data: bytes,
    film: Film | None = None,
    notes: Iterable[Note] = (),
    beside: Mapping[str, str] | None = None,
    finder: FilmFinder | None = None,
) -> ImportedReview:
    """Read a text and match it with the database; `film` overrides its own. Raises FormatError.

    `notes`: of `read_as_text`, which come first. `beside`: as for `formats.read`. `finder`: one for many
    texts, which saves time.
    """
    titles = _titles(film) if film else ()
    reading = _read(data, titles, beside)
    document, notes = _with_unique_keys(reading.document), [*notes, *reading.notes]
    found = NO_FILM
    if not film and not document.film:
        text, _decoding = decode(data, settings.DOCUMENT_MAX_BYTES)
        found = (finder or FilmFinder()).find(reading.fields, document.headline, text, notes)
    document, film = _match_film(document, film or found.film, notes)
    document = with_language(document, reading.fields.language, notes)
    document = _match_credits(document, film, notes)
    document = _match_critics(document, notes)
    document = _without_unknown(document, notes)
    document = with_score(document, reading.fields.scores, notes)
    note_future_day(document, notes)
    slug, addresses = lasting_slug(reading.fields), old_addresses(reading.fields, notes)
    _note_safe_kinds(document, notes)
    document = d.normal(with_named_films(with_embedded(document)))
    return ImportedReview(document, film, tuple(notes), reading.fields, found.candidates, slug, addresses)


def _read(data: bytes, titles: tuple[str, ...], beside: Mapping[str, str] | None) -> Reading:
    try:
        reading = formats.read(data, titles=titles, max_bytes=settings.DOCUMENT_MAX_BYTES, beside=beside)
        for text in markdown_of(reading.document):
            check_markdown(text)
    except TooComplex as error:
        raise FormatError(" ".join(error.messages)) from error
    return reading


def _titles(film: Film) -> tuple[str, ...]:
    others = film.other_titles.values_list("title", flat=True)
    return tuple(title for title in (film.title, film.original_title, film.short_title, *others) if title)


def _warn(notes: list[Note], message: str, part=None) -> None:
    notes.append(Note(level="warning", message=message, part=part))


def _with_unique_keys(document: d.Document) -> d.Document:
    """A part that was copied within an exported file gets a new key."""
    seen: set[UUID] = set()

    def unique(part):
        if part.key in seen:
            part = d.replace(part, key=uuid4())
        seen.add(part.key)
        return part

    return d.replace(document, **{name: tuple(map(unique, getattr(document, name))) for name in d.PARTS})


def _match_film(document: d.Document, film: Film | None, notes: list[Note]):
    if not film and document.film:
        film = Film.objects.by_key(document.film.key)
        if not film:
            _warn(notes, UNKNOWN_FILM % {"name": document.film.name})
    ref = d.Ref(key=film.key, name=film.title) if film else None
    return d.replace(document, film=ref), film


def _match_credits(document: d.Document, film: Film | None, notes: list[Note]) -> d.Document:
    """Link cast notes to the film's credits by the printed name."""
    credits = Credit.objects.for_review(film) if film else []
    by_name: dict[str, list[Credit]] = {}
    for credit in credits:
        by_name.setdefault(_folded(credit.person.name), []).append(credit)

    def matched(note: d.CastNote) -> d.CastNote:
        if note.credits:
            return note
        matches = by_name.get(_folded(note.name), [])
        if film and not matches and note.role:
            name = {"name": note.name}
            _warn(notes, _("%(name)s has no credit on this film: the note stays untied.") % name, note.key)
        if any(credit.spoiler_level for credit in matches):
            message = _("The film's record flags a credit as a surprise: the note on it is withheld.")
            _warn(notes, message, note.key)
        return d.replace(note, credits=tuple(credit.key for credit in matches))

    if not film and document.cast_notes:
        _warn(notes, _("Import it again with its film, so that the cast notes can be tied to its credits."))
    return d.replace(document, cast_notes=tuple(map(matched, document.cast_notes)))


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split())


def _match_critics(document: d.Document, notes: list[Note]) -> d.Document:
    def matched(byline: d.Byline | d.Opinion) -> d.Byline | d.Opinion:
        if byline.critic or not byline.name:
            return byline
        critic = Critic.objects.filter(name__iexact=byline.name).order_by("pk").first()
        if not critic:
            _warn(
                notes,
                _("No critic called “%(name)s” is known: the byline is a name only.") % {"name": byline.name},
            )
        return d.replace(byline, critic=critic and critic.key)

    opinions = tuple(opinion if opinion.spoiler else matched(opinion) for opinion in document.opinions)
    return d.replace(document, bylines=tuple(map(matched, document.bylines)), opinions=opinions)


def _without_unknown(document: d.Document, notes: list[Note]) -> d.Document:
    """The document without keys and scores that this database does not have. Printed names stay."""
    world = world_of(document)

    def known(part: d.Part) -> d.Part:
        if isinstance(part, d.CastNote):
            part = d.replace(part, credits=tuple(key for key in part.credits if key in world.credits))
        if isinstance(part, d.Opinion) and part.critic not in world.critics:
            part = d.replace(part, critic=None)
        if part.spoiler:
            scope = tuple(ref for ref in part.spoiler.scope if ref.key in world.films)
            if len(scope) < len(part.spoiler.scope):
                _warn(
                    notes,
                    _("A spoiler gives away a film that is not in the film database: look at its scope."),
                    part.key,
                )
            part = d.replace(part, spoiler=d.replace(part.spoiler, scope=scope))
        return part

    pictures = tuple(picture for picture in document.pictures if picture.image in world.images)
    if len(pictures) < len(document.pictures):
        _warn(notes, _("Some pictures are not in this house. Upload them."))
    document = d.replace(document, pictures=pictures)
    parts = {name: tuple(map(known, getattr(document, name))) for name in d.PARTS}
    bylines = tuple(
        byline if byline.critic in world.critics else d.replace(byline, critic=None)
        for byline in document.bylines
    )
    return _with_known_scores(d.replace(document, **parts, bylines=bylines), world, notes)


def _note_safe_kinds(document: d.Document, notes: list[Note]) -> None:
    """A note on each section that is safe as imported, although its kind usually gives something away."""
    message = _(
        "%(kind)s: safe as imported, and such a section usually gives something away. "
        "Flag it, or say when you submit why it may be safe."
    )
    for section in document.sections:
        if is_left_safe(section):
            _warn(notes, message % {"kind": SectionKind(section.kind).label}, section.key)


def _with_known_scores(document: d.Document, world, notes: list[Note]) -> d.Document:
    def is_known(score: d.Score) -> bool:
        scale = world.scales.get(score.scale)
        return bool(scale) and 0 <= score.value <= scale.maximum * scale.divisions

    score = document.score if document.score and is_known(document.score) else None
    aspects = tuple(
        item for item in document.aspects if item.aspect.key in world.aspects and is_known(item.score)
    )
    opinions = tuple(
        item if item.score is None or is_known(item.score) else d.replace(item, score=None)
        for item in document.opinions
    )
    is_lost = score != document.score or len(aspects) < len(document.aspects) or opinions != document.opinions
    if is_lost:
        _warn(notes, _("A score is not on a scale of this house. Give it again."))
    return d.replace(document, score=score, aspects=aspects, opinions=opinions)
