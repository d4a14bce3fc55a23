"""Hidden and shown text, read from documents and the film database, not from rendered pages.

So a bug of the renderer counts as a leak. The rest of a text that nobody here
has read was approved by nobody: it is hidden, but for what others say as well.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cast.models import Character, Credit, Person
from films.models import Film, OtherTitle
from franchises.models import Franchise, Place
from reviews import document as d
from reviews.checks.leak_check.film_world import marked_texts
from reviews.document.unread import opening_of
from reviews.models import Critic, Edition
from reviewsite.leak_audit.shingles import Shingle, Shingles
from reviewsite.pages.models import Page
from search.words import stem
from shield import marks
from shield.markdown import safe_text
from shield.words import fold, tokens

PROBES = 2  # words of each text to search for


@dataclass(frozen=True)
class Secret:
    """The source of a hidden text, which is itself never quoted."""

    source: str  # “review the-lamp, twists”, “synopsis of The Lamp”
    film: int | None  # primary key
    review: int | None = None


@dataclass
class Dictionary:
    """All hidden shingles, and all shingles in approved safe texts."""

    hidden: dict[Shingle, Secret] = field(default_factory=dict)
    shown: set[Shingle] = field(default_factory=set)
    people: dict[str, Secret] = field(
        default_factory=dict
    )  # names of which every credit is flagged as a spoiler
    probes: list[tuple[str, Secret]] = field(default_factory=list)  # words to search for


def names() -> Iterator[str]:
    """Every name and title in the film database: they are no evidence of a leak."""
    for titles in Film.objects.values_list("title", "short_title", "original_title"):
        yield from filter(None, titles)
    yield from OtherTitle.objects.values_list("title", flat=True)
    for model in (Person, Character, Franchise, Critic):
        yield from model.objects.values_list("name", flat=True)


class Builder:
    def __init__(self, shingles: Shingles):
        self.shingles, self.dictionary = shingles, Dictionary()
        self._shown_words = {fold(word) for name in names() for word in tokens(name)}
        self._candidates: list[tuple[list[str], Secret]] = []
        self._unread: list[tuple[Secret, str]] = []

    def build(self) -> Dictionary:
        self._add_flagged_names()
        self._flags = list(_flags())
        editions = Edition.objects.live().select_related("review", "revision", "film", "submission")
        for edition in editions.iterator(chunk_size=200):
            self._add_review(edition)
        for source, film, text in _film_world_texts():
            self._add_text(Secret(source, film), text)
        for secret, text in self._unread:
            for shingle in self.shingles.of(text) - self.dictionary.shown:
                self.dictionary.hidden.setdefault(shingle, secret)
        findable = _Findable(self._shown_words)
        for words, secret in self._candidates:
            probes = [word for word in words if word not in findable]
            self.dictionary.probes += [(word, secret) for word in probes[:PROBES]]
        return self.dictionary

    def _add_review(self, edition: Edition):
        document, slug = edition.revision.document(), edition.review.slug
        hidden_words: list[str] = []
        flagged = self._flagged_since(edition.submission.decided_at)
        shown = opening_of(document) if edition.is_unread else (*document.parts(), document.verdict)
        for part in (*document.parts(), document.verdict):
            secret = Secret(f"review {slug}, {_part_name(part)}", edition.film_id, edition.review_id)
            for name in d.TEXT_FIELDS[type(part)]:
                text = getattr(part, name)
                if part not in shown:
                    self._unread.append((secret, safe_text(text)))
                    hidden_words += self.shingles.content_words(safe_text(text))
                if d.is_hidden(part, name) or not flagged.isdisjoint(getattr(part, "credits", ())):
                    self._add_hidden(secret, marks.without_marks(text), hidden_words)
                elif name in d.MARKDOWN_FIELDS[type(part)]:
                    self._add_marked(secret, text, hidden_words, is_shown=part in shown)
                elif part in shown:
                    self._add_shown(text)
        for text in (document.headline, document.dek):
            self._add_shown(text)
        for change in edition.safe["changes"]:
            self._add_marked(
                Secret(f"review {slug}, note to readers", edition.film_id), change["note"], hidden_words
            )
        self._add_marked(
            Secret(f"review {slug}, note to readers", edition.film_id), edition.note, hidden_words
        )
        secret = Secret(f"review {slug}", edition.film_id, edition.review_id)
        self._candidates.append((list(dict.fromkeys(hidden_words)), secret))

    def _flagged_since(self, decided_at) -> set:
        """Keys of the credits flagged now or after this approval: their notes are hidden."""
        return {key for key, level, at in self._flags if level or at > decided_at}

    def _add_text(self, secret: Secret, text: str):
        hidden_words: list[str] = []
        self._add_marked(secret, text, hidden_words)
        if hidden_words:
            self._candidates.append((hidden_words, secret))

    def _add_marked(self, secret: Secret, text: str, hidden_words: list[str], *, is_shown: bool = True):
        for passage in marks.hidden_passages(text):
            self._add_hidden(secret, marks.without_marks(passage), hidden_words)
        if is_shown:
            self._add_shown(safe_text(text))

    def _add_hidden(self, secret: Secret, text: str, hidden_words: list[str]):
        for shingle in self.shingles.of(text):
            self.dictionary.hidden.setdefault(shingle, secret)
        hidden_words += self.shingles.content_words(text)

    def _add_shown(self, text: str):
        shingles = self.shingles.of(text)
        self.dictionary.shown |= shingles
        self._shown_words.update(self.shingles.content_words(text))
        # A name in an approved text is no secret: its moderator allowed it.
        for name in [name for name in self.dictionary.people if contains_name(text, name)]:
            del self.dictionary.people[name]

    def _add_flagged_names(self):
        """People and characters whose every credit is flagged: their names must appear nowhere."""
        flagged = Credit.objects.exclude(spoiler_level="").select_related("person", "film")
        open_people = set(Credit.objects.open().values_list("person", flat=True))
        open_roles = set(Credit.objects.open().values_list("characters", flat=True))
        for credit in flagged.prefetch_related("characters"):
            secret = Secret(f"flagged credit on {credit.film}", credit.film_id)
            if credit.person_id not in open_people:
                self.dictionary.people[credit.person.name] = secret
            for character in credit.characters.all():
                if character.pk not in open_roles:
                    self.dictionary.people[character.name] = secret


class _Findable:
    """The words for which a search finds shown text, by stem or as a prefix."""

    def __init__(self, words: Iterable[str]):
        self._stems = set(map(stem, words))
        self._sorted = sorted(words)

    def __contains__(self, word: str) -> bool:
        prefix = min(word, stem(word), key=len)
        index = bisect_left(self._sorted, prefix)
        return stem(word) in self._stems or any(
            other.startswith(prefix) for other in self._sorted[index : index + 1]
        )


def _flags():
    """(key, level, flagged_at) of every credit that was ever flagged, for its key and each former key."""
    flagged = Credit.objects.filter(flagged_at__isnull=False)
    for name in ("key", "aliases__key"):
        for key, level, at in flagged.values_list(name, "spoiler_level", "flagged_at"):
            if key:
                yield key, level, at


def contains_name(text: str, name: str) -> bool:
    """Whether a text contains a name as whole words, in any case."""
    name, text = name.casefold(), text.casefold()
    return name in text and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _part_name(part) -> str:
    return getattr(part, "kind", "") or type(part).__name__.lower()


def _film_world_texts() -> Iterable[tuple[str, int | None, str]]:
    """(source, film, text) of every text outside reviews that may contain spoiler marks."""
    for text in marked_texts():
        for record in text.records().iterator(chunk_size=500):
            yield f"{text.field} of {record}", _film_of(record), getattr(record, text.field)
    for critic in Critic.objects.exclude(biography="").only("name", "biography"):
        yield f"biography of {critic}", None, critic.biography
    for page in Page.objects.all():
        yield f"page {page.slug}", None, page.text
        yield f"page {page.slug}", None, page.dek


def _film_of(record) -> int | None:
    """The one film that a record is about."""
    if isinstance(record, Place):
        return record.instalment.film_id
    return record.pk if isinstance(record, Film) else getattr(record, "film_id", None)
