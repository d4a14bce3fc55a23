"""Disclosures of a review as text: how the film was seen, content advisories, second opinions."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reviews.document import FirstPublished
from reviews.models import AdvisoryKind
from reviews.public.page_values import FirstPublishedView

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


def first_published_of(safe: Mapping[str, Any]) -> FirstPublishedView | None:
    """When and where the text stood before it came here; None if nowhere."""
    first = msgspec.convert(safe.get("first_published") or {}, FirstPublished)
    return FirstPublishedView(first.date, first.outlet, first.web_address) if first.date else None


def first_published_line(safe: Mapping[str, Any]) -> str:
    """The same as a sentence; "" if nowhere."""
    first = first_published_of(safe)
    if not first:
        return ""
    day = date_format(first.date, "j F Y")
    outlet = first.outlet or first.address
    if not outlet:
        return _("First published %(day)s.") % {"day": day}
    return _("First published %(day)s in %(outlet)s.") % {"day": day, "outlet": outlet}


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
