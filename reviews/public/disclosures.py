"""What a review discloses, in words: how the film was seen, what to be warned of."""

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
    """How the film was seen, as a sentence; "" where nothing is said of it, as in editions of old."""
    seen = safe.get("seen") or {}
    if not any(seen.values()):
        return ""
    seen_in = " ".join(filter(None, [str(SEEN[seen["how"]]), _format(seen["format"])]))
    if not seen["guest_of"]:
        return f"{seen_in}."
    between = ", " if seen["how"] or seen["format"] else " "
    return _("%(seen)sas a guest of %(host)s.") % {"seen": seen_in + between, "host": seen["guest_of"]}


def _format(name: str) -> str:
    """In IMAX, but on 35 mm: what is a width is a strip of film."""
    if not name:
        return ""
    return (_("on %(film)s") if name[0].isdigit() else _("in %(format)s")) % {"film": name, "format": name}


def advisory_text(kind: str, label: str) -> str:
    """The kind in words; nothing where it would say no more than that there is something."""
    return "" if kind == AdvisoryKind.OTHER and label else str(AdvisoryKind(kind).label)


def opinions_title(opinions: Sequence) -> str:
    """The heading over second opinions: adjacent ones that are withheld are one."""
    return ngettext("A second opinion", "Second opinions", len(opinions))
