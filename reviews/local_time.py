"""Local times and the moments they mean, through both changes of the clocks.

In spring an hour does not exist: a time in it is refused, with the nearest
ones that do. In autumn an hour comes twice: a time in it is refused until
somebody says which of the two is meant.
"""

from datetime import datetime, timedelta, timezone, tzinfo

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext as _

MINUTE = timedelta(minutes=1)


class InvalidLocalTime(ValueError):
    """A local time that means no moment, or two. Its text is a sentence that says what to do."""


def possible_times(local: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """The moments at which clocks in `zone` show `local`, the earlier first: none, one or two."""
    found = []
    for fold in (0, 1):
        moment = with_fixed_offset(local.replace(tzinfo=zone, fold=fold))
        shown = moment.astimezone(zone).replace(tzinfo=None, fold=0)
        if shown == local.replace(fold=0) and moment not in found:
            found.append(moment)
    return tuple(found)


def with_fixed_offset(moment: datetime) -> datetime:
    """The same moment with its offset and its zone's name, which no hour that comes twice can blur.

    Django's formats print no zone for such an hour, and Python holds it to be equal to nothing.
    """
    return moment.replace(tzinfo=timezone(moment.utcoffset(), moment.tzname()), fold=0)


def format_local(moment: datetime, format: str = "D j M Y, H:i T") -> str:
    """A moment as the clocks of whoever looks show it, with their zone."""
    return date_format(with_fixed_offset(localtime(moment)), format)


def parse_local(text: str) -> datetime:
    """The moment that somebody wrote as ISO 8601: with its offset, or in the zone that holds now.

    `ValueError` if it is none; `Unclear` if the clocks show it never, or twice.
    """
    local = _parsed(text)
    if local is None:
        raise ValueError(text)
    if local.tzinfo:
        return local
    zone = get_current_timezone()
    found = possible_times(local, zone)
    if len(found) == 1:
        return found[0]
    raise InvalidLocalTime(_twice(*found) if found else _never(local, zone))


def ambiguous_readings(text: str) -> tuple[datetime, ...]:
    """Both moments of a local time that comes twice; nothing for any other text."""
    local = _parsed(text)
    if local is None or local.tzinfo:
        return ()
    found = possible_times(local, get_current_timezone())
    return found if len(found) == 2 else ()


def _parsed(text: str) -> datetime | None:
    """A date with a time, of a year that every zone has."""
    try:
        found = parse_datetime(text.strip()) if ":" in text else None
    except ValueError:
        return None
    return found if found and 1 < found.year < 9999 else None


def _twice(first: datetime, second: datetime) -> str:
    values = {"day": date_format(first, "j F Y"), "first": _clock(first), "second": _clock(second)}
    return (
        _("On %(day)s this time comes twice: first as %(first)s, then as %(second)s. Choose which.") % values
    )


def _never(local: datetime, zone: tzinfo) -> str:
    """Where the clocks jump, the last minute before and the first after it."""
    before, after = local, local
    while not possible_times(before, zone):
        before -= MINUTE
    while not possible_times(after, zone):
        after += MINUTE
    values = {
        "time": f"{local:%H:%M}",
        "day": date_format(local, "j F Y"),
        "before": _clock(possible_times(before, zone)[-1]),
        "after": _clock(possible_times(after, zone)[0]),
    }
    said = _(
        "There is no %(time)s on %(day)s: the clocks are put forward. "
        "The nearest times are %(before)s and %(after)s."
    )
    return said % values


def _clock(moment: datetime) -> str:
    return date_format(moment, "H:i T")
