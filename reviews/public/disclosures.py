"""Disclosures of a review as text: how the film was seen, content advisories, second opinions."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reviews.models import AdvisoryKind

SEEN = {
    "": gettext_lazy("Seen"),
    "cinema": gettext_lazy("Seen in a cinema"),
    "press-screening": gettext_lazy("Seen at a press screening"),
    "festival": gettext_lazy("Seen at a festival"),
    "screener": gettext_lazy("Seen on a screener"),
    "streaming": gettext_lazy("Seen on a streaming service"),
    "disc": gettext_lazy("Seen on disc"),
}


def seen_line(safe: Mapping[str, Any]) -> str:
    """How the film was seen, as a sentence; "" if unknown, as in editions rendered before this existed."""
    seen = safe.get("seen") or {}
    if not any(seen.values()):
        return ""
    seen_in = " ".join(filter(None, [str(SEEN[seen["how"]]), _format(seen["format"])]))
    if not seen["guest_of"]:
        return f"{seen_in}."
    between = ", " if seen["how"] or seen["format"] else " "
    return _("%(seen)sas a guest of %(host)s.") % {"seen": seen_in + between, "host": seen["guest_of"]}


def _format(name: str) -> str:
    """“in IMAX”, but “on 35 mm”: a format that begins with a digit is a width of film stock."""
    if not name:
        return ""
    return (_("on %(film)s") if name[0].isdigit() else _("in %(format)s")) % {"film": name, "format": name}


def advisory_text(kind: str, label: str) -> str:
    """The kind in words; "" for OTHER if the label says what it is."""
    return "" if kind == AdvisoryKind.OTHER and label else str(AdvisoryKind(kind).label)


def opinions_title(opinions: Sequence) -> str:
    """The heading of second opinions, singular or plural. Adjacent withheld ones count as one."""
    return ngettext("A second opinion", "Second opinions", len(opinions))
