"""The passages of a review page that a reader can report: key, name and safe text of each."""

from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cast.models import Credit
from reviews.models import AdvisoryKind, Edition
from reviews.public.placeholders import Withholding, credits_by_key
from reviews.spoiler_reports import VERDICT
from shield.finish_html import without_tokens

MAX_BEGINNING = 90  # characters shown of a passage, to recognise it by
SIDES = {"good": gettext_lazy("The good"), "bad": gettext_lazy("The bad")}


@dataclass(frozen=True)
class PassageName:
    """A passage of a review page: key, name, the beginning of its text, and the text."""

    key: str
    name: str
    beginning: str
    words: str


def passages_of(edition: Edition) -> tuple[PassageName, ...]:
    """The shown passages of an edition loaded with `for_page`, in page order. At most three queries."""
    safe = edition.safe
    credits = credits_by_key(Credit.objects.for_review(edition.film), safe["cast_notes"])
    withholding = Withholding(edition, credits)
    candidates = [
        *((part, _section(part), ("text",)) for part in safe["front"]),
        *((part, _note(part), ("text",)) for part in safe["cast_notes"]),
        *((part, _("Should you see it?"), ("condition", "reason")) for part in safe["advice"]),
        *((part, _advisory(part), ("label",)) for part in safe.get("advisories", ())),
        *((part, _point(part), ("text",)) for part in safe["points"]),
        *((part, _("Verdict"), ("text",)) for part in [safe["verdict"]] if "rest" not in safe),
        *((part, _opinion(part), ("text",)) for part in safe.get("opinions", ())),
        *((part, _section(part), ("text",)) for part in safe["back"]),
        *((part, _("A picture"), ("alt", "caption")) for part in safe["pictures"]),
    ]
    return tuple(
        _passage_name(part, name, fields)
        for part, name, fields in candidates
        if not withholding.grades_of(part)
    )


def _passage_name(part: dict, name: str, fields: tuple[str, ...]) -> PassageName:
    words = " ".join(_words(part.get(field, "")) for field in fields).strip()
    beginning = words if len(words) <= MAX_BEGINNING else f"{words[:MAX_BEGINNING].rsplit(' ', 1)[0]} …"
    key = VERDICT if part["key"] == VERDICT else part["key"]
    return PassageName(key=key, name=name, beginning=beginning, words=words)


def _words(html: str) -> str:
    return " ".join(unescape(strip_tags(without_tokens(html))).split())


def _section(part: dict) -> str:
    return part.get("heading") or (_("Opening") if part.get("kind") == "opening" else _("A passage"))


def _note(part: dict) -> str:
    return _("Cast: %(name)s") % {"name": part.get("name", "")}


def _advisory(part: dict) -> str:
    kind = str(AdvisoryKind(part["kind"]).label) if "kind" in part else ""
    return _("Content advisory: %(kind)s") % {"kind": kind}


def _opinion(part: dict) -> str:
    return _("Second opinion: %(name)s") % {"name": part.get("name", "")}


def _point(part: dict) -> str:
    return f"{SIDES[part['side']]}: {part.get('label', '')}".rstrip(": ")
