"""Completeness check: what a document needs before it may be submitted. A problem is a sentence to act on."""

import re
from html import unescape

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films.models import Film
from reviews import document as d
from reviews.drafts import markdown_of
from shield import marks
from shield.words import readable


def completeness(document: d.Document) -> list[str]:
    """The reasons why this document cannot be submitted yet; [] if it can."""
    return [
        *_front(document),
        *_parts(document),
        *mark_problems(document),
        *_lengths(document),
    ]


def _front(document: d.Document):
    if not document.film:
        yield _("Choose the film that this review is about.")
    if not readable(document.headline):
        yield _("Give the review a headline.")
    texts = (*(section.text for section in document.sections), document.verdict.text)
    if not any(map(readable, texts)):
        yield _("There is no text yet: write at least one section or a verdict.")
    elif not any(_has_safe_text(section) for section in document.sections) and not document.verdict.text:
        yield _("Everything in this review is a spoiler. Write something that any reader may see.")
    if settings.VERDICT_REQUIRED and not _shown(document.verdict.text):
        yield _("Write a verdict that any reader may see: this house asks for one in every review.")
    yield from _disclosures(document)
    yield from _first_published(document.first_published)
    if not document.bylines:
        yield _("Add a byline, so that readers know who is speaking.")
    lines = [(document.headline, _("headline")), (document.dek, _("dek"))]
    lines += [(document.seen.guest_of, _("line on the guest")), (document.seen.format, _("format"))]
    lines += [(document.first_published.outlet, _("name of the magazine or site"))]
    for text, name in (*lines, *((byline.name, _("byline")) for byline in document.bylines)):
        if marks.has_hidden(text):
            yield _("The %(name)s holds a spoiler mark. It is shown to everybody: reword it.") % {
                "name": name
            }


def _has_safe_text(section: d.Section) -> bool:
    return not section.spoiler and _shown(section.text)


def _shown(text: str) -> bool:
    """Whether anything of a text is left without its spoilers."""
    return any(readable(run.text) for run in marks.cut(text).runs if not run.is_hidden)


def _parts(document: d.Document):
    empty = [section for section in document.sections if section.spoiler and not section.text]
    if empty:
        yield ngettext(
            "A spoiler section has no text. Write it or delete it.",
            "%(count)s spoiler sections have no text. Write them or delete them.",
            len(empty),
        ) % {"count": len(empty)}
    if any(not (point.label or point.text) for point in document.points):
        yield _("A line of The Good or The Bad is empty. Write it or delete it.")
    if any(not (advice.condition or advice.reason) for advice in document.advice):
        yield _("A line of advice is empty. Write it or delete it.")
    if any(not (note.name or note.credits) for note in document.cast_notes):
        yield _("A cast note names nobody. Give it a name or a credit.")


def _disclosures(document: d.Document):
    if any(item.kind == "other" and not item.label for item in document.advisories):
        yield _("A content advisory does not say what it warns of. Give it a few words, or another kind.")
    if any(not (opinion.name and opinion.text) for opinion in document.opinions):
        yield _("A second opinion lacks its name or its text. Write both, or delete it.")


FIRST_YEAR = 1895  # of films


def _first_published(first: d.FirstPublished):
    """A text may have been published before it came here, but not after today, by the house's clock."""
    if first.date is None:
        if first != d.FirstPublished():
            yield _("Say on which day the review was first published elsewhere, or empty the lines on it.")
    elif first.date > timezone.localdate(timezone=timezone.get_default_timezone()):
        yield _(
            "The review cannot have been published on %(day)s: that day is still to come. "
            "Put the day of its first publication right, or empty it."
        ) % {"day": date_format(first.date, "j F Y")}
    elif first.date.year < FIRST_YEAR:
        yield _("The review is said to be older than films are. Put the day of its first publication right.")
    if first.address != first.web_address:
        yield _("The address of the first publication is none. Write it whole (“https://…”), or empty it.")


def mark_problems(document: d.Document):
    """What is wrong with the spoiler marks of a document, each as a sentence."""
    yield from unreadable_marks(document)
    for part in (*document.parts(), document.verdict):
        for name in d.TEXT_FIELDS[type(part)]:
            yield from _marks_of(getattr(part, name), is_markdown=name in d.MARKDOWN_FIELDS[type(part)])


def unreadable_marks(document: d.Document):
    """Of these problems, those of marks that do not say what they give away, each as a sentence."""
    yield from _unknown_films(document)
    for text in markdown_of(document):
        yield from _unreadable(text)


def _unreadable(text: str):
    if marks.cut(text).is_broken:
        yield _("A spoiler mark has no partner. Every >! needs its !<, and none may stand inside another.")
    if any(_has_unreadable_braces(run) for run in marks.cut(text).runs if run.is_hidden):
        yield _(
            "The braces of a spoiler mark cannot be read. Write after >! a level (mild, major, ending), "
            "the films that it gives away, or both: {ending}, {of=a-film}, {major; of=a-film another-film}."
        )


def _unknown_films(document: d.Document):
    """What marks name that is no film, or several."""
    known = {str(ref.key) for ref in (*document.named_films, document.film) if ref}
    for name in sorted({name for text in markdown_of(document) for name in marks.films_named(text)} - known):
        films = Film.objects.named(name)
        if films:
            listed = ", ".join(f"{film.slug} ({film})" for film in films)
            message = _(
                "A spoiler mark names “%(name)s”, and several films are called so. Write one of: %(films)s."
            )
            yield message % {"name": name, "films": listed}
        else:
            message = _(
                "A spoiler mark names “%(name)s”, which is no film in the film database. "
                "Write its title or address as it stands there, a title of several words in quotes."
            )
            yield message % {"name": name}


_MARK = re.compile(">!|!<")
_MISPLACED_BRACES = re.compile(r"\s+\{|\s*[｛﹛]")  # after a space, or full-width: part of the passage
_CONTEXT = 1000  # characters before a mark that are searched for the start of a link or picture
_TABLE_ROW = re.compile(r"^[ \t]*\|.*(?:>!|!<)", re.MULTILINE)


def _in_a_link_or_alt(text: str) -> bool:
    return any(
        _is_open(text[max(0, mark.start() - _CONTEXT) : mark.start()]) for mark in _MARK.finditer(text)
    )


def _is_open(before: str) -> bool:
    """Whether the text ends inside an alt text or a link's title."""
    _, alt, words = before.rpartition("![")
    _, link, title = before.rpartition("](")
    in_title = link and ")" not in title and any(sign in title for sign in "\"'(")
    return bool((alt and "]" not in words) or in_title)


def _has_unreadable_braces(run: marks.Run) -> bool:
    return not run.grade.is_readable or bool(_MISPLACED_BRACES.match(run.text))


def _marks_of(text: str, *, is_markdown: bool):
    if not is_markdown:
        if marks.has_hidden(text):
            yield _("A heading, name or label holds a spoiler mark. Flag the whole part instead.")
        return
    if len(_MARK.findall(unescape(text))) > len(_MARK.findall(text)):
        yield _("A spoiler mark is written as &gt; or &lt;: it would hide nothing. Write >! and !<.")
    if _TABLE_ROW.search(text):
        yield _("A spoiler mark stands in a table. Flag the section, or take the passage out of the table.")
    if _in_a_link_or_alt(text):
        yield _("A spoiler mark stands in a picture's text or a link's title. Put it around the whole.")


def _lengths(document: d.Document):
    limits = (
        (document.headline, 200, _("The headline")),
        (document.dek, 600, _("The dek")),
        (document.verdict.label, 200, _("The label of the verdict")),
        *((byline.name, 200, _("A byline")) for byline in document.bylines),
        (document.seen.guest_of, 200, _("The line on the guest")),
        (document.seen.format, 60, _("The format")),
        (document.first_published.outlet, 200, _("The name of the magazine or site")),
        (document.first_published.address, 500, _("The address of the first publication")),
        *((line, d.LINE_LIMIT, _("A heading, name or label")) for line in _lines(document)),
        *((text, d.MARKDOWN_LIMIT, _("A text")) for text in markdown_of(document)),
    )
    for text, limit, what in limits:
        if len(text) > limit:
            yield _("%(what)s is longer than %(limit)s characters. Shorten or divide it.") % {
                "what": what,
                "limit": f"{limit:,}",
            }


def _lines(document: d.Document):
    """The texts of parts that are one line of plain text."""
    for part in document.parts():
        plain = (text.name for text in d.PART_TYPES[type(part)].texts if not text.markdown)
        yield from (getattr(part, name) for name in plain)
